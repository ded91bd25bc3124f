"""What reviews say of words: real changes with their threads, votes and suggestions."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Git
from visioneditor.services.explaining_shown import explain_shown
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import load_document
from visioneditor.services.reasons import Reason, load_reasons
from visioneditor.services.workspace import Workspace

NOTES = "pages/site/releases/3.10.md"


@pytest.fixture(scope="module")
def reviewed(review_history: Path) -> Iterator[Workspace]:
    with closing(open_workspace(review_history)) as workspace:
        yield workspace


def newest_reason(workspace: Workspace, words: str) -> Reason:
    shown = load_document(workspace, None, NOTES)
    at = shown.document.text.index(words)
    return next(load_reasons(workspace, explain_shown(workspace, shown, (at, at + len(words)))))


def test_words_that_were_suggested_say_by_whom(reviewed: Workspace) -> None:
    reason = newest_reason(reviewed, "not being displayed in access section")
    (held,) = reason.threads
    assert held.suggested_by == "Nasser Grainawi"
    assert reason.explained.change.subject == "Release notes for Gerrit 3.10.7"
    assert (reason.change.number, reason.patch_sets, reason.thread_count) == (490401, 10, 9)
    assert ("Code-Review", 2) in {(one.label, one.value) for one in reason.approvals}


def test_a_word_that_the_suggestion_only_kept_was_not_suggested(reviewed: Workspace) -> None:
    (held,) = newest_reason(reviewed, "removeLabel").threads
    assert held.suggested_by == ""


def test_threads_about_other_words_are_left_out(reviewed: Workspace) -> None:
    others = newest_reason(reviewed, "Align delete refs to the rest").threads
    assert newest_reason(reviewed, "removeLabel").threads[0] not in others


def test_a_note_tells_the_votes_where_the_review_is_not_here(tmp_path: Path, git: Git) -> None:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    (folder / NOTES).parent.mkdir(parents=True)
    (folder / NOTES).write_text("Plain words stand here.\n")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Begin\n\nSomebody asked for it.\n\nChange-Id: I" + "1" * 40)
    note = "Code-Review+2: Ada Tester <ada@example.org>\nReviewed-on: https://review.example.org/77\n"
    git(folder, "notes", "--ref=refs/notes/review", "add", "-m", note)
    with closing(open_workspace(folder)) as workspace:
        reason = newest_reason(workspace, "words")
    assert [(one.label, one.value, one.name) for one in reason.approvals] == [("Code-Review", 2, "Ada Tester")]
    assert reason.explained.change.review == "https://review.example.org/77"
    assert (reason.body, reason.patch_sets) == ("Somebody asked for it.", 0)
