"""The page of a section's history: a slider over its revisions, and below it the text of the one that is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSlider, QVBoxLayout, QWidget

from visioneditor.gui.history.history_view import HistoryView
from visioneditor.gui.look import Look
from visioneditor.gui.prose.column_names import ColumnNames
from visioneditor.gui.prose.columns import Shape
from visioneditor.gui.prose.rows import Row
from visioneditor.gui.widgets.controls import CutLabel, build_icon_button, build_label
from visioneditor.gui.widgets.revision_names import shown_date
from visioneditor.gui.widgets.view_bar import ViewBar, build_drop_button, set_drop_text
from visioneditor.services.section_history import SectionRevision

_SLIDER_PX = 180


class HistoryPage(QFrame):
    """Shows revisions and texts that it is given.

    `revision_wanted` with the number of a revision, counted from the newest on; `comparison_wanted` with the same.
    """

    revision_wanted = Signal(int)
    comparison_wanted = Signal(int)
    beside_requested = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history_page")
        self._look = look
        self._revisions: Sequence[SectionRevision] = ()
        self.title = CutLabel()
        self.title.setFont(look.fonts.program(0, 600))
        self.older = build_icon_button(look, "chevron-left", self.tr("Older revision (Left)"))
        self.newer = build_icon_button(look, "chevron-right", self.tr("Newer revision (Right)"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Revision of the section, the oldest at the left"))
        self.slider.setFixedWidth(_SLIDER_PX)
        self.slider.setPageStep(1)
        self.position = build_label("", "muted")
        self.beside = build_drop_button(self.tr("Revisions beside each other"))
        set_drop_text(self.beside, self.tr("Beside each other"))
        self.close_button = build_icon_button(look, "x", self.tr("Back to the document (Escape)"))
        self.view = HistoryView(look, Shape.ALIKE)
        self.view.setAccessibleName(self.tr("The section at this revision"))
        self.names = ColumnNames(self.view)
        self.names.hide()
        self.focus_target = self.view
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        steps = (self.older, self.slider, self.newer, self.position)
        layout.addWidget(ViewBar((self.title,), (*steps, self.beside, self.close_button)))
        layout.addWidget(self.names)
        layout.addWidget(self.view, 1)
        self._connect()

    def _connect(self) -> None:
        self.slider.valueChanged.connect(self._on_slid)
        self.older.clicked.connect(self.go_older)
        self.newer.clicked.connect(self.go_newer)
        self.beside.clicked.connect(self.beside_requested)
        self.close_button.clicked.connect(self.left)
        self.view.label_activated.connect(self._on_label)

    def show_history(self, title: str, revisions: Sequence[SectionRevision]) -> None:
        """The revisions of a section, newest first; the newest is the one chosen."""
        self._revisions = revisions
        last = max(0, len(revisions) - 1)
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, last)
            self.slider.setValue(last)
        self.title.set_whole(self.tr("History of “{title}”").format(title=title))
        self._show_position((0,) if revisions else ())

    def show_texts(self, numbers: Sequence[int], rows: Sequence[Row]) -> None:
        """The revisions that are chosen, the oldest first, in a column each; `rows` are what `history_rows` made."""
        dates = [shown_date(self._revisions[number].entry.date) for number in numbers]
        self.names.show_names(dates if len(dates) > 1 else ())
        self.names.setVisible(len(dates) > 1)
        self.view.set_rows(rows, shape=Shape.ALIKE, projects=len(numbers))
        self._show_position(numbers)

    @property
    def chosen(self) -> int:
        """The number of the revision that the slider stands at."""
        return self.slider.maximum() - self.slider.value()

    def _show_position(self, numbers: Sequence[int]) -> None:
        count, is_one = len(self._revisions), len(numbers) == 1
        if is_one:
            number = numbers[0]
            date = shown_date(self._revisions[number].entry.date)
            text = self.tr("{n} of {count} · {date}").format(n=count - number, count=count, date=date)
            with QSignalBlocker(self.slider):
                self.slider.setValue(count - 1 - number)
        else:
            text = self.tr("{n} of {count}").format(n=len(numbers), count=count)
        self.position.setText(text)
        self.slider.setToolTip(text)
        self.slider.setAccessibleDescription(text)
        self.older.setEnabled(self.chosen < count - 1)
        self.newer.setEnabled(self.chosen > 0)

    @Slot(int)
    def _on_slid(self, _: int) -> None:
        self.revision_wanted.emit(self.chosen)

    @Slot()
    def go_older(self) -> None:
        """To the revision before."""
        self.slider.setValue(self.slider.value() - 1)

    @Slot()
    def go_newer(self) -> None:
        """To the revision after."""
        self.slider.setValue(self.slider.value() + 1)

    @Slot(str)
    def _on_label(self, action: str) -> None:
        verb, _, number = action.partition(":")
        if verb == "compare":
            self.comparison_wanted.emit(int(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Left:
            self.go_older()
        elif event.key() == Qt.Key.Key_Right:
            self.go_newer()
        else:
            super().keyPressEvent(event)
