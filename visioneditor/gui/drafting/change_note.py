"""One change of a draft, shown over its source: what stood there and what stands there now, with the ways on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from visioneditor.gui.drafting.source_editor import SourceEditor
from visioneditor.gui.look import Look
from visioneditor.gui.prose.columns import Shape
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.prose.rows import Row
from visioneditor.gui.widgets.controls import CutLabel, build_icon_button

_MOST_HEIGHT, _GAP = 260, 6


class ChangeNote(QFrame):
    """Lies over the editor, below the lines of the change or above them; `Escape` closes it."""

    take_back_requested = Signal()
    step_requested = Signal(int)  # to the next change, or -1 to the one before

    def __init__(self, look: Look, editor: SourceEditor) -> None:
        super().__init__(editor.viewport())
        self._editor = editor
        self.setObjectName("change_note")
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("What you changed here"))
        self.setAutoFillBackground(True)
        self.said = CutLabel(role="strong")
        self.view = ProseView(look, Shape.UNIFIED, self)
        self.view.setAccessibleName(self.tr("What stood here, and what stands here now"))
        self.take_back = QPushButton(self.tr("Take back"))
        self.previous = build_icon_button(look, "arrow-up", self.tr("Previous change"))
        self.next = build_icon_button(look, "arrow-down", self.tr("Next change"))
        self.leave = build_icon_button(look, "x", self.tr("Close"))
        self._lay_out()
        self.take_back.clicked.connect(self.take_back_requested)
        self.previous.clicked.connect(self._on_previous)
        self.next.clicked.connect(self._on_next)
        self.leave.clicked.connect(self.put_away)
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 8, 2)
        head.addWidget(self.said, 1)
        for part in (self.take_back, self.previous, self.next, self.leave):
            head.addWidget(part)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)

    def show_change(self, rows: Sequence[Row], said: str, first_line: int, last_line: int) -> None:
        """Show a change beside its lines; the editor keeps the focus."""
        self.said.set_whole(said)
        port = self._editor.viewport()
        self.resize(min(port.width() - 2 * _GAP, 760), _MOST_HEIGHT)
        self._column.activate()
        self.view.set_rows(rows)
        self.view.settle()
        text = round(self.view.stage().scroll.heights.total) + 18
        head = self.height() - self.view.height()
        self.resize(self.width(), min(_MOST_HEIGHT, head + text, port.height() - 2 * _GAP))
        self.move(_GAP, self._top(first_line, last_line))
        self.show()
        self.raise_()

    def _top(self, first_line: int, last_line: int) -> int:
        """Below the lines where there is room, else above them, else at the rim."""
        above, below = self._editor.line_box(first_line).top(), self._editor.line_box(last_line).bottom()
        room = self._editor.viewport().height()
        if below + _GAP + self.height() <= room:
            return max(_GAP, below + _GAP)
        over = above - _GAP - self.height()
        return over if over >= 0 else room - self.height() - _GAP

    @Slot()
    def put_away(self) -> None:
        """Close it; one goes on writing."""
        if self.isVisible():
            self.hide()
            self._editor.setFocus()

    @Slot()
    def _on_previous(self) -> None:
        self.step_requested.emit(-1)

    @Slot()
    def _on_next(self) -> None:
        self.step_requested.emit(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it; other keys are not the editor's."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        event.accept()
