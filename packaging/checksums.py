"""Writes dist/SHA256SUMS, which `sha256sum -c` reads; with --check says whether the files are still those."""

import argparse
import hashlib
import sys
from pathlib import Path

from parts import DIST

NAME = "SHA256SUMS"


def configure(parser: argparse.ArgumentParser) -> None:
    """Which folder, and whether it is only looked at."""
    parser.add_argument("folder", nargs="?", type=Path, default=DIST, help="default: %(default)s")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")


def run(arguments: argparse.Namespace) -> int:
    """The verb."""
    listed = list_checksums(arguments.folder)
    place = arguments.folder / NAME
    if arguments.check:
        if place.read_text(encoding="utf-8") != listed:
            print(f"error: {place} does not tell of the files beside it", file=sys.stderr)
            return 1
    else:
        place.write_text(listed, encoding="utf-8", newline="\n")
    print(listed, end="")
    return 0


def list_checksums(folder: Path) -> str:
    """One line a file."""
    files = sorted(file for file in folder.iterdir() if file.is_file() and file.name != NAME)
    return "".join(f"{_checksum(file)}  {file.name}\n" for file in files)


def _checksum(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
