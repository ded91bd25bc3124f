"""What one changed in a draft: marked, counted, shown and taken back in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtWidgets import QToolTip

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.prose.rows import BarKind
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode


class Author:
    """A person who drafts in a window and looks at what was changed."""

    def __init__(self, window: Window) -> None:
        self.window = window
        (self.mode,) = window.findChildren(DraftingMode)
        self.desk, self.page, self.editor = self.mode.own_changes, self.mode.page, self.mode.page.editor
        self.base = self.page.text

    def put(self, old: str, new: str) -> None:
        """Write other words in the place of some."""
        at = self.page.text.index(old)
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(at)
        cursor.setPosition(at + len(old), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new)
        self.page.flush()
        self.page.preview_wanted.emit(self.page.text)  # which waits for a pause
        self.settle()

    def run(self, command: str) -> None:
        self.window.frame.commands.run(command)
        self.settle()

    def settle(self) -> None:
        assert settle(self.window)

    def marks(self) -> list[tuple[int, int, str]]:
        own = self.desk.own
        assert own is not None
        return [(mark.first_line, mark.last_line, mark.kind.value) for mark in own.marks]

    def line_of(self, words: str) -> int:
        return self.page.text[: self.page.text.index(words)].count("\n") + 1

    def told(self) -> str:
        return self.window.frame.messages.accessibleName() if self.window.frame.messages.isVisible() else ""


@pytest.fixture
def author(open_window: OpenWindow, sample: Path) -> Author:
    return Author(open_window(sample, mode=Mode.DRAFT, document=VISION))


def first_paragraph(text: str) -> str:
    """A line of words to write something else in."""
    return next(line for line in text.split("\n") if len(line.split()) > 9)


def test_what_is_typed_is_marked_counted_and_barred_in_the_preview(author: Author) -> None:
    assert author.page.counted.text() == ""
    line = first_paragraph(author.base)
    word = line.split()[4]
    author.put(line, line.replace(f" {word} ", f" {word} quite new words ", 1))
    assert author.marks() == [(author.line_of("quite new"),) * 2 + ("edited",)]
    assert author.page.counted.text() == "3 words added since"
    barred = [row for row in author.mode.preview.rows() for cell in row.cells if cell and BarKind.ADDED in cell.bars]
    assert len(barred) == 1


def test_the_change_at_the_cursor_is_shown_with_what_stood_there(author: Author) -> None:
    line = first_paragraph(author.base)
    author.put(line, line.replace(f" {line.split()[4]} ", " something ", 1))
    author.editor.go_to_line(author.line_of("something"))
    author.run("draft.show-change")
    note = author.desk.note
    assert note.isVisible()
    assert "1 word added" in note.said.accessibleName()
    assert len(note.view.rows()) == 1
    author.run("draft.show-change")
    assert not note.isVisible()


def test_a_line_that_was_not_changed_says_so(author: Author) -> None:
    author.run("draft.show-change")
    assert author.told() == "You have not changed this line since the base."


def test_one_change_is_taken_back_and_undo_brings_it_again(author: Author) -> None:
    lines = [line for line in author.base.split("\n") if len(line.split()) > 9]
    author.put(lines[0], lines[0] + " tail")
    kept = author.page.text
    author.put(lines[-1], lines[-1] + " other")
    both = author.page.text
    author.editor.go_to_line(author.line_of(lines[-1]))
    author.run("draft.take-back")
    assert author.page.text == kept
    author.editor.undo()
    assert author.page.text == both


def test_keys_go_from_one_change_to_the_next_and_the_note_comes_along(author: Author) -> None:
    lines = [line for line in author.base.split("\n") if len(line.split()) > 9]
    author.put(lines[0], lines[0] + " tail")
    author.put(lines[-1], lines[-1] + " other")
    author.editor.go_to_line(1)
    author.run("draft.next-change")
    assert author.editor.line == author.line_of(lines[0])
    author.run("draft.show-change")
    author.run("draft.next-change")
    assert author.editor.line == author.line_of(lines[-1])
    assert author.desk.note.isVisible()
    author.run("draft.previous-change")
    assert author.editor.line == author.line_of(lines[0])


def test_typing_on_puts_the_note_away(author: Author) -> None:
    line = first_paragraph(author.base)
    author.put(line, line + " tail")
    author.editor.go_to_line(author.line_of(line))
    author.run("draft.show-change")
    author.editor.insertPlainText("x")
    assert not author.desk.note.isVisible()


def test_the_change_at_a_mark_is_shown(author: Author) -> None:
    line = first_paragraph(author.base)
    author.put(line, line + " tail")
    author.editor.gutter.mark_clicked.emit(author.line_of(line))
    author.settle()
    assert author.desk.note.isVisible()


def test_a_pointer_that_rests_at_a_mark_is_told_what_stood_there(author: Author) -> None:
    words = first_paragraph(author.base)
    author.put(words, "Else <b>is said</b>.")
    gutter, line = author.editor.gutter, author.line_of("Else")
    author.editor.go_to_line(line)
    place = QPoint(gutter.width() - 6, author.editor.line_box(line).center().y())
    rested: list[int] = []
    gutter.mark_hovered.connect(rested.append)
    for at in (QPoint(4, place.y()), place):
        QCoreApplication.sendEvent(gutter, QHelpEvent(QEvent.Type.ToolTip, at, gutter.mapToGlobal(at)))
    assert rested == [line]
    assert "edited, " in QToolTip.text() and words in QToolTip.text()


def test_changes_that_take_long_to_find_are_found_after_the_preview(author: Author) -> None:
    author.desk.expect(1.0)
    line = first_paragraph(author.base)
    author.put(line, line + " tail")
    assert author.desk.own is None or author.desk.own.text == author.base
    author.desk.look_now()
    author.settle()
    assert author.marks() == [(author.line_of(line),) * 2 + ("edited",)]
