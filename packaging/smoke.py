"""Starts what was built, as its user would, and looks at what it does.

It says its version and how it was installed, compares two files in the terminal and in the window, paints it, and tries
the whole of itself (`--smoke-test`: a repository where there is git, a comparison, a PDF). Whatever it says on standard
error is a fault. It works in folders of its own and leaves nothing behind.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from parts import version

_PATIENCE_S = 180
_OLD = "Goals\n=====\n\nWe build a cloud that is open to all, and small enough to run at home.\n"
_NEW = "Goals\n=====\n\nWe build a cloud that is open to everybody, and small enough to run at home.\n"
_OF_MACOS = re.compile(r"\[\d+:\d+\] (\+\[IMK\w+ subclass\]|TSM|error messaging the mach port for IMK)")
_PNG = b"\x89PNG\r\n\x1a\n"


class SmokeError(Exception):
    """What is wrong with the program."""


def configure(parser: argparse.ArgumentParser) -> None:
    """What is started, and what is expected of it."""
    parser.add_argument("program", nargs="+", help="the program, with what it is started by: wine, sh …")
    parser.add_argument("--channel", help="what `doctor` has to say of how it was installed")
    parser.add_argument("--without-git", action="store_true", help="there must be no git, and the program must say so")
    parser.add_argument("--picture", type=Path, metavar="FILE.png", help="keep the picture of the window here")


def run(arguments: argparse.Namespace) -> int:
    """The verb."""
    try:
        program = [str(Path(word).absolute()) if Path(word).is_file() else word for word in arguments.program]
        told = examine(program, channel=arguments.channel, has_git=not arguments.without_git)
    except SmokeError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    if arguments.picture:
        arguments.picture.write_bytes(told)
    return 0


def examine(program: Sequence[str], *, channel: str | None, has_git: bool) -> bytes:
    """Start it in every way; answers with the picture of its window. Raises SmokeError."""
    with tempfile.TemporaryDirectory(prefix="visioneditor-smoke-") as name:
        folder = Path(name)
        environment = _surroundings(folder)
        (folder / "old.rst").write_text(_OLD, encoding="utf-8")
        (folder / "new.rst").write_text(_NEW, encoding="utf-8")

        def start(*arguments: str) -> str:
            return _start([*program, *arguments], folder, environment)

        _expect("its version", start("--version").strip(), f"visioneditor {version()}")
        _check_doctor(json.loads(start("doctor", "--format", "json")), channel, has_git=has_git)
        if "everybody" not in start("diff", "--files", "old.rst", "new.rst"):
            raise SmokeError("the comparison in the terminal does not show what changed")
        start("--smoke-test", "found.json")
        _check_smoke_test(json.loads((folder / "found.json").read_text(encoding="utf-8")), has_git=has_git)
        start("--files", "old.rst", "new.rst", "--screenshot", "window.png")
        picture = (folder / "window.png").read_bytes()
    if not picture.startswith(_PNG) or len(picture) < 5_000:
        raise SmokeError("the window's picture is empty")
    return picture


def _surroundings(folder: Path) -> dict[str, str]:
    """The environment, with places of its own, and without a display where there is none."""
    own = {"VISIONEDITOR_DATA": str(folder / "data"), "VISIONEDITOR_CONFIG": str(folder / "settings.toml")}
    around = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    if sys.platform.startswith("linux") and not around.keys() & {"DISPLAY", "WAYLAND_DISPLAY"}:
        own["QT_QPA_PLATFORM"] = "offscreen"
    return around | own


def _start(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> str:
    print("+", *command, flush=True)
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_PATIENCE_S,
        check=False,
    )
    said = own_words(done.stderr.decode("utf-8", "replace"))
    if done.returncode or said:
        raise SmokeError(f"{' '.join(command)} ended with {done.returncode} and said: {said or 'nothing'}")
    return done.stdout.decode("utf-8")


def own_words(said: str) -> str:
    """What the program itself said, without what macOS says in the name of each that opens a window."""
    return "\n".join(line for line in said.splitlines() if not _OF_MACOS.search(line)).strip()


def _check_doctor(found: Mapping[str, object], channel: str | None, *, has_git: bool) -> None:
    _expect("doctor's version", found["version"], version())
    if channel:
        _expect("how it is installed", found["installed_as"], channel)
    if not found["qt"]:
        raise SmokeError(f"Qt does not start: {found['problems']}")
    problems = found["problems"]
    assert isinstance(problems, list)
    _expect("its problems", [one for one in problems if has_git or "no git" not in one], [])
    _expect("whether there is git", found["git"] is not None, has_git)


def _check_smoke_test(found: Mapping[str, object], *, has_git: bool) -> None:
    _expect("the smoke test's problems", found["problems"], [])
    _expect("whether a repository was opened", found["opened"] is not None, has_git)


def _expect(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise SmokeError(f"{what}: {found!r}, and not {wanted!r}")
