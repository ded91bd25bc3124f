"""Rows as they were laid out: where each line of each piece stands, which character is at a point, and the way back."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextLayout, QTextLine

from visioneditor.gui.prose.late import made_of
from visioneditor.gui.prose.rows import Label, MarkKind, Piece
from visioneditor.gui.prose.shown import Shown
from visioneditor.values import dataclass, field


class Units:
    """Between code points, in which we count, and UTF-16 units, in which Qt does."""

    __slots__ = ("_at", "_points")

    def __init__(self, text: str) -> None:
        self._at: list[int] | None = None
        if not text.isascii() and len(text.encode("utf-16-le", "surrogatepass")) != 2 * len(text):
            self._at = [0]
            for character in text:
                self._at.append(self._at[-1] + (2 if character > "\uffff" else 1))
            self._points = {unit: point for point, unit in enumerate(self._at)}

    def unit(self, point: int) -> int:
        """Where a code point begins in units."""
        return point if self._at is None else self._at[min(point, len(self._at) - 1)]

    def point(self, unit: int) -> int:
        """The code point that a unit belongs to."""
        if self._at is None:
            return unit
        return self._points.get(unit, self._points.get(unit - 1, 0))


@dataclass(slots=True, eq=False, kw_only=True)
class LaidPiece:
    """A piece's lines; `box` is in pixels of the row, the layout's own points are from its upper left corner."""

    piece: Piece
    shown: Shown
    layout: QTextLayout
    units: Units
    box: QRectF
    ascent: float
    descent: float
    line_height: float
    is_bidirectional: bool = False
    marker: QTextLayout | None = None
    marker_at: QPointF = field(default_factory=QPointF)
    rails: tuple[float, ...] = ()
    rail_top: float = 0.0
    frame: QRectF = field(default_factory=QRectF)  # of a boxed piece or a table's cell
    links: list[QRectF] = field(default_factory=list)
    strikes: list[QRectF] = field(default_factory=list)
    is_cut: bool = False  # text was left out after the last line
    is_beside: bool = False  # stands at the height of the piece before it
    is_stacked: bool = False  # a table's cell below the one before it, for want of room

    def lines(self) -> Iterator[QTextLine]:
        """Its lines from above."""
        for number in range(self.layout.lineCount()):
            yield self.layout.lineAt(number)

    def rectangles(self, start: int, end: int) -> list[QRectF]:
        """Boxes round shown characters, ascent to descent, one or more a line; in pixels of the row."""
        found: list[QRectF] = []
        first, last = self.units.unit(start), self.units.unit(end)
        for line in self.lines():
            begins, ends = line.textStart(), line.textStart() + line.textLength()
            if begins >= last or ends <= first:
                continue
            for left, right in self._extents(line, max(first, begins), min(last, ends)):
                found.append(self._box(line, left, right))
        return found

    def _extents(self, line: QTextLine, first: int, last: int) -> list[tuple[float, float]]:
        if not self.is_bidirectional:
            left, right = _x(line, first), _x(line, last)
            return [(left, max(left, min(right, line.naturalTextRect().right())))]
        steps = sorted(sorted((_x(line, at), _x(line, at + 1))) for at in range(first, last))
        merged: list[tuple[float, float]] = []
        for left, right in steps:
            if merged and left <= merged[-1][1] + 0.5:
                merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
            else:
                merged.append((left, right))
        return [(left, right) for left, right in merged if right > left]

    def _box(self, line: QTextLine, left: float, right: float) -> QRectF:
        top = self.box.top() + line.y() + line.ascent() - self.ascent
        return QRectF(self.box.left() + left, top, right - left, self.ascent + self.descent)

    def character_at(self, point: QPointF) -> int:
        """The border between shown characters that is nearest to a point of the row."""
        count = self.layout.lineCount()
        if not count:
            return 0
        number = int(max(0.0, point.y() - self.box.top()) // self.line_height)
        line = self.layout.lineAt(min(number, count - 1))
        return self.units.point(line.xToCursor(point.x() - self.box.left()))

    def touches_text(self, point: QPointF) -> int | None:
        """The shown character under a point of the row; None where there is none."""
        for line in self.lines():
            top = self.box.top() + line.y() + line.ascent() - self.ascent
            inside = line.naturalTextRect().translated(self.box.topLeft())
            if top <= point.y() <= top + self.ascent + self.descent and inside.left() <= point.x() <= inside.right():
                between = line.xToCursor(point.x() - self.box.left(), QTextLine.CursorPosition.CursorOnCharacter)
                return min(self.units.point(between), len(self.shown.text) - 1)
        return None

    def caret(self, place: int) -> QRectF:
        """The caret before a shown character, in pixels of the row."""
        unit = self.units.unit(place)
        line = self.layout.lineForTextPosition(unit)
        if not line.isValid():
            return QRectF(self.box.left(), self.box.top(), 1, self.line_height)
        return self._box(line, _x(line, unit), _x(line, unit) + 1.5)

    def line_range(self, place: int) -> tuple[int, int]:
        """The shown characters of the line that a place is in."""
        line = self.layout.lineForTextPosition(self.units.unit(place))
        if not line.isValid():
            return 0, len(self.shown.text)
        return self.units.point(line.textStart()), self.units.point(line.textStart() + line.textLength())


def _x(line: QTextLine, unit: int) -> float:
    found: Any = line.cursorToX(unit)  # Qt's stubs do not say that it answers with a pair
    return float(found[0] if isinstance(found, tuple) else found)


@dataclass(slots=True, eq=False, kw_only=True)
class LaidLabel:
    """A label's text and icon, where they stand in the row."""

    label: Label
    box: QRectF
    icon: QRectF | None
    layout: QTextLayout
    text_at: QPointF


@dataclass(slots=True, eq=False, kw_only=True)
class LaidMark:
    """A mark's boxes in the row."""

    kind: MarkKind
    boxes: list[QRectF]
    note: str = ""


@dataclass(slots=True, eq=False, kw_only=True)
class LaidCell:
    """A cell's pieces and labels; `top` and `bottom` are where its text begins and ends."""

    pieces: list[LaidPiece]
    labels: list[LaidLabel]
    marks: list[LaidMark]
    top: float
    bottom: float
    tinted: tuple[object, list[Any]] | None = None  # whose tints these are that were laid out last, and their boxes


@dataclass(slots=True, eq=False, kw_only=True)
class LaidRow:
    """A row of a certain height, with a cell for each column (None: empty)."""

    height: float
    cells: Sequence[LaidCell | None]
    labels: list[LaidLabel] = field(default_factory=list)  # of a fold, over all columns

    @property
    def characters(self) -> int:
        """How many characters of texts are laid out."""
        return sum(len(piece.shown.text) for cell in made_of(self.cells) if cell is not None for piece in cell.pieces)
