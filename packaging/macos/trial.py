"""Tries a disk image on macOS as its user would: opened, copied, closed, looked at, started."""

import argparse
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from macos.bundle import find_problems
from macos.disk_image import image_place
from macos.info import BUNDLE
from parts import NAME, run_program
from smoke import SmokeError, examine


def configure(parser: argparse.ArgumentParser) -> None:
    """Which image; by default the one of this machine's processor in dist/."""
    parser.add_argument("image", nargs="?", type=Path, default=image_place(platform.machine()), metavar="IMAGE.dmg")
    parser.add_argument("--picture", type=Path, metavar="FILE.png", help="keep the picture of the window here")


def run(arguments: argparse.Namespace) -> int:
    """The verb."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            picture = _try(_copy_from(arguments.image, Path(folder)))
    except (SmokeError, subprocess.CalledProcessError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    if arguments.picture:
        arguments.picture.write_bytes(picture)
    return 0


def _copy_from(image: Path, folder: Path) -> Path:
    mounted = folder / "mounted"
    run_program("hdiutil", "attach", "-nobrowse", "-readonly", "-mountpoint", mounted, image)
    try:
        run_program("ditto", mounted / BUNDLE, folder / BUNDLE)
    finally:
        run_program("hdiutil", "detach", "-force", mounted)
    return folder / BUNDLE


def _try(bundle: Path) -> bytes:
    if problems := find_problems(bundle):
        raise SmokeError("; ".join(problems))
    run_program("codesign", "--verify", "--deep", "--strict", bundle)
    return examine([str(bundle / "Contents" / "MacOS" / NAME)], channel="dmg", has_git=True)
