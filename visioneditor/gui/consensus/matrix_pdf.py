"""The matrix as a PDF: the table on wide sheets, then who has not answered and every answer in its own words.

Where there are more rows or columns than a sheet has room for, the table goes on with its names and titles repeated.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from visioneditor.core.consensus.matrix import count_row, standing
from visioneditor.core.consensus.model import Answer, ProjectRow, Standing
from visioneditor.core.document.model import Section
from visioneditor.exporters.comparison_html_blocks import text
from visioneditor.exporters.consensus_shape import (
    ConsensusReport,
    Passage,
    counted_standings,
    passages,
    read_words,
    spoken_for,
    standing_name,
    sums_line,
)
from visioneditor.gui.consensus.matrix_signs import paint_standing
from visioneditor.gui.look import Look
from visioneditor.gui.pieces_pdf import (
    FOOT_PX,
    LANDSCAPE,
    PORTRAIT,
    WIDTH_PX,
    PiecePages,
    open_writer,
    paint_foot,
    scale_of,
    turn,
)
from visioneditor.gui.review_pieces import Piece
from visioneditor.values import dataclass

_ROW, _TOTAL, _SIGN = 22.0, 18.0, 13.0
_CELL, _LEAST_CELL = 40.0, 26.0
_NAMES, _COUNTS = 170.0, 96.0
_TITLES = 245.0  # the longest title's length
_OPENING = 84.0
_SLANT = 55.0
_RISE, _RUN = math.sin(math.radians(_SLANT)), math.cos(math.radians(_SLANT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What of the table stands on one sheet."""

    columns: range  # counted from 0
    rows: tuple[ProjectRow, ...]
    is_first: bool
    has_totals: bool


def write_matrix_pdf(
    look: Look, report: ConsensusReport, path: Path, *, progress: Callable[[float], None] = lambda share: None
) -> None:
    """Write the matrix to a file of A4 pages."""
    title = " ".join((report.title or report.path).split())
    writer = open_writer(path, f"Consensus on “{title}”", LANDSCAPE)
    scale = scale_of(writer)
    wide = writer.width() / scale, writer.height() / scale
    table = MatrixSheets(look, report, wide)
    high = WIDTH_PX, wide[0]  # the same sheet, turned
    texts = PiecePages(look, _pieces(report, look.fonts.reading(14).family()), high[1])
    every = len(table.sheets) + len(texts)
    painter = QPainter(writer)
    for number in range(1, every + 1):
        is_table = number <= len(table.sheets)
        if number > 1:
            turn(writer, LANDSCAPE if is_table else PORTRAIT)
            writer.newPage()
        painter.resetTransform()
        painter.scale(scale, scale)
        if is_table:
            table.paint(painter, table.sheets[number - 1])
        else:
            texts.paint(painter, number - 1 - len(table.sheets))
        paint_foot(painter, look, title, f"{number} / {every}", wide if is_table else high)
        progress(number / every)
    painter.end()


