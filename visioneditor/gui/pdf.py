"""A document, or a comparison of two, as a PDF: laid out and painted by the same parts as the window, page by page.

Every page says what it is of and which page it is; lines are never cut, and links to the web can be followed.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextCharFormat,
    QTextLayout,
)

from visioneditor.core.document.links import LinkKind, resolve
from visioneditor.core.document.model import Document, Run, Style
from visioneditor.gui.look import Look
from visioneditor.gui.paging import Flow, Part, merge_spans, plan_pages
from visioneditor.gui.prose.columns import Plan, Shape, plan_columns
from visioneditor.gui.prose.laid import LaidMark, LaidPiece, LaidRow
from visioneditor.gui.prose.painting import RowPainter
from visioneditor.gui.prose.row_paint import RowLook, paint_row
from visioneditor.gui.prose.rows import BlockWords, MergedWords, Row
from visioneditor.gui.prose.typesetter import Typesetter
from visioneditor.gui.reading.reading_rows import reading_rows

Progress = Callable[[float], None]

_READ_PX = 660.0  # of the page between its margins, in the window's pixels: the Read column with room at its sides
_SIDES_PX = 1000.0
_MARGIN_MM = 15.0
_DOTS_PER_INCH = 300
_HEAD_PX, _FOOT_PX, _LINE_PX = 34.0, 26.0, 20.0
_WRAPPED = Qt.TextFlag.TextWordWrap.value
_ICON_RATIO = 4.0  # icons are painted as pictures


def write_pdf(look: Look, document: Document, path: Path) -> None:
    """Write the document to a file of A4 pages."""
    book = _Book(path, document.title, look, Shape.PREVIEW, heads=(document.title,))
    book.write(reading_rows(document), (document,))


def write_comparison_pdf(
    look: Look,
    rows: Sequence[Row],
    documents: tuple[Document, Document],
    path: Path,
    *,
    title: str,
    names: tuple[str, str],
    counts: str,
    is_unified: bool = False,
    progress: Progress = lambda share: None,
) -> None:
    """Write a comparison's rows to a file: the two texts side by side on broad A4 pages, or in one column.

    `names` stand above the columns of every page, `counts` below the title on the first one.
    """
    heads = (" → ".join(names),) if is_unified else names
    shape = Shape.UNIFIED if is_unified else Shape.SIDES
    book = _Book(path, title, look, shape, heads=heads, opening=(title, counts))
    book.write(rows, documents, progress)


class _Book:
    """One file: its pages, what stands at their heads and feet."""

    def __init__(
        self, path: Path, title: str, look: Look, shape: Shape, *, heads: tuple[str, ...], opening: tuple[str, ...] = ()
    ) -> None:
        self._look, self._title, self._heads, self._opening = look, title, heads, opening
        self._writer = QPdfWriter(str(path))
        self._writer.setResolution(_DOTS_PER_INCH)
        self._writer.setTitle(title)
        self._writer.setCreator("Vision Editor")
        is_broad = shape is Shape.SIDES
        turned = QPageLayout.Orientation.Landscape if is_broad else QPageLayout.Orientation.Portrait
        margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        a4 = QPageSize(QPageSize.PageSizeId.A4)
        self._writer.setPageLayout(QPageLayout(a4, turned, margins, QPageLayout.Unit.Millimeter))
        self._width = _SIDES_PX if is_broad else _READ_PX
        self._plan: Plan = plan_columns(shape, self._width)
        self._painter = QPainter(self._writer)
        scale = self._writer.width() / self._width
        self._painter.scale(scale, scale)
        self._height = self._writer.height() / scale

    def write(
        self, rows: Sequence[Row], documents: Sequence[Document], progress: Progress = lambda share: None
    ) -> None:
        """Lay all rows out, then paint page after page."""
        typesetter = Typesetter(self._look, self._plan)
        laid: list[LaidRow] = []
        for row in rows:
            laid.append(typesetter.lay(row))
            progress(0.5 * len(laid) / len(rows))
        opening = (Flow(height=self._opening_height()),)
        flows = [_flow(row, one) for row, one in zip(rows, laid, strict=True)]
        pages = plan_pages([*opening, *flows], self._height - _HEAD_PX - _FOOT_PX)
        for number, page in enumerate(pages, 1):
            if number > 1:
                self._writer.newPage()
            self._paint_edges(number, len(pages))
            for part in page:
                if part.row:
                    self._paint_part(part, rows[part.row - 1], laid[part.row - 1], documents)
                else:
                    self._paint_opening()
            progress(0.5 + 0.5 * number / len(pages))
        self._painter.end()

    def _paint_part(self, part: Part, row: Row, laid: LaidRow, documents: Sequence[Document]) -> None:
        painter, height = self._painter, part.bottom - part.top
        painter.save()
        painter.translate(0, _HEAD_PX + part.y - part.top)
        painter.setClipRect(QRectF(0, part.top, self._width, height))
        overlays: dict[int, tuple[LaidMark, ...]] = dict.fromkeys(range(len(laid.cells)), ())
        shown = RowLook(
            row=row,
            laid=laid,
            plan=self._plan,
            overlays=overlays,
            counts=(),
            is_read=False,
            sideways=0,
            width=self._width,
            focus=(),
        )
        paint_row(painter, RowPainter(painter, self._look, _ICON_RATIO), shown)
        for piece in (piece for cell in laid.cells if cell is not None for piece in cell.pieces):
            _paint_links(painter, piece, documents, part)
        painter.restore()

    # what is not of the text

    def _opening_height(self) -> float:
        if not self._opening:
            return 0.0
        return 12 + sum(box.height() for box in self._opening_boxes())

    def _opening_boxes(self) -> tuple[QRectF, QRectF]:
        """Where the title and the counts below it stand, each in as many lines as it needs."""
        left, y = self._plan.columns[0].text_left, _HEAD_PX + 4
        boxes = []
        for text, font in zip(self._opening, (self._font(20, 600), self._font(12)), strict=True):
            room = QRectF(0, 0, self._width - 2 * left, self._height)
            height = QFontMetricsF(font, self._painter.device()).boundingRect(room, _WRAPPED, text).height()
            boxes.append(QRectF(left, y, room.width(), max(height + 2, _LINE_PX)))
            y = boxes[-1].bottom()
        return boxes[0], boxes[1]

    def _paint_opening(self) -> None:
        if not self._opening:
            return
        looks = ((self._font(20, 600), "text"), (self._font(12), "muted"))
        for text, box, (font, token) in zip(self._opening, self._opening_boxes(), looks, strict=True):
            self._painter.setFont(font)
            self._painter.setPen(self._look.theme.colour(token))
            self._painter.drawText(box, _WRAPPED, text)

    def _paint_edges(self, number: int, count: int) -> None:
        """The names above the columns, a rule, and at the foot title and page."""
        painter = self._painter
        painter.setFont(self._font(11, 600))
        columns = self._plan.columns if len(self._heads) == len(self._plan.columns) else self._plan.columns[:1]
        for head, column in zip(self._heads, columns, strict=False):
            self._say(head, QRectF(column.text_left, 0, column.text_width, _LINE_PX), "muted", is_path=True)
        painter.fillRect(QRectF(0, _LINE_PX + 4, self._width, 1), self._look.theme.colour("line"))
        painter.setFont(self._font(11))
        left = columns[0].text_left
        foot = QRectF(left, self._height - _LINE_PX, self._width - 2 * left, _LINE_PX)
        page = f"{number} / {count}"
        self._say(page, foot, "muted", Qt.AlignmentFlag.AlignRight)
        if self._opening:
            self._say(self._title, foot.adjusted(0, 0, -80, 0), "muted")

    def _font(self, size_px: int, weight: int = 400) -> QFont:
        """The program's font in pixels of the window: points are those of the printer here."""
        font = self._look.fonts.program(0, weight)
        font.setPixelSize(size_px)
        return font

    def _say(
        self,
        text: str,
        box: QRectF,
        token: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        is_path: bool = False,
    ) -> None:
        self._painter.setPen(self._look.theme.colour(token))
        cut = Qt.TextElideMode.ElideMiddle if is_path else Qt.TextElideMode.ElideRight
        shown = QFontMetricsF(self._painter.font(), self._painter.device()).elidedText(text, cut, box.width())
        self._painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, shown)


