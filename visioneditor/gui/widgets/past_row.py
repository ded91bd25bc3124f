"""A row of what happened: what it is called, a link, and below it when, by whom, and why it stands there."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import CutLabel, build_link, plain_tip

_MARGIN, _GAP, _ICON = 18, 6, 13


class PastRow(QFrame):
    """Announces `pressed` with the value it stands for."""

    pressed = Signal(object)

    def __init__(self, look: Look, value: object, title: str, byline: str, tip: str, icon: str = "") -> None:
        super().__init__()
        self._value, self._title = value, title
        self._room = 0  # that the icon takes
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 4, _MARGIN, 4)
        layout.setSpacing(0)
        self.subject = build_link(title)
        self.subject.setObjectName("revision_subject")
        self.subject.setMinimumWidth(24)  # so that the panel can become narrower than the words
        self.subject.setToolTip(plain_tip(f"{title}\n{tip}"))
        self.subject.setAccessibleDescription(byline)
        below = CutLabel(byline, "muted")
        below.setFont(look.fonts.program(-1))
        head = QHBoxLayout()
        head.setSpacing(_GAP)
        if icon:
            sign = QLabel()
            sign.setPixmap(look.icons.pixmap(icon, "muted", _ICON, self.devicePixelRatioF()))
            head.addWidget(sign)
            self._room = _ICON + _GAP
        head.addWidget(self.subject)
        head.addStretch(1)
        layout.addLayout(head)
        layout.addWidget(below)
        self.subject.clicked.connect(self._on_clicked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics, room = self.subject.fontMetrics(), self.contentsRect().width() - 2 * _MARGIN - self._room - 4
        self.subject.setText(metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room))

    @Slot()
    def _on_clicked(self) -> None:
        self.pressed.emit(self._value)
