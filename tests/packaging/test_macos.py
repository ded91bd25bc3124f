"""What can be known of the application bundle without macOS: what it says, its layout, the order of signing."""

import plistlib
import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest
from macos import bundle, disk_image, icns, info, keychain, mach_o, signing
from parts import CHANNEL_FILE, NAME, commit_date

from visioneditor import __version__

MOMENT = datetime(2026, 1, 5, 12, tzinfo=UTC)
ARM, INTEL = 0x0100_000C, 0x0100_0007


def code(
    *,
    processor: int = ARM,
    oldest: tuple[int, int] = (12, 0),
    needs: str = "/usr/lib/libSystem.B.dylib",
    signed: bool = True,
) -> bytes:
    """A program of macOS that has a header and nothing else."""
    minimum = struct.pack("<6I", 0x32, 24, 1, oldest[0] << 16 | oldest[1] << 8, 0, 0)
    name = needs.encode() + b"\0" * (8 - len(needs) % 8)
    load = struct.pack("<6I", 0x0C, 24 + len(name), 24, 0, 0, 0) + name
    commands = [minimum, load, *([struct.pack("<4I", 0x1D, 16, 0, 0)] if signed else [])]
    size = sum(map(len, commands))
    return struct.pack("<8I", 0xFEED_FACF, processor, 0, 2, len(commands), size, 0, 0) + b"".join(commands)


def universal(*slices: tuple[int, bytes]) -> bytes:
    head, place, bodies = struct.pack(">2I", 0xCAFE_BABE, len(slices)), 4096, b""
    for processor, content in slices:
        head += struct.pack(">5I", processor, 0, place + len(bodies), len(content), 0)
        bodies += content
    return head.ljust(place, b"\0") + bodies


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """A bundle with everything in its place."""
    app = tmp_path / info.BUNDLE
    contents = app / "Contents"
    resources, frameworks = contents / "Resources", contents / "Frameworks"
    for folder in (
        contents / "MacOS",
        contents / "_CodeSignature",
        resources / "visioneditor" / "resources",
        frameworks,
    ):
        folder.mkdir(parents=True)
    (contents / "Info.plist").write_bytes(plistlib.dumps(info.info_plist(__version__, commit_date())))
    (contents / "_CodeSignature" / "CodeResources").write_bytes(b"")
    program = contents / "MacOS" / NAME
    program.write_bytes(code())
    program.chmod(0o755)
    pictures = dict.fromkeys(icns.SIZES, b"\x89PNG")
    (resources / f"{NAME}.icns").write_bytes(icns.build_icns(pictures))
    for name in ("LICENSE", "THIRD-PARTY-NOTICES.txt", f"visioneditor/{CHANNEL_FILE}"):
        (resources / name).write_text("dmg\n")
    (frameworks / "visioneditor").symlink_to("../Resources/visioneditor")
    (frameworks / "libone.dylib").write_bytes(code(needs="@rpath/libtwo.dylib"))
    return app


def test_the_bundle_says_what_it_is_and_what_it_opens() -> None:
    said = plistlib.loads(plistlib.dumps(info.info_plist("1.2.0rc1", MOMENT)))
    assert said["CFBundleShortVersionString"] == "1.2.0"
    assert said["CFBundleVersion"] == "20260105.720"
    assert said["CFBundleExecutable"] == "visioneditor"
    opened = {kind for one in said["CFBundleDocumentTypes"] for kind in one["LSItemContentTypes"]}
    endings = {
        ending
        for one in said["UTImportedTypeDeclarations"]
        if one["UTTypeIdentifier"] in opened
        for ending in one["UTTypeTagSpecification"]["public.filename-extension"]
    }
    assert endings == {"rst", "rest", "md", "markdown"}
    assert "LSBackgroundOnly" not in said


def test_a_bundle_that_is_right_has_no_problems(app: Path) -> None:
    assert bundle.find_problems(app) == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (code(needs="/opt/homebrew/lib/libpq.dylib"), "asks for /opt/homebrew"),
        (code(oldest=(26, 0)), "needs macOS 26.0"),
        (code(signed=False), "is not signed"),
        (code(processor=INTEL), "is not for arm64"),
        (universal((INTEL, code(processor=INTEL)), (ARM, code(oldest=(26, 0)))), "needs macOS 26.0"),
    ],
)
def test_a_library_that_would_not_load_elsewhere_is_found(app: Path, content: bytes, problem: str) -> None:
    (app / "Contents" / "Frameworks" / "libone.dylib").write_bytes(content)
    (found,) = bundle.find_problems(app)
    assert problem in found


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (f"MacOS/{NAME}", "cannot be started"),
        ("Resources/THIRD-PARTY-NOTICES.txt", "is missing"),
        (f"Resources/{NAME}.icns", "icon"),
        (f"Resources/visioneditor/{CHANNEL_FILE}", "is missing"),
        ("_CodeSignature/CodeResources", "not signed"),
        ("Info.plist", "Info.plist"),
    ],
)
def test_what_is_missing_is_found(app: Path, name: str, problem: str) -> None:
    (app / "Contents" / name).unlink()
    assert any(problem in found for found in bundle.find_problems(app))


