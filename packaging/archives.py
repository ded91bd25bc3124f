"""Makes the wheel and the source archive, in dist/, and lets their checkers look at them."""

import argparse
from pathlib import Path

from environment import make_environment
from parts import DIST, NAME, ROOT, environment_program, run_program


def configure(parser: argparse.ArgumentParser) -> None:
    """It needs to be told nothing."""


def run(_arguments: argparse.Namespace) -> int:
    """The verb."""
    build_archives()
    return 0


def build_archives() -> tuple[Path, Path]:
    """Make both anew; answers with wheel and source archive."""
    make_environment()
    for old in (*DIST.glob(f"{NAME}-*.whl"), *DIST.glob(f"{NAME}-*.tar.gz")):
        old.unlink()
    build = (environment_program("python"), "-m", "build", "--no-isolation", "--wheel", "--sdist")
    run_program(*build, "--outdir", DIST, ROOT)
    (wheel,), (sdist,) = DIST.glob(f"{NAME}-*.whl"), DIST.glob(f"{NAME}-*.tar.gz")
    run_program(environment_program("twine"), "check", "--strict", wheel, sdist)
    run_program(environment_program("check-wheel-contents"), wheel)
    return wheel, sdist
