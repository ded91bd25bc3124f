"""A program to run in this process, and a repository small enough to know by heart."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import pytest

from visioneditor.__main__ import main


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a run of the program left behind."""

    status: int
    out: str
    err: str

    @property
    def answer(self) -> Any:
        """Standard output as JSON."""
        assert self.status == 0, self.err
        return json.loads(self.out)


class Program(Protocol):
    """Runs the program with arguments."""

    def __call__(self, *arguments: object) -> Ran: ...


@pytest.fixture
def program(capfdbinary: pytest.CaptureFixture[bytes]) -> Program:
    """The program, run in this process."""

    def run(*arguments: object) -> Ran:
        capfdbinary.readouterr()
        status = main([os.fspath(a) if isinstance(a, Path) else str(a) for a in arguments])
        captured = capfdbinary.readouterr()
        return Ran(status=status, out=captured.out.decode("utf-8"), err=captured.err.decode("utf-8"))

    return run


VISION = """\
=================
Vision for Clouds
=================

What this document is for.

Pillars
=======

Two of them.

Self-service
------------

Users help themselves through a vendor-independent API.

Interoperability
----------------

One client speaks to all clouds.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Small:
    """The small repository and its commits, oldest first."""

    path: Path
    first: str
    reworded: str
    renamed: str


@pytest.fixture
def small(tmp_path: Path, template: Small) -> Small:
    """A vision in three revisions, the last one under another path; a README, a link to it, and what is no prose."""
    copied = shutil.copytree(template.path, tmp_path / "small", symlinks=True)
    return replace(template, path=copied)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, git: Callable[..., str]) -> Small:
    """The small repository once; every test gets a copy."""
    folder = tmp_path_factory.mktemp("template") / "small"
    (folder / "reference").mkdir(parents=True)
    git(folder, "init", "-q")
    vision = folder / "reference" / "vision.rst"
    vision.write_text(VISION, encoding="utf-8", newline="\n")
    (folder / "README.md").write_text("# Read me\n\nSee the *vision*.\n", encoding="utf-8", newline="\n")
    (folder / "charter").write_text("The committee is made of nine people who are elected.\n", encoding="utf-8")
    (folder / "setup.py").write_text("print('no prose')\n", encoding="utf-8")
    (folder / "index.md").symlink_to("README.md")
    (folder / "doc").mkdir()
    (folder / "doc" / "linked").symlink_to("../reference")
    first = _commit(git, folder, "Add a vision")
    vision.write_text(VISION.replace("help themselves", "serve themselves"), encoding="utf-8", newline="\n")
    reworded = _commit(git, folder, "Reword self-service")
    git(folder, "mv", "reference/vision.rst", "reference/cloud-vision.rst")
    text = VISION.replace("help themselves", "serve themselves").replace("One client", "Any client")
    (folder / "reference" / "cloud-vision.rst").write_text(text, encoding="utf-8", newline="\n")
    renamed = _commit(git, folder, "Rename the vision")
    return Small(path=folder, first=first, reworded=reworded, renamed=renamed)


def _commit(git: Callable[..., str], folder: Path, subject: str) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", subject)
    return git(folder, "rev-parse", "HEAD")
