"""Wavy lines under what was found in the source: words that no dictionary has, links that lead nowhere."""

from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTextBlock, QTextLine
from PySide6.QtWidgets import QPlainTextEdit

from visioneditor.gui.drafting.followed_spans import FollowedSpan, FollowedSpans
from visioneditor.gui.drafting.places import all_units
from visioneditor.gui.look import Look

MOST = 5_000  # of one group; of more those nearest to the cursor
_STEP = 2
_REACH = 2_000  # characters before what is on the screen: from where a span may come


class Underlines:
    """Spans by group, each with its colour's token; not a Qt object: the editor asks what to underline."""

    def __init__(self, editor: QPlainTextEdit, look: Look) -> None:
        self._editor, self._look = editor, look
        self._groups: dict[str, FollowedSpans] = {}

    def show(self, group: str, spans: Sequence[tuple[int, int, str]]) -> None:
        """Underline these code points, and what other groups have."""
        text, here = self._editor.toPlainText(), self._editor.textCursor().position()
        if len(spans) > MOST:
            spans = sorted(spans, key=lambda span: abs(span[0] - here))[:MOST]
        starts = all_units(text, (start for start, _, _ in spans))
        ends = all_units(text, (end for _, end, _ in spans))
        followed = self._groups.setdefault(group, FollowedSpans(self._editor.document()))
        followed.show(zip(starts, ends, (token for _, _, token in spans), strict=True))

    def clear(self) -> None:
        """Underline nothing: another text comes."""
        self._groups.clear()

    def within(self, start: int, end: int) -> Iterator[FollowedSpan]:
        """What is underlined there, in Qt's units; what was deleted is not."""
        for followed in self._groups.values():
            for span in followed.within(start, end, _REACH):
                if start <= span.end and span.start < span.end:
                    yield span

    def paint(self, painter: QPainter, block: QTextBlock, top: float, left: float) -> None:
        """Underline what a line on the screen has; Qt's own way, by selections, asks about lines that are long gone."""
        layout, start = block.layout(), block.position()
        for span in self.within(start, start + block.length() - 1):
            first, last = max(0, span.start - start), min(block.length() - 1, span.end - start)
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                begin, end = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
                if begin < end:
                    x, to = (left + _x_of(line, at) for at in (begin, end))
                    _paint_wave(painter, x, to, top + line.y() + line.ascent() + 2, self._look.theme.colour(span.value))


def _x_of(line: QTextLine, at: int) -> float:
    x, _ = cast("tuple[float, int]", line.cursorToX(at))
    return x


def _paint_wave(painter: QPainter, x: float, to: float, y: float, colour: QColor) -> None:
    """Up and down in steps of two pixels."""
    count = max(2, int((to - x) / _STEP) + 1)
    points = [QPointF(x + number * _STEP, y + _STEP * (number % 2)) for number in range(count)]
    painter.setPen(QPen(colour, 1))
    painter.drawPolyline(QPolygonF(points))
