"""A document as it is read, as a PDF: laid out and painted by the same parts as the window, page by page."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from visioneditor.core.document.model import Document
from visioneditor.gui.look import Look
from visioneditor.gui.prose.columns import Shape, plan_columns
from visioneditor.gui.prose.laid import LaidRow
from visioneditor.gui.prose.painting import RowPainter
from visioneditor.gui.prose.row_paint import RowLook, paint_row
from visioneditor.gui.prose.typesetter import Typesetter
from visioneditor.gui.reading.reading_rows import reading_rows

_WIDTH_PX = 660.0  # of the page between its margins, in the window's pixels: the Read column with room at its sides
_MARGIN_MM = 15.0
_DOTS_PER_INCH = 300


def write_pdf(look: Look, document: Document, path: Path) -> None:
    """Write the document to a file of A4 pages."""
    writer = QPdfWriter(str(path))
    writer.setResolution(_DOTS_PER_INCH)
    writer.setTitle(document.title)
    writer.setCreator("Vision Editor")
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(a4, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
    painter = QPainter(writer)
    scale = writer.width() / _WIDTH_PX
    painter.scale(scale, scale)
    _paint_pages(painter, writer, look, document, writer.height() / scale)
    painter.end()


def _paint_pages(painter: QPainter, writer: QPdfWriter, look: Look, document: Document, height: float) -> None:
    plan = plan_columns(Shape.PREVIEW, _WIDTH_PX)
    typesetter = Typesetter(look, plan)
    rows = reading_rows(document)
    y = 0.0
    for row in rows:
        laid = typesetter.lay(row)
        overlays = tuple(() for _ in laid.cells)
        shown = RowLook(
            row=row,
            laid=laid,
            plan=plan,
            overlays=overlays,
            counts=(),
            is_read=False,
            sideways=0,
            width=_WIDTH_PX,
            focus=(),
        )
        for top, bottom in _slices(laid, height):
            if y > 0 and y + (bottom - top) > height:
                writer.newPage()
                y = 0.0
            painter.save()
            painter.translate(0, y - top)
            painter.setClipRect(QRectF(0, top, _WIDTH_PX, bottom - top))
            paint_row(painter, RowPainter(painter, look, 1.0), shown)
            painter.restore()
            y += bottom - top


def _slices(laid: LaidRow, height: float) -> Iterator[tuple[float, float]]:
    """A row in parts no higher than a page: one for nearly all of them."""
    top = 0.0
    while top < laid.height:
        bottom = min(laid.height, top + height)
        yield top, bottom
        top = bottom
