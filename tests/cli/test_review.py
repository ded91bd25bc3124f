"""`review` writes drafts, `comments` shows them, `export` hands them out."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program, Small

PATH = "reference/cloud-vision.rst"
GitRunner = Callable[..., str]


@pytest.fixture
def change(small: Small, git: GitRunner) -> str:
    """A branch with one commit above the main line, as a change to comment on."""
    git(small.path, "switch", "-q", "-c", "reword")
    vision = small.path / PATH
    vision.write_text(vision.read_text(encoding="utf-8").replace("Two of them", "Both 🌥 of them"), encoding="utf-8")
    git(small.path, "commit", "-q", "-a", "-m", "Reword\n\nChange-Id: I0123456789012345678901234567890123456789")
    git(small.path, "switch", "-q", "main")
    return "I0123456789012345678901234567890123456789"


def write(program: Program, small: Small, change: str, *arguments: object) -> str:
    """Write a draft comment; its id."""
    ran = program("review", small.path, change, "comment", "--path", PATH, *arguments)
    assert ran.status == 0, ran.err
    return ran.out.strip()


def drafts(program: Program, small: Small, change: str) -> Any:
    return program("comments", small.path, change, "--drafts", "--format", "json").answer["comments"]


def test_a_comment_on_words_knows_its_place(program: Program, small: Small, change: str) -> None:
    answer = program(
        *("review", small.path, change, "comment", "--path", PATH, "--quote", "of them"),
        *("--message", "Which?", "--format", "json"),
    ).answer
    assert answer == {
        "schema": "visioneditor.review/1",
        "id": answer["id"],
        "patch_set": 1,
        "path": PATH,
        "line": 10,
        "range": {"start_line": 10, "start_character": 8, "end_line": 10, "end_character": 15},
        "quote": "of them",
    }


def test_drafts_are_listed_as_the_contract_has_them(program: Program, small: Small, change: str) -> None:
    id = write(program, small, change, "--line", 10, "--message", "Both?")
    (row,) = drafts(program, small, change)
    assert row["id"] == id
    assert (row["uuid"], row["draft"], row["change"], row["change_key"]) == (None, True, None, change)
    assert (row["patch_set"], row["path"], row["side"], row["line"], row["range"]) == (1, PATH, "revision", 10, None)
    assert (row["author"], row["parent"], row["unresolved"], row["message"]) == ("Ada Tester", None, True, "Both?")
    assert row["written"].endswith("Z")


def test_a_range_counts_utf16_units(program: Program, small: Small, change: str) -> None:
    write(program, small, change, "--range", "10:5-10:7", "--message", "A cloud", "--resolved")
    (row,) = drafts(program, small, change)
    assert (row["quote"], row["unresolved"]) == ("🌥", False)


def test_the_parent_side_is_the_text_before(program: Program, small: Small, change: str) -> None:
    write(program, small, change, "--quote", "Two of them", "--side", "parent", "--message", "Before")
    (row,) = drafts(program, small, change)
    assert (row["side"], row["line"]) == ("parent", 10)


def test_drafts_can_be_answered_edited_and_deleted(program: Program, small: Small, change: str) -> None:
    root = write(program, small, change, "--line", 10, "--message", "Both?")
    answer = write(program, small, change, "--reply-to", root, "--message", "Yes", "--resolved")
    assert program("review", small.path, change, "edit", root, "--message", "Really both?").status == 0
    rows = {row["id"]: row for row in drafts(program, small, change)}
    assert rows[root]["message"] == "Really both?"
    assert (rows[answer]["parent"], rows[answer]["line"], rows[answer]["unresolved"]) == (root, 10, False)
    assert program("review", small.path, change, "delete", answer).status == 0
    assert [row["id"] for row in drafts(program, small, change)] == [root]
    assert program("review", small.path, change, "delete", answer).status == 1


def test_a_message_can_come_from_standard_input(
    program: Program, small: Small, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO("Erste Zeile\nzweite – Zeile\n".encode()), encoding="ascii")
    monkeypatch.setattr(sys, "stdin", stdin)
    write(program, small, change, "--line", 10, "--message", "-")
    assert drafts(program, small, change)[0]["message"] == "Erste Zeile\nzweite – Zeile"


def test_comments_are_told_in_words(program: Program, small: Small, change: str) -> None:
    id = write(program, small, change, "--quote", "of them", "--message", "Which?\nThose?")
    assert program("comments", small.path, change).out.splitlines() == [
        f"{PATH}:10 (patch set 1)  unresolved",
        "  > of them",
        f"  Ada Tester (draft {id}):",
        "    Which?",
        "    Those?",
    ]


def test_all_stands_for_every_change_with_comments(program: Program, small: Small, change: str) -> None:
    write(program, small, change, "--line", 10, "--message", "On the branch")
    assert program("review", small.path, small.reworded, "comment", "--message", "On a commit").status == 0
    rows = program("comments", small.path, "all", "--format", "json").answer["comments"]
    assert {row["change_key"]: row["message"] for row in rows} == {
        change: "On the branch",
        small.reworded: "On a commit",
    }
    assert {row["path"] for row in rows} == {PATH, "/PATCHSET_LEVEL"}


def test_review_leaves_as_gerrit_takes_it(program: Program, small: Small, change: str) -> None:
    write(program, small, change, "--quote", "of them", "--message", "Which?")
    assert program("review", small.path, change, "vote", "Code-Review", "-1").status == 0
    assert program("review", small.path, change, "cover", "Nearly there.").status == 0
    bare = json.loads(program("export", small.path, change, "--as", "gerrit").out)
    (comment,) = bare["comments"][PATH]
    assert comment["range"] == {"start_line": 10, "start_character": 8, "end_line": 10, "end_character": 15}
    assert comment["message"] == "Which?"
    assert (bare["labels"], bare["message"]) == ({"Code-Review": -1}, "Nearly there.")
    wrapped = program("export", small.path, change, "--as", "gerrit", "--format", "json").answer
    assert wrapped["schema"] == "visioneditor.export/1"
    assert wrapped["reviews"][0]["review_input"]["comments"][PATH][0]["message"] == "Which?"


def test_review_leaves_as_markdown(program: Program, small: Small, change: str) -> None:
    write(program, small, change, "--quote", "of them", "--message", "Which?")
    text = program("export", small.path, change, "--as", "markdown").out
    assert "of them" in text
    assert "Which?" in text


def test_review_is_committed_as_notes_once(program: Program, small: Small, change: str, git: GitRunner) -> None:
    write(program, small, change, "--quote", "of them", "--message", "Which?")
    first = program("export", small.path, change, "--as", "notes").answer
    assert (first["schema"], first["written"]) == ("visioneditor.notes/1", 1)
    assert "refs/notes/devtools/discuss" in first["refs"]
    assert "Which?" in git(small.path, "notes", "--ref", "devtools/discuss", "show", "reword")
    assert program("export", small.path, change, "--as", "notes").answer["written"] == 0
    assert len(drafts(program, small, change)) == 1


def test_others_comments_are_read_from_notes(
    program: Program, small: Small, change: str, git: GitRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(program, small, change, "--quote", "of them", "--message", "Which?")
    program("export", small.path, change, "--as", "notes")
    monkeypatch.setenv("VISIONEDITOR_DATA", str(small.path.parent / "another-person"))
    (row,) = program("comments", small.path, change, "--format", "json").answer["comments"]
    assert (row["draft"], row["id"], row["message"], row["path"]) == (False, None, "Which?", PATH)
    assert row["uuid"]


@pytest.mark.parametrize(
    ("status", "arguments"),
    [
        (1, ["comment", "--path", PATH, "--quote", "nowhere", "--message", "x"]),
        (1, ["comment", "--path", PATH, "--quote", "the", "--message", "x"]),
        (1, ["comment", "--path", PATH, "--line", "999", "--message", "x"]),
        (1, ["comment", "--path", "nowhere.rst", "--line", "1", "--message", "x"]),
        (1, ["comment", "--path", PATH, "--patch-set", "9", "--line", "1", "--message", "x"]),
        (1, ["edit", "nowhere", "--message", "x"]),
        (2, ["comment", "--path", PATH, "--line", "1"]),
        (2, ["comment", "--path", PATH, "--line", "1", "--quote", "x", "--message", "x"]),
        (2, ["comment", "--path", PATH, "--range", "1-2", "--message", "x"]),
        (2, ["vote", "Code-Review", "much"]),
        (2, ["praise"]),
        (2, []),
    ],
)
def test_what_cannot_be_done_is_said(
    program: Program, small: Small, change: str, status: int, arguments: list[str]
) -> None:
    ran = program("review", small.path, change, *arguments)
    assert ran.status == status
    assert any(line.startswith("error: ") for line in ran.err.splitlines())
    assert drafts(program, small, change) == []


def test_an_unknown_change_exits_1(program: Program, small: Small) -> None:
    for arguments in (["comments", small.path, "nowhere"], ["export", small.path, "99999", "--as", "gerrit"]):
        ran = program(*arguments)
        assert ran.status == 1
        assert ran.err.startswith("error: ")


def test_a_draft_is_moved_to_the_newest_patch_set(program: Program, small: Small, change: str, git: GitRunner) -> None:
    id = write(program, small, change, "--quote", "of them", "--message", "Which?")
    git(small.path, "switch", "-q", "reword")
    vision = small.path / PATH
    vision.write_text("Above all.\n\n" + vision.read_text(encoding="utf-8"), encoding="utf-8")
    git(small.path, "commit", "-q", "-a", "-m", "Put a line above")
    answer = program("review", small.path, change, "move", id, "--format", "json").answer
    assert (answer["id"], answer["patch_set"], answer["line"], answer["placed"]) == (id, 2, 12, "exact")
    assert answer["quote"] == "of them"
    ran = program("review", small.path, change, "move", id, "--to", 1)
    assert ran.out == "patch set 1: exact\n"
    (row,) = drafts(program, small, change)
    assert (row["id"], row["patch_set"], row["line"], row["message"]) == (id, 1, 10, "Which?")
    ran = program("review", small.path, change, "move", id, "--to", 9)
    assert (ran.status, ran.out) == (1, "")
    assert "no patch set 9" in ran.err


def test_a_deleted_draft_is_restored(program: Program, small: Small, change: str) -> None:
    id = write(program, small, change, "--quote", "of them", "--message", "Which?")
    assert program("review", small.path, change, "delete", id).status == 0
    assert drafts(program, small, change) == []
    assert program("review", small.path, change, "restore", id).status == 0
    assert [row["id"] for row in drafts(program, small, change)] == [id]
    assert program("review", small.path, change, "restore", "draft-unknown").status == 1


@pytest.mark.parametrize(
    ("kind", "start"), [("email", b"Subject: Re: Reword\n"), ("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-")]
)
def test_the_review_leaves_for_people(
    program: Program, small: Small, change: str, kind: str, start: bytes, tmp_path: Path
) -> None:
    write(program, small, change, "--quote", "of them", "--message", "Which?")
    ran = program("export", small.path, change, "--as", kind, "--output", tmp_path / "review")
    assert (ran.status, ran.out) == (0, "")
    assert (tmp_path / "review").read_bytes().startswith(start)


def test_what_is_otherwise_in_the_json_is_told(program: Program, small: Small, change: str) -> None:
    program("review", small.path, change, "comment", "--path", "README.md", "--line", 1, "--message", "Why?")
    ran = program("export", small.path, change, "--as", "ssh")
    assert (ran.status, json.loads(ran.out)["comments"]["/PATCHSET_LEVEL"][0]["message"][:18]) == (
        0,
        "README.md, line 1,",
    )
    assert ran.err.startswith("warning: The comment on README.md, line 1,")
    write(program, small, change, "--line", 10, "--message", "x" * 20_000)
    ran = program("export", small.path, change, "--as", "gerrit")
    assert (ran.status, "too long for the server" in ran.err) == (3, True)
