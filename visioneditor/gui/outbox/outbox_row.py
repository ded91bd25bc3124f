"""One request in the outbox: whose change it is for, what it brings, how far it is, and what can be done about it."""

from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from visioneditor.core.review.publication import ItemState, OutboxItem
from visioneditor.gui.look import Look
from visioneditor.gui.outbox.outbox_words import STATES, page_of, tell_content, tell_place, tell_problem, tell_times
from visioneditor.gui.review.change_rows import CutLink
from visioneditor.gui.widgets.controls import CutLabel, build_icon_button, build_label, build_link


class ItemWish(StrEnum):
    """What the reader wants done about an item."""

    SEND = "send"
    SHOW = "show"
    REVIEW = "review"
    OPEN = "open"
    COPY = "copy"
    DROP = "drop"


_LOOKS = {  # icon, its colour, the words' role
    ItemState.WAITING: ("clock", "muted", "muted"),
    ItemState.SENDING: ("send", "accent", "accent"),
    ItemState.HELD: ("triangle-alert", "unresolved", "unresolved"),
    ItemState.REFUSED: ("octagon-alert", "error", "error"),
    ItemState.SENT: ("check", "accent", "accent"),
}
_SENDING_WORDS = {
    ItemState.WAITING: "Send now",
    ItemState.HELD: "Send anyway",
    ItemState.REFUSED: "Send again",
}
_STUCK = (ItemState.HELD, ItemState.REFUSED)
_ICON_PX = 14


class OutboxRow(QFrame):
    """Shows an item; `wished` with what is wanted, and the item."""

    wished = Signal(object, object)

    def __init__(self, look: Look, item: OutboxItem, now: datetime, *, elsewhere: str = "") -> None:
        super().__init__()
        self._look, self.item = look, item
        self.buttons: dict[ItemWish, QAbstractButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 8, 18, 8)
        column.setSpacing(2)
        column.addLayout(self._head())
        for text in (tell_place(item), elsewhere, tell_content(item.post), tell_times(item, now)):
            if text:
                column.addWidget(self._small(text))
        column.addLayout(self._state())
        if item.reason is not None:
            column.addWidget(build_label(tell_problem(item.reason), is_wrapped=True))
        column.addLayout(self._links())

    def _head(self) -> QHBoxLayout:
        item, head = self.item, QHBoxLayout()
        head.setSpacing(4)
        subject = CutLink(item.subject or self.tr("Change {number}").format(number=item.number))
        head.addWidget(self._button(ItemWish.SHOW, subject), 1)
        if page_of(item) is not None:
            page = build_icon_button(self._look, "external-link", self.tr("Open the change in a browser"))
            copy = build_icon_button(self._look, "copy", self.tr("Copy the change's address"))
            head.addWidget(self._button(ItemWish.OPEN, page))
            head.addWidget(self._button(ItemWish.COPY, copy))
        return head

    def _small(self, text: str) -> CutLabel:
        label = CutLabel(text, "muted")
        label.setFont(self._look.fonts.program(-1))
        return label

    def _state(self) -> QHBoxLayout:
        icon, token, role = _LOOKS[self.item.state]
        drawing = QLabel()
        drawing.setPixmap(self._look.icons.pixmap(icon, token, _ICON_PX, self.devicePixelRatioF()))
        self.state = build_label(self.tr(STATES[self.item.state]), role)
        line = QHBoxLayout()
        line.setContentsMargins(0, 4, 0, 0)
        line.setSpacing(6)
        line.addWidget(drawing)
        line.addWidget(self.state)
        line.addStretch(1)
        return line

    def _links(self) -> QHBoxLayout:
        line, state = QHBoxLayout(), self.item.state
        line.setContentsMargins(0, 2, 0, 0)
        line.setSpacing(16)
        if state in _SENDING_WORDS:
            words = self.tr("Look now") if self.item.is_dropped else self.tr(_SENDING_WORDS[state])
            line.addWidget(self._button(ItemWish.SEND, build_link(words)))
        if state in _STUCK:
            line.addWidget(self._button(ItemWish.REVIEW, build_link(self.tr("Look through again"))))
        if state in _SENDING_WORDS:
            line.addWidget(self._button(ItemWish.DROP, build_link(self.tr("Drop"))))
        line.addStretch(1)
        return line

    def _button(self, wish: ItemWish, button: QAbstractButton) -> QAbstractButton:
        button.setProperty("wish", wish.value)
        button.clicked.connect(self._on_clicked)
        self.buttons[wish] = button
        return button

    @Slot()
    def _on_clicked(self) -> None:
        self.wished.emit(ItemWish(str(self.sender().property("wish"))), self.item)
