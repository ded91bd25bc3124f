"""Builds the installer for Windows, `dist/visioneditor-…-setup.exe`, from the frozen folder; also on Linux."""

import argparse
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from freezing import name_channel
from parts import BUILD, DIST, HOMEPAGE, LICENCE, NAME, PACKAGING, TITLE, VENDOR, run_program, version
from versions import windows_version
from windows.frozen import add_frozen_option, take_frozen

_CHANNEL = "setup"


def configure(parser: argparse.ArgumentParser) -> None:
    """What is packed."""
    add_frozen_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """The verb."""
    build_setup(arguments.frozen)
    return 0


def build_setup(frozen: Path) -> Path:
    """Pack the frozen folder; answers with the installer."""
    tree = take_frozen(frozen, BUILD / _CHANNEL)
    name_channel(tree, _CHANNEL)
    removal = tree.parent / "removal.nsh"
    removal.write_text(remove(sorted(tree.iterdir())), encoding="utf-8")
    DIST.mkdir(exist_ok=True)
    out = DIST / f"{NAME}-{version()}-windows-x64-setup.exe"
    out.unlink(missing_ok=True)
    values = {
        "NAME": NAME,
        "TITLE": TITLE,
        "VENDOR": VENDOR,
        "HOMEPAGE": HOMEPAGE,
        "LICENCE": LICENCE,
        "VERSION": version(),
        "NUMBER": windows_version(version()),
        "SOURCE": tree,
        "REMOVAL": removal,
        "ICON": tree / "_internal" / f"{NAME}.ico",
        "OUT": out,
        **_target(),
    }
    makensis = shutil.which("makensis") or r"C:\Program Files (x86)\NSIS\makensis.exe"
    defines = (f"-D{key}={value}" for key, value in values.items())
    run_program(makensis, "-V2", *defines, PACKAGING / "windows" / "setup.nsi")
    return out


def remove(entries: Iterable[Path]) -> str:
    """The lines of the installer's script that delete these files and folders where they were installed."""
    return "".join(f'{"RMDir /r" if entry.is_dir() else "Delete"} "$INSTDIR\\{entry.name}"\n' for entry in entries)


def _target() -> dict[str, str]:
    """Debian's makensis makes installers of 64 bits, too, which run in a wine without 32; Windows' own cannot."""
    return {} if sys.platform == "win32" else {"TARGET": "amd64-unicode"}
