"""What became of a review that was published: each request, posted, waiting, held or refused, and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from visioneditor.core.review.publication import ItemState, OutboxItem
from visioneditor.gui.look import Look
from visioneditor.gui.outbox.outbox_words import tell_content, tell_problem
from visioneditor.gui.widgets.controls import build_label, build_link
from visioneditor.gui.widgets.side_panel import clear

_ICONS = {
    ItemState.SENT: ("circle-check", "added"),
    ItemState.SENDING: ("send", "accent"),
    ItemState.WAITING: ("clock", "warning"),
    ItemState.HELD: ("triangle-alert", "warning"),
    ItemState.REFUSED: ("octagon-alert", "error"),
}


class OutcomeView(QFrame):
    """Shows the items of one publishing; what is gone from the outbox is posted."""

    open_requested = Signal()
    copy_requested = Signal()
    outbox_requested = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.title = build_label("")
        self.about = build_label("", "muted", is_wrapped=True)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(12)
        self.open = build_link(self.tr("Open the change in a browser"))
        self.copy = build_link(self.tr("Copy its address"))
        self.outbox = build_link(self.tr("Show the outbox"))
        self.back = build_link(self.tr("Back to the text"))
        links = QVBoxLayout()
        links.setSpacing(6)
        for link in (self.open, self.copy, self.outbox, self.back):
            links.addWidget(link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addLayout(self.rows)
        column.addLayout(links)
        column.addStretch(1)
        self.open.clicked.connect(self.open_requested)
        self.copy.clicked.connect(self.copy_requested)
        self.outbox.clicked.connect(self.outbox_requested)
        self.back.clicked.connect(self.left)

    def show_items(self, subject: str, items: Sequence[OutboxItem], address: str | None) -> None:
        """Show them as they stand now."""
        states = {item.state for item in items}
        self._show_head(self._headline(states), subject)
        clear(self.rows)
        for item in items:
            self.rows.addWidget(self._build_row(item))
        for link in (self.open, self.copy):
            link.setVisible(bool(address))
            link.setToolTip(address or "")
        self.outbox.setVisible(bool(states - {ItemState.SENT}))

    def show_notes(self, subject: str, sentence: str) -> None:
        """Say that it stands in the repository."""
        self._show_head(self.tr("Published in this repository"), subject)
        clear(self.rows)
        self.rows.addWidget(build_label(sentence, is_wrapped=True))
        for link in (self.open, self.copy, self.outbox):
            link.hide()

    def _show_head(self, title: str, subject: str) -> None:
        self.title.setFont(self._look.fonts.reading(18, 600))
        self.title.setText(title)
        self.about.setText(subject)

    def _headline(self, states: set[ItemState]) -> str:
        if ItemState.SENDING in states:
            return self.tr("Sending …")
        if states == {ItemState.SENT}:
            return self.tr("Published")
        if ItemState.REFUSED in states:
            return self.tr("Not all of it was taken")
        if ItemState.HELD in states:
            return self.tr("Held: something has changed")
        return self.tr("In the outbox")

    def _build_row(self, item: OutboxItem) -> QWidget:
        row = QFrame()
        name, token = _ICONS[item.state]
        icon = QLabel()
        icon.setPixmap(self._look.icons.pixmap(name, token, 16, self.devicePixelRatioF()))
        words = self._told(item)
        row.setAccessibleName(words)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(build_label(words, "strong", is_wrapped=True))
        lines.addWidget(build_label(tell_content(item.post), "muted", is_wrapped=True))
        if item.reason is not None:
            lines.addWidget(build_label(tell_problem(item.reason), is_wrapped=True))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(lines, 1)
        return row

    def _told(self, item: OutboxItem) -> str:
        if item.state is ItemState.WAITING and item.reason is None:
            return self.tr("Patch set {number}: it waits to be sent").format(number=item.post.patch_set)
        words = {
            ItemState.SENT: self.tr("Patch set {number}: the server has it"),
            ItemState.SENDING: self.tr("Patch set {number}: on its way"),
            ItemState.WAITING: self.tr("Patch set {number}: it waits, and is sent again by itself"),
            ItemState.HELD: self.tr("Patch set {number}: it is held"),
            ItemState.REFUSED: self.tr("Patch set {number}: the server refuses it"),
        }
        return words[item.state].format(number=item.post.patch_set)
