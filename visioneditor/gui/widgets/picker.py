"""A list that drops from a button, filters as one types and is left with Enter or Escape.

Commands, documents, revisions and search results are all chosen in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from visioneditor.gui.look import Look

_SECOND_LINE = 17
MOST_HEIGHT = 480
_CHOICE = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A row: what it stands for, its title, a second line, what stands at the right."""

    value: object
    title: str
    detail: str = ""
    aside: str = ""
    is_enabled: bool = True
    is_heading: bool = False

    def matches(self, needles: Sequence[str]) -> bool:
        """Whether every needle stands somewhere in it."""
        hay = f"{self.title} {self.detail} {self.aside}".casefold()
        return all(needle in hay for needle in needles)


def _height_of(choice: Choice, look: Look) -> int:
    return look.row_height + (_SECOND_LINE if choice.detail else 0)


class _ChoiceDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        choice: Choice = index.data(_CHOICE)
        return QSize(200, _height_of(choice, self._look))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice: Choice = index.data(_CHOICE)
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = shown.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        theme, fonts = self._look.theme, self._look.fonts
        box = shown.rect.adjusted(14, 3, -14, -3)
        painter.save()
        painter.setFont(fonts.program(-1))
        metrics = painter.fontMetrics()
        painter.setPen(theme.colour("muted"))
        aside_width = min(metrics.horizontalAdvance(choice.aside), box.width() // 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, choice.aside)
        width = box.width() - (aside_width + 12 if choice.aside else 0)
        if choice.detail:
            low = QRect(box.left(), box.center().y(), width, box.height() // 2)
            painter.drawText(
                low,
                Qt.AlignmentFlag.AlignVCenter,
                metrics.elidedText(choice.detail, Qt.TextElideMode.ElideRight, width),
            )
        painter.setFont(fonts.program(0, 600 if choice.is_heading else 400))
        painter.setPen(theme.colour("text" if choice.is_enabled else "edge"))
        high = QRect(box.left(), box.top(), width, box.height() // 2 if choice.detail else box.height())
        title = painter.fontMetrics().elidedText(choice.title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(high, Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


class Picker(QFrame):
    """Announces `chosen` with the row's value, or `dismissed`; `typed` while the filter changes."""

    chosen = Signal(object)
    dismissed = Signal()
    typed = Signal(str)

    def __init__(self, look: Look, name: str, parent: QWidget, *, width: int = 560, filters: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self.setAccessibleName(name)
        self._look, self._filters, self._wanted_width = look, filters, width
        self._window = parent
        self._choices: tuple[Choice, ...] = ()
        self._highest = MOST_HEIGHT
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name)
        self.field.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setMinimumHeight(1)  # of few rows: or the field would be squeezed
        self.list.setAccessibleName(name)
        self.list.setItemDelegate(_ChoiceDelegate(look, self.list))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        self.field.textChanged.connect(self._on_typed)
        self.list.clicked.connect(self._on_clicked)
        self.hide()

    def open_below(self, anchor: QWidget, *, at_right: bool = False) -> None:
        """Drop from this widget, inside the window."""
        window = self._window
        place = anchor.mapTo(window, QPoint(0, anchor.height() + 4))
        width = min(self._wanted_width, window.width() - 16)
        left = place.x() + anchor.width() - width if at_right else place.x()
        left = max(8, min(left, window.width() - width - 8))
        self._highest = min(MOST_HEIGHT, window.height() - place.y() - 40)
        self.setGeometry(left, place.y(), width, self._highest)
        self.field.clear()
        self.show()
        self.raise_()
        self.field.setFocus()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show these rows; the filter in the field goes on."""
        self._choices = tuple(choices)
        self._refill()

    def _refill(self) -> None:
        needles = self.field.text().casefold().split() if self._filters else []
        kept = [choice for choice in self._choices if choice.matches(needles)]
        if needles and not kept:
            kept = [Choice(value=None, title=self.tr("Nothing here has these words."), is_enabled=False)]
        self._model.clear()
        for choice in kept[:2000]:
            item = QStandardItem(choice.title)
            item.setData(choice, _CHOICE)
            item.setEditable(False)
            item.setEnabled(choice.is_enabled)
            item.setAccessibleText(", ".join(part for part in (choice.title, choice.detail, choice.aside) if part))
            self._model.appendRow(item)
        self._select(self._first_enabled(0, 1))
        heights = sum(_height_of(choice, self._look) for choice in kept[:40])
        self.resize(self.width(), min(self._highest, heights + self.field.sizeHint().height() + 26))

    def _first_enabled(self, start: int, step: int) -> int:
        """The row from there on that can be chosen; where none is left in that direction, the next in the other."""
        count = self._model.rowCount()
        on, back = range(start, count), range(min(start, count - 1), -1, -1)
        rows = (*on, *back) if step > 0 else (*back, *on)
        return next((row for row in rows if self._model.item(row).isEnabled()), -1)

    def _select(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(row, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._on_key(event)
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.dismiss()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        row = self.list.currentIndex().row()
        page = max(1, self.list.height() // self._look.row_height - 1)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
        if event.key() in steps:
            step = steps[Qt.Key(event.key())]
            wanted = max(0, min(row + step, self._model.rowCount() - 1))
            self._select(self._first_enabled(wanted, 1 if step > 0 else -1))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return True
        return False

    def dismiss(self) -> None:
        """Close without a choice."""
        if self.isVisible():
            self.hide()
            self.dismissed.emit()

    def _choose(self, index: QModelIndex) -> None:
        choice: Choice | None = index.data(_CHOICE)
        if choice is not None and choice.is_enabled:
            self.hide()
            self.chosen.emit(choice.value)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        if self._filters:
            self._refill()
        self.typed.emit(text)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index)
