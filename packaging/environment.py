"""Makes the build environment: what the program needs, as constraints.txt pins it, and what packs it."""

import argparse
import hashlib
import sys

from parts import ENVIRONMENT, PACKAGING, ROOT, environment_program, project, run_program

_STAMP = ENVIRONMENT / "stamp-packaging"
_REQUIREMENTS = PACKAGING / "requirements-build.txt"
_PINS = ROOT / "constraints.txt"


def configure(parser: argparse.ArgumentParser) -> None:
    """It needs to be told nothing."""


def run(_arguments: argparse.Namespace) -> int:
    """The verb."""
    make_environment()
    return 0


def make_environment() -> None:
    """Make it, unless it is there and what it is made from has not changed."""
    stamp = _stamp()
    if _STAMP.is_file() and _STAMP.read_text(encoding="utf-8") == stamp:
        return
    run_program(sys.executable, "-m", "venv", "--clear", ENVIRONMENT)
    pip = (environment_program("python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    run_program(*pip, "-c", _PINS, "-r", _REQUIREMENTS, *project()["dependencies"])
    _STAMP.write_text(stamp, encoding="utf-8")


def _stamp() -> str:
    needed = "\n".join([*project()["dependencies"], _PINS.read_text("utf-8"), _REQUIREMENTS.read_text("utf-8")])
    return f"{sys.version} {hashlib.sha256(needed.encode()).hexdigest()}\n"
