"""Words are replaced in all documents from the window: place by place, into drafts, and taken back as a whole."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.dialogs.replace_dialog import ReplaceDialog
from visioneditor.gui.window import Window
from visioneditor.services.drafting import list_drafts
from visioneditor.services.window_request import Mode


class Author:
    """A person who gives a thing another name everywhere."""

    def __init__(self, window: Window) -> None:
        self.window = window
        (self.mode,) = window.findChildren(DraftingMode)
        window.frame.commands.run("draft.replace-everywhere")
        assert settle(window)

    @property
    def dialog(self) -> ReplaceDialog:
        assert self.mode.everywhere.dialog is not None
        return self.mode.everywhere.dialog

    @property
    def text(self) -> str:
        return self.mode.page.editor.toPlainText()

    def look_for(self, words: str, new: str) -> None:
        self.dialog.words.setText(words)
        self.dialog.new.setText(new)
        self.dialog._on_soon()
        assert settle(self.window)

    def press(self, button: str) -> None:
        getattr(self.dialog, button).click()
        assert settle(self.window)

    def drafts(self) -> dict[str, str]:
        assert self.mode.desk.opened is not None
        return {one.path: one.text for one in list_drafts(self.mode.desk.opened.workspace)}


@pytest.fixture
def author(open_window: OpenWindow, sample: Path) -> Author:
    return Author(open_window(sample, document=VISION, mode=Mode.DRAFT))


def test_places_in_all_documents_are_replaced_in_drafts_and_taken_back(author: Author) -> None:
    before = author.text
    author.look_for("Skerry", "Holm")
    assert author.dialog.places.topLevelItemCount() > 3
    author.press("replace")
    drafts = author.drafts()
    assert "Holm Clouds" in author.text and "Skerry" not in author.text
    assert len(drafts) > 3 and not [path for path, text in drafts.items() if "Skerry" in text]
    assert f"{len(drafts)} drafts say something else now" in author.dialog.said.text()
    author.press("undo")
    assert author.text == before and author.drafts() == {}
    assert author.dialog.said.text() == "All is as it was."


def test_what_is_not_ticked_stays(author: Author) -> None:
    author.look_for("Skerry", "Holm")
    places = author.dialog.places
    for row in range(1, places.topLevelItemCount()):
        item = places.topLevelItem(row)
        assert item is not None
        item.setCheckState(0, Qt.CheckState.Unchecked)
    first = places.topLevelItem(0)
    assert first is not None
    path, child = first.text(0).split("    ")[0], first.child(0)
    assert child is not None
    child.setCheckState(0, Qt.CheckState.Unchecked)
    count = first.childCount()
    assert author.dialog.said.text().startswith(f"{count - 1} of ")
    author.press("replace")
    assert {path: text.count("Holm") for path, text in author.drafts().items()} == {path: count - 1}


def test_what_was_typed_last_is_found(author: Author) -> None:
    author.mode.page.editor.insertPlainText("A brandnewword. ")
    author.look_for("brandnewword", "old one")
    assert author.dialog.places.topLevelItemCount() == 1
    author.press("replace")
    assert author.text.startswith("A old one. ")


def test_broken_expression_is_told_in_the_dialog(author: Author) -> None:
    author.dialog.expression.setChecked(True)
    author.look_for("(", "")
    assert author.dialog.said.text().startswith("This is no regular expression")
    assert not author.dialog.replace.isEnabled()
    author.look_for("nothing has these words", "")


def test_place_that_is_activated_is_gone_to_in_its_document(author: Author) -> None:
    author.look_for("Skerry", "Holm")
    places = author.dialog.places
    top = [item for row in range(places.topLevelItemCount()) if (item := places.topLevelItem(row)) is not None]
    other = next(item for item in top if item.text(0).startswith("reference/principles.rst"))
    child = other.child(0)
    assert child is not None
    places.itemActivated.emit(child, 0)
    assert settle(author.window)
    assert author.mode.desk.opened is not None and author.mode.desk.opened.path == "reference/principles.rst"
    assert "Skerry" in author.mode.page.editor.textCursor().block().text()
