"""Writes the third-party notices: what others wrote, under which licence, with its text, and how to replace Qt.

A package of the program carries them as THIRD-PARTY-NOTICES.txt beside its own licence.
"""

import argparse
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from components import LICENCE_TEXTS, QT, Component, own_parts, qt_parts, shipped_packages, system_libraries
from environment import make_environment
from parts import BUILD, ROOT, TITLE, version

NAME = "THIRD-PARTY-NOTICES.txt"

_RULE = "=" * 80
_INTRODUCTION = """\
{title} {version} is licensed under the Apache License 2.0, see LICENSE.
It carries the work of others, listed here, each under its own licence. The texts follow below."""
_QT = """\
Qt {qt}, PySide6 and Shiboken are used, unchanged, under the GNU Lesser General Public License, version 3.
They are libraries of their own, loaded when the program starts. You may replace them by others:

  1. Find the folder PySide6 in the folder of the program (Linux: /usr/lib/visioneditor/_internal or, in an AppImage
     taken apart with --appimage-extract, the same below squashfs-root; Windows: _internal beside visioneditor.exe;
     macOS: Contents/Frameworks in the application).
  2. Build Qt or PySide6 of the same major version from source, with your changes, for the same system and processor.
     Put your files in the place of those with the same names (Qt/lib, Qt/plugins, *.abi3.so, *.pyd, *.dll).
  3. On macOS sign the application anew: codesign --force --deep --sign - "Vision Editor.app".
  4. Start the program; visioneditor doctor says which Qt it found.

Nothing in the program's licence forbids taking it apart to find faults in such a change.
Their source, as it was used: https://download.qt.io/official_releases/qt/ and
https://download.qt.io/official_releases/QtForPython/, the folders of version {qt}.
Qt itself has the work of others in it; https://doc.qt.io/qt-6/licenses-used-in-qt.html has every word of it:"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Where they go."""
    parser.add_argument("--output", type=Path, default=BUILD / NAME, help="default: %(default)s")


def run(arguments: argparse.Namespace) -> int:
    """The verb."""
    make_environment()
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_text(render_notices(), encoding="utf-8")
    print(arguments.output)
    return 0


def add_notices(folder: Path) -> None:
    """Put the notices and the program's own licence into the folder of a frozen program."""
    (folder / NAME).write_text(render_notices(), encoding="utf-8")
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")


def render_notices() -> str:
    """The whole file, for what is installed and frozen here."""
    packages = shipped_packages()
    return "\n".join(_lines(packages, [*own_parts(), *system_libraries()], qt_parts()))


def _lines(packages: Sequence[Component], others: Sequence[Component], in_qt: Sequence[Component]) -> Iterator[str]:
    qt = next((one.version for one in packages if one.name in QT), "")
    carried = sorted([*packages, *others], key=lambda one: one.name.lower())
    yield _INTRODUCTION.format(title=TITLE, version=version())
    yield ""
    yield from map(_row, carried)
    yield from ("", _RULE, "Qt and PySide6", _RULE, "", _QT.format(qt=qt), "")
    for one in in_qt:
        yield from (_row(one), *(f"        {line}" for text in one.texts for line in text.splitlines()))
    yield ""
    for one in carried:
        if one.texts:
            yield from _section(f"{one.name} {one.version}".strip(), one.texts)
    for licence in standard_licences([*packages, *in_qt]):
        yield from _section(f"Licence {licence}", [(LICENCE_TEXTS / f"{licence}.txt").read_text(encoding="utf-8")])


def _row(one: Component) -> str:
    return f"    {one.name} {one.version}".rstrip() + f": {one.licence}" + (f", {one.homepage}" if one.homepage else "")


def _section(title: str, texts: Iterable[str]) -> Iterator[str]:
    yield from (_RULE, title, _RULE, "")
    for text in texts:
        yield from (text.strip("\n"), "")


def standard_licences(components: Iterable[Component]) -> list[str]:
    """The licences whose common text is ours to bring: those of Qt and of what is in it. LGPL 3 is read with GPL 3."""
    named = {
        licence
        for one in components
        if not one.is_package or one.name in QT
        for licence in re.split(r" AND | WITH \S+|(?<=\S)$", one.licence)
        if licence
    }
    return sorted(named | ({"GPL-3.0-only"} if "LGPL-3.0-only" in named else set()))
