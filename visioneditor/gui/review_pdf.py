"""A review as a PDF: what stands on its page for a browser, on A4 sheets, in the light theme's colours.

Each piece is a text of its own, with a bar or a ground behind it; where sheets end is planned as for documents: no line
is cut, no heading stands alone. Links can be followed.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from visioneditor.core.review.message_blocks import MessageBlock
from visioneditor.exporters.comparison_html_blocks import attribute, text
from visioneditor.exporters.message_html import message_html
from visioneditor.exporters.review_shape import OwnReview, OwnThread, Passage, place_name, signed, state_name
from visioneditor.gui.look import Look
from visioneditor.gui.paging import Flow, Part, merge_spans, plan_pages
from visioneditor.values import dataclass

_WIDTH_PX = 660.0
_MARGIN_MM = 18.0
_DOTS_PER_INCH = 300
_FOOT_PX, _FOOT_LINE_PX = 32.0, 18.0
_BAR_PX, _INSIDE_PX, _PAD_PX, _GAP_PX = 3.0, 14.0, 5.0, 8.0
_TOKENS = ("text", "muted", "accent", "side", "added", "added-wash", "removed", "removed-wash")
_SHEET = """
body,p,td,pre{color:@text} p,pre{margin:0 0 5px 0} a{color:@accent}
h1{font-size:24px;font-weight:600;margin:0 0 6px 0;color:@text}
.file{font-size:15px;font-weight:600;margin:14px 0 6px 0} .file span{font-size:12px;font-weight:400;color:@muted}
.about,.label,.state{color:@muted;margin:0 0 3px 0} .place{margin:0;font-size:12px;color:@muted}
.label,.state{font-size:12px} .place b{color:@text} .strong{font-weight:600}
pre,code,.suggested{background-color:@side} blockquote{margin:0 0 4px 14px}
blockquote p{color:@muted}
ins{color:@added;background-color:@added-wash;text-decoration:underline}
del{color:@removed;background-color:@removed-wash;text-decoration:line-through}
mark{font-weight:600;text-decoration:underline}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A text, and what is painted with it."""

    html: str
    bar: str = ""  # the theme's token of the bar at its left
    ground: str = ""
    is_heading: bool = False
    gap: float = _GAP_PX  # below it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """A piece that knows how high it is."""

    piece: _Piece
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
    sheet, serif = _sheet(look), look.fonts.reading(14).family()
    laid = [_lay(look, sheet, piece) for piece in _pieces(review, serif)]
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


def _sheet(look: Look) -> str:
    sheet = _SHEET
    for token in sorted(_TOKENS, key=len, reverse=True):  # added-wash before added
        sheet = sheet.replace(f"@{token}", look.theme.colour(token).name())
    return sheet


def _lay(look: Look, sheet: str, piece: _Piece) -> _Laid:
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


# The pieces


def _pieces(review: OwnReview, serif: str) -> Iterator[_Piece]:
    yield _Piece(html="".join(_opening(review, serif)))
    for chapter in review.chapters:
        heading = f'<p class="file">{text(chapter.title)} <span>patch set {chapter.patch_set}</span></p>'
        for thread in chapter.threads:
            yield from _thread(thread, serif, heading)
            heading = ""


def _opening(review: OwnReview, serif: str) -> Iterator[str]:
    yield f"<h1 style=\"font-family:'{attribute(serif)}'\">{text(' '.join(review.change.subject.split()))}</h1>"
    name = text(review.name)
    linked = f'<a href="{attribute(review.address)}">{name}</a>' if review.address else name
    yield f'<p class="about">Review of {linked}, {text(review.patch_set)}</p>'
    yield f'<p class="about">by {text(review.author) or "somebody who is not named"}</p>'
    for label, value in review.votes.items():
        yield f"<p>{text(label)} <b>{signed(value)}</b></p>"
    if review.cover:
        yield message_html(review.cover, item=_item)


def _thread(thread: OwnThread, serif: str, heading: str) -> Iterator[_Piece]:
    passage, name, above = thread.passage, place_name(thread), thread.answered
    section = f" · {text(passage.section)}" if passage is not None and passage.section else ""
    place = f'<p class="place"><b>{name}</b>{section}</p>' if name else ""
    if heading or place:
        yield _Piece(html=heading + place, is_heading=True, gap=4)
    if passage is not None:
        words = f"<p style=\"font-family:'{attribute(serif)}';font-size:14px;margin:0\">{_marked(passage)}</p>"
        yield _Piece(html=words, bar="edge", ground="side", is_heading=True)
    lines = passage.lines if passage is not None else ""
    if above is not None:
        who = f'<p class="label">{text(above.author)} wrote on {above.written:%Y-%m-%d}:</p>'
        yield _Piece(html=who + message_html(above.message, lines, _item), bar="line", is_heading=True)
    *others, last = [_Piece(html=message_html(one.message, lines, _item), bar="accent") for one in thread.comments]
    yield from others
    state = state_name(thread.comments[-1])
    if state:
        yield last
        yield _Piece(html=f'<p class="state">✓ {state}</p>', gap=2 * _GAP_PX)
    else:
        yield _Piece(html=last.html, bar=last.bar, gap=2 * _GAP_PX)


def _marked(passage: Passage) -> str:
    start, end = passage.span or (0, 0)
    parts = passage.text[:start], passage.text[start:end], passage.text[end:]
    before, part, after = (text(one).replace("\n", "<br>") for one in parts)
    return f"{before}<mark>{part}</mark>{after}" if part else before + after


def _item(block: MessageBlock, inner: str) -> str:
    """An item of a list: Qt's text has no boxes beside each other but cells."""
    indent = 14 * (block.indent - 1)
    cells = f'<td width="18">{text(block.marker)}</td><td>{inner}</td>'
    return f'<table cellspacing="0" style="margin-left:{indent}px"><tr>{cells}</tr></table>'
