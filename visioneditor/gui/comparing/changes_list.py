"""The list of changes as Qt shows it: a model of its lines, and the delegate that paints them."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from visioneditor.gui.comparing.change_entries import Entry
from visioneditor.gui.look import Look

Index = QModelIndex | QPersistentModelIndex

_ENTRY = Qt.ItemDataRole.UserRole
_SIGN_WIDTH = 22
_LEFT, _RIGHT, _GAP = 14, 14, 8


class ChangesModel(QAbstractListModel):
    """Lines by row; nothing is made of a line before it is looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def row_of(self, number: int) -> int | None:
        """The line of a change."""
        rows = (at for at, one in enumerate(self.entries) if one.number == number and not one.is_heading)
        return next(rows, None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return entry.spoken
        return entry if role == _ENTRY else None


class ChangeDelegate(QStyledItemDelegate):
    """Paints a line: sign, words cut to the room, counts at the right; headings bold, under a hairline."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, max(self._look.row_height, option.fontMetrics.height() + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = shown.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        entry: Entry = index.data(_ENTRY)
        painter.save()
        if entry.begins_section and index.row():
            rule = QRect(shown.rect.left(), shown.rect.top(), shown.rect.width(), 1)
            painter.fillRect(rule, self._look.theme.colour("line"))
        if bool(shown.state & shown.state.State_Selected):
            bar = QRect(shown.rect.left(), shown.rect.top(), 3, shown.rect.height())
            painter.fillRect(bar, self._look.theme.colour("accent"))
        self._paint_words(painter, shown.rect, entry, QFont(shown.font))
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, entry: Entry, font: QFont) -> None:
        font.setWeight(QFont.Weight.DemiBold if entry.begins_section else QFont.Weight.Normal)
        left, right = rect.left() + _LEFT, rect.right() - _RIGHT
        if not entry.is_heading:
            self._paint_sign(painter, QRect(left, rect.top(), _SIGN_WIDTH - 6, rect.height()), entry, font)
            left += _SIGN_WIDTH
        painter.setFont(self._look.fonts.program(-1, 400))
        width = painter.fontMetrics().horizontalAdvance(entry.aside)
        painter.setPen(self._look.theme.colour("muted"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(right - width, rect.top(), width + 1, rect.height()), middle, entry.aside)
        painter.setFont(font)
        painter.setPen(self._look.theme.colour("text"))
        room = QRect(left, rect.top(), max(0, right - width - _GAP - left), rect.height())
        painter.drawText(
            room, middle, painter.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideRight, room.width())
        )

    def _paint_sign(self, painter: QPainter, box: QRect, entry: Entry, font: QFont) -> None:
        text, token = entry.sign
        if text.startswith("icon:"):
            pixmap = self._look.icons.pixmap(text[5:], token, 14, painter.device().devicePixelRatioF())
            painter.drawPixmap(box.left(), box.center().y() - 6, pixmap)
            return
        bold = QFont(font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(self._look.theme.colour(token))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
