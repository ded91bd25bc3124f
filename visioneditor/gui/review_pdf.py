"""A review as a PDF: what stands on its page for a browser, on A4 sheets, in the light theme's colours.

Each piece is a text of its own, with a bar or a ground behind it; where sheets end is planned as for documents: no line
is cut, no heading stands alone. Links can be followed.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from visioneditor.exporters.review_shape import OwnReview
from visioneditor.gui.look import Look
from visioneditor.gui.paging import Flow, Part, merge_spans, plan_pages
from visioneditor.gui.review_pieces import Piece, list_pieces, sheet_of
from visioneditor.values import dataclass

_WIDTH_PX = 660.0
_MARGIN_MM = 18.0
_DOTS_PER_INCH = 300
_FOOT_PX, _FOOT_LINE_PX = 32.0, 18.0
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


def write_review_pdf(
    look: Look, review: OwnReview, path: Path, *, progress: Callable[[float], None] = lambda share: None
) -> None:
    """Write a review to a file of A4 pages."""
    title = " ".join(review.change.subject.split())
    writer = _open_writer(path, f"Review of “{title}”")
    scale = writer.width() / _WIDTH_PX
    height = writer.height() / scale
    sheet, serif = sheet_of(look.theme.colours), look.fonts.reading(14).family()
    laid = [_lay(look, sheet, piece) for piece in list_pieces(review, serif)]
    pages = plan_pages([one.flow() for one in laid], height - _FOOT_PX)
    painter = QPainter(writer)
    painter.scale(scale, scale)
    for number, page in enumerate(pages, 1):
        if number > 1:
            writer.newPage()
        for part in page:
            _paint(painter, look, laid[part.row], part)
        _paint_foot(painter, look, title, f"{number} / {len(pages)}", height)
        progress(number / len(pages))
    painter.end()


def _open_writer(path: Path, title: str) -> QPdfWriter:
    writer = QPdfWriter(str(path))
    writer.setResolution(_DOTS_PER_INCH)
    writer.setTitle(title)
    writer.setCreator("Vision Editor")
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(a4, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
    return writer


def _lay(look: Look, sheet: str, piece: Piece) -> _Laid:
    document = QTextDocument()
    document.setDocumentMargin(0)
    font = look.fonts.program()
    font.setPixelSize(13)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(sheet)
    document.setHtml(piece.html)
    document.setTextWidth(_WIDTH_PX - (2 * _INSIDE_PX if piece.bar else 0))
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
        painter.fillRect(QRectF(0, part.top, _WIDTH_PX, bottom - part.top), look.theme.colour(piece.ground))
    if piece.bar:
        painter.fillRect(QRectF(0, part.top, _BAR_PX, bottom - part.top), look.theme.colour(piece.bar))
    painter.setClipRect(QRectF(0, part.top, _WIDTH_PX, part.bottom - part.top))
    painter.translate(laid.left, laid.pad)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = QRectF(0, part.top - laid.pad, _WIDTH_PX, part.bottom - part.top)
    laid.document.documentLayout().draw(painter, context)
    painter.restore()


def _paint_foot(painter: QPainter, look: Look, title: str, page: str, height: float) -> None:
    font = look.fonts.program()
    font.setPixelSize(11)
    painter.setFont(font)
    painter.setPen(look.theme.colour("muted"))
    foot = QRectF(0, height - _FOOT_LINE_PX, _WIDTH_PX, _FOOT_LINE_PX)
    shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(_WIDTH_PX - 80))
    painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, page)
