"""A list that drops from a button, filters as one types and is left with Enter or Escape.

Commands, documents, revisions and search results are all chosen in it. Thousands of rows cost nothing until they are
seen: all have one height, and only those on the screen are asked for.
"""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
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
from visioneditor.values import dataclass, replace

_SECOND_LINE = 17
MOST_HEIGHT = 480
_MOST_KEYS = 9
_CHOICE = Qt.ItemDataRole.UserRole

_NOWHERE = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A row: what it stands for, its title, a second line, what stands at the right, what else it is found by."""

    value: object
    title: str
    detail: str = ""
    aside: str = ""
    is_enabled: bool = True
    is_heading: bool = False
    also: str = ""

    @property
    def hay(self) -> str:
        """All that may be typed to find it."""
        return f"{self.title} {self.detail} {self.aside} {self.also}".casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Rows below a heading (None above the first one), each with what it is found by."""

    heading: Choice | None
    rows: tuple[tuple[str, Choice], ...]


def _grouped(choices: Sequence[Choice]) -> Iterator[_Group]:
    heading: Choice | None = None
    rows: list[tuple[str, Choice]] = []
    for choice in choices:
        if choice.is_heading:
            if rows:
                yield _Group(heading=heading, rows=tuple(rows))
            heading, rows = choice, []
        else:
            rows.append((choice.hay, choice))
    if rows:
        yield _Group(heading=heading, rows=tuple(rows))


