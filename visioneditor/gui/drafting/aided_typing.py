"""Typing with its aids: Enter goes on with a list, a title's underline is completed and follows the title.

Only the lines around the cursor are looked at, so that a key takes as long in a long text as in a short one. What an
aid adds is undone together with the key that it came with.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from visioneditor.core.document.model import Markup
from visioneditor.core.drafting.indenting import is_item, shift_lines
from visioneditor.core.drafting.text_change import TextChange
from visioneditor.core.drafting.typing_aids import complete_underline, fit_rows, on_enter
from visioneditor.gui.drafting.places import code_points, units

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_TABS = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_LONGEST = 2_000  # signs of a line: longer ones are neither titles nor items


class AidedTyping:
    """Not a Qt object: the editor asks it about each key."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        self._editor = editor
        self.markup = Markup.RST

    def press(self, event: QKeyEvent) -> bool:
        """Whether a key was dealt with; where it was not, the editor does what it does with any key."""
        if event.key() in _TABS:
            return self._shift(deeper=event.key() == Qt.Key.Key_Tab)
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        cursor = self._editor.textCursor()
        if event.key() not in _ENTER or not is_plain or cursor.hasSelection():
            return False
        line = cursor.block()
        if line.length() > _LONGEST:
            return False
        typed = on_enter(line.text(), cursor.positionInBlock(), self.markup)
        _replace(cursor, line.position(), typed.change)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        return True

    def _shift(self, *, deeper: bool) -> bool:
        """Set the item in hand, or the lines that are selected, deeper or less deep; else Tab is any key."""
        cursor, text = self._editor.textCursor(), self._editor.toPlainText()
        first, last = (code_points(text, at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        if deeper and "\n" not in text[first:last] and not is_item(cursor.block().text()):
            return False
        change = shift_lines(text, first, last, self.markup, deeper=deeper)
        if change is not None:
            has_selection, behind = cursor.hasSelection(), cursor.block().length() - cursor.positionInBlock()
            count, line = text.count("\n", 0, change.start), cursor.blockNumber()
            is_lower = change.new.startswith("\n")
            start, end = units(text, change.start), units(text, change.end)
            _replace(cursor, 0, TextChange(start, end, change.new))
            if has_selection:
                cursor.setPosition(self._editor.document().findBlockByNumber(count + is_lower).position())
                cursor.setPosition(start + len(change.new.encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
            else:
                block = self._editor.document().findBlockByNumber(line + is_lower)
                cursor.setPosition(block.position() + max(0, block.length() - behind))
            self._editor.setTextCursor(cursor)
        return True

    def is_fitted(self) -> bool:
        """Whether the cursor is in a title whose rows are as long as it is."""
        _, text, title = self._around()
        return title >= 0 and _has_row(text, title) and fit_rows(text, title) is None

    def complete(self, *, was_fitted: bool) -> None:
        """After a key was typed: add what goes with it."""
        cursor = self._editor.textCursor()
        start, text, line = self._around()
        if line < 0:
            return
        at = cursor.position() - start
        completed = complete_underline(text, at)
        change = completed.change if completed is not None else fit_rows(text, line) if was_fitted else None
        if change is not None:
            adding = QTextCursor(cursor)
            adding.joinPreviousEditBlock()
            _replace_within(adding, start, change)
            adding.endEditBlock()
            if completed is not None:
                cursor.setPosition(start + completed.cursor)
                self._editor.setTextCursor(cursor)

    def _around(self) -> tuple[int, str, int]:
        """Where the line above the cursor's begins, the text of the three lines, and where in it the cursor's begins.

        The last is -1 where a line is too long to be a title.
        """
        line = self._editor.textCursor().block()
        first = line.previous() if line.previous().isValid() else line
        blocks: list[QTextBlock] = []
        block = first
        while block.isValid() and block.blockNumber() <= line.blockNumber() + 1:
            blocks.append(block)
            block = block.next()
        if any(each.length() > _LONGEST for each in blocks):
            return 0, "", -1
        return first.position(), "\n".join(each.text() for each in blocks), line.position() - first.position()


def _has_row(text: str, title: int) -> bool:
    """Whether there is a line below the title's that is one sign, again and again."""
    lines = text[title:].split("\n")
    row = lines[1].rstrip() if len(lines) > 1 else ""
    return len(row) > 1 and not row[0].isalnum() and row == row[0] * len(row) and bool(lines[0].strip())


def _replace(cursor: QTextCursor, start: int, change: TextChange) -> None:
    cursor.beginEditBlock()
    _replace_within(cursor, start, change)
    cursor.endEditBlock()


def _replace_within(cursor: QTextCursor, start: int, change: TextChange) -> None:
    cursor.setPosition(start + change.start)
    cursor.setPosition(start + change.end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(change.new)
