"""`notes pull` and `notes push` carry reviews from one clone to another."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Program, Small

GitRunner = Callable[..., str]


@pytest.fixture
def other(small: Small, tmp_path: Path, git: GitRunner) -> Path:
    """A bare repository that `small` pushes to, and another clone of it."""
    bare, clone = tmp_path / "bare.git", tmp_path / "other"
    git(small.path, "clone", "-q", "--bare", small.path, bare)
    git(small.path, "remote", "add", "origin", bare)
    git(small.path, "clone", "-q", bare, clone)
    return clone


def test_a_review_reaches_another_clone(program: Program, small: Small, other: Path) -> None:
    program("review", small.path, "main", "comment", "--message", "Which?")
    program("export", small.path, "main", "--as", "notes")
    sent = program("notes", "push", small.path, "--format", "json").answer
    assert sent == {"schema": "visioneditor.notes-exchange/1", "remote": "origin", "received": 0, "sent": 1}
    assert program("notes", "pull", other).out == "origin: 1 comment received\n"
    (seen,) = program("comments", other, "main", "--format", "json").answer["comments"]
    assert (seen["message"], seen["draft"]) == ("Which?", False)
    assert program("notes", "push", other, "--remote", "origin").out == "origin: 0 comments received, 0 sent\n"


def test_an_unknown_remote_is_told(program: Program, small: Small) -> None:
    ran = program("notes", "pull", small.path)
    assert (ran.status, ran.err.splitlines()[0]) == (
        1,
        "error: It is not known which remote the notes are exchanged with.",
    )
    assert program("notes", "pull", small.path, "--remote", "nowhere").status == 1
