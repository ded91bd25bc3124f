"""`visioneditor change list`: every change, searched with Gerrit's operators."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.services.gerrit_world import write_change, write_comments
from tests.services.review_world import FIRST, IDS, SECOND, build_world


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Change 7 with an open thread, and a branch."""
    world = build_world(tmp_path / "governance")
    world.git("checkout", "-q", "-b", "seven")
    first = world.commit("Say people", SECOND, change_id=IDS[7])
    write_change(world, 7, [first], subject="Say people", footers="Topic: words\n")
    write_comments(world, 7, first, ("a_1", 1002, "Who?", True))
    world.git("checkout", "-q", "-b", "aims", "main")
    world.commit("Name the aims", FIRST.replace("Goals", "Aims "))
    world.git("checkout", "-q", "main")
    world.git("branch", "-q", "-D", "seven")
    return world.folder


def test_changes_are_listed_as_json(program: Program, repository: Path) -> None:
    answer = program("change", "list", repository, "topic:words", "--format", "json").answer
    (row,) = answer["changes"]
    assert answer["schema"] == "visioneditor.changes/1"
    assert row == {
        "change": 7,
        "change_key": "7",
        "change_id": IDS[7],
        "subject": "Say people",
        "account": 1001,
        "name": row["name"],
        "branch": "main",
        "status": "new",
        "topic": "words",
        "hashtags": [],
        "work_in_progress": False,
        "private": False,
        "patch_sets": 1,
        "threads": 1,
        "unresolved": 1,
        "drafts": 0,
        "mine": row["mine"],
        "updated": "2026-01-02T03:04:05Z",
    }


def test_changes_are_listed_as_lines(program: Program, repository: Path) -> None:
    first, second = program("change", "list", repository).out.splitlines()
    assert first.startswith("7     2026-01-02  new  ")
    assert first.endswith("Say people  (1 of 1 thread unresolved)")
    assert second.startswith("aims  2026-01-01  new  ") and second.endswith("Name the aims")


def test_words_of_the_query_are_put_together(program: Program, repository: Path) -> None:
    assert program("change", "list", repository, "is:open -has:unresolved").out.startswith("aims ")
    assert program("change", "list", repository, "--", "-is:branch", "is:open").out.startswith("7 ")
    assert program("change", "list", repository, "zebra").out == ""


def test_bad_query_is_one_sentence(program: Program, repository: Path) -> None:
    ran = program("change", "list", repository, "ownr:me")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == f"error: There is no search operator ownr:.{os.linesep}hint: Is owner: meant?{os.linesep}"
