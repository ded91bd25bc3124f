"""`publish` where there is no server: a change without a number becomes notes; what makes no sense is said."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Program, Ran, Small
from tests.conftest import Git

PATH = "reference/cloud-vision.rst"


@pytest.fixture
def branch(small: Small, git: Git) -> str:
    """A branch that is a change, with a draft on it."""
    git(small.path, "switch", "-q", "-c", "reword")
    git(small.path, "commit", "-q", "--allow-empty", "-m", "Reword")
    git(small.path, "switch", "-q", "main")
    return "reword"


def publish(program: Program, small: Small, *arguments: object) -> Ran:
    """Run it."""
    return program("publish", small.path, *arguments)


def drafts(program: Program, small: Small, change: str) -> list[str]:
    """The words of the drafts."""
    found = program("comments", small.path, change, "--drafts", "--format", "json").answer["comments"]
    return [one["message"] for one in found]


def write(program: Program, small: Small, change: str) -> None:
    """A comment, a vote, a cover message."""
    place = ("--path", PATH, "--quote", "Two of them", "--message", "Which?")
    assert program("review", small.path, change, "comment", *place).status == 0
    program("review", small.path, change, "vote", "Code-Review", 1)
    program("review", small.path, change, "cover", "Good.")


def test_a_branch_is_published_as_notes_and_no_draft_is_left(program: Program, small: Small, branch: str) -> None:
    write(program, small, branch)
    shown = publish(program, small, branch, "--dry-run")
    assert shown.status == 0 and "this repository, as notes" in shown.out and "Which?" in shown.out
    (review,) = publish(program, small, branch, "--dry-run", "--format", "json").answer["reviews"]
    assert review["change"] is None and review["review_input"]["comments"][PATH][0]["message"] == "Which?"
    assert drafts(program, small, branch) == ["Which?"]

    (row,) = publish(program, small, branch, "--format", "json").answer["posted"]
    assert (row["patch_set"], row["comments"], row["votes"], row["message"]) == (1, 1, {"Code-Review": 1}, True)
    assert drafts(program, small, branch) == []
    said = [one["message"] for one in program("comments", small.path, branch, "--format", "json").answer["comments"]]
    assert "Which?" in said
    assert publish(program, small, branch).out == "Nothing is left to send.\n"


def test_a_route_to_a_server_is_refused_where_there_is_no_number(program: Program, small: Small, branch: str) -> None:
    for arguments in (("--via", "rest"), ("--server", "https://gerrit.example.org")):
        ran = publish(program, small, branch, *arguments)
        assert ran.status == 1 and "has no number of a Gerrit's" in ran.err and "\nhint: " in ran.err


def test_a_change_that_is_not_here_is_said(program: Program, small: Small) -> None:
    ran = publish(program, small, 4711)
    assert ran.status == 1 and ran.err.startswith("error: There is no change 4711 here.")


def test_a_change_whose_server_nobody_knows_is_said(program: Program, small: Small, git: Git) -> None:
    git(small.path, "update-ref", "refs/changes/07/7/1", small.reworded)
    ran = publish(program, small, 7)
    assert ran.status == 1 and ran.err.startswith("error: It is not known which Gerrit reviews small.")
    assert "--server" in ran.err


def test_a_route_that_does_not_go_with_the_server_is_wrong_usage(program: Program, small: Small, git: Git) -> None:
    git(small.path, "update-ref", "refs/changes/07/7/1", small.reworded)
    assert publish(program, small, 7, "--via", "ssh", "--server", "https://gerrit.example.org").status == 2
    assert publish(program, small, 7, "--via", "carrier-pigeon").status == 2


def test_the_outbox_is_empty_at_first(program: Program, small: Small) -> None:
    assert program("outbox").out == "The outbox is empty.\n"
    assert program("outbox", small.path, "--format", "json").answer == {"schema": "visioneditor.outbox/1", "items": []}
    sent = program("outbox", "--send", "--format", "json")
    assert sent.answer["posted"] == sent.answer["waiting"] == []
    assert program("outbox", "--drop", "out-0").status == program("outbox", "--release", "out-0").status == 1


def test_the_answer_goes_to_a_file(program: Program, small: Small, branch: str, tmp_path: Path) -> None:
    write(program, small, branch)
    file = tmp_path / "plan.json"
    assert publish(program, small, branch, "--dry-run", "--format", "json", "--output", file).out == ""
    assert json.loads(file.read_text(encoding="utf-8"))["schema"] == "visioneditor.export/1"
