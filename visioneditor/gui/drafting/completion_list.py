"""What can stand where one is writing, below the cursor: chosen with arrows and Enter or Tab, left with Escape.

The editor keeps the focus and all keys but these.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit

_ROWS = 8
_WIDTH = 460
_ROOM = 8  # above and below a row's words
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
_TAKING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})


class CompletionList(QListWidget):
    """Announces the text that was chosen."""

    chosen = Signal(str)

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor.window())
        self._editor = editor
        self.setObjectName("popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("What can be put here"))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._on_clicked)
        editor.installEventFilter(self)
        self.hide()

    def offer(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show these texts, each with what it stands for; none: leave."""
        self.clear()
        for text, title in rows:
            item = QListWidgetItem(f"{text}    {title}" if title else text)
            item.setData(Qt.ItemDataRole.UserRole, text)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + _ROOM))
            self.addItem(item)
        if not rows:
            self.hide()
            return
        self.setCurrentRow(0)
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        """Below the cursor where there is room, else above."""
        self.setParent(self._editor.window())
        cursor, window = self._editor.cursorRect(), self._editor.window()
        height = (self.sizeHintForRow(0) or 22) * min(self.count(), _ROWS) + 2 * self.frameWidth() + 10
        below = self._editor.viewport().mapTo(window, QPoint(cursor.left(), cursor.bottom() + 2))
        is_room = below.y() + height < window.height()
        top = below.y() if is_room else below.y() - cursor.height() - height - 4
        self.setGeometry(max(8, min(below.x(), window.width() - _WIDTH - 8)), max(0, top), _WIDTH, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.isVisible():
            return False
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() != QEvent.Type.KeyPress and event.type() != QEvent.Type.ShortcutOverride:
            return False
        assert isinstance(event, QKeyEvent)
        takes = event.key() in (*_STEPS, *_TAKING, Qt.Key.Key_Escape) and not event.modifiers()
        if takes and event.type() == QEvent.Type.KeyPress:
            self._press(Qt.Key(event.key()))
        elif takes:
            event.accept()
        return takes

    def _press(self, key: Qt.Key) -> None:
        if key in _STEPS:
            self.setCurrentRow(max(0, min(self.currentRow() + _STEPS[key], self.count() - 1)))
            return
        self.hide()
        if key in _TAKING and self.currentItem() is not None:
            self.chosen.emit(self.currentItem().data(Qt.ItemDataRole.UserRole))

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.hide()
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
