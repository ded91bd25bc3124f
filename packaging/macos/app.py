"""Makes the application bundle for the processor of this machine; only macOS can."""

import argparse
import sys
from pathlib import Path

from environment import make_environment
from freezing import freeze
from icons import render_icons
from macos.bundle import find_problems
from macos.icns import SIZES, build_icns
from macos.info import BUNDLE, ICON_FILE
from macos.signing import sign_bundle
from notices import add_notices
from parts import BUILD, CHANNEL_FILE, FROZEN

APP = FROZEN.parent / BUNDLE
ICON = BUILD / ICON_FILE


def configure(parser: argparse.ArgumentParser) -> None:
    """It needs to be told nothing."""


def run(_arguments: argparse.Namespace) -> int:
    """The verb."""
    if sys.platform != "darwin":
        print("error: an application bundle is made on macOS", file=sys.stderr)
        return 1
    build_app()
    return 0


def build_app() -> Path:
    """Freeze, add what a bundle has beside the program, sign it and look at it."""
    make_icon()
    freeze()
    resources = APP / "Contents" / "Resources"
    (resources / "visioneditor" / CHANNEL_FILE).write_text("dmg\n", encoding="utf-8")
    add_notices(resources)
    sign_bundle(APP)
    if problems := find_problems(APP):
        raise SystemExit("\n".join(f"error: {problem}" for problem in problems))
    return APP


def make_icon() -> None:
    """The icon, where the spec takes it from."""
    make_environment()
    pictures = render_icons(BUILD / "icons", SIZES)
    ICON.write_bytes(build_icns({size: file.read_bytes() for size, file in pictures.items()}))