def test_a_link_out_of_the_bundle_is_found(app: Path) -> None:
    (app / "Contents" / "Frameworks" / "libout.dylib").symlink_to("/usr/lib/libz.dylib")
    (found,) = bundle.find_problems(app)
    assert "leads out of the bundle" in found


def test_both_processors_of_a_universal_library_are_read(tmp_path: Path) -> None:
    file = tmp_path / "libboth.dylib"
    file.write_bytes(universal((INTEL, code(processor=INTEL, signed=False)), (ARM, code(needs="@rpath/one"))))
    intel, arm = mach_o.read_slices(file)
    assert (intel.processor, intel.is_signed) == ("x86_64", False)
    assert (arm.processor, arm.oldest_system, arm.libraries) == ("arm64", (12, 0), ("@rpath/one",))


@pytest.mark.parametrize("content", [b"", b"#!/bin/sh\n", b"\xca\xfe\xba\xbe\0\0\0\x34" + b"\0" * 40])
def test_what_is_no_program_has_no_processor(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    assert mach_o.read_slices(tmp_path / "file") == []


def test_an_icon_holds_each_picture_under_its_names() -> None:
    pictures = {size: f"picture of {size}".encode() for size in icns.SIZES}
    whole = icns.build_icns(pictures)
    assert whole[:4] == b"icns"
    assert struct.unpack(">I", whole[4:8]) == (len(whole),)
    entries, place = {}, 8
    while place < len(whole):
        (size,) = struct.unpack_from(">I", whole, place + 4)
        entries[whole[place : place + 4].decode()] = whole[place + 8 : place + size]
        place += size
    assert entries["ic10"] == b"picture of 1024"
    assert entries["ic08"] == entries["ic13"] == b"picture of 256"


def test_what_is_within_is_signed_before_what_is_around_it(app: Path) -> None:
    framework = app / "Contents" / "Frameworks" / "QtCore.framework"
    (framework / "Versions" / "A").mkdir(parents=True)
    (framework / "Versions" / "A" / "QtCore").write_bytes(code())
    commands = signing.signing_commands(app, "Developer ID Application: Ada")
    signed = [Path(command[-1]).name for command in commands]
    assert signed == ["QtCore", "libone.dylib", "QtCore.framework", info.BUNDLE, info.BUNDLE]
    assert all("runtime" in command for command in commands[:-1])
    assert "--entitlements" in commands[-2]
    assert commands[-1][1] == "--verify"


def test_without_an_identity_it_is_signed_for_this_machine_and_not_notarised(app: Path) -> None:
    assert signing.identity_of({}) == "-"
    assert not any("--timestamp" in command for command in signing.signing_commands(app, "-"))
    assert signing.notarising_commands(Path("a.dmg"), Path("k.p8"), {"VISIONEDITOR_NOTARY_KEY": "-----BEGIN"}) == []


def test_with_a_key_the_ticket_is_put_on_the_image() -> None:
    key = dict.fromkeys(("VISIONEDITOR_NOTARY_KEY", "VISIONEDITOR_NOTARY_KEY_ID", "VISIONEDITOR_NOTARY_ISSUER"), "x")
    assert [command[1] for command in signing.notarising_commands(Path("a.dmg"), Path("k.p8"), key)] == [
        "notarytool",
        "stapler",
        "stapler",
    ]


def test_whoever_replaces_qt_may_start_the_program_and_nothing_else_is_allowed() -> None:
    allowed = plistlib.loads(signing.ENTITLEMENTS.read_bytes())
    assert set(allowed) == {
        "com.apple.security.cs.allow-unsigned-executable-memory",
        "com.apple.security.cs.disable-library-validation",
    }


def test_a_keychain_has_a_password_of_its_own_each_time() -> None:
    first, second = (keychain.keychain_commands(Path("c.p12"), "secret") for _ in range(2))
    assert first[0][3] != second[0][3]
    assert first[0][:2] == ["security", "create-keychain"]


def test_an_image_is_named_after_version_and_processor() -> None:
    image = disk_image.image_place("arm64")
    assert image.name == f"visioneditor-{__version__}-macos-arm64.dmg"
    assert disk_image.image_command(Path("stage"), image)[-1] == str(image)
