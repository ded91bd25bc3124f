"""The outbox in the panel's place: what waits, what is held back or was refused, oldest first, and sending it."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from visioneditor.core.review.publication import ItemState, OutboxItem
from visioneditor.gui.look import Look
from visioneditor.gui.outbox.outbox_row import ItemWish, OutboxRow
from visioneditor.gui.outbox.outbox_words import tell_outbox
from visioneditor.gui.widgets.controls import (
    CutLabel,
    build_column,
    build_icon_button,
    build_label,
    build_rule,
    tab_stops,
)
from visioneditor.gui.widgets.side_panel import clear

_READY = (ItemState.WAITING, ItemState.SENDING)


class OutboxPane(QFrame):
    """Shows items; `wished` with what is wanted of one, `send_requested` and `cancel_requested` for all."""

    wished = Signal(object, object)  # ItemWish, OutboxItem
    send_requested = Signal()
    cancel_requested = Signal()
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_panel")
        self._look = look
        self._shown: object = None
        self._items: tuple[OutboxItem, ...] = ()
        self._is_sending = False
        self.rows: list[OutboxRow] = []
        self.title = build_label(self.tr("Outbox"))
        self.title.setFont(look.fonts.program(3, 600))
        self.about = build_label("", "muted", is_wrapped=True)
        self.about.setFont(look.fonts.program(-1))
        self.send = QPushButton(self.tr("Send now"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.said = CutLabel("", "muted")
        self.shut = build_icon_button(look, "x", self.tr("Close the outbox"))
        self._lay_out()
        self.send.clicked.connect(self.send_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self.shut.clicked.connect(self.closed)
        self._show_buttons()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.shut, 0, Qt.AlignmentFlag.AlignTop)
        doing = QHBoxLayout()
        doing.setContentsMargins(0, 8, 0, 0)
        doing.setSpacing(10)
        for part in (self.send, self.cancel):
            doing.addWidget(part)
        doing.addWidget(self.said, 1)
        head = QVBoxLayout()
        head.setContentsMargins(18, 12, 12, 10)
        head.setSpacing(3)
        head.addLayout(top)
        head.addWidget(self.about)
        head.addLayout(doing)
        content = QWidget()
        content.setObjectName("side_panel_content")
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        column.addLayout(self._column)
        column.addStretch(1)
        self.area = build_column(content, self.tr("What waits to be sent"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.area, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def take_focus(self) -> None:
        """Keys go to what there is to do first."""
        first = (self.cancel, self.send, *(button for row in self.rows for button in row.buttons.values()), self.shut)
        next(one for one in first if not one.isHidden()).setFocus()

    def show_items(self, items: Sequence[OutboxItem], now: datetime, *, repository: str = "") -> None:
        """Show the outbox; `repository` is the key of the one that is open."""
        shown = (tuple(items), repository, now.replace(second=0, microsecond=0))
        if shown == self._shown:
            return
        self._shown, self._items = shown, tuple(items)
        focused = self._focused()
        clear(self._column)
        self.rows = [self._build_row(item, now, repository) for item in items]
        told = tell_outbox(items)
        once = self.tr("Written down on this computer; each goes once, by itself as soon as its server can be reached.")
        self.about.setText(f"{told[:1].upper()}{told[1:]}. {once}" if told else self.tr("Nothing waits to be sent."))
        self._show_buttons()
        for before, after in pairwise([self.shut, self.send, self.cancel, *tab_stops(self.area)]):
            QWidget.setTabOrder(before, after)
        self._focus(focused)

    def show_sending(self, text: str, *, is_sending: bool) -> None:
        """How sending gets on."""
        self._is_sending = is_sending
        self.said.set_whole(text if is_sending else "")
        self._show_buttons()

    def _show_buttons(self) -> None:
        had_focus = self.send.hasFocus() or self.cancel.hasFocus()
        has_ready = any(item.state in _READY for item in self._items)
        self.send.setVisible(has_ready and not self._is_sending)
        self.cancel.setVisible(self._is_sending)
        if had_focus:
            next(one for one in (self.cancel, self.send, self.shut) if not one.isHidden()).setFocus()

    def _build_row(self, item: OutboxItem, now: datetime, repository: str) -> OutboxRow:
        is_here = item.repository == repository
        elsewhere = "" if is_here else self.tr("In {folder}").format(folder=item.folder)
        row = OutboxRow(self._look, item, now, elsewhere=elsewhere)
        row.wished.connect(self.wished)
        self._column.addWidget(build_rule())
        self._column.addWidget(row)
        return row

    def _focused(self) -> tuple[str, ItemWish] | None:
        """Which item's button has the keys: its row is about to be built anew."""
        focused = QApplication.focusWidget()
        return next(
            ((row.item.id, wish) for row in self.rows for wish, one in row.buttons.items() if one is focused), None
        )

    def _focus(self, held: tuple[str, ItemWish] | None) -> None:
        if held is None:
            return
        id, wish = held
        row = next((row for row in self.rows if row.item.id == id), None)
        target = row.buttons.get(wish, row.buttons[ItemWish.SHOW]) if row is not None else self.shut
        target.setFocus()
