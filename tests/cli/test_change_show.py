"""`change show` tells of a change what its Gerrit and the repository's notes say of it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Program, Small

Git = Callable[..., str]
PATH = "reference/cloud-vision.rst"
CHANGE_ID = "I0123456789012345678901234567890123456789"
PERSON = "Gerrit User 1000002 <1000002@server-id>"


@pytest.fixture
def numbered(small: Small, git: Git) -> str:
    """Change 7 with one patch set, and beside it what a server would keep of its review."""
    git(small.path, "switch", "-q", "-c", "reword")
    vision = small.path / PATH
    vision.write_text(vision.read_text(encoding="utf-8").replace("Two of them", "Both of them"), encoding="utf-8")
    git(small.path, "commit", "-q", "-a", "-m", f"Reword\n\nChange-Id: {CHANGE_ID}")
    revision = git(small.path, "rev-parse", "HEAD").strip()
    git(small.path, "update-ref", "refs/changes/07/7/1", revision)
    git(small.path, "switch", "-q", "main")
    write_review(small.path, revision)
    return revision


def write_review(repository: Path, revision: str) -> None:
    comment = {
        "key": {"uuid": "aaaaaaaa_00000001", "filename": PATH, "patchSetId": 1},
        "lineNbr": 10,
        "author": {"id": 1000002},
        "writtenOn": "2026-01-02T03:04:05Z",
        "side": 1,
        "message": "Who?",
        "range": {"startLine": 10, "startChar": 0, "endLine": 10, "endChar": 4},
        "unresolved": True,
    }
    blob = run(repository, "hash-object", "-w", "--stdin", given=json.dumps({"comments": [comment]}))
    tree = run(repository, "mktree", given=f"100644 blob {blob}\t{revision}\n")
    said = f"Patch-set: 1\nChange-id: {CHANGE_ID}\nSubject: Reword\nBranch: refs/heads/main\nCommit: {revision}\n"
    created = f"Create change\n\n{said}"
    vote = f"Patch-set: 1\nTopic: words\nLabel: Code-Review=+1 {PERSON}\n"
    voted = f"Update patch set 1\n\nPatch Set 1: Code-Review+1\n\n{vote}"
    tip = run(repository, "commit-tree", tree, "-m", created)
    tip = run(repository, "commit-tree", tree, "-p", tip, "-m", voted)
    run(repository, "update-ref", "refs/changes/07/7/meta", tip)


def run(repository: Path, *arguments: str, given: str = "") -> str:
    done = subprocess.run(["git", *arguments], cwd=repository, input=given, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_a_change_is_shown_as_the_contract_has_it(program: Program, small: Small, numbered: str) -> None:
    answer = program("change", "show", small.path, 7, "--format", "json").answer
    assert (answer["schema"], answer["change"], answer["change_key"]) == ("visioneditor.change/1", 7, "7")
    assert (answer["subject"], answer["branch"], answer["status"], answer["topic"]) == (
        "Reword",
        "main",
        "new",
        "words",
    )
    assert (answer["hashtags"], answer["work_in_progress"], answer["change_id"]) == ([], False, CHANGE_ID)
    assert [(one["number"], one["revision"]) for one in answer["patch_sets"]] == [(1, numbered)]
    (vote,) = answer["votes"]
    assert (vote["patch_set"], vote["label"], vote["value"]) == (1, "Code-Review", 1)
    assert (vote["account"], vote["name"]) == (1000002, None)
    assert [message["text"] for message in answer["messages"]] == ["Patch Set 1: Code-Review+1"]
    (thread,) = answer["threads"]
    assert (thread["path"], thread["line"], thread["unresolved"], thread["side"]) == (PATH, 10, True, "revision")
    assert [(one["uuid"], one["author"]) for one in thread["comments"]] == [("aaaaaaaa_00000001", "account 1000002")]


def test_in_a_terminal_it_is_read_from_top_to_bottom(program: Program, small: Small, numbered: str) -> None:
    lines = program("change", "show", small.path, CHANGE_ID).out.splitlines()
    assert lines[:2] == ["7  Reword", "new on main, topic words"]
    assert "Code-Review +1  account 1000002 (patch set 1)" in lines
    assert f"{PATH}:10 (patch set 1)  unresolved" in lines


def test_its_comments_can_be_answered_and_ported(program: Program, small: Small, numbered: str) -> None:
    reply = ("review", small.path, 7, "comment", "--reply-to", "aaaaaaaa_00000001", "--message", "Both.")
    assert program(*reply).status == 0
    rows = program("comments", small.path, 7, "--port-to", "latest", "--format", "json").answer["comments"]
    assert [(row["draft"], row["parent"], row["quote"]) for row in rows] == [
        (False, None, "Both"),
        (True, "aaaaaaaa_00000001", "Both"),
    ]
    assert [(row["ported"]["placed"], row["ported"]["lines"]) for row in rows] == [("exact", [10, 10])] * 2


def test_a_branch_without_gerrit_is_a_change_as_well(program: Program, small: Small, numbered: str, git: Git) -> None:
    git(small.path, "update-ref", "-d", "refs/changes/07/7/meta")
    git(small.path, "update-ref", "-d", "refs/changes/07/7/1")
    answer = program("change", "show", small.path, "reword", "--format", "json").answer
    assert (answer["change"], answer["change_key"], answer["status"]) == (None, CHANGE_ID, "new")
    assert (answer["votes"], answer["messages"], answer["threads"], answer["topic"]) == ([], [], [], None)


def test_an_unknown_change_is_one_sentence(program: Program, small: Small) -> None:
    ran = program("change", "show", small.path, 99)
    assert ran.status == 1 and ran.err.startswith("error: ") and not ran.out


@pytest.mark.parametrize("patch_set", ["0x1", "newest", "-1"])
def test_what_is_no_patch_set_is_wrong_usage(program: Program, small: Small, patch_set: str) -> None:
    assert program("comments", small.path, "main", f"--port-to={patch_set}").status == 2
