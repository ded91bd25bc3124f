"""Looks at a finished application bundle, on any system: its layout, what it says of itself, what its files ask for."""

import argparse
import os
import plistlib
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from macos.icns import SIZES
from macos.info import OLDEST_SYSTEM, info_plist
from macos.mach_o import Slice, read_slices
from parts import CHANNEL_FILE, NAME, commit_date, version

_SYSTEM = ("/usr/lib/", "/System/Library/")
_NEAR = ("@rpath/", "@loader_path/", "@executable_path/")
_BINDINGS = ".abi3."  # PySide's wheels promise an older system than these files say; the release starts them there
_LARGEST_ICON_ENTRY = f"ic{10}".encode()


def configure(parser: argparse.ArgumentParser) -> None:
    """The bundle."""
    parser.add_argument("bundle", type=Path, help="an .app")


def run(arguments: argparse.Namespace) -> int:
    """The verb."""
    problems = find_problems(arguments.bundle)
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    return 1 if problems else 0


def find_problems(bundle: Path) -> list[str]:
    """What is wrong with it, in sentences."""
    contents = bundle / "Contents"
    if not (contents / "Info.plist").is_file():
        return [f"{bundle.name} has no Contents/Info.plist"]
    with (contents / "Info.plist").open("rb") as stream:
        said = plistlib.load(stream)
    return [
        *_plist_problems(said),
        *_layout_problems(contents),
        *_link_problems(bundle),
        *_code_problems(contents, _processors(contents / "MacOS" / NAME)),
    ]


def _plist_problems(said: Mapping[str, Any]) -> Iterator[str]:
    for key, wanted in info_plist(version(), commit_date()).items():
        if said.get(key) != wanted:
            yield f"Info.plist says {said.get(key)!r} for {key}, and not {wanted!r}"


def _layout_problems(contents: Path) -> Iterator[str]:
    program = contents / "MacOS" / NAME
    if not os.access(program, os.X_OK):
        yield f"{program.name} is not there, or cannot be started"
    icon = contents / "Resources" / f"{NAME}.icns"
    if not icon.is_file() or _LARGEST_ICON_ENTRY not in icon.read_bytes():
        yield f"the icon is missing, or has no picture of {SIZES[-1]} pixels"
    for name in ("LICENSE", "THIRD-PARTY-NOTICES.txt", f"visioneditor/{CHANNEL_FILE}", "visioneditor/resources"):
        if not (contents / "Resources" / name).exists():
            yield f"Contents/Resources/{name} is missing"
    if not (contents / "_CodeSignature" / "CodeResources").is_file():
        yield "the bundle is not signed"


def _link_problems(bundle: Path) -> Iterator[str]:
    root = bundle.resolve()
    for file in bundle.rglob("*"):
        if file.is_symlink() and not (file.exists() and file.resolve().is_relative_to(root)):
            yield f"the link {file.relative_to(bundle)} leads out of the bundle or nowhere"


def _code_problems(contents: Path, wanted: set[str]) -> Iterator[str]:
    for file in sorted(contents.rglob("*")):
        if file.is_symlink() or not file.is_file():
            continue
        slices = read_slices(file)
        if slices and not wanted <= {one.processor for one in slices}:
            yield f"{file.name} is not for {', '.join(sorted(wanted))}"
        for one in slices:
            if one.processor in wanted:
                yield from (f"{file.name} {problem}" for problem in _slice_problems(file, one))


def _slice_problems(file: Path, one: Slice) -> Iterator[str]:
    own = tuple(map(int, OLDEST_SYSTEM.split(".")))
    if one.oldest_system and one.oldest_system > own and _BINDINGS not in file.name:
        yield f"needs macOS {'.'.join(map(str, one.oldest_system))}"
    if not one.is_signed:
        yield "is not signed"
    for library in one.libraries:
        if not library.startswith((*_SYSTEM, *_NEAR)):
            yield f"asks for {library}, which only the machine that built it has"


def _processors(program: Path) -> set[str]:
    return {one.processor for one in read_slices(program)} if program.is_file() else set()
