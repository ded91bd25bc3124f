"""The one file that starts without being installed: dist/visioneditor-VERSION-ARCH.AppImage.

It is AppImage's own starter with the packed folder behind it. Where APPIMAGE_RUNTIME names no starter only the folder
is made, build/packaging/linux/visioneditor.AppDir; the release fetches one and checks it against its pinned sum.
"""

import argparse
import hashlib
import os
import platform
import shutil
import sys
from pathlib import Path

from linux.tree import even_out, lay_tree
from parts import APP_ID, BUILD, DIST, NAME, run_program, version

FOLDER = BUILD / f"{NAME}.AppDir"


def configure(parser: argparse.ArgumentParser) -> None:
    """The sum the starter must have."""
    parser.add_argument("--runtime-sha256", metavar="SUM", help="fail unless APPIMAGE_RUNTIME has this sum")


def run(arguments: argparse.Namespace) -> int:
    """The verb."""
    lay_folder()
    runtime = os.environ.get("APPIMAGE_RUNTIME")
    if not runtime:
        print(f"{FOLDER}\nAPPIMAGE_RUNTIME names no starter: no AppImage is made")
        return 0
    if arguments.runtime_sha256 not in (None, hashlib.sha256(Path(runtime).read_bytes()).hexdigest()):
        print(f"error: {runtime} is not the starter that was asked for", file=sys.stderr)
        return 1
    print(build_appimage(Path(runtime)))
    return 0


def lay_folder() -> Path:
    """The folder that is packed; its AppRun starts the program."""
    root = lay_tree(FOLDER, "appimage")
    (root / "AppRun").symlink_to(f"usr/bin/{NAME}")
    for place in (f"applications/{APP_ID}.desktop", f"icons/hicolor/256x256/apps/{APP_ID}.png"):
        shutil.copyfile(root / "usr" / "share" / place, root / Path(place).name)
    (root / ".DirIcon").symlink_to(f"{APP_ID}.png")
    even_out(root)
    return root


def build_appimage(runtime: Path, folder: Path = DIST) -> Path:
    """Put the packed folder behind the starter; blocks of 128 kB start twice as fast as those of a megabyte."""
    packed = BUILD / f"{NAME}.squashfs"
    packed.unlink(missing_ok=True)
    squeeze = ("-comp", "zstd", "-Xcompression-level", "19", "-b", "128K", "-root-owned", "-quiet", "-no-progress")
    run_program("mksquashfs", FOLDER, packed, *squeeze)  # its dates are SOURCE_DATE_EPOCH's
    folder.mkdir(parents=True, exist_ok=True)
    image = folder / f"{NAME}-{version()}-{platform.machine()}.AppImage"
    image.write_bytes(runtime.read_bytes() + packed.read_bytes())
    image.chmod(0o755)
    return image
