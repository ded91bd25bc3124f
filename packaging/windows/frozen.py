"""The folder that was frozen for Windows, as the packages take it: natively, or from a wine beside this system."""

import argparse
import shutil
from pathlib import Path

from parts import BUILD, FROZEN, NAME

_FROZEN = BUILD.parent / "win32" / FROZEN.relative_to(BUILD)


def add_frozen_option(parser: argparse.ArgumentParser) -> None:
    """Where it lies."""
    parser.add_argument("--frozen", type=Path, default=_FROZEN, help="the folder that `freeze` made on Windows")


def take_frozen(frozen: Path, folder: Path) -> Path:
    """A copy of it to put a channel's name into; stops where nothing was frozen, or where a stand-in got into it."""
    if not (frozen / f"{NAME}-gui.exe").is_file():
        raise SystemExit(f"error: {frozen} holds no program for Windows; `build.py wine freeze` makes it")
    strangers = sorted(file.name for file in frozen.rglob("*.dll") if file.stem.lower() in {"icuuc", "mscms"})
    if strangers:
        raise SystemExit(f"error: {', '.join(strangers)} is part of Windows, and must not be packed")
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(frozen, folder / NAME, copy_function=shutil.copy))
