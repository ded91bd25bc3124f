"""The list of changes in the right-hand panel's place: by section, with counts, limited to one sort where one likes."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from visioneditor.core.compare.changes import Change
from visioneditor.core.compare.model import Comparison
from visioneditor.gui.comparing.change_entries import Entry, counts_by_filter, list_entries
from visioneditor.gui.comparing.change_filter import Shows
from visioneditor.gui.comparing.changes_list import ChangeDelegate, ChangesModel
from visioneditor.gui.look import Look
from visioneditor.gui.prose.rows import ThreadMark
from visioneditor.gui.widgets.controls import build_icon_button, build_label

_MANY = 1_000


class _List(QListView):
    """A list in which Enter goes to the text, and Escape puts the list away."""

    left = Signal()
    text_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.text_wanted.emit()
        else:
            super().keyPressEvent(event)


class ChangesPane(QFrame):
    """Shows changes and threads; a line that is gone to is announced, and what is in hand is the selected line."""

    change_chosen = Signal(int)
    thread_chosen = Signal(str)
    filter_chosen = Signal(object)  # Shows
    text_wanted = Signal()
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_panel")
        self._shown: tuple[Comparison | None, Sequence[Change], Sequence[ThreadMark]] = (None, (), ())
        self._is_following = False
        self._followed = 0
        self._filling = QTimer(self)  # very many lines come when the pane itself is there
        self._filling.setSingleShot(True)
        self._filling.timeout.connect(self._fill)
        self._listed: Sequence[Entry] = ()
        self._showing = QTimer(self)
        self._showing.setSingleShot(True)
        self._showing.timeout.connect(self._show_lines)
        self.filter = QComboBox()
        self.filter.setAccessibleName(self.tr("Which changes are shown"))
        for shows in Shows:
            self.filter.addItem("", shows)
        self.list = _List()
        self.list.setObjectName("changes_list")
        self.list.setAccessibleName(self.tr("Changes"))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model = ChangesModel(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(ChangeDelegate(look, self.list))
        self.empty = build_label("", "muted", is_wrapped=True)
        self.empty.setContentsMargins(18, 12, 18, 12)
        self._lay_out(look)
        self.filter.activated.connect(self._on_filter)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.clicked.connect(self._on_clicked)
        self.list.text_wanted.connect(self.text_wanted)
        self.list.left.connect(self.closed)
        look.changed.connect(self.list.viewport().update)

    def _lay_out(self, look: Look) -> None:
        title = build_label(self.tr("Changes"))
        title.setFont(look.fonts.program(3, 600))
        shut = build_icon_button(look, "x", self.tr("Close the list of changes"))
        shut.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(shut)
        inset = QVBoxLayout()
        inset.setContentsMargins(18, 0, 12, 8)
        inset.setSpacing(8)
        inset.addLayout(head)
        inset.addWidget(self.filter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 14, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(inset)
        layout.addWidget(self.empty)
        layout.addWidget(self.list, 1)

    @property
    def shows(self) -> Shows:
        """The sort that is shown."""
        return Shows(self.filter.currentData())

    def show_changes(
        self, comparison: Comparison | None, changes: Sequence[Change], threads: Sequence[ThreadMark]
    ) -> None:
        """List these, limited as before."""
        self._shown = (comparison, changes, threads)
        names = {
            Shows.ALL: self.tr("All changes and threads"),
            Shows.WORDS: self.tr("Words"),
            Shows.MOVES: self.tr("Moves"),
            Shows.MARKUP: self.tr("Markup and links"),
            Shows.THREADS: self.tr("Threads"),
        }
        counts = counts_by_filter(changes, len(threads))
        counts[Shows.ALL] += len(threads)
        for at, shows in enumerate(Shows):
            self.filter.setItemText(at, f"{names[shows]} ({counts[shows]})")
        if len(changes) > _MANY:
            self._filling.start()
        else:
            self._fill()

    @Slot()
    def _fill(self) -> None:
        self._filling.stop()
        comparison, changes, threads = self._shown
        self._listed = list_entries(comparison, changes, threads, self.shows) if comparison is not None else ()
        self.empty.setText(self.tr("No change is of this sort.") if changes else self.tr("Nothing changed."))
        if len(self._listed) > _MANY:
            self._showing.start()
        else:
            self._show_lines()

    @Slot()
    def _show_lines(self) -> None:
        self._showing.stop()
        self._is_following = True
        self.model.show(self._listed)
        self._is_following = False
        self.empty.setVisible(not self.model.entries)
        followed, self._followed = self._followed, 0
        if followed:
            self.follow(followed)

    def limit(self, shows: Shows) -> None:
        """Show one sort; announces nothing."""
        self.filter.setCurrentIndex(list(Shows).index(shows))
        self._fill()

    def follow(self, number: int) -> None:
        """Select the line of the change in hand; announces nothing."""
        if self._filling.isActive() or self._showing.isActive():
            self._followed = number  # when its line is there
            return
        row = self.model.row_of(number)
        if row is not None and row != self.list.currentIndex().row():
            self._is_following = True
            self.list.setCurrentIndex(self.model.index(row))
            self._is_following = False

    @Slot(int)
    def _on_filter(self, _at: int) -> None:
        self._fill()
        self.filter_chosen.emit(self.shows)

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not self._is_following and index.isValid():
            self._announce(self.model.entries[index.row()])

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        """Also where it was the selected line already: the text may have been scrolled since."""
        self._announce(self.model.entries[index.row()])

    def _announce(self, entry: Entry) -> None:
        if entry.number:
            self.change_chosen.emit(entry.number)
        elif entry.thread:
            self.thread_chosen.emit(entry.thread)
