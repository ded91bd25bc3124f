"""The headings of a reflection, each with what it is taken to answer on a second line."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from visioneditor.core.annotation import Match
from visioneditor.core.importing.model import ProposedHeading, Standing
from visioneditor.gui.look import Look
from visioneditor.values import dataclass

Index = QModelIndex | QPersistentModelIndex

_ROW = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_PADDING, _ICON_PX, _INDENT_PX = 8, 14, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRow:
    """A heading as it stands decided at the moment; `answers` and `named` are titles."""

    heading: ProposedHeading
    answers: tuple[str, ...]
    named: tuple[str, ...]
    is_guess: bool
    depth: int

    @property
    def icon(self) -> str:
        """A shape for what is known of it."""
        if self.is_guess:
            return "circle-help"
        return "circle-check" if self.answers else "circle-dashed"

    @property
    def answer(self) -> str:
        """What it answers, and why that is thought, in words."""
        told = "; ".join(self.answers)
        if self.heading.match is Match.EXACT and told == self.heading.heading and not self.named:
            return _say("the section of that title")
        if not self.is_guess:
            return told or _say("answers no section")
        why = _why(self.heading.match) if self.answers and not self.heading.is_confirmed else ""
        names = _say("names {titles}").format(titles="; ".join(self.named)) if self.named else ""
        return ": ".join(part for part in (why, told) if part) + (f", {names}" if told and names else names)

    @property
    def news(self) -> str:
        """What became of its words since the last import."""
        words = {Standing.EDITED: _say("changed"), Standing.ADDED: _say("new")}
        return words.get(self.heading.standing, "")


class HeadingModel(QAbstractListModel):
    """Rows in the order of the reflection."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[HeadingRow] = ()

    def show(self, rows: Sequence[HeadingRow]) -> None:
        """Other rows; where they are as many as before, they are the same headings, decided otherwise."""
        if len(rows) == len(self.rows):
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            guess = _say("a guess") if row.is_guess else ""
            return "; ".join(part for part in (row.heading.heading, row.answer, guess, row.news) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.heading.heading}\n{row.answer}"
        return row if role == _ROW else None


class HeadingDelegate(QStyledItemDelegate):
    """Paints the heading with a shape before it, and what it answers below."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 2 * option.fontMetrics.height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = shown.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        row: HeadingRow = index.data(_ROW)
        painter.save()
        left = _PADDING + row.depth * _INDENT_PX
        box = shown.rect.adjusted(left, 6, -_PADDING, -6)
        token = "unresolved" if row.is_guess else "text" if row.answers else "muted"
        pixmap = self._look.icons.pixmap(row.icon, token, _ICON_PX, painter.device().devicePixelRatioF())
        painter.drawPixmap(box.left(), box.top() + (shown.fontMetrics.height() - _ICON_PX) // 2, pixmap)
        box.setLeft(box.left() + _ICON_PX + _PADDING)
        self._paint_lines(painter, box, row, shown.font)
        painter.restore()

    def _paint_lines(self, painter: QPainter, box: QRect, row: HeadingRow, font: QFont) -> None:
        high = painter.fontMetrics().height()
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        colour = self._look.theme.colour
        news_px = painter.fontMetrics().horizontalAdvance(row.news) + _PADDING if row.news else 0
        painter.setPen(colour("accent"))
        painter.drawText(QRect(box.left(), box.top(), box.width(), high), Qt.AlignmentFlag.AlignRight, row.news)
        painter.setFont(bold)
        painter.setPen(colour("text"))
        self._paint_cut(painter, QRect(box.left(), box.top(), box.width() - news_px, high), row.heading.heading)
        painter.setFont(font)
        painter.setPen(colour("muted"))
        self._paint_cut(painter, QRect(box.left(), box.bottom() - high + 1, box.width(), high), row.answer)

    def _paint_cut(self, painter: QPainter, box: QRect, text: str) -> None:
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, cut)


def _why(match: Match) -> str:
    told = {
        Match.FUZZY: _say("nearly the same title"),
        Match.COMPOUND: _say("a part of the heading"),
        Match.PARENT: _say("by the heading above"),
    }
    return told.get(match, "")


def _say(text: str) -> str:
    return QCoreApplication.translate("HeadingList", text)
