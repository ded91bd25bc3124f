"""Wavy lines under what was found in the source: words that no dictionary has, links that lead nowhere."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QPlainTextEdit

from visioneditor.gui.drafting.followed_spans import FollowedSpan, FollowedSpans
from visioneditor.gui.drafting.places import all_units
from visioneditor.gui.drafting.shown_lines import ShownLine, find_boxes
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

    def within(self, start: int, end: int) -> list[FollowedSpan]:
        """What is underlined there, in Qt's units, in the order of the starts; what was deleted is not."""
        found = (span for group in self._groups.values() for span in group.within(start, end, _REACH))
        return sorted(span for span in found if start <= span.end and span.start < span.end)

    def paint(self, painter: QPainter, lines: Sequence[ShownLine], left: float) -> None:
        """Underline what lines on the screen have; Qt's own way, by selections, asks about lines long gone."""
        if lines:
            colour = ""
            for box, ascent, token in find_boxes(lines, self.within(lines[0].start, lines[-1].end), left):
                if token != colour:
                    colour = token
                    painter.setPen(QPen(self._look.theme.colour(token), 1))
                count = max(2, int(box.width() / _STEP) + 1)
                painter.drawPolyline(_wave(count).translated(box.left(), box.top() + ascent + 2))


@lru_cache(maxsize=200)
def _wave(count: int) -> QPolygonF:
    """Up and down in steps of two pixels."""
    return QPolygonF([QPointF(number * _STEP, _STEP * (number % 2)) for number in range(count)])
