"""The cells of a table's row as they were laid out: beside each other in boxes of one height, or stacked in one box."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QTextLayout

from visioneditor.gui.prose.laid import LaidPiece
from visioneditor.gui.prose.lines import break_lines
from visioneditor.gui.prose.rows import Piece

GRID_PAD = QPointF(8, 5)
STACKED_PAD = QPointF(8, 3)


def column_name(piece: Piece) -> str:
    """The name of a cell's column; none of a header's own."""
    names = piece.table.names if piece.table is not None and not piece.is_strong else ()
    return names[piece.table_column] if piece.table_column < len(names) else ""


def set_name(laid: LaidPiece, name: str, font: QFont, left: float) -> None:
    """Put the column's name left of a stacked cell, which becomes as high as the name."""
    layout = QTextLayout(name, font)
    first = laid.layout.lineAt(0)
    height = break_lines(layout, laid.box.left() - left - GRID_PAD.x(), laid.line_height, first.y() + first.ascent())
    laid.marker, laid.marker_at = layout, QPointF(left, laid.box.top())
    laid.box.setHeight(max(laid.box.height(), height))


def close_rows(pieces: Sequence[LaidPiece], left: float, right: float) -> None:
    """Give the cells of a table's row the height of the highest; of stacked ones the first has the box of all."""
    row: list[LaidPiece] = []
    for laid in [*pieces, None]:
        if laid is None or not (laid.is_beside or (laid.is_stacked and laid.piece.is_beside)):
            _close_row(row, left, right)
            row = []
        if laid is not None and laid.piece.has_grid:
            row.append(laid)


def _close_row(row: Sequence[LaidPiece], left: float, right: float) -> None:
    bottom = max((each.frame.bottom() for each in row), default=0.0)
    for each in row:
        each.frame.setBottom(bottom)
        if each.is_stacked:
            is_first = each is row[0]
            each.frame = QRectF(left, each.frame.top(), right - left, each.frame.height()) if is_first else QRectF()