def _flow(row: Row, laid: LaidRow) -> Flow:
    """Where a row must not be cut: in its lines and labels."""
    spans = [
        (top, top + piece.ascent + piece.descent)
        for cell in laid.cells
        if cell is not None
        for piece in cell.pieces
        for top in (piece.box.top() + line.y() + line.ascent() - piece.ascent for line in piece.lines())
    ]
    labels = [*laid.labels, *(label for cell in laid.cells if cell is not None for label in cell.labels)]
    spans += [(label.box.top(), label.box.bottom()) for label in labels]
    return Flow(height=laid.height, lines=merge_spans(spans), is_heading=row.is_heading)


# Links


def _paint_links(painter: QPainter, piece: LaidPiece, documents: Sequence[Document], part: Part) -> None:
    """Lay what can be followed over the words of a piece, on each page on which a part of them stands."""
    for run, text in _link_runs(piece):
        document = documents[min(text, len(documents) - 1)]
        link = resolve(document, "", run)
        places = _places(piece, run, text)
        if link.kind is not LinkKind.WEB or not places:
            continue
        form = QTextCharFormat()
        form.setAnchor(True)
        form.setAnchorHref(link.address)
        form.setForeground(QColor(0, 0, 0, 0))
        chosen = QTextLayout.FormatRange()
        chosen.start = piece.units.unit(places[0])
        chosen.length = piece.units.unit(places[-1] + 1) - chosen.start
        chosen.format = form
        if any(part.top <= box.center().y() < part.bottom for box in piece.rectangles(places[0], places[-1] + 1)):
            painter.setPen(QColor(0, 0, 0, 0))
            piece.layout.draw(painter, piece.box.topLeft(), [chosen])


def _link_runs(piece: LaidPiece) -> Iterator[tuple[Run, int]]:
    words = piece.piece.words
    for one in (words.old, words.new) if isinstance(words, MergedWords) else (words,):
        if isinstance(one, BlockWords) and not one.is_raw:
            runs = one.block.runs[slice(*one.runs)] if one.runs is not None else one.block.runs
            yield from ((run, one.text) for run in runs if run.style & Style.LINK)


def _places(piece: LaidPiece, run: Run, text: int) -> list[int]:
    """The shown characters of a run."""
    pairs = zip(piece.shown.texts, piece.shown.offsets, strict=True)
    return [at for at, (which, offset) in enumerate(pairs) if which == text and run.start <= offset < run.end]
