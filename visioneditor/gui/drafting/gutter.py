"""What stands beside the source: line numbers, and bars at lines that are not as they are in the draft's base."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from visioneditor.core.drafting.own_changes import LineKind, LineMark
from visioneditor.gui.drafting.followed_spans import FollowedSpan, FollowedSpans
from visioneditor.gui.drafting.shown_lines import ShownLine
from visioneditor.gui.look import Look

if TYPE_CHECKING:
    from visioneditor.gui.drafting.source_editor import SourceEditor

_LEFT, _BETWEEN, _BAR, _RIGHT = 8, 18, 3, 5  # between number and bar stand the triangles of sections
_DASH = 4  # of the bar at edited lines
_COLOURS = {LineKind.ADDED: "added", LineKind.EDITED: "accent", LineKind.REMOVED: "removed", LineKind.MOVED: "moved"}


class Gutter(QWidget):
    """Announces `mark_clicked` and `mark_hovered` with the line, from 1, at whose bar the pointer is."""

    mark_clicked = Signal(int)
    mark_hovered = Signal(int)  # it rests there

    def __init__(self, editor: "SourceEditor", look: Look) -> None:
        super().__init__(editor)
        self._editor, self._look = editor, look
        self._marks: FollowedSpans = FollowedSpans(editor.document())
        self._longest = 0  # mark, in characters: where to begin looking for those on the screen
        self.setAccessibleName(self.tr("Line numbers"))
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        return QSize(self.whole_width(), 0)

    def whole_width(self) -> int:
        """Room for the widest line number and what stands beside it."""
        digits = max(3, len(str(self._editor.blockCount())))
        return self._editor.fontMetrics().horizontalAdvance("9") * digits + _LEFT + _BETWEEN + _BAR + _RIGHT

    def set_marks(self, marks: Sequence[LineMark]) -> None:
        """Mark these lines; the marks follow what is typed until others come."""
        spans = [(self._start(mark.first_line), self._end(mark.last_line), mark.kind) for mark in marks]
        self._longest = max((end - start for start, end, _ in spans), default=0)
        self._marks.show(spans)
        self.update()

    def marks(self) -> list[LineMark]:
        """What is marked, where it stands now; of which change is not known here."""
        return [self._mark(span) for span in self._marks.all()]

    def _mark(self, span: FollowedSpan) -> LineMark:
        find = self._editor.document().findBlock
        first, last = find(span.start).blockNumber() + 1, find(span.end).blockNumber() + 1
        return LineMark(first_line=first, last_line=last, kind=LineKind(span.value), change=0)

    def _start(self, line: int) -> int:
        return self._editor.document().findBlockByNumber(max(0, line - 1)).position()

    def _end(self, line: int) -> int:
        block = self._editor.document().findBlockByNumber(max(0, line - 1))
        return block.position() + max(0, block.length() - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.theme.colour("paper"))
        shown = self._editor.shown.within(event.rect())
        if shown:
            self._paint_numbers(painter, shown)
            self._paint_folds(painter, shown)
            self._paint_marks(painter, shown)

    def _paint_numbers(self, painter: QPainter, shown: Sequence[ShownLine]) -> None:
        here = self._editor.line
        painter.setFont(self._editor.font())
        painter.setPen(self._look.theme.colour("muted"))
        for line in shown:
            if line.number != here:
                self._paint_number(painter, line)
        painter.setPen(self._look.theme.colour("text"))
        for line in shown:
            if line.number == here:
                self._paint_number(painter, line)

    def _paint_number(self, painter: QPainter, line: ShownLine) -> None:
        box = QRect(0, round(line.top), self.width() - _RIGHT - _BAR - _BETWEEN, self._editor.line_height)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, str(line.number))

    def _paint_folds(self, painter: QPainter, shown: Sequence[ShownLine]) -> None:
        folding = self._editor.folding
        lines = [line for line in shown if line.number in folding.headings]
        if not lines:
            return
        closed = {fold.heading for fold in folding.closed}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for line in lines:
            painter.setBrush(self._look.theme.colour("text" if line.number in closed else "edge"))
            middle = QPointF(self.width() - _RIGHT - _BAR - _BETWEEN / 2, line.top + self._editor.line_height / 2)
            painter.drawPolygon(_triangle(middle, is_closed=line.number in closed))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_marks(self, painter: QPainter, shown: Sequence[ShownLine]) -> None:
        for span in self._marks.within(shown[0].start, shown[-1].end, self._longest):
            marked = [line for line in shown if _is_in(line, span)]
            if marked:
                top, bottom = marked[0].top, marked[-1].top + marked[-1].height
                box = QRectF(self.width() - _RIGHT - _BAR, top, _BAR, bottom - top)
                self._paint_mark(painter, box, LineKind(span.value))

    def _paint_mark(self, painter: QPainter, box: QRectF, kind: LineKind) -> None:
        colour = self._look.theme.colour(_COLOURS[kind])
        if kind is LineKind.REMOVED:
            _paint_wedge(painter, box, colour)
        elif kind is LineKind.MOVED:
            painter.fillRect(QRectF(box.left(), box.top(), 1, box.height()), colour)
            painter.fillRect(QRectF(box.right() - 1, box.top(), 1, box.height()), colour)
        elif kind is LineKind.EDITED:
            for top in range(round(box.top()), round(box.bottom()), _DASH + 2):
                painter.fillRect(QRectF(box.left(), top, _BAR, min(_DASH, box.bottom() - top)), colour)
        else:
            painter.fillRect(box, colour)

    def _line_of_mark(self, x: float, y: float) -> int:
        """The marked line at a place; 0 where none is."""
        line = self._line_at(y)
        if x < self.width() - _RIGHT - _BAR - 3 or line is None:
            return 0
        found = self._marks.within(line.start, line.end, self._longest)
        return line.number if any(_is_in(line, span) for span in found) else 0

    def _line_at(self, y: float) -> ShownLine | None:
        here = self._editor.shown.within(QRect(0, round(y), self.width(), 1))
        return here[-1] if here else None

    def _heading_at(self, x: float, y: float) -> int:
        """The line of the heading whose triangle stands at a place; 0 where none does."""
        line, right = self._line_at(y), self.width() - _RIGHT - _BAR - 3
        number = line.number if line is not None else 0
        return number if right - _BETWEEN < x < right and number in self._editor.folding.headings else 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x, y = event.position().x(), event.position().y()
        heading, line = self._heading_at(x, y), self._line_of_mark(x, y)
        if heading:
            self._editor.folding.toggle(heading)
        elif line:
            self.mark_clicked.emit(line)

    def event(self, event: QEvent) -> bool:
        """A pointer that rests at a bar wants to know what stood there."""
        if event.type() is not QEvent.Type.ToolTip:
            return super().event(event)
        place = cast(QHelpEvent, event).pos()
        line = self._line_of_mark(place.x(), place.y())
        if line:
            self.mark_hovered.emit(line)
        else:
            QToolTip.hideText()
        return True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x, y = event.position().x(), event.position().y()
        is_live = bool(self._heading_at(x, y) or self._line_of_mark(x, y))
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_live else Qt.CursorShape.ArrowCursor)


def _is_in(line: ShownLine, span: FollowedSpan) -> bool:
    return line.start <= span.end and span.start <= line.end


def _paint_wedge(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Points at where something went, between two lines."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    at, right = box.bottom(), box.right() + 1
    painter.drawPolygon(QPolygonF([QPointF(right, at), QPointF(right - 7, at - 4), QPointF(right - 7, at + 4)]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _triangle(at: QPointF, *, is_closed: bool) -> QPolygonF:
    """Points to the right where lines are hidden, down where they are shown."""
    points = ((-2.5, -4), (2.5, 0), (-2.5, 4)) if is_closed else ((-4, -2.5), (4, -2.5), (0, 2.5))
    return QPolygonF([QPointF(at.x() + x, at.y() + y) for x, y in points])
