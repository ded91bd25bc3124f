"""Paints one row of a view: grounds and rules, its cells, bars, counts, the eye's bar, the focus ring."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from visioneditor.gui.prose.columns import Column, Plan, Shape
from visioneditor.gui.prose.laid import LaidCell, LaidMark, LaidRow
from visioneditor.gui.prose.painting import Count, RowPainter
from visioneditor.gui.prose.rows import BarKind, Cell, Row
from visioneditor.values import dataclass

if TYPE_CHECKING:
    from visioneditor.gui.prose.tints import Tints

_BAR_RIGHT_OF = {
    Shape.READ: 14.0,
    Shape.SIDES: 9.0,
    Shape.UNIFIED: 11.0,
    Shape.BESIDE: 14.0,
    Shape.PREVIEW: 12.0,
    Shape.THIRDS: 11.0,
    Shape.ALIKE: 11.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLook:
    """A row and everything that is painted with it."""

    row: Row
    laid: LaidRow
    plan: Plan
    overlays: Mapping[int, Sequence[LaidMark]]  # for each column that is painted
    counts: Sequence[Count]
    is_read: bool  # its section is under the eye, and the bar stands here
    sideways: int
    width: float
    focus: Sequence[QRectF]
    tints: "Tints | None" = None


def paint_row(painter: QPainter, rows: RowPainter, look: RowLook) -> None:
    """Paint a row; the painter's origin is its upper left corner on the screen."""
    if look.row.fold is not None:
        _paint_fold(rows, look)
    else:
        _paint_lines(rows, look)
        for at in look.overlays:
            _paint_in_column(painter, rows, look, at, look.plan.columns[at])
        if look.is_read:
            _paint_eye(rows, look)
    for count in look.counts:
        rows.count(count)
    for box in look.focus:
        rows.focus(box)


def _paint_fold(rows: RowPainter, look: RowLook) -> None:
    fold, height = look.row.fold, look.laid.height
    assert fold is not None
    rows.fill(QRectF(0, 0, look.width, height), fold.ground)
    if fold.has_rule:
        rows.rule(0, look.width, 0)
        rows.rule(0, look.width, height)
    if fold.bars:
        x = look.plan.columns[0].text_left - _BAR_RIGHT_OF[look.plan.shape]
        rows.bars(fold.bars, x, 6, height - 5)
    for label in look.laid.labels:
        rows.label(label)
    if look.is_read:
        rows.eye(0, 1, height)


def _paint_lines(rows: RowPainter, look: RowLook) -> None:
    if look.row.has_rule:
        rows.rule(0, max(look.width, look.plan.width), 0)
    if look.plan.shape in {Shape.SIDES, Shape.BESIDE} and len(look.plan.columns) > 1:
        left = look.plan.columns[1].left
        rows.fill(QRectF(left, 0, 1, look.laid.height), "line")
    for column in look.plan.columns[1:] if look.plan.shape in {Shape.THIRDS, Shape.ALIKE} else ():
        rows.fill(QRectF(column.left - look.sideways, 0, 1, look.laid.height), "line")


def _paint_in_column(painter: QPainter, rows: RowPainter, look: RowLook, at: int, column: Column) -> None:
    laid, value = look.laid.cells[at], look.row.cells[at]
    if laid is None or value is None:
        return
    if look.sideways and not column.is_sticky:
        sticky = max((each.right for each in look.plan.columns if each.is_sticky), default=0.0)
        painter.save()
        painter.setClipRect(QRectF(sticky, 0, look.width - sticky, look.laid.height))
        painter.translate(-look.sideways, 0)
        _paint_cell(rows, look, laid, value, column, at)
        painter.restore()
    else:
        _paint_cell(rows, look, laid, value, column, at)


def _paint_cell(rows: RowPainter, look: RowLook, laid: LaidCell, value: Cell, column: Column, at: int) -> None:
    rows.cell(laid, column, look.overlays[at], look.tints)
    if value.bars:
        top, bottom = _bar_extent(look, laid, value)
        rows.bars(value.bars, column.text_left - _BAR_RIGHT_OF[look.plan.shape], top, bottom)


def _bar_extent(look: RowLook, laid: LaidCell, value: Cell) -> tuple[float, float]:
    """From the first line of the text to the last; of what was added as a whole also over the gaps."""
    if not laid.pieces:
        return laid.top, laid.bottom
    if value.is_whole and BarKind.MOVED not in value.bars:
        top = laid.pieces[0].box.top() + 2 if look.row.is_heading else 0.0
        return top, look.laid.height - look.row.pad_below
    if look.row.is_heading:
        first = laid.pieces[0].box
        return first.top() + 3, first.bottom() - 2
    return laid.pieces[0].box.top() + 2, laid.bottom - 1


def _paint_eye(rows: RowPainter, look: RowLook) -> None:
    cell = next((cell for cell in look.laid.cells if cell is not None and cell.pieces), None)
    if cell is None:
        return
    box = cell.pieces[0].box
    x = 0.0 if look.plan.shape is not Shape.READ else look.plan.columns[0].text_left - 22
    rows.eye(x, box.top() + 2, box.bottom() - 2)
