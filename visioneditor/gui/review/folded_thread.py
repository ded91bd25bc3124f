"""A resolved thread in one line: who said what first; pressed, it opens."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import build_label, build_link
from visioneditor.gui.widgets.thread_card import shown_name
from visioneditor.services.placing import ShownThread

_ROOM = 240  # until it is known


class FoldedThread(QFrame):
    """One line; `open_requested` with the thread when it is pressed."""

    open_requested = Signal(object)

    def __init__(self, look: Look, shown: ShownThread, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.thread_shown = shown.thread
        root, count = shown.thread.root, len(shown.thread.comments)
        self._words = f"{shown_name(root.author)}: {' '.join(root.message.split())}"
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 4, 18, 4)
        row.setSpacing(6)
        icon = QLabel()
        icon.setPixmap(look.icons.pixmap("circle-check", "muted", 14, self.devicePixelRatioF()))
        self.link = build_link("", self.tr("Resolved: {words}").format(words=self._words))
        self.link.setObjectName("revision_subject")
        self.link.setMinimumWidth(24)
        self.link.setToolTip(self.tr("Open this resolved thread"))
        self.link.clicked.connect(self._on_clicked)
        self._show(_ROOM)
        row.addWidget(icon)
        row.addWidget(self.link)
        row.addStretch(1)
        row.addWidget(build_label(str(count), "muted"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show(max(self.contentsRect().width() - 80, 24))

    def _show(self, room: int) -> None:
        words = self.link.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.link.setText(words.replace("&", "&&"))  # no key of ours

    @Slot()
    def _on_clicked(self) -> None:
        self.open_requested.emit(self.thread_shown)
