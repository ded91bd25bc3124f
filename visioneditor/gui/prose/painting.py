"""Paints laid-out rows: washes under the text, the text, lines over it, then bars, counts and rules.

Every shape that carries a meaning is drawn by one function here; colours come from the theme by token.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextLayout

from visioneditor.gui.look import Look
from visioneditor.gui.prose.columns import Column
from visioneditor.gui.prose.laid import LaidCell, LaidLabel, LaidMark, LaidPiece
from visioneditor.gui.prose.rows import BarKind, BlockWords, MarkKind
from visioneditor.gui.prose.shown import LINE_BREAK
from visioneditor.values import dataclass

if TYPE_CHECKING:
    from visioneditor.gui.prose.tints import Tints

BAR_WIDTH = 3.0
BAR_STEP = 5.0
COUNT_SIZE = 17.0
_WASHES = {
    MarkKind.MOVED: "moved-wash",
    MarkKind.ADDED: "added-wash",
    MarkKind.REMOVED: "removed-wash",
    MarkKind.COMMENT: "comment",
    MarkKind.COMMENT_ON: "comment-on",
    MarkKind.FOUND: "row",
    MarkKind.FOUND_HERE: "select",
    MarkKind.SELECTED: "select",
}
_ORDER = list(_WASHES)
_BESIDE = {MarkKind.COMMENT_BESIDE: 2.0, MarkKind.COMMENT_BESIDE_ON: 4.0}
_SHADES = 8
_VEIL = 0.68  # of the words that are dimmed so much is paper
_PATTERNS = ((1, 3), (1, 1.5), (3, 3), (6, 3), (6, 2, 1, 2), (12, 3), (12, 2, 1, 2, 1, 2), ())  # dashes and gaps
_COMMENTS = frozenset({MarkKind.COMMENT, MarkKind.COMMENT_ON})


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number in the margin: how many threads end in this line."""

    number: int
    is_unresolved: bool
    box: QRectF
    key: str


