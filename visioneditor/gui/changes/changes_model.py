"""The list of changes as Qt shows it: a model of its rows, and the delegate that paints them."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from visioneditor.core.review.listing import ListedChange
from visioneditor.gui.changes.columns import COLUMNS, Sort, aside_words, described, spoken
from visioneditor.gui.look import Look

Index = QModelIndex | QPersistentModelIndex

PADDING = 8
_ASIDE_GAP = 14
_CHANGE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_BADGE_GAP = 6
_MUTED = (Sort.NUMBER, Sort.OWNER, Sort.VOTES, Sort.UPDATED)


class ChangesModel(QAbstractTableModel):
    """Changes by row, in the order of one column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.changes: Sequence[ListedChange] = ()
        self._order = (len(COLUMNS) - 1, Qt.SortOrder.DescendingOrder)

    def show(self, changes: Sequence[ListedChange]) -> None:
        """Other rows, sorted as before."""
        self.beginResetModel()
        self.changes = self._sorted(changes)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (column, order)
        self.show(self.changes)

    def _sorted(self, changes: Sequence[ListedChange]) -> Sequence[ListedChange]:
        column, order = self._order
        by_age = sorted(changes, key=lambda one: one.updated, reverse=True)
        return sorted(by_age, key=COLUMNS[column].order, reverse=order is Qt.SortOrder.DescendingOrder)  # type: ignore[arg-type]  # of one column all are of one type

    def row_of(self, key: str) -> int | None:
        """The row of a change."""
        return next((at for at, one in enumerate(self.changes) if one.key == key), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.changes)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        change = self.changes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[index.column()].text(change)
        if role == Qt.ItemDataRole.ToolTipRole:
            return described(change)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(change) if index.column() == 0 else COLUMNS[index.column()].text(change)
        return change if role == _CHANGE else None


class ChangeRowDelegate(QStyledItemDelegate):
    """Paints a cell: subjects in full colour, what is unresolved or unsent marked, everything else muted."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, max(self._look.row_height, option.fontMetrics.height() + 8) + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        text, shown.text = shown.text, ""
        style = shown.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        change: ListedChange = index.data(_CHANGE)
        sort = COLUMNS[index.column()].sort
        painter.save()
        if sort is Sort.NUMBER and bool(shown.state & shown.state.State_Selected):
            bar = QRect(shown.rect.left(), shown.rect.top(), 3, shown.rect.height())
            painter.fillRect(bar, self._look.theme.colour("accent"))
        box = shown.rect.adjusted(PADDING, 0, -PADDING // 2, 0)
        if sort is Sort.NUMBER and change.number is None:
            icon = "git-branch" if change.ref else "git-commit-horizontal"
            pixmap = self._look.icons.pixmap(icon, "muted", 14, painter.device().devicePixelRatioF())
            painter.drawPixmap(box.left(), box.center().y() - 6, pixmap)
        elif sort is Sort.THREADS and change.unresolved:
            self._paint_badge(painter, box, change, shown.font)
        else:
            self._paint_text(painter, box, text, sort, change, shown.font)
        painter.restore()

    def _paint_text(
        self, painter: QPainter, box: QRect, text: str, sort: Sort, change: ListedChange, font: QFont
    ) -> None:
        token = "muted" if sort in _MUTED or (sort is Sort.STATUS and not change.is_open) else "text"
        token = "muted" if sort is Sort.THREADS else "accent" if sort is Sort.DRAFTS else token
        face = QFont(font)
        face.setWeight(QFont.Weight.DemiBold if sort is Sort.DRAFTS else QFont.Weight.Normal)
        painter.setFont(face)
        painter.setPen(self._look.theme.colour(token))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, cut)
        if sort is Sort.SUBJECT and cut == text:
            self._paint_aside(painter, box.adjusted(painter.fontMetrics().horizontalAdvance(text), 0, 0, 0), change)

    def _paint_aside(self, painter: QPainter, box: QRect, change: ListedChange) -> None:
        """Behind the subject, where there is room for more than a few letters of it."""
        room = box.adjusted(_ASIDE_GAP, 0, 0, 0)
        painter.setFont(self._look.fonts.program(-1))
        if (text := aside_words(change)) and room.width() > painter.fontMetrics().averageCharWidth() * 6:
            painter.setPen(self._look.theme.colour("muted"))
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)

    def _paint_badge(self, painter: QPainter, box: QRect, change: ListedChange, font: QFont) -> None:
        """The unresolved ones in a filled frame, then of how many."""
        theme, count = self._look.theme, str(change.unresolved)
        painter.setFont(self._look.fonts.program(-1, 600))
        metrics = painter.fontMetrics()
        width = max(18, metrics.horizontalAdvance(count) + 10)
        frame = QRect(box.left(), box.center().y() - 8, width, 17)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("comment-bar"))
        painter.setBrush(theme.colour("comment-on"))
        painter.drawRoundedRect(frame, 3, 3)
        painter.setPen(theme.colour("text"))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, count)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        rest = box.adjusted(width + _BADGE_GAP, 0, 0, 0)
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, f"of {change.threads}")