class MatrixSheets:
    """The table on sheets of a size; paints them."""

    def __init__(self, look: Look, report: ConsensusReport, size: tuple[float, float]) -> None:
        self._look, self._report, self._size = look, report, size
        sections = report.matrix.sections
        room = size[0] - _NAMES - _COUNTS
        most = max(1, int(room / _LEAST_CELL))
        on_sheet = math.ceil(len(sections) / math.ceil(len(sections) / most)) if sections else 1
        self._cell = min(_CELL, room / on_sheet)
        longest = max((self._width(section) for section in sections), default=0.0)
        self._head = min(_TITLES, longest) * _RISE + 14
        self._totals = list(counted_standings(report.matrix))
        groups = [range(at, min(at + on_sheet, len(sections))) for at in range(0, max(1, len(sections)), on_sheet)]
        self.sheets = tuple(self._plan(groups))

    def _font(self, pixels: int = 11, weight: int = 400) -> QFont:
        font = self._look.fonts.program(0, weight)
        font.setPixelSize(pixels)
        return font

    def _width(self, section: Section) -> float:
        return QFontMetricsF(self._font()).horizontalAdvance(section.title)

    def _plan(self, groups: Sequence[range]) -> Iterator[Sheet]:
        """The sheets: for each group of columns all rows, then the totals."""
        rows = self._report.matrix.rows
        for columns in groups:
            at, is_done = 0, False
            while not is_done:
                is_first = columns == groups[0] and at == 0
                room = self._size[1] - FOOT_PX - self._head - (_OPENING if is_first else 0)
                fitting = max(1, int(room / _ROW))
                totals = len(self._totals) * _TOTAL + 8
                is_done = at + fitting >= len(rows) and (len(rows) - at) * _ROW + totals <= room
                taken = rows[at : at + fitting]
                yield Sheet(columns=columns, rows=taken, is_first=is_first, has_totals=is_done)
                at += len(taken)

    def paint(self, painter: QPainter, sheet: Sheet) -> None:
        """Paint one sheet."""
        top = self._paint_opening(painter) if sheet.is_first else 0.0
        top += self._head
        self._paint_titles(painter, sheet, top)
        for row in sheet.rows:
            self._paint_row(painter, sheet, row, top)
            top += _ROW
        if sheet.has_totals:
            self._paint_totals(painter, sheet, top)

    def _paint_opening(self, painter: QPainter) -> float:
        report, theme = self._report, self._look.theme
        title = " ".join((report.title or report.path).split())
        lines = (
            (self._look.fonts.reading(24, 600), "text", title, 28.0),
            (self._font(13), "text", sums_line(report), 52.0),
            (self._font(11), "muted", f"{report.path} at {report.revision}", 70.0),
        )
        for font, token, said, base in lines:
            painter.setFont(font)
            painter.setPen(theme.colour(token))
            shown = QFontMetricsF(font).elidedText(said, Qt.TextElideMode.ElideRight, self._size[0])
            painter.drawText(QPointF(0, base), shown)
        return _OPENING

    def _paint_titles(self, painter: QPainter, sheet: Sheet, bottom: float) -> None:
        font = self._font()
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._look.theme.colour("text"))
        for at, column in enumerate(sheet.columns):
            painter.save()
            painter.translate(_NAMES + (at + 0.5) * self._cell + 3, bottom - 7)
            painter.rotate(-_SLANT)
            title = self._report.matrix.sections[column].title
            painter.drawText(QPointF(0, 0), metrics.elidedText(title, Qt.TextElideMode.ElideRight, _TITLES - 14))
            painter.restore()

    def _paint_row(self, painter: QPainter, sheet: Sheet, row: ProjectRow, top: float) -> None:
        theme = self._look.theme
        self._paint_line(painter, top, "line")
        self._write(painter, row.project, QRectF(0, top, _NAMES - 8, _ROW), "text")
        for at, column in enumerate(sheet.columns):
            answer = row.answers.get(self._report.matrix.sections[column].number)
            box = QRectF(0, 0, _SIGN, _SIGN)
            box.moveCenter(QPointF(_NAMES + (at + 0.5) * self._cell, top + _ROW / 2))
            paint_standing(painter, box, standing(answer), answer.stance if answer is not None else None, theme)
            self._paint_corner(painter, box, answer)
        self._write(painter, self._count(row), self._beside(sheet, top, _ROW), "muted")

    def _paint_corner(self, painter: QPainter, box: QRectF, answer: Answer | None) -> None:
        if answer is not None and answer.is_stale:
            right, top = box.right() + 4, box.top() - 3
            painter.save()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.theme.colour("stale"))
            painter.drawPolygon([QPointF(right - 6, top), QPointF(right, top), QPointF(right, top + 6)])
            painter.restore()

    def _count(self, row: ProjectRow) -> str:
        count = count_row(row)
        stale = f", {count.stale} stale" if count.stale else ""
        return f"{count.answered} of {len(self._report.matrix.sections)}{stale}"

    def _paint_totals(self, painter: QPainter, sheet: Sheet, top: float) -> None:
        self._paint_line(painter, top, "edge")
        top += 8
        for kind, counts in self._totals:
            sign = QRectF(0, top + 3, _SIGN - 2, _SIGN - 2)
            paint_standing(painter, sign, kind, None, self._look.theme)
            self._write(painter, standing_name(kind), QRectF(20, top, _NAMES - 28, _TOTAL), "muted")
            for at, column in enumerate(sheet.columns):
                box = QRectF(_NAMES + at * self._cell, top, self._cell, _TOTAL)
                number, is_told = counts[column], bool(counts[column])
                token = "text" if is_told else "edge"
                self._write(painter, str(number) if is_told else "·", box, token, Qt.AlignmentFlag.AlignHCenter)
            top += _TOTAL

    def _beside(self, sheet: Sheet, top: float, height: float) -> QRectF:
        return QRectF(_NAMES + len(sheet.columns) * self._cell + 12, top, _COUNTS, height)

    def _paint_line(self, painter: QPainter, y: float, token: str) -> None:
        painter.setPen(QPen(self._look.theme.colour(token), 0.7))
        painter.drawLine(QPointF(0, y), QPointF(self._size[0], y))

    def _write(
        self,
        painter: QPainter,
        said: str,
        box: QRectF,
        token: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        font = self._font()
        painter.setFont(font)
        painter.setPen(self._look.theme.colour(token))
        shown = QFontMetricsF(font).elidedText(said, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)


def _pieces(report: ConsensusReport, serif: str) -> Iterator[Piece]:
    """What stands behind the table: who has not answered, then each project's answers."""
    if report.matrix.missing:
        named = ((name, spoken_for(report, name)) for name in report.matrix.missing)
        said = ", ".join(f"{text(name)}{f' ({text(people)})' if people else ''}" for name, people in named)
        heading = f'<p class="file">No answer yet <span>{len(report.matrix.missing)}</span></p>'
        yield Piece(html=f"{heading}<p>{said}</p>", gap=14)
    for row in report.matrix.rows:
        people = spoken_for(report, row.project)
        heading = f'<p class="file">{text(row.project)} <span>{text(people)}</span></p>'
        for passage in passages(row):
            yield from _passage(passage, heading, serif)
            heading = ""


def _passage(passage: Passage, heading: str, serif: str) -> Iterator[Piece]:
    titles = ", ".join(section.title for section in passage.sections)
    answers = f" · answers {text(titles)}" if titles != passage.heading else ""
    stale = " · stale" if passage.is_stale else ""
    said = f"{_stance(passage.standing)}{stale}{answers}"
    yield Piece(html=f'{heading}<p class="place"><b>{text(passage.heading)}</b> · {said}</p>', is_heading=True, gap=4)
    style = f"font-family:'{serif}';font-size:14px"
    words = [text(paragraph).replace("\n", "<br>") for paragraph in read_words(passage)]
    html = "".join(f'<p style="{style}">{each}</p>' for each in words or ["<i>nothing is written there</i>"])
    yield Piece(html=html, bar="edge", gap=14)


def _stance(kind: Standing) -> str:
    return text(standing_name(kind))
