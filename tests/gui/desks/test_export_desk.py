"""The review leaves from the window in every form, and what is shown is what leaves."""

import json
import subprocess
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.gui.conftest import CHANGE, VISION, OpenWindow, settle
from visioneditor.core.review.model import PATCH_SET_PATH
from visioneditor.gui.desks.export_desk import ExportDesk, file_stem
from visioneditor.gui.dialogs.export_dialog import ExportDialog
from visioneditor.gui.window import Window
from visioneditor.services.changes import change_of_commit
from visioneditor.services.reviewing import add_comment, change_for_revision
from visioneditor.values import replace


@pytest.fixture
def window(open_window: OpenWindow, sample: Path) -> Window:
    """On the sample, with two drafts."""
    window = open_window(sample)
    workspace, loaded = window.session.workspace, window.session.loaded
    assert workspace is not None and loaded is not None
    change = change_for_revision(workspace, loaded.revision, VISION)
    add_comment(workspace, change, path=VISION, quote="vendor-independent API", message="Who decides?")
    add_comment(workspace, change, path=PATCH_SET_PATH, message="Reads *well*.")
    window.review.refresh()
    assert settle(window)
    return window


@pytest.fixture
def dialog(window: Window) -> ExportDialog:
    window.frame.commands.run("review.export")
    assert settle(window)
    (found,) = window.frame.findChildren(ExportDialog)
    return found


def test_each_form_is_shown_as_it_leaves(window: Window, dialog: ExportDialog) -> None:
    shown = {}
    for kind in ("gerrit", "ssh", "email", "markdown", "html", "pdf", "notes"):
        dialog.choose(kind)
        assert settle(window)
        shown[kind] = dialog.form.page.toPlainText() or dialog.form.preview.toPlainText()
    assert json.loads(shown["gerrit"])["comments"][PATCH_SET_PATH][0]["message"] == "Reads *well*."
    assert shown["ssh"] == shown["gerrit"]
    assert shown["email"].startswith("Subject: Re: ")
    assert shown["markdown"].startswith("# Review of")
    assert shown["html"] == shown["pdf"]
    assert "Who decides?" in shown["html"] and "Reads well." in shown["html"]
    assert [json.loads(line)["description"] for line in shown["notes"].split("\n")] == ["Reads *well*.", "Who decides?"]
    dialog.reject()


@pytest.mark.parametrize(("kind", "start"), [("email", b"Subject:"), ("html", b"<!DOCTYPE"), ("pdf", b"%PDF-")])
def test_a_form_is_saved(
    window: Window, dialog: ExportDialog, kind: str, start: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "saved"), ""))
    dialog.choose(kind)
    dialog.form.save.click()
    assert settle(window)
    assert (tmp_path / "saved").read_bytes().startswith(start)
    assert dialog.form.said.text() == f"Saved to {tmp_path / 'saved'}."
    dialog.reject()


def test_what_cannot_be_saved_is_told(
    window: Window, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "saved"), ""))
    dialog.form.save.click()
    assert settle(window)
    assert "No such file" in dialog.form.said.text()
    dialog.reject()


def test_notes_are_committed_once(window: Window, dialog: ExportDialog, sample: Path) -> None:
    def count() -> int:
        asked = ["git", "rev-list", "--count", "refs/notes/devtools/discuss"]
        return int(subprocess.run(asked, cwd=sample, capture_output=True, check=True).stdout)

    before = count()
    for said in ("Committed into the repository: 2 written to", "Nothing was new"):
        dialog.choose("notes")
        assert settle(window)
        dialog.form.commit.click()
        assert settle(window)
        assert dialog.form.said.text().startswith(said)
        assert count() == before + 1
    dialog.reject()


def test_what_is_on_the_review_page_is_what_is_handed_out(window: Window) -> None:
    workspace = window.session.workspace
    assert workspace is not None
    first, _ = window.review.threads.drafted[0]
    listed = workspace.repository.plumbing.line("rev-list", "--first-parent", "HEAD").split("\n")
    other = next(change for commit in listed if (change := change_of_commit(workspace, commit)).key != first.key)
    add_comment(workspace, other, path=PATCH_SET_PATH, message="Another change.")
    window.review.refresh()
    assert settle(window)
    desk = ExportDesk(window.frame, window.session, window.review, window)
    desk.open(other)
    assert settle(window)
    (dialog,) = window.frame.findChildren(ExportDialog)
    assert dialog.form.change.currentText() == other.subject
    assert json.loads(dialog.form.preview.toPlainText())["comments"][PATCH_SET_PATH][0]["message"] == "Another change."
    dialog.reject()
    window.frame.commands.run("review.export")
    assert settle(window)
    usual = [found for found in window.frame.findChildren(ExportDialog) if found.isVisible()]
    assert [found.form.change.currentText() for found in usual] == [first.subject]
    assert usual[0].focusWidget() is usual[0].form.kinds
    usual[0].reject()


def test_a_file_is_called_like_its_change() -> None:
    assert file_stem(CHANGE) == "review-7"
    branch = replace(CHANGE, number=None, ref="refs/heads/dana/clearer goals")
    assert file_stem(branch) == "review-dana-clearer-goals"
    assert file_stem(replace(CHANGE, number=None, key="a" * 40)) == "review-aaaaaaaaaa"
