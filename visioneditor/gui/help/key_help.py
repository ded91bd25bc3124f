"""The keys, those of this mode first, with a filter; shown in the right-hand panel's place."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from visioneditor.gui.command_specs import CommandSpec, Group
from visioneditor.gui.command_table import COMMANDS
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import build_column, build_icon_button, build_label
from visioneditor.gui.widgets.side_panel import clear
from visioneditor.services.window_request import Mode

_FIRST = {
    Mode.READ: (Group.REVIEW, Group.REMEMBER, Group.GO, Group.VIEW),
    Mode.DRAFT: (Group.DRAFT, Group.GO),
    Mode.COMPARE: (Group.COMPARE, Group.REVIEW, Group.REMEMBER, Group.GO),
    Mode.CONSENSUS: (Group.CONSENSUS, Group.GO, Group.VIEW, Group.REVIEW),
}


class KeyHelp(QFrame):
    """Announces `closed`."""

    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_panel")
        self._look = look
        self._mode = Mode.READ
        title = build_label(self.tr("Keys"))
        title.setFont(look.fonts.program(3, 600))
        shut = build_icon_button(look, "x", self.tr("Close the keys"))
        shut.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(shut)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter the keys"))
        self.filter.textChanged.connect(self._on_filter)
        content = QWidget()
        content.setObjectName("side_panel_content")
        self._rows = QVBoxLayout(content)
        self._rows.setContentsMargins(18, 4, 18, 12)
        self._rows.setSpacing(5)
        area = build_column(content, self.tr("Keys"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 14, 0, 0)
        inset = QVBoxLayout()
        inset.setContentsMargins(18, 0, 12, 6)
        inset.addLayout(head)
        inset.addWidget(self.filter)
        layout.addLayout(inset)
        layout.addWidget(area, 1)

    def show_mode(self, mode: Mode) -> None:
        """List the keys, those of this mode first."""
        self._mode = mode
        self._fill()

    def _fill(self) -> None:
        clear(self._rows)
        needle = self.filter.text().casefold()
        first = _FIRST[self._mode]
        for group in (*first, *(group for group in Group if group not in first)):
            specs = [spec for spec in COMMANDS if spec.group is group and spec.keys and needle in spec.text.casefold()]
            if specs:
                heading = build_label(self.tr(group.value), "muted")
                heading.setFont(self._look.fonts.program(-1, 600))
                heading.setContentsMargins(0, 8, 0, 0)
                self._rows.addWidget(heading)
            for spec in specs:
                self._rows.addLayout(self._build_row(spec))
        self._rows.addStretch(1)

    def _build_row(self, spec: CommandSpec) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(build_label(self.tr(spec.text), is_wrapped=True), 1)
        row.addWidget(build_label(spec.shown_key, "key"))
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _on_filter(self, _: str) -> None:
        self._fill()
