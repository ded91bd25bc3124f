"""Writing a project's answer in the window: into its reflection's draft, seen at once, committed from there."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.conftest import Git
from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.core.annotation import Stance
from visioneditor.gui.answering.answer_dialog import AnswerDialog
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.window import Window
from visioneditor.services.drafting import list_drafts
from visioneditor.services.window_request import Mode

NEW = "reference/cloud-vision-reflections/lantern.rst"


@pytest.fixture
def window(open_window: OpenWindow, sample: Path) -> Window:
    return open_window(sample, document=VISION, section="scope")


def dialog_of(window: Window) -> AnswerDialog:
    window.frame.commands.run("draft.answer")
    assert settle(window)
    dialog = window.desks.answering.dialog
    assert dialog is not None
    return dialog


def choose_project(dialog: AnswerDialog, name: str) -> None:
    dialog.form.project.setEditText(name)
    dialog.form.project.activated.emit(0)


def test_an_answer_is_seen_as_soon_as_it_is_kept(window: Window) -> None:
    session = window.session
    dialog = dialog_of(window)
    section = dialog.section
    assert session.section is not None and section.id == session.section.id
    choose_project(dialog, "lantern")
    assert settle(window)
    dialog.stances.choose("partial")
    dialog.form.body.setPlainText("We are on the way.")
    dialog.form.keep.click()
    assert settle(window)
    assert not dialog.isVisible() and session.workspace is not None
    (draft,) = list_drafts(session.workspace)
    assert (draft.path, draft.name) == (NEW, "reflections")
    row = next(row for row in session.annotations_of(section) if row.path == NEW)
    assert (row.text, row.stance, row.stale) == ("We are on the way.", Stance.PARTIAL, False)
    assert "lantern's answer to" in window.frame.messages.sentence.text()


def test_a_new_reflection_is_committed_from_the_message(window: Window, sample: Path, git: Git) -> None:
    dialog = dialog_of(window)
    choose_project(dialog, "lantern")
    assert settle(window)
    dialog.form.body.setPlainText("We are on the way.")
    dialog.form.keep.click()
    assert settle(window)
    window.frame.messages.action.click()
    assert settle(window)
    assert (window.session.place.mode, window.session.place.path) == (Mode.DRAFT, NEW)
    (mode,) = window.findChildren(DraftingMode)
    commit = mode.saving._dialog
    assert commit.isVisible() and commit.form.what.text() == f"Commits {NEW} and nothing else."
    commit.form.subject.setText("Answer for lantern")
    if not commit.form.branch.isReadOnly():
        commit.form.branch.setText("answers")
    commit.form.commit.click()
    assert settle(window)
    assert git(sample, "log", "-1", "--all", "--format=%s", "--", NEW).strip() == "Answer for lantern"
    assert window.session.workspace is not None and not list_drafts(window.session.workspace)
    assert (window.session.place.mode, window.session.place.path) == (Mode.READ, NEW)


def test_in_consensus_the_cell_in_hand_is_answered(window: Window) -> None:
    window.frame.commands.run("view.consensus")
    assert settle(window)
    matrix = window.modes.consensus_desk().page.matrix
    matrix.next_answer()
    cell = matrix.cell()
    assert cell is not None and cell.answer is not None
    dialog = dialog_of(window)
    assert (dialog.project, dialog.section.id) == (cell.row.project, cell.section.id)


def test_the_panel_and_the_table_lead_to_the_dialog(window: Window) -> None:
    for link in window.frame.panel.projects.findChildren(QPushButton):
        if link.text() == "Write an answer …":
            link.click()
    assert settle(window)
    dialog = window.desks.answering.dialog
    assert dialog is not None and dialog.isVisible()
    dialog.reject()
    window.frame.commands.run("view.consensus")
    assert settle(window)
    window.modes.consensus_desk().answers.pane.write.click()
    assert settle(window)
    assert window.desks.answering.dialog is not dialog


def test_a_draft_says_how_many_files_it_has(window: Window) -> None:
    dialog = dialog_of(window)
    for project in ("lantern", "puffin"):
        choose_project(dialog, project)
        assert settle(window)
        dialog.form.body.setPlainText("We are on the way.")
    dialog.form.keep.click()
    assert settle(window)
    assert "2 answers are kept in drafts" in window.frame.messages.sentence.text()
    window.frame.messages.second.click()
    assert settle(window)
    (mode,) = window.findChildren(DraftingMode)
    assert mode.page.drafts.accessibleDescription() == "reflections"
    assert mode.page.place.text().startswith("with 1 more, ")
    window.frame.commands.run("draft.commit")
    form = mode.saving._dialog.form
    assert form.what.text().startswith("Commits 2 documents: ")
