"""The field for finding words in a draft's source, with one for what is to stand in their place."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from visioneditor.gui.look import Look
from visioneditor.gui.widgets.find_bar import FindBar

_FIELD_WIDTH = 200


class ReplaceBar(FindBar):
    """Announces beyond what a find bar does `replace_requested` and `replace_all_requested`."""

    replace_requested = Signal()
    replace_all_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self.replacement = QLineEdit()
        self.replacement.setPlaceholderText(self.tr("Replace with"))
        self.replacement.setAccessibleName(self.tr("Replace with"))
        self.replacement.setFixedWidth(_FIELD_WIDTH)
        self.one, self.all = QPushButton(self.tr("Replace")), QPushButton(self.tr("Replace all"))
        beside = QFrame()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.replacement, self.one, self.all):
            row.addWidget(part)
        super().__init__(look, beside, parent)
        self.replacement.installEventFilter(self)
        self.one.clicked.connect(self.replace_requested)
        self.all.clicked.connect(self.replace_all_requested)

    @Slot(bool)
    def enable(self, has_found: bool) -> None:
        """Whether there is anything to be replaced."""
        for button in (self.one, self.all):
            button.setEnabled(has_found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.replacement and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.replace_requested.emit()
                return True
        return super().eventFilter(watched, event)
