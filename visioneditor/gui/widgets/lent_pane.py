"""A pane in the right-hand panel's place: a head with the way out, and what stands below it, scrolled as one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import build_column, build_icon_button

_Parts = Sequence[QWidget | QLayout]


class LentPane(QFrame):
    """`closed` when the reader is done with it: `Escape` and the cross say so. `area` is what scrolls."""

    closed = Signal()
    area: QScrollArea

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_panel")
        self._look = look

    def _put(self, name: str, leave: str, head: _Parts, below: _Parts, *, first: QWidget, spacing: int = 4) -> None:
        """Lay it out: `first` beside the cross, the other parts of the head under it, the rest below at full width."""
        shut = build_icon_button(self._look, "x", leave)
        shut.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(first, 1)
        top.addWidget(shut, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setContentsMargins(18, 12, 12, 10)
        lines.setSpacing(spacing)
        _fill(lines, (top, *head))
        content = QWidget()
        content.setObjectName("side_panel_content")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        _fill(column, (lines, *below))
        column.addStretch(1)
        self.area = build_column(content, name)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it; other keys go on."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _fill(column: QVBoxLayout, parts: _Parts) -> None:
    for part in parts:
        if isinstance(part, QLayout):
            column.addLayout(part)
        else:
            column.addWidget(part)
