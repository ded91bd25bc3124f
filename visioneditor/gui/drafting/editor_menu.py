"""The editor's own menu, with what can be done about the problem at that place before what editors always have."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu

from visioneditor.gui.drafting.source_editor import SourceEditor

Way = tuple[str, Callable[[], object]]
WaysAt = Callable[[int], Sequence[Sequence[Way]]]


class EditorMenu(QObject):
    """`ways_at` tells for a place in the text what can be done there, a group for each problem."""

    def __init__(self, editor: SourceEditor, ways_at: WaysAt, parent: QObject) -> None:
        super().__init__(parent)
        self._editor, self._ways_at = editor, ways_at
        editor.installEventFilter(self)
        editor.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click takes the place that is clicked, a key the cursor's; not every system tells of Shift+F10."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            is_menu = event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
            if is_menu:
                self._open_at_cursor()
            return is_menu
        if not isinstance(event, QContextMenuEvent):
            return False
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._open_at_cursor()
        else:
            clicked = self._editor.cursorForPosition(event.pos())
            self.build_menu(self._editor.offset_at(clicked)).popup(event.globalPos())
        return True

    def _open_at_cursor(self) -> None:
        below = self._editor.viewport().mapToGlobal(self._editor.cursorRect().bottomLeft())
        self.build_menu(self._editor.offset).popup(below)

    def build_menu(self, offset: int) -> QMenu:
        """The menu for a place."""
        menu = self._editor.createStandardContextMenu()
        menu.aboutToHide.connect(menu.deleteLater)
        first = menu.actions()[0]
        for group in self._ways_at(offset):
            for label, act in group:
                action = QAction(label.replace("&", "&&"), menu)
                action.triggered.connect(act)
                menu.insertAction(first, action)
            if group:
                menu.insertSeparator(first)
        return menu
