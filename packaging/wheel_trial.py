"""Tries the wheel as its user would: `pip install` and `pipx install`, each into a place of its own, with a network."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from environment import make_environment
from parts import DIST, NAME, ROOT, environment_program, run_program
from smoke import SmokeError, examine


def configure(parser: argparse.ArgumentParser) -> None:
    """Which wheel; by default the one in dist/."""
    parser.add_argument("wheel", nargs="?", type=Path, help="default: the one in dist/")
    parser.add_argument("--newest", action="store_true", help="with the newest packages allowed, not those pinned")


def run(arguments: argparse.Namespace) -> int:
    """The verb."""
    wheel = (arguments.wheel or next(DIST.glob(f"{NAME}-*.whl"))).absolute()
    pins = () if arguments.newest else ("-c", str(ROOT / "constraints.txt"))
    try:
        for channel, install in (("pip", _install_by_pip), ("pipx", _install_by_pipx)):
            with tempfile.TemporaryDirectory() as folder:
                examine([str(install(wheel, Path(folder), pins))], channel=channel, has_git=True)
    except SmokeError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _install_by_pip(wheel: Path, folder: Path, pins: tuple[str, ...]) -> Path:
    run_program(sys.executable, "-m", "venv", folder)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    run_program(programs / _file("python"), "-m", "pip", "install", "--quiet", *pins, wheel)
    return programs / _file(NAME)


def _install_by_pipx(wheel: Path, folder: Path, pins: tuple[str, ...]) -> Path:
    make_environment()
    own = {"PIPX_HOME": str(folder / "home"), "PIPX_BIN_DIR": str(folder / "bin"), "PIPX_MAN_DIR": str(folder / "man")}
    options = (f"--pip-args={' '.join(pins)}",) if pins else ()
    pipx = (environment_program("python"), "-m", "pipx", "install", "--python", sys.executable)
    run_program(*pipx, *options, wheel, environment={**own, "USE_EMOJI": "0"})
    return folder / "bin" / _file(NAME)


def _file(program: str) -> str:
    return f"{program}.exe" if os.name == "nt" else program
