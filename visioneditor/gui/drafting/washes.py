"""What lies below the words of the source: the row that is written in, and what was found, washed with a colour.

Qt would do it by extra selections. It goes through its list of them while it asks for layout, and layout may scroll:
whoever then hands in another list, as on scrolling one does, has the old one freed in the midst of it.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from visioneditor.gui.drafting.followed_spans import FollowedSpan, FollowedSpans
from visioneditor.gui.drafting.shown_lines import ShownLine, find_boxes
from visioneditor.gui.look import Look

_FOUND = "comment"  # the colour's token
_REACH = 2_000  # characters before what is on the screen: from where something that was found may come


class Washes:
    """Not a Qt object: the editor asks before its words are painted."""

    def __init__(self, editor: QPlainTextEdit, look: Look) -> None:
        self._editor, self._look = editor, look
        self._found = FollowedSpans(editor.document())
        self._here = QTextCursor()  # where the row in hand was shown last

    def show_found(self, spans: Iterable[tuple[int, int]]) -> None:
        """Wash these, in Qt's units."""
        self._found.show((start, end, _FOUND) for start, end in spans)
        self._editor.viewport().update()

    def follow(self) -> None:
        """The cursor may be elsewhere: paint the row it left and the one it is in."""
        here = self._editor.textCursor()
        for cursor in (self._here, here):
            if not cursor.isNull():
                self._editor.viewport().update(self._row(cursor))
        self._here = here

    def _row(self, cursor: QTextCursor) -> QRect:
        box = self._editor.cursorRect(cursor)
        return QRect(0, box.top(), self._editor.viewport().width(), box.height())

    def paint(self, painter: QPainter, lines: Sequence[ShownLine], left: float) -> None:
        """Below the words, which come afterwards."""
        if lines:
            here = self._editor.textCursor()
            for line in lines:
                if line.start <= here.position() <= line.end:
                    self._paint_row(painter, line, here.positionInBlock(), left)
            for box, _, token in find_boxes(lines, self.found(lines), left):
                painter.fillRect(box, self._look.theme.colour(token))

    def found(self, lines: Sequence[ShownLine]) -> list[FollowedSpan]:
        """What is to be washed in lines that follow one another."""
        return self._found.within(lines[0].start, lines[-1].end, _REACH) if lines else []

    def _paint_row(self, painter: QPainter, line: ShownLine, at: int, left: float) -> None:
        row = line.block.layout().lineForTextPosition(at)
        if row.isValid():
            x = left + row.x()
            box = QRectF(x, line.top + row.y(), self._editor.viewport().width() - x, row.height())
            painter.fillRect(box, self._look.theme.colour("side"))