class RowPainter:
    """Paints parts of rows with a painter whose origin is the row's upper left corner."""

    def __init__(self, painter: QPainter, look: Look, ratio: float) -> None:
        self._painter = painter
        self._theme = look.theme
        self._icons = look.icons
        self._ratio = ratio
        self._is_plain = look.theme.name == "contrast"

    def colour(self, token: str) -> QColor:
        """The theme's colour."""
        return self._theme.colour(token)

    def fill(self, box: QRectF, token: str) -> None:
        """A plain ground."""
        self._painter.fillRect(box, self.colour(token))

    def rule(self, left: float, right: float, y: float) -> None:
        """A horizontal hairline."""
        self._painter.fillRect(QRectF(left, y, right - left, 1), self.colour("line"))

    def cell(self, cell: LaidCell, column: Column, overlay: Sequence[LaidMark], tints: "Tints | None" = None) -> None:
        """A cell's tints, washes, texts, lines and labels."""
        for piece in cell.pieces:
            self._ground(piece, column)
        if tints is not None:
            self._tint(tints, cell)
        marks = [*cell.marks, *overlay]
        self._washes(marks)
        selected = [box for mark in overlay if mark.kind is MarkKind.SELECTED for box in mark.boxes]
        for piece in cell.pieces:
            self._text(piece, selected)
        self._lines(marks)
        if tints is not None:
            self._dim(tints, cell)
        for label in cell.labels:
            self.label(label)

    def _tint(self, tints: "Tints", cell: LaidCell) -> None:
        """Each group's colour; where colours are few, a line of its own pattern, too."""
        grounds = [self.colour(tints.token(shade)) for shade in range(_SHADES)]
        pens = [patterned(self.colour("text"), shade) for shade in range(_SHADES)] if self._is_plain else []
        for box, shade in tints.boxes(cell):
            if shade >= 0:
                self._painter.fillRect(box, grounds[shade])
                if pens:
                    self._painter.setPen(pens[shade])
                    y = box.bottom() - 1
                    self._painter.drawLine(QPointF(box.left() + 1, y), QPointF(box.right() - 1, y))

    def _dim(self, tints: "Tints", cell: LaidCell) -> None:
        veil = self.colour("paper")
        veil.setAlphaF(_VEIL)
        for box, shade in tints.boxes(cell):
            if shade < 0:
                self._painter.fillRect(box, veil)

    def _ground(self, piece: LaidPiece, column: Column) -> None:
        if piece.piece.is_boxed:
            self.fill(piece.frame, "side" if column.ground == "paper" else "paper")
        if not piece.frame.isEmpty() and piece.piece.has_grid:
            self._painter.setPen(QPen(self.colour("line"), 1))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRect(_crisp(piece.frame.adjusted(0, 0, 1, 1)))  # neighbours share a line
        for x in piece.rails:
            self.fill(QRectF(x, piece.rail_top, 2, piece.box.bottom() - piece.rail_top), "edge")

    def _washes(self, marks: Sequence[LaidMark]) -> None:
        for mark in sorted(marks, key=lambda mark: _ORDER.index(mark.kind) if mark.kind in _WASHES else -1):
            if mark.kind in _WASHES:
                for box in mark.boxes:
                    self.fill(box, _WASHES[mark.kind])

    def _text(self, piece: LaidPiece, selected: Sequence[QRectF]) -> None:
        painter = self._painter
        painter.setPen(self.colour(piece.piece.token))
        piece.layout.draw(painter, piece.box.topLeft())
        if selected and any(piece.box.intersects(box) for box in selected):
            self._plain_over(piece, selected)
        if piece.piece.first_line:
            self._line_numbers(piece, piece.piece.first_line, piece.box.left() - 10)
        if piece.piece.old_line:
            self._line_numbers(piece, piece.piece.old_line, piece.box.left() / 2)
        if piece.marker is not None:
            painter.setPen(self.colour("muted"))
            piece.marker.draw(painter, piece.marker_at)
        if piece.links:
            self._painter.setPen(_dotted(self.colour("text"), 1.0))
            for box in piece.links:
                y = box.bottom() - piece.descent * 0.35
                painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        for box in piece.strikes:
            self.fill(QRectF(box.left(), _middle(box), box.width(), 1), piece.piece.token)

    def _line_numbers(self, piece: LaidPiece, number: int, right: float) -> None:
        """The numbers of the source's lines, left of them; lines that were only wrapped have none."""
        painter = self._painter
        painter.setFont(piece.layout.font())
        painter.setPen(self.colour("muted"))
        for line in piece.lines():
            start = line.textStart()
            if not _begins_line(piece, piece.units.point(start)):
                continue
            box = QRectF(0, piece.box.top() + line.y() + line.ascent() - piece.ascent, right, 0)
            box.setHeight(piece.ascent + piece.descent)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number))
            number += 1

    def _plain_over(self, piece: LaidPiece, selected: Sequence[QRectF]) -> None:
        """Coloured words that are selected once more, in the colour of text."""
        if not piece.shown.marks:
            return
        form = QTextCharFormat()
        form.setForeground(self.colour("text"))
        chosen = QTextLayout.FormatRange()
        chosen.start, chosen.length, chosen.format = 0, len(piece.layout.text()), form
        self._painter.save()
        for box in selected:
            self.fill(box, "select")
        for box in selected:
            self._painter.setClipRect(box)
            piece.layout.draw(self._painter, piece.box.topLeft(), [chosen])
        self._painter.restore()

    def _lines(self, marks: Sequence[LaidMark]) -> None:
        for mark in marks:
            for box in mark.boxes:
                if mark.kind is MarkKind.ADDED:
                    self.fill(QRectF(box.left(), box.bottom() - 1.5, box.width(), 1.5), "added")
                elif mark.kind is MarkKind.REMOVED:
                    self.fill(QRectF(box.left(), _middle(box), box.width(), 1.5), "removed")
                elif mark.kind is MarkKind.MARKUP:
                    self._painter.setPen(_dotted(self.colour("markup"), 2.0))
                    y = box.bottom() - 2
                    self._painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
                elif mark.kind is MarkKind.COMMENT_DONE:
                    self.fill(QRectF(box.left(), box.bottom(), box.width(), 1), "comment-bar")
                elif mark.kind in _BESIDE:
                    pass  # one bar for all of its lines, below
                elif mark.kind in _COMMENTS:
                    self.fill(QRectF(box.left(), box.bottom(), box.width(), 2), "comment-bar")
                elif mark.kind is MarkKind.FOUND_HERE:
                    self._painter.setPen(QPen(self.colour("focus"), 1.5))
                    self._painter.setBrush(Qt.BrushStyle.NoBrush)
                    self._painter.drawRect(box)

            if mark.kind in _BESIDE and mark.boxes:
                self._beside(mark.boxes, _BESIDE[mark.kind])

    def _beside(self, boxes: Sequence[QRectF], width: float) -> None:
        """The bar beside the lines in which a thread's words once stood."""
        left, top = min(box.left() for box in boxes), min(box.top() for box in boxes)
        bottom = max(box.bottom() for box in boxes)
        self.fill(QRectF(left - width - 3, top, width, bottom - top), "comment-bar")

    def bars(self, kinds: Sequence[BarKind], x: float, top: float, bottom: float) -> None:
        """The bars of a cell, the last one nearest to the text, whose right edge is at `x`."""
        for number, kind in enumerate(reversed(kinds)):
            self._bar(kind, QRectF(x - BAR_WIDTH - number * BAR_STEP, top, BAR_WIDTH, bottom - top))

    def _bar(self, kind: BarKind, box: QRectF) -> None:
        if kind is BarKind.ADDED:
            self.fill(box, "added")
        elif kind is BarKind.REMOVED:
            self._dashes(box, "removed", dash=4, gap=3)
        elif kind is BarKind.MARKUP:
            self._dashes(box, "markup", dash=2, gap=3)
        else:
            self._painter.setPen(QPen(self.colour("moved"), 1))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRect(_crisp(box.adjusted(-1, 0, 1, 0)))

    def _dashes(self, box: QRectF, token: str, *, dash: int, gap: int) -> None:
        y = box.top()
        while y < box.bottom():
            self.fill(QRectF(box.left(), y, box.width(), min(dash, box.bottom() - y)), token)
            y += dash + gap

    def eye(self, x: float, top: float, bottom: float) -> None:
        """The bar at the heading of the section under the eye."""
        self.fill(QRectF(x, top, BAR_WIDTH, bottom - top), "accent")

    def label(self, label: LaidLabel) -> None:
        """A label's icon and words."""
        value = label.label
        if label.icon is not None:
            self._icon(value.icon, value.token, label.icon)
        self._painter.setPen(self.colour(value.token))
        label.layout.draw(self._painter, label.text_at)

    def _icon(self, name: str, token: str, box: QRectF) -> None:
        if name.startswith("stance:"):
            self._stance(name.removeprefix("stance:"), box)
            return
        pixmap = self._icons.pixmap(name, token, round(box.width()), self._ratio)
        self._painter.drawPixmap(box.topLeft(), pixmap)

    def _stance(self, spoken: str, box: QRectF) -> None:
        from visioneditor.core.annotation import Stance
        from visioneditor.gui.stance_shapes import paint_stance

        paint_stance(self._painter, box.adjusted(1, 1, -1, -1), Stance(spoken) if spoken else None, self._theme)

    def count(self, count: Count) -> None:
        """A thread count: filled while unresolved, an outline else."""
        painter = self._painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.colour("comment-bar" if count.is_unresolved else "edge"), 1))
        painter.setBrush(self.colour("comment-on" if count.is_unresolved else "paper"))
        painter.drawRoundedRect(_crisp(count.box), 3, 3)
        painter.setPen(self.colour("text"))
        painter.drawText(count.box, Qt.AlignmentFlag.AlignCenter, str(count.number))
        painter.restore()

    def focus(self, box: QRectF) -> None:
        """The ring round what the keyboard is at."""
        self._painter.setPen(QPen(self.colour("focus"), 2))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(box.adjusted(1, 1, -1, -1))


def _begins_line(piece: LaidPiece, place: int) -> bool:
    """Whether a line of the source begins at a shown character."""
    if place:
        return piece.shown.text[place - 1] == LINE_BREAK
    words = piece.piece.words
    if not isinstance(words, BlockWords) or words.part is None or words.part[0] == words.block.start:
        return True
    return words.source[words.part[0] - 1] == "\n"


def _middle(box: QRectF) -> float:
    """Where a strike goes: through the middle of small letters."""
    return round(box.top() + box.height() * 0.56)


def _crisp(box: QRectF) -> QRectF:
    """A box whose hairline falls on whole pixels."""
    return QRectF(round(box.left()) + 0.5, round(box.top()) + 0.5, round(box.width()) - 1, round(box.height()) - 1)


def patterned(colour: QColor, shade: int) -> QPen:
    """A line for a group: from few dots, the first, to a whole line, the last."""
    pen = QPen(colour, 1.5)
    if _PATTERNS[shade]:
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern(list(_PATTERNS[shade]))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _dotted(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setStyle(Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([1, 2] if width < 2 else [1, 1.5])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
