"""Signs and notarises: with the identity and the key that the environment names, else for this machine alone (ad hoc).

VISIONEDITOR_MAC_IDENTITY names a certificate in the keychain, "Developer ID Application: …". Apple's notary is asked
where VISIONEDITOR_NOTARY_KEY (a key itself), VISIONEDITOR_NOTARY_KEY_ID and VISIONEDITOR_NOTARY_ISSUER are there, too.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from macos.mach_o import read_slices
from parts import PACKAGING, run_program

ENTITLEMENTS = PACKAGING / "macos" / "entitlements.plist"
_AD_HOC = "-"
_NOTARY = ("VISIONEDITOR_NOTARY_KEY", "VISIONEDITOR_NOTARY_KEY_ID", "VISIONEDITOR_NOTARY_ISSUER")

Command = list[str]


def sign_bundle(bundle: Path) -> None:
    """Sign everything in it, then itself, and let macOS look at it."""
    for command in signing_commands(bundle, identity_of(os.environ)):
        run_program(*command)


def sign_image(image: Path) -> None:
    """Sign a disk image and have it notarised, where there is an identity and a key."""
    if identity_of(os.environ) == _AD_HOC:
        print(f"{image.name} is unsigned: there is no identity")
        return
    run_program("codesign", "--force", "--timestamp", "--sign", identity_of(os.environ), str(image))
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder) / "notary.p8"
        key.write_text(os.environ.get(_NOTARY[0], ""), encoding="utf-8")
        for command in notarising_commands(image, key, os.environ):
            run_program(*command)


def identity_of(environment: Mapping[str, str]) -> str:
    """By whom it is signed."""
    return environment.get("VISIONEDITOR_MAC_IDENTITY") or _AD_HOC


def signing_commands(bundle: Path, identity: str) -> list[Command]:
    """From the inside to the outside, as a signature covers those within."""
    sign = ["codesign", "--force", "--sign", identity]
    if identity != _AD_HOC:
        sign += ["--timestamp", "--options", "runtime"]
    inner = [[*sign, str(file)] for file in _code_within(bundle)]
    own = [*sign, "--entitlements", str(ENTITLEMENTS), str(bundle)]
    return [*inner, own, ["codesign", "--verify", "--deep", "--strict", "--verbose=2", str(bundle)]]


def _code_within(bundle: Path) -> Iterator[Path]:
    """Libraries first, then the frameworks around them, the deepest first; the program is signed with the bundle."""
    inside = sorted((bundle / "Contents" / "Frameworks").rglob("*"), key=lambda file: (-len(file.parts), file))
    yield from (file for file in inside if file.is_file() and not file.is_symlink() and read_slices(file))
    yield from (file for file in inside if file.suffix == ".framework" and file.is_dir() and not file.is_symlink())


def notarising_commands(image: Path, key: Path, environment: Mapping[str, str]) -> list[Command]:
    """Ask Apple's notary, wait, and put its ticket on the image; nothing without a key."""
    content, key_id, issuer = (environment.get(name, "") for name in _NOTARY)
    if not (content and key_id and issuer):
        return []
    access = ["--key", str(key), "--key-id", key_id, "--issuer", issuer]
    return [
        ["xcrun", "notarytool", "submit", str(image), *access, "--wait", "--timeout", "30m"],
        ["xcrun", "stapler", "staple", str(image)],
        ["xcrun", "stapler", "validate", str(image)],
    ]