class _ChoiceModel(QAbstractListModel):
    """The rows that are left by the filter."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.choices: Sequence[Choice] = ()

    def show(self, choices: Sequence[Choice]) -> None:
        """Show these rows and no others."""
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        choice = self.choices[index.row()]
        if role == _CHOICE:
            return choice
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (choice.title, choice.detail, choice.aside) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.choices[index.row()].is_enabled:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _ChoiceDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.height = look.row_height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice: Choice = index.data(_CHOICE)
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = shown.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        theme, fonts = self._look.theme, self._look.fonts
        box = shown.rect.adjusted(14, 3, -14, -3)
        if choice.is_heading:  # near to the rows it stands above
            box.setTop(box.bottom() - min(box.height(), self._look.row_height - 6))
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
        painter.setPen(theme.colour("text" if choice.is_enabled else "muted" if choice.is_heading else "edge"))
        high = QRect(box.left(), box.top(), width, box.height() // 2 if choice.detail else box.height())
        title = painter.fontMetrics().elidedText(choice.title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(high, Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


class Picker(QFrame):
    """Announces `chosen` with the row's value, or `dismissed`; `typed` while the filter changes.

    With group keys `Alt` and a heading's number leaves only the rows below it, and again brings all back. Where no row
    has the words, what `typed` makes of them can be chosen.
    """

    chosen = Signal(object)
    dismissed = Signal()
    typed = Signal(str)

    def __init__(
        self,
        look: Look,
        name: str,
        parent: QWidget,
        *,
        width: int = 560,
        filters: bool = True,
        has_group_keys: bool = False,
        stays: bool = False,
        typed: Callable[[str], Choice | None] = lambda text: None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self.setAccessibleName(name)
        self._look, self._filters, self._wanted_width = look, filters, width
        self._window = parent
        self._groups: tuple[_Group, ...] = ()
        self._group: Choice | None = None  # the heading of the only one that is shown
        self._current: object = None
        self._is_typed = False  # no row has what stands in the field
        self._has_group_keys, self._make_typed = has_group_keys, typed
        self._stays = stays  # after a choice, for another one
        self._highest = MOST_HEIGHT
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name)
        self.field.installEventFilter(self)
        self._model = _ChoiceModel(self)
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setMinimumHeight(1)  # of few rows: or the field would be squeezed
        self.list.setAccessibleName(name)
        self._delegate = _ChoiceDelegate(look, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
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
        self._group = None
        self.field.clear()
        self._refill()
        self.show()
        self.raise_()
        self.field.setFocus()

    def show_choices(self, choices: Sequence[Choice], current: object = None) -> None:
        """Show these rows, the one of the `current` value in hand; the filter in the field goes on."""
        self._groups, self._current = tuple(_grouped(choices)), current
        if all(group.heading != self._group for group in self._groups):
            self._group = None
        has_details = any(choice.detail for choice in choices)
        self._delegate.height = self._look.row_height + (_SECOND_LINE if has_details else 0)
        self._refill()

    @property
    def current(self) -> object:
        """The value of the row in hand."""
        choice: Choice | None = self.list.currentIndex().data(_CHOICE)
        return choice.value if choice is not None else None

    def has_nothing_for(self, text: str) -> bool:
        """Whether no row has these words, which are still in the field."""
        return self.field.text().strip() == text and self._is_typed

    def show_typed(self) -> None:
        """What was typed means something else by now."""
        if self._is_typed:
            self._refill()

    def _refill(self) -> None:
        needles = self.field.text().casefold().split() if self._filters else []
        kept = [choice for group in self._shown_groups() for choice in self._kept(group, needles)]
        self._is_typed = bool(needles) and not kept
        if self._is_typed:
            typed = self._make_typed(self.field.text().strip())
            kept = [typed or Choice(value=None, title=self.tr("Nothing here has these words."), is_enabled=False)]
        self._model.show(kept)
        row = self._first_row(kept, needles)
        self._select(row)
        if row <= 1:
            self.list.scrollToTop()  # with the heading above it
        else:
            self.list.scrollTo(self._model.index(row, 0), QListView.ScrollHint.PositionAtCenter)
        height = self._delegate.height * min(len(kept), 40)
        self.resize(self.width(), min(self._highest, height + self.field.sizeHint().height() + 26))

    def _shown_groups(self) -> Iterator[_Group]:
        return (group for group in self._groups if self._group is None or group.heading == self._group)

    def _kept(self, group: _Group, needles: Sequence[str]) -> Iterator[Choice]:
        """The group's rows that have all the words, below its heading."""
        rows = [choice for hay, choice in group.rows if all(needle in hay for needle in needles)]
        if rows and group.heading is not None:
            yield self._with_key(group)
        yield from rows

    def _with_key(self, group: _Group) -> Choice:
        assert group.heading is not None
        number = self._groups.index(group) + 1
        if not self._has_group_keys or number > _MOST_KEYS:
            return group.heading
        key = QKeySequence(f"Alt+{number}").toString(QKeySequence.SequenceFormat.NativeText)
        return replace(group.heading, aside=self.tr("{key}: all").format(key=key) if self._group else key)

    def _first_row(self, kept: Sequence[Choice], needles: Sequence[str]) -> int:
        """The current one where nothing is looked for, else the first that can be chosen."""
        if self._current is not None and not needles:
            found = (at for at, choice in enumerate(kept) if choice.value == self._current)
            return next(found, self._first_enabled(0, 1))
        return self._first_enabled(0, 1)

    def _toggle_group(self, number: int) -> None:
        """Show one group alone, or all again."""
        if number > len(self._groups):
            return
        heading = self._groups[number - 1].heading
        self._group = None if self._group is not None and self._group == heading else heading
        self._refill()

    def _first_enabled(self, start: int, step: int) -> int:
        """The row from there on that can be chosen; where none is left in that direction, the next in the other."""
        choices = self._model.choices
        count = len(choices)
        on, back = range(start, count), range(min(start, count - 1), -1, -1)
        rows = (*on, *back) if step > 0 else (*back, *on)
        return next((row for row in rows if choices[row].is_enabled), -1)

    def _select(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(row, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.ShortcutOverride and self._takes(event):
            event.accept()
            return True
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._on_key(event)
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.dismiss()
        return super().eventFilter(watched, event)

    def _takes(self, event: QEvent) -> bool:
        """Whether a key belongs to the groups here and not to the window."""
        assert isinstance(event, QKeyEvent)
        is_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        return self._has_group_keys and bool(is_alt) and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9

    def _on_key(self, event: QKeyEvent) -> bool:
        if self._takes(event):
            self._toggle_group(event.key() - Qt.Key.Key_0)
            return True
        row = self.list.currentIndex().row()
        page = max(1, self.list.height() // self._delegate.height - 1)
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
            if not self._stays:
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
