"""Freezes the program: PyInstaller puts it, its Python and what it keeps of Qt into one folder."""

import argparse
import shutil
import sys
from pathlib import Path

from environment import make_environment
from linux.run_paths import mend_run_paths
from notices import add_notices
from parts import BUILD, CHANNEL_FILE, FROZEN, PACKAGING, environment_program, run_program


def configure(parser: argparse.ArgumentParser) -> None:
    """It needs to be told nothing."""


def run(_arguments: argparse.Namespace) -> int:
    """The verb."""
    freeze()
    return 0


def freeze() -> Path:
    """Make the folder anew; answers with it."""
    make_environment()
    shutil.rmtree(FROZEN.parent, ignore_errors=True)
    pyinstaller = (environment_program("python"), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN")
    places = ("--distpath", FROZEN.parent, "--workpath", BUILD / "pyinstaller")
    run_program(*pyinstaller, *places, PACKAGING / "visioneditor.spec")
    if sys.platform.startswith("linux"):
        mend_run_paths(FROZEN / "_internal")
    add_notices(FROZEN)
    return FROZEN


def require_frozen() -> Path:
    """The folder, made where it is not there yet."""
    return FROZEN if FROZEN.is_dir() else freeze()


def package_folder(frozen: Path = FROZEN) -> Path:
    """Where the program's own package lies in the frozen folder."""
    return frozen / "_internal" / "visioneditor"


def name_channel(frozen: Path, channel: str) -> None:
    """Write down how a copy of the frozen folder comes to its user: "deb", "rpm", "setup" …"""
    (package_folder(frozen) / CHANNEL_FILE).write_text(f"{channel}\n", encoding="utf-8")
