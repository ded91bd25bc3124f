"""Paints what is on the screen of a matrix: cells first, then the names and titles that stay, over them."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from visioneditor.core.consensus.matrix import RowCount
from visioneditor.core.consensus.model import Standing
from visioneditor.gui.consensus.matrix_measuring import (
    AFTER_COUNT,
    BADGE,
    BEFORE_COUNT,
    ICON,
    missing_lines,
)
from visioneditor.gui.consensus.matrix_plan import CELL_WIDTH, LEFT, SIGN_ROOM, SLANT, MatrixPlan, Spot
from visioneditor.gui.consensus.matrix_signs import Signs, paint_standing
from visioneditor.gui.consensus.matrix_words import counted_words, say
from visioneditor.gui.consensus.shown_matrix import ShownMatrix
from visioneditor.gui.look import Look
from visioneditor.values import dataclass

_SMALL_SIGN = 13.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """What the pointer and the keys are at."""

    cell: Spot | None = None
    hovered: Spot | None = None
    has_focus: bool = False


class MatrixPainter:
    """Paints a matrix on a screen of some size."""

    def __init__(self, look: Look, signs: Signs, shown: ShownMatrix, plan: MatrixPlan, size: QSize) -> None:
        self._look, self._signs, self._shown, self._plan = look, signs, shown, plan
        self._size = size
        self._theme = look.theme

    def paint(self, painter: QPainter, hand: Hand) -> None:
        """Everything that is on the screen."""
        painter.fillRect(QRect(0, 0, self._size.width(), self._size.height()), self._theme.colour("paper"))
        self._paint_crosses(painter, hand)
        self._paint_cells(painter)
        self._paint_counts(painter)
        self._paint_totals(painter)
        self._paint_lines(painter)
        self._paint_cell_in_hand(painter, hand)
        self._paint_names(painter, hand)
        self._paint_missing(painter)
        self._paint_titles(painter, hand)

    # The ground

    def _paint_crosses(self, painter: QPainter, hand: Hand) -> None:
        for spot, token in ((hand.hovered, "side"), (hand.cell, "side")):
            if spot is None:
                continue
            if spot.row is not None:
                painter.fillRect(self._row_box(spot.row), self._theme.colour(token))
            if spot.column is not None:
                painter.fillRect(self._column_box(spot.column), self._theme.colour(token))
        spot = hand.hovered
        if spot is not None and spot.row is not None and spot.column is not None:
            painter.fillRect(self._cell_box(spot.row, spot.column), self._theme.colour("hover"))

    def _row_box(self, row: int) -> QRect:
        plan = self._plan
        right = min(self._size.width(), plan.grid_right + plan.count_width)
        return QRect(LEFT, plan.row_top(row), right - LEFT, plan.row_height)

    def _column_box(self, column: int) -> QRect:
        plan = self._plan
        bottom = plan.total_top(plan.totals)
        return QRect(plan.column_left(column), plan.head_height, CELL_WIDTH, bottom - plan.head_height)

    def _cell_box(self, row: int, column: int) -> QRect:
        plan = self._plan
        return QRect(plan.column_left(column), plan.row_top(row), CELL_WIDTH, plan.row_height)

    # The cells

    def _paint_cells(self, painter: QPainter) -> None:
        plan, shown, size = self._plan, self._shown, QSize(CELL_WIDTH, self._plan.row_height)
        ratio = painter.device().devicePixelRatioF()
        columns = plan.seen_columns(self._size.width())
        for row in plan.seen_rows(self._size.height()):
            top = plan.row_top(row)
            for column in columns:
                picture = self._signs.picture(shown.sign(row, column), size, self._theme, ratio)
                painter.drawPixmap(plan.column_left(column), top, picture)

    def _paint_counts(self, painter: QPainter) -> None:
        for row in self._plan.seen_rows(self._size.height()):
            self._paint_count(painter, row, self._shown.counts[row])

    def _paint_count(self, painter: QPainter, row: int, count: RowCount) -> None:
        plan, theme = self._plan, self._theme
        x, top, height = float(plan.grid_right + BEFORE_COUNT), plan.row_top(row), plan.row_height
        font = self._look.fonts.program(-1)
        painter.setFont(font)
        for icon, token, text in self._count_parts(count):
            if icon:
                pixmap = self._look.icons.pixmap(icon, token, ICON, painter.device().devicePixelRatioF())
                painter.drawPixmap(QPointF(x, top + (height - ICON) / 2), pixmap)
                x += ICON + 4
            painter.setPen(theme.colour(token))
            painter.drawText(QPointF(x, _baseline(font, top, height)), text)
            x += QFontMetricsF(font).horizontalAdvance(text) + AFTER_COUNT

    def _count_parts(self, count: RowCount) -> Iterator[tuple[str, str, str]]:
        of = say("{n} of {all}").format(n=count.answered, all=len(self._shown.sections))
        yield "", "muted", of
        if count.stale:
            yield "clock", "stale", str(count.stale)
        if count.open_threads:
            yield "message-square", "unresolved", str(count.open_threads)

    # Below the rows

    def _paint_totals(self, painter: QPainter) -> None:
        plan, font = self._plan, self._look.fonts.program(-1)
        painter.setFont(font)
        for at, (kind, numbers) in enumerate(self._shown.totals):
            top = plan.total_top(at)
            if not plan.head_height - plan.total_height < top < self._size.height():
                continue
            for column in plan.seen_columns(self._size.width()):
                self._paint_number(painter, kind, numbers[column], QRect(plan.column_left(column), top, CELL_WIDTH, 0))

    def _paint_number(self, painter: QPainter, kind: Standing, number: int, box: QRect) -> None:
        box.setHeight(self._plan.total_height)
        painter.setPen(self._theme.colour("text" if number else "edge"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number) if number else "·")

    def _paint_missing(self, painter: QPainter) -> None:
        """Who has not answered, in a paragraph of its own width."""
        plan, missing = self._plan, self._shown.matrix.missing
        top = plan.height - plan.foot_height - plan.down
        if not missing or top > self._size.height():
            return
        painter.fillRect(QRect(0, top, self._size.width(), plan.foot_height), self._theme.colour("paper"))
        for box, font, text, token in missing_lines(self._look, missing, self._size.width()):
            painter.setFont(font)
            painter.setPen(self._theme.colour(token))
            painter.drawText(box.translated(0, top), Qt.TextFlag.TextWordWrap, text)

    def _paint_lines(self, painter: QPainter) -> None:
        plan, line = self._plan, self._theme.colour("line")
        right = min(self._size.width(), plan.grid_right + plan.count_width)
        for row in plan.seen_rows(self._size.height()):
            token = "edge" if row == plan.rows - 1 else "line"
            painter.fillRect(QRect(LEFT, plan.row_top(row + 1) - 1, right - LEFT, 1), self._theme.colour(token))
        bottom = plan.total_top(plan.totals)
        starts = [column for column in range(plan.columns) if column == 0 or self._shown.starts_group(column)]
        for column in (*starts, plan.columns):
            painter.fillRect(QRect(plan.column_left(column), plan.head_height, 1, bottom - plan.head_height), line)

    def _paint_cell_in_hand(self, painter: QPainter, hand: Hand) -> None:
        if hand.cell is None or hand.cell.row is None or hand.cell.column is None:
            return
        row, column = hand.cell.row, hand.cell.column
        box = self._cell_box(row, column)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("focus" if hand.has_focus else "edge"), 2))
        painter.setBrush(self._theme.colour("row"))
        painter.drawRoundedRect(QRectF(box).adjusted(2, 1.5, -1, -2.5), 3, 3)
        painter.restore()
        ratio = painter.device().devicePixelRatioF()
        picture = self._signs.picture(self._shown.sign(row, column), box.size(), self._theme, ratio)
        painter.drawPixmap(box.topLeft(), picture)

    # What stays

    def _paint_names(self, painter: QPainter, hand: Hand) -> None:
        """Cells that were scrolled to the left go below them."""
        plan, theme = self._plan, self._theme
        if plan.across:
            below = QRect(0, plan.head_height, plan.name_width, self._size.height() - plan.head_height)
            painter.fillRect(below, theme.colour("paper"))
            painter.fillRect(QRect(plan.name_width, plan.head_height, 1, below.height()), theme.colour("line"))
        in_hand = hand.cell.row if hand.cell is not None else None
        for row in plan.seen_rows(self._size.height()):
            box = QRect(LEFT, plan.row_top(row), plan.name_width - LEFT, plan.row_height)
            if plan.across and in_hand == row:
                painter.fillRect(box, theme.colour("side"))
            font = self._look.fonts.program(0, 600 if in_hand == row else 400)
            painter.setFont(font)
            painter.setPen(theme.colour("text"))
            name = self._shown.rows[row].project
            painter.drawText(
                QPointF(LEFT, _baseline(font, box.top(), box.height())), _cut(font, name, box.width() - 10)
            )
            if plan.across:
                painter.fillRect(QRect(LEFT, box.bottom(), box.width(), 1), theme.colour("line"))
        self._paint_kinds(painter)

    def _paint_kinds(self, painter: QPainter) -> None:
        plan, theme, font = self._plan, self._theme, self._look.fonts.program(-1)
        painter.setFont(font)
        for at, (kind, _) in enumerate(self._shown.totals):
            top, height = plan.total_top(at), plan.total_height
            sign = QRectF(LEFT, top + (height - _SMALL_SIGN) / 2, _SMALL_SIGN, _SMALL_SIGN)
            paint_standing(painter, sign, kind, None, theme)
            painter.setPen(theme.colour("muted"))
            text = _cut(font, counted_words(kind), plan.name_width - LEFT - SIGN_ROOM - 6)
            painter.drawText(QPointF(LEFT + SIGN_ROOM, _baseline(font, top, height)), text)

    def _paint_titles(self, painter: QPainter, hand: Hand) -> None:
        plan, theme = self._plan, self._theme
        painter.fillRect(QRect(0, 0, self._size.width(), plan.head_height), theme.colour("paper"))
        right = min(self._size.width(), plan.grid_right + plan.count_width)
        painter.fillRect(QRect(LEFT, plan.head_height - 1, right - LEFT, 1), theme.colour("line"))
        painter.save()
        painter.setClipRect(QRect(plan.name_width, 0, self._size.width() - plan.name_width, plan.head_height))
        hovered = hand.hovered.column if hand.hovered is not None else None
        in_hand = hand.cell.column if hand.cell is not None else None
        for column in plan.seen_columns(self._size.width()):
            token = "accent" if column == in_hand else "text"
            font = self._look.fonts.program(0, 600 if column in (in_hand, hovered) else 400)
            self._paint_title(painter, column, font, token)
        painter.restore()

    def _paint_title(self, painter: QPainter, column: int, font: QFont, token: str) -> None:
        plan, section = self._plan, self._shown.sections[column]
        middle, foot = plan.column_left(column) + CELL_WIDTH / 2, plan.title_foot
        if middle < plan.name_width:
            return  # its beginning is off the screen
        painter.setFont(font)
        painter.setPen(self._theme.colour(token))
        painter.save()
        painter.translate(middle, plan.head_height - foot)
        painter.rotate(-SLANT)
        painter.drawText(QPointF(0, QFontMetricsF(font).ascent() / 2), _cut(font, section.title, plan.title_length))
        painter.restore()
        if threads := self._shown.matrix.open_threads.get(section.number, 0):
            self._paint_badge(painter, QRectF(middle - 9, plan.head_height - BADGE - 2, 18, 15), threads)

    def _paint_badge(self, painter: QPainter, box: QRectF, threads: int) -> None:
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("comment-bar"), 1))
        painter.setBrush(theme.colour("comment-on"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(self._look.fonts.program(-2, 600))
        painter.setPen(theme.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(threads))
        painter.restore()


def _baseline(font: QFont, top: float, height: float) -> float:
    metrics = QFontMetricsF(font)
    return top + (height + metrics.ascent() - metrics.descent()) / 2


def _cut(font: QFont, text: str, width: float) -> str:
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
