"""Makes dist/*.dmg: the application beside a link to where it is put; only macOS can."""

import argparse
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

from macos.app import APP, build_app
from macos.info import BUNDLE
from macos.signing import sign_image
from parts import BUILD, DIST, NAME, TITLE, run_program, version

_TRIES = 5  # the system's own search and its watch for viruses hold new files for a while
_PAUSE_S = 10


def configure(parser: argparse.ArgumentParser) -> None:
    """Whether the bundle is there already."""
    parser.add_argument("--keep-app", action="store_true", help="take the bundle that `mac-app` made")


def run(arguments: argparse.Namespace) -> int:
    """The verb."""
    if sys.platform != "darwin":
        print("error: a disk image is made on macOS", file=sys.stderr)
        return 1
    if not (arguments.keep_app and APP.is_dir()):
        build_app()
    print(build_image(image_place(platform.machine())))
    return 0


def image_place(processor: str) -> Path:
    """Where the image for a processor goes."""
    return DIST / f"{NAME}-{version()}-macos-{processor}.dmg"


def build_image(image: Path) -> Path:
    """Make the image of the bundle, signed and notarised where that can be."""
    stage = BUILD / "image"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    run_program("ditto", APP, stage / BUNDLE)
    (stage / "Applications").symlink_to("/Applications")
    image.parent.mkdir(parents=True, exist_ok=True)
    _create(image_command(stage, image))
    sign_image(image)
    return image


def image_command(stage: Path, image: Path) -> list[str]:
    """What makes it."""
    source = ["-volname", TITLE, "-srcfolder", str(stage)]
    return ["hdiutil", "create", *source, "-fs", "HFS+", "-format", "ULFO", "-ov", str(image)]


def _create(command: list[str]) -> None:
    for again in range(_TRIES):
        try:
            return run_program(*command)
        except subprocess.CalledProcessError:
            if again == _TRIES - 1:
                raise
            time.sleep(_PAUSE_S)
    return None
