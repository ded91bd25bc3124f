"""`visioneditor change fetch`: what it answers, and how it leaves."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Program, Small
from tests.conftest import Git


@pytest.fixture
def server(small: Small, tmp_path: Path, git: Git) -> Path:
    """A server that has changes 12 and 13 of the small repository."""
    git(tmp_path, "clone", "-q", "--bare", str(small.path), "server.git")
    folder = tmp_path / "server.git"
    for ref, oid in (("12/12/1", small.reworded), ("12/12/2", small.renamed), ("13/13/1", small.renamed)):
        git(folder, "update-ref", f"refs/changes/{ref}", oid)
    return folder


def test_what_came_is_told(program: Program, small: Small, server: Path) -> None:
    ran = program("change", "fetch", small.path, 12, 13, "--remote", server, "--format", "json")
    assert ran.answer == {
        "schema": "visioneditor.fetch/1",
        "fetched": [
            {"change": 12, "patch_sets": [1, 2], "new": 2, "updated": True},
            {"change": 13, "patch_sets": [1], "new": 1, "updated": True},
        ],
        "missing": [],
        "published_drafts": [],
    }
    assert ran.err == ""
    again = program("change", "fetch", small.path, 12, "--remote", server)
    assert (again.status, again.out) == (0, "12  2 patch sets, nothing new\n")


def test_a_number_that_is_not_there_is_one_sentence(program: Program, small: Small, server: Path) -> None:
    ran = program("change", "fetch", small.path, 99, "--remote", server)
    assert (ran.status, ran.out) == (1, "")
    error, hint = ran.err.splitlines()
    assert error == f"error: There is no change 99 at {server}."
    assert hint.startswith("hint: ")


def test_what_is_there_arrives_beside_what_is_not(program: Program, small: Small, server: Path) -> None:
    ran = program("change", "fetch", small.path, 99, 12, "--remote", server, "--format", "json")
    assert ran.status == 3
    answer = json.loads(ran.out)
    assert ([row["change"] for row in answer["fetched"]], answer["missing"]) == ([12], [99])
    assert ran.err.startswith("error: There is no change 99 ")


@pytest.mark.parametrize("number", ["x", "0", "-1", "1.5", "²", "99999999999"])
def test_what_is_no_number_is_wrong_usage(program: Program, small: Small, number: str) -> None:
    assert program("change", "fetch", small.path, number).status == 2


def test_nobody_knows_where_to_fetch_from(program: Program, small: Small) -> None:
    ran = program("change", "fetch", small.path, 12)
    assert ran.status == 1
    assert ran.err.splitlines() == [
        "error: It is not known which Gerrit reviews small.",
        "hint: Name an address or a remote with --remote; a file .gitreview says it for everybody.",
    ]
