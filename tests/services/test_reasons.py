"""What reviews say of words: real changes with their threads, votes and suggestions."""

from contextlib import closing
from pathlib import Path

from tests.conftest import Git
from visioneditor.services.explaining_shown import explain_shown
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import load_document
from visioneditor.services.reasons import Reason, load_reasons
from visioneditor.services.workspace import Workspace

NOTES = "pages/site/releases/3.10.md"


def newest_reason(workspace: Workspace, words: str) -> Reason:
    shown = load_document(workspace, None, NOTES)
    at = shown.document.text.index(words)
    return next(load_reasons(workspace, explain_shown(workspace, shown, (at, at + len(words)))))


def test_threads_about_the_very_words_are_told_and_who_suggested_them(release_notes: Path) -> None:
    with closing(open_workspace(release_notes)) as workspace:
        taken = newest_reason(workspace, "not being displayed in access section")
        kept = newest_reason(workspace, "removeLabel")
        elsewhere = newest_reason(workspace, "Align delete refs to the rest")
    (held,) = taken.threads
    assert held.suggested_by == "account 1002666"
    assert (taken.change.number, taken.patch_sets, taken.thread_count) == (490401, 10, 9)
    assert ("Code-Review", 2) in {(one.label, one.value) for one in taken.approvals}
    assert [one.suggested_by for one in kept.threads] == [""], "the suggestion had only kept this word"
    assert kept.threads[0].thread == held.thread
    assert held.thread not in [one.thread for one in elsewhere.threads]


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
