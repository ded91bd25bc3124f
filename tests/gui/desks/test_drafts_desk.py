"""Several drafts of a document in the window: their states, their names, one started from another or brought in."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.window import Window
from visioneditor.services.drafting import list_drafts
from visioneditor.services.window_request import Mode


class Author:
    """A person with several drafts."""

    def __init__(self, window: Window) -> None:
        self.window = window
        (self.mode,) = window.findChildren(DraftingMode)
        self.page, self.picker = self.mode.page, self.mode.drafts.picker

    def settle(self) -> None:
        assert settle(self.window)

    def run(self, command: str) -> None:
        self.window.frame.commands.run(command)
        self.settle()

    def type(self, words: str, *, at_end: bool = True) -> None:
        cursor = self.page.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End if at_end else QTextCursor.MoveOperation.Start)
        cursor.insertText(words)
        self.page.flush()
        self.settle()

    def name(self, command: str, name: str) -> None:
        """Run a command that asks for a name."""
        self.run(command)
        (dialog,) = self.window.frame.findChildren(QInputDialog)
        dialog.setTextValue(name)
        dialog.accept()
        self.settle()

    def rows(self) -> list[tuple[str, str]]:
        model = self.picker.list.model()
        choices = [model.data(model.index(row, 0), 0x100) for row in range(model.rowCount())]
        return [(choice.title, choice.detail) for choice in choices if choice.is_enabled]

    def choose(self, command: str, title: str) -> None:
        self.run(command)
        assert self.picker.isVisible()
        self.picker.field.setText(title)
        self.picker.list.clicked.emit(self.picker.list.currentIndex())
        self.settle()

    def kept(self) -> dict[str, str]:
        workspace = self.window.session.workspace
        assert workspace is not None
        return {draft.name: draft.text for draft in list_drafts(workspace, VISION)}

    @property
    def shown(self) -> str:
        return self.page.drafts.accessibleDescription()

    @property
    def state(self) -> str:
        return self.page.state.accessibleName()

    def told(self) -> str:
        return self.window.frame.messages.accessibleName() if self.window.frame.messages.isVisible() else ""


@pytest.fixture
def author(open_window: OpenWindow, sample: Path) -> Author:
    return Author(open_window(sample, mode=Mode.DRAFT, document=VISION))


def test_the_state_of_the_draft_stands_above_it(author: Author) -> None:
    assert author.state == "nothing typed yet"
    author.type("Words.\n")
    assert author.state == "kept here only"
    author.run("draft.save")
    assert author.state == "saved to the file"


def test_another_draft_begins_with_this_one_and_both_are_listed(author: Author) -> None:
    author.type("Words.\n")
    author.name("draft.start-from-this", "shorter")
    assert author.shown == "shorter"
    author.type("More.\n")
    assert author.kept()["shorter"] == author.kept()["draft"] + "More.\n"
    author.run("draft.list")
    assert author.rows()[:2] == [("shorter", "kept here only"), ("draft", "kept here only")]


def test_another_draft_begins_with_the_base(author: Author) -> None:
    base = author.page.text
    author.type("Words.\n")
    author.name("draft.start-from-base", "afresh")
    assert author.page.text == base
    assert author.state == "as its base"


def test_one_goes_on_with_the_draft_that_is_chosen(author: Author) -> None:
    author.type("Words.\n")
    text = author.page.text
    author.name("draft.start-from-base", "afresh")
    author.choose("draft.list", "DRAFT:draft")
    assert (author.shown, author.page.text) == ("draft", text)


def test_a_draft_is_renamed_and_typing_goes_on_under_its_new_name(author: Author) -> None:
    author.type("Words.\n")
    author.name("draft.rename", "short and clear")
    assert author.shown == "short and clear"
    author.type("More.\n")
    assert set(author.kept()) == {"short and clear"}
    assert author.told() == ""


def test_a_name_that_is_taken_is_refused_with_a_sentence(author: Author) -> None:
    author.type("Words.\n")
    author.name("draft.start-from-this", "other")
    author.name("draft.rename", "draft")
    assert "has a draft called draft already" in author.told()
    assert author.shown == "other"


def test_a_draft_with_nothing_typed_takes_the_name_it_is_given(author: Author) -> None:
    author.name("draft.rename", "idea")
    author.type("Words.\n")
    assert set(author.kept()) == {"idea"}


def test_what_another_draft_says_is_brought_into_this_one_and_undone(author: Author) -> None:
    author.type("Words at the end.\n")
    author.name("draft.start-from-base", "other")
    author.type(".. a label that nobody sees\n\n", at_end=False)
    before = author.page.text
    author.choose("draft.bring-in", "draft")
    assert author.page.text == before + "Words at the end.\n"
    assert "What draft says is in this draft now" in author.told()
    author.page.editor.undo()
    assert author.page.text == before


def test_what_both_drafts_say_in_one_place_is_decided_in_three_columns(author: Author) -> None:
    author.type("Words at the end.\n")
    author.name("draft.start-from-base", "other")
    author.type("Quite another ending here.\n")
    before, merging = author.page.text, author.mode.merging
    author.choose("draft.bring-in", "draft")
    assert merging.is_shown and author.page.text == before
    assert [label.text() for label in merging.page.names.labels][1:] == ["Theirs: draft", "Mine: other"]
    assert merging.page.state.text() == "1 place to decide"
    author.window.frame.activateWindow()  # the dialog was the active one
    author.settle()
    assert merging.page.view.hasFocus()
    QTest.keyClick(merging.page.view, Qt.Key.Key_2)
    author.settle()
    merging.page.save.click()
    author.settle()
    assert not merging.is_shown
    assert author.page.text == before.replace("Quite another ending here.", "Words at the end.")
    assert "What draft says is in this draft now" in author.told()
    author.page.editor.undo()
    assert author.page.text == before and set(author.kept()) == {"draft", "other"}


def test_deciding_between_two_drafts_goes_on_after_it_was_broken_off(author: Author) -> None:
    author.type("Words at the end.\n")
    author.name("draft.start-from-base", "other")
    author.type("Quite another ending here.\n")
    before, merging = author.page.text, author.mode.merging
    author.choose("draft.bring-in", "draft")
    merging.leave()
    author.settle()
    assert not merging.is_shown and author.page.text == before
    assert "The draft is as it was" in author.told()
    author.window.frame.messages.action.click()
    author.settle()
    assert merging.is_shown


def test_the_only_draft_has_none_to_be_compared_with(author: Author) -> None:
    author.type("Words.\n")
    author.run("draft.compare-drafts")
    assert "only draft of the document" in author.told()
    assert not author.picker.isVisible()
