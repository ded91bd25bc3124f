"""The table of changes: keys as in Gerrit's own list, columns as wide as what stands in them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeView, QWidget

from visioneditor.core.review.listing import ListedChange
from visioneditor.gui.changes.changes_model import PADDING, ChangeRowDelegate, ChangesModel
from visioneditor.gui.changes.columns import COLUMNS, Column, Sort
from visioneditor.gui.look import Look

# So many letters of the subject must have room, or the columns that give way so soon go.
_SUBJECT_LETTERS = {3: 48, 2: 36, 1: 28}
_ONLY_WITH_CONTENT = (Sort.VOTES, Sort.DRAFTS, Sort.THREADS)
_STEPS = {"j": 1, "k": -1}


class ChangesTable(QTreeView):
    """Announces `change_chosen` with a row's change, `typed` with letters that belong into the search, `left`."""

    change_chosen = Signal(object)
    typed = Signal(str)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changes_table")
        self.setAccessibleName(self.tr("Changes"))
        self._measured: Sequence[ListedChange] = ()
        self._sorted = (len(COLUMNS) - 1, True)
        self.rows = ChangesModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(ChangeRowDelegate(look, self))
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )  # or columns would shift with what is found
        self._build_header()
        self.clicked.connect(self._on_clicked)
        look.changed.connect(self._on_look_changed)

    def _build_header(self) -> None:
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(len(COLUMNS) - 1, Qt.SortOrder.DescendingOrder)
        header.sectionClicked.connect(self._on_header)

    def show_changes(self, changes: Sequence[ListedChange]) -> None:
        """Show these; the row in hand stays where it is still there, else it is the first."""
        key = self.key()
        self.rows.show(changes)
        self.select(key)

    def measure(self, changes: Sequence[ListedChange]) -> None:
        """Make the columns as wide as these changes need, whichever are shown: nothing jumps while one types."""
        self._measured = changes
        self._fit()

    def key(self) -> str:
        """The change in hand; empty where there is none."""
        at = self.currentIndex().row()
        return self.rows.changes[at].key if 0 <= at < len(self.rows.changes) else ""

    def select(self, key: str) -> None:
        """Take that change in hand, else the first."""
        self.go_to(self.rows.row_of(key) or 0)

    def step(self, by: int) -> None:
        """So many rows down, or up."""
        self.go_to(self.currentIndex().row() + by)

    def page_rows(self) -> int:
        """How many rows one sees."""
        height = self.rowHeight(self.rows.index(0, 0)) if self.rows.changes else 0
        return max(1, self.viewport().height() // height - 1) if height else 1

    def go_to(self, row: int) -> None:
        """Take a row in hand, the nearest where there is none of that number."""
        if self.rows.changes:
            index = self.rows.index(max(0, min(row, len(self.rows.changes) - 1)), 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def open_current(self) -> None:
        """Announce the change in hand."""
        if (index := self.currentIndex()).isValid():
            self.change_chosen.emit(self.rows.changes[index.row()])

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_letter(event):
            event.accept()  # letters are this list's, not the text's that is hidden behind it
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.text() == "o":
            self.open_current()
        elif event.text() in _STEPS:
            self.step(_STEPS[event.text()])
        elif is_letter(event):
            self.typed.emit("" if event.text() == "/" else event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _on_look_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self._fit()

    @Slot(QModelIndex)
    def _on_clicked(self, _: QModelIndex) -> None:
        self.open_current()

    @Slot(int)
    def _on_header(self, section: int) -> None:
        """Another order; the same column turns it round."""
        before, was_descending = self._sorted
        is_descending = not was_descending if section == before else COLUMNS[section].is_descending
        self.sort_by(section, is_descending=is_descending)

    def sort_by(self, section: int, *, is_descending: bool) -> None:
        """Order the rows by a column; the row in hand stays."""
        self._sorted, key = (section, is_descending), self.key()
        order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        self.header().setSortIndicator(section, order)
        self.rows.sort(section, order)
        self.select(key)

    # Widths

    def _fit(self) -> None:
        """Give each column what it needs, the subject the rest; where that is too little, columns go."""
        widths = [self._width(column) for column in COLUMNS]
        subject = [column.sort for column in COLUMNS].index(Sort.SUBJECT)
        letter, room = self.fontMetrics().averageCharWidth(), self.viewport().width()
        for at in sorted(range(len(COLUMNS)), key=lambda at: -COLUMNS[at].gives_way):
            wanted = letter * _SUBJECT_LETTERS.get(COLUMNS[at].gives_way, 0)
            if room - sum(widths) + widths[subject] < wanted:
                widths[at] = 0
        widths[subject] = max(0, room - sum(widths) + widths[subject])
        for at, width in enumerate(widths):
            self.setColumnHidden(at, not width)
            self.setColumnWidth(at, width)

    def _width(self, column: Column) -> int:
        texts = {column.text(change) for change in self._measured}
        if column.sort is Sort.SUBJECT or (column.sort in _ONLY_WITH_CONTENT and not any(texts)):
            return 0
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        longest = sorted(texts, key=len)[-12:]
        needed = max([metrics.horizontalAdvance(text) for text in longest], default=0)
        most = metrics.averageCharWidth() * column.most_letters
        head = metrics.horizontalAdvance(column.title) + 22  # with the arrow
        return max(min(needed, most), head) + 2 * PADDING


def is_letter(event: QKeyEvent) -> bool:
    """Whether a key types something."""
    is_plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return is_plain and bool(event.text()) and event.text().isprintable()
