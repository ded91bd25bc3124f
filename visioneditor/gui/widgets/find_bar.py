"""The field for finding words in the document: below the view bar, gone with Escape."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import build_icon_button, build_label

_FIELD_WIDTH = 260


class FindBar(QFrame):
    """Announces `query_changed`, `next_requested`, `previous_requested` and `closed`."""

    query_changed = Signal(str)
    next_requested = Signal()
    previous_requested = Signal()
    closed = Signal()

    def __init__(self, look: Look, where: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("view_bar")
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in this document"))
        self.field.setAccessibleName(self.tr("Find in this document"))
        self.field.setFixedWidth(_FIELD_WIDTH)
        self.field.installEventFilter(self)
        self.count = build_label("", "muted")
        back = build_icon_button(look, "chevron-up", self.tr("Find the one before"))
        on = build_icon_button(look, "chevron-down", self.tr("Find the next"))
        shut = build_icon_button(look, "x", self.tr("Close the search"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 8, 4)
        layout.setSpacing(8)
        for part in (self.field, where, self.count, back, on):
            if part is not None:
                layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(shut)
        self.field.textChanged.connect(self.query_changed)
        back.clicked.connect(self.previous_requested)
        on.clicked.connect(self.next_requested)
        shut.clicked.connect(self.leave)
        self.hide()

    def open_for(self, query: str = "") -> None:
        """Show the field; what was selected is looked for at once."""
        self.show()
        if query:
            self.field.setText(query)
        self.field.selectAll()
        self.field.setFocus()

    def show_count(self, at: int, total: int) -> None:
        """Which of how many; `at` counts from 1."""
        if not self.field.text():
            self.count.setText("")
        elif not total:
            self.count.setText(self.tr("Not found"))
        else:
            self.count.setText(self.tr("{at} of {total}").format(at=at, total=total))

    @Slot()
    def leave(self) -> None:
        """Put the field away."""
        self.hide()
        self.closed.emit()
        self.field.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                (self.previous_requested if is_back else self.next_requested).emit()
                return True
        return super().eventFilter(watched, event)
