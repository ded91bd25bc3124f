"""A new document is asked for, begun as a draft and shown in Draft mode."""

from pathlib import Path

from PySide6.QtTest import QTest

from tests.gui.conftest import OpenWindow, settle
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.window import Window
from visioneditor.services.drafting import list_drafts


def ask(window: Window, title: str) -> None:
    window.frame.commands.run("draft.new")
    assert settle(window)
    dialog = window.desks.new_document.dialog
    assert dialog is not None and dialog.isVisible()
    QTest.keyClicks(dialog.title, title)


def test_a_new_document_is_drafted_beside_the_one_that_is_read(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    ask(window, "Goals for next year")
    dialog = window.desks.new_document.dialog
    assert dialog is not None
    assert dialog.path.text() == "reference/goals-for-next-year.rst"
    dialog.begin.click()
    assert settle(window)
    assert not dialog.isVisible()
    (mode,) = window.findChildren(DraftingMode)
    assert mode.page.isVisible()
    assert mode.page.text.startswith("Goals for next year\n===================\n")
    assert window.session.workspace is not None
    drafts = {draft.path: draft.text for draft in list_drafts(window.session.workspace)}
    assert drafts.keys() == {dialog.path.text(), "reference/index.rst"}
    assert "   goals-for-next-year\n" in drafts["reference/index.rst"]


def test_a_name_that_is_taken_or_none_cannot_be_begun(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    ask(window, "Cloud vision")
    dialog = window.desks.new_document.dialog
    assert dialog is not None
    assert dialog.said.text() == "There is a document of that name already."
    assert not dialog.begin.isEnabled()
    dialog.path.clear()
    QTest.keyClicks(dialog.path, "reference/other.rst")
    assert dialog.begin.isEnabled()
    dialog.title.clear()
    assert not dialog.begin.isEnabled()
    dialog.reject()
