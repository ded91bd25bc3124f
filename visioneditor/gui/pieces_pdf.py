"""Pieces of text as pages of a PDF: each a text of its own, with a bar or a ground behind it.

Where sheets end is planned as for documents: no line is cut, no heading stands alone. Links can be followed.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from visioneditor.gui.look import Look
from visioneditor.gui.paging import Flow, Part, merge_spans, plan_pages
from visioneditor.gui.review_pieces import Piece, sheet_of
from visioneditor.values import dataclass

PORTRAIT, LANDSCAPE = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
WIDTH_PX = 660.0  # of a portrait page's text; a landscape one has as many pixels to the millimetre
FOOT_PX = 32.0

_MARGIN_MM = 18.0
_DOTS_PER_INCH = 300
_FOOT_LINE_PX = 18.0
_BAR_PX, _INSIDE_PX, _PAD_PX = 3.0, 14.0, 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """A piece that knows how high it is."""

    piece: Piece
    document: QTextDocument
    pad: float  # above and below the text

    @property
    def left(self) -> float:
        """Where its text begins."""
        return _INSIDE_PX if self.piece.bar else 0.0

    @property
    def inside(self) -> float:
        """The height without the gap below."""
        return float(self.document.size().height()) + 2 * self.pad

    def flow(self) -> Flow:
        """What the plan of pages must know."""
        lines = merge_spans(_lines(self.document, self.pad))
        return Flow(height=self.inside + self.piece.gap, lines=lines, is_heading=self.piece.is_heading)


class PiecePages:
    """Pieces set on pages of a height in pixels."""

    def __init__(self, look: Look, pieces: Iterable[Piece], height: float) -> None:
        self._look = look
        sheet = sheet_of(look.theme.colours)
        self._laid = [_lay(look, sheet, piece) for piece in pieces]
        self._pages = plan_pages([one.flow() for one in self._laid], height - FOOT_PX) if self._laid else ()

    def __len__(self) -> int:
        return len(self._pages)

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint a page, counted from 0."""
        for part in self._pages[page]:
            _paint(painter, self._look, self._laid[part.row], part)


def open_writer(path: Path, title: str, orientation: QPageLayout.Orientation = PORTRAIT) -> QPdfWriter:
    """A file of A4 pages."""
    writer = QPdfWriter(str(path))
    writer.setResolution(_DOTS_PER_INCH)
    writer.setTitle(title)
    writer.setCreator("Vision Editor")
    turn(writer, orientation)
    return writer


def turn(writer: QPdfWriter, orientation: QPageLayout.Orientation) -> None:
    """Turn the pages that come."""
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(a4, orientation, margins, QPageLayout.Unit.Millimeter))


def scale_of(writer: QPdfWriter) -> float:
    """The writer's dots for a pixel, on pages of either orientation."""
    page = writer.pageLayout()
    is_portrait = page.orientation() == PORTRAIT
    full = page.fullRect(QPageLayout.Unit.Millimeter)
    narrow = (full.width() if is_portrait else full.height()) - 2 * _MARGIN_MM
    return narrow / 25.4 * _DOTS_PER_INCH / WIDTH_PX


def _lay(look: Look, sheet: str, piece: Piece) -> _Laid:
    document = QTextDocument()
    document.setDocumentMargin(0)
    font = look.fonts.program()
    font.setPixelSize(13)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(sheet)
    document.setHtml(piece.html)
    document.setTextWidth(WIDTH_PX - (2 * _INSIDE_PX if piece.bar else 0))
    return _Laid(piece=piece, document=document, pad=_PAD_PX if piece.ground else 0.0)


def _lines(document: QTextDocument, top: float) -> Iterator[tuple[float, float]]:
    block = document.begin()
    while block.isValid():
        box, layout = document.documentLayout().blockBoundingRect(block), block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            yield top + box.top() + line.y(), top + box.top() + line.y() + line.height()
        block = block.next()


def _paint(painter: QPainter, look: Look, laid: _Laid, part: Part) -> None:
    painter.save()
    painter.translate(0, part.y - part.top)
    bottom = min(part.bottom, laid.inside)
    piece = laid.piece
    if piece.ground:
        painter.fillRect(QRectF(0, part.top, WIDTH_PX, bottom - part.top), look.theme.colour(piece.ground))
    if piece.bar:
        painter.fillRect(QRectF(0, part.top, _BAR_PX, bottom - part.top), look.theme.colour(piece.bar))
    painter.setClipRect(QRectF(0, part.top, WIDTH_PX, part.bottom - part.top))
    painter.translate(laid.left, laid.pad)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = QRectF(0, part.top - laid.pad, WIDTH_PX, part.bottom - part.top)
    laid.document.documentLayout().draw(painter, context)
    painter.restore()


def paint_foot(painter: QPainter, look: Look, title: str, page: str, size: tuple[float, float]) -> None:
    """What stands below a page of that width and height."""
    width, height = size
    font = look.fonts.program()
    font.setPixelSize(11)
    painter.setFont(font)
    painter.setPen(look.theme.colour("muted"))
    foot = QRectF(0, height - _FOOT_LINE_PX, width, _FOOT_LINE_PX)
    shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(width - 80))
    painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, page)
