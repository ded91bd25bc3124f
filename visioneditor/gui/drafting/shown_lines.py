"""The source's lines that are on the screen: found once, and known until something of them may be another.

A painting asks several times, and each question to Qt lets other threads in before it is answered.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QTextBlock, QTextLine
from PySide6.QtWidgets import QPlainTextEdit

from visioneditor.gui.drafting.followed_spans import FollowedSpan


class ShownLine(NamedTuple):
    """A line of the source; `start` and `end` in Qt's units, its end of line not counted."""

    block: QTextBlock
    top: float
    height: float
    number: int  # from 1
    start: int
    end: int


class SpanBox(NamedTuple):
    """Where a part of a span stands, on one row of the screen."""

    box: QRectF
    ascent: float
    value: str


class ShownLines:
    """Not a Qt object: the editor tells when the screen may be another one."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        self._editor = editor
        self._known: tuple[object, ...] = ()
        self._lines: tuple[ShownLine, ...] = ()

    def forget(self) -> None:
        """Something has moved."""
        self._known = ()

    def all(self) -> tuple[ShownLine, ...]:
        """Each that is to be seen, if only in part; hidden ones are left out."""
        editor = self._editor
        now = (editor.document().revision(), editor.verticalScrollBar().value(), editor.viewport().height())
        if self._known != now:
            self._lines, self._known = tuple(self._find()), now
        return self._lines

    def within(self, area: QRect) -> tuple[ShownLine, ...]:
        """Those that reach into an area."""
        top, bottom = area.top(), area.bottom()
        return tuple(line for line in self.all() if line.top <= bottom and line.top + line.height > top)

    def _find(self) -> Iterator[ShownLine]:
        editor = self._editor
        block, bottom = editor.firstVisibleBlock(), editor.viewport().height()
        top = editor.blockBoundingGeometry(block).top() + editor.contentOffset().y()
        number = block.blockNumber()
        while block.isValid() and top < bottom:
            number += 1
            height = editor.blockBoundingRect(block).height()
            if block.isVisible() and top + height > 0:
                start = block.position()
                yield ShownLine(block, top, height, number, start, start + block.length() - 1)
            block, top = block.next(), top + height


def find_boxes(lines: Iterable[ShownLine], spans: Iterable[FollowedSpan], left: float) -> Iterator[SpanBox]:
    """Where spans, in the order of their starts, stand on the screen: a box for each row that has some of one."""
    waiting, spans = list[FollowedSpan](), iter(spans)
    following = next(spans, None)
    for line in lines:
        while following is not None and following.start <= line.end:
            waiting.append(following)
            following = next(spans, None)
        waiting = [span for span in waiting if span.end >= line.start]
        if waiting:
            yield from _on_line(line, waiting, left)


def _on_line(line: ShownLine, spans: Iterable[FollowedSpan], left: float) -> Iterator[SpanBox]:
    layout = line.block.layout()
    rows = [layout.lineAt(number) for number in range(layout.lineCount())]
    for span in spans:
        first, last = max(0, span.start - line.start), min(line.end, span.end) - line.start
        for row in rows:
            begin, end = first, last
            if len(rows) > 1:
                begin, end = max(first, row.textStart()), min(last, row.textStart() + row.textLength())
            if begin < end:
                x = _x_of(row, begin)
                box = QRectF(left + x, line.top + row.y(), _x_of(row, end) - x, row.height())
                yield SpanBox(box, row.ascent(), span.value)


def _x_of(row: QTextLine, at: int) -> float:
    x: float = row.cursorToX(at)[0]  # type: ignore[index]  # it tells the place, too
    return x
