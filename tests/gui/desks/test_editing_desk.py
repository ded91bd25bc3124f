"""Wrapping and moving in the window: by key, as one step, and said where there is nothing to do."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.drafting.source_editor import SourceEditor
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode


class Author:
    """A person who edits a draft."""

    def __init__(self, window: Window) -> None:
        self.window = window
        (self.mode,) = window.findChildren(DraftingMode)

    @property
    def editor(self) -> SourceEditor:
        return self.mode.page.editor

    @property
    def text(self) -> str:
        return self.editor.toPlainText()

    def go_behind(self, words: str) -> None:
        cursor = self.editor.textCursor()
        cursor.setPosition(self.text.index(words) + len(words))
        self.editor.setTextCursor(cursor)

    def run(self, command: str) -> None:
        self.window.frame.commands.run(command)
        assert settle(self.window)


@pytest.fixture
def author(open_window: OpenWindow, sample: Path) -> Author:
    return Author(open_window(sample, document=VISION, mode=Mode.DRAFT))


def test_paragraph_is_wrapped_and_the_cursor_stays_at_its_word(author: Author) -> None:
    before = author.text
    author.go_behind("This document")
    author.editor.insertPlainText(" and " + "many more words " * 12)
    at = author.text[: author.editor.offset].split()[-3:]
    author.run("draft.wrap")
    assert max(map(len, author.text.split("\n"))) <= max(
        author.window.look.wrap_width, max(map(len, before.split("\n")))
    )
    assert author.text[: author.editor.offset].split()[-3:] == at
    author.editor.undo()
    assert "many more words many more words" in author.text


def test_what_is_wrapped_already_is_said_to_be(author: Author) -> None:
    author.run("draft.wrap-touched")
    assert "needs other lines" in author.window.frame.messages.accessibleName()


def test_section_moves_with_the_cursor_in_it_and_undo_brings_it_back(author: Author) -> None:
    document = author.window.session.document
    assert document is not None
    before = author.text
    siblings = [one for one in document.sections if one.level == document.sections[-1].level]
    first, second = siblings[-2:]
    author.go_behind(before[second.start : second.start + 3])
    author.run("draft.section-up")
    assert author.text.index(second.source_title) < author.text.index(first.source_title)
    assert author.text[author.editor.offset - 3 : author.editor.offset] == before[second.start : second.start + 3]
    author.editor.undo()
    assert author.text == before


def test_a_section_with_nowhere_to_go_stays_and_it_is_said(author: Author) -> None:
    before = author.text
    author.editor.setTextCursor(author.editor.cursorForPosition(QPoint(0, 0)))
    author.run("draft.section-out")
    assert author.text == before
    assert "stands in no other one" in author.window.frame.messages.accessibleName()
