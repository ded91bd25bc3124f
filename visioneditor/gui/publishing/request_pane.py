"""Exactly what will be sent: where to, as whom, and each request with its body."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from visioneditor.core.review.publication import Publication, Route
from visioneditor.gui.look import Look
from visioneditor.gui.publishing.request_text import RequestHighlighter, render_json
from visioneditor.gui.review.change_rows import counted
from visioneditor.gui.widgets.controls import build_label, build_link, build_rule
from visioneditor.services.requests import Request

_LEAST_WIDTH = 30  # characters of a line
_ROUTES = {Route.REST: "over HTTPS", Route.SSH: "over ssh", Route.NOTES: "as notes in this repository"}


class RequestPane(QFrame):
    """Shows requests in the panel's place; keys that belong to the page are passed on."""

    publish_requested = Signal()
    closed = Signal()
    check_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_panel")
        self._look = look
        self._requests: tuple[Request, ...] = ()
        self.title = build_label(self.tr("Exactly what will be sent"))
        self.title.setFont(look.fonts.program(3, 600))
        self.counts = build_label("", "muted", is_wrapped=True)
        self.to = build_label("", is_wrapped=True)
        self.to.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setProperty("role", "request")
        self.text.setAccessibleName(self.tr("Exactly what will be sent"))
        self.text.setTabChangesFocus(True)
        self._highlighter = RequestHighlighter(look, self.text.document())
        self._lay_out()
        self._on_look()
        look.changed.connect(self._on_look)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(18, 14, 18, 10)
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addWidget(self.counts)
        self._form = QWidget()
        to = QHBoxLayout()
        to.setSpacing(16)
        to.addWidget(build_label(self.tr("To"), "muted"), 0, Qt.AlignmentFlag.AlignTop)
        to.addWidget(self.to, 1)
        self.checked = build_label("", "muted", is_wrapped=True)
        self.check = build_link(self.tr("Ask the server what it would take"))
        self.check.clicked.connect(self.check_requested)
        column = QVBoxLayout(self._form)
        column.setContentsMargins(18, 10, 18, 10)
        column.setSpacing(6)
        column.addLayout(to)
        column.addWidget(self.checked)
        column.addWidget(self.check)
        self._rule = build_rule()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(build_rule())
        layout.addWidget(self._form)
        layout.addWidget(self._rule)
        layout.addWidget(self.text, 1)

    @Slot()
    def _on_look(self) -> None:
        self.text.setFont(self._look.fonts.fixed())
        self.counts.setFont(self._look.fonts.program(-1))
        self._highlighter.rehighlight()

    def show_requests(self, publication: Publication, requests: Sequence[Request], account: str = "") -> None:
        """Show what a publication sends; where one reads stays before the eye."""
        self.counts.setText(self._told(publication, requests))
        self.to.setText(self._address(publication, account))
        one = publication
        has_any = bool(one.posts or one.blocked or one.unchosen or one.problems)
        for part in (self._form, self._rule):
            part.setVisible(has_any)
        self._requests = tuple(requests)
        self._show_text()

    def show_check(self, said: str, *, can_ask: bool) -> None:
        """What came of asking the server beforehand, and whether it can be asked."""
        self.checked.setText(said)
        self.checked.setVisible(bool(said))
        self.check.setVisible(can_ask)

    def _show_text(self) -> None:
        width = max(_LEAST_WIDTH, self._columns)
        text = "\n\n".join(f"{one.method} {one.address}\n{render_json(one.body, width)}" for one in self._requests)
        if text != self.text.toPlainText():
            at = self.text.verticalScrollBar().value()
            self.text.setPlainText(text)
            self.text.verticalScrollBar().setValue(at)

    @property
    def _columns(self) -> int:
        """Characters that a line has room for."""
        room = self.text.viewport().width() - 2 * round(self.text.document().documentMargin())
        return room // max(1, self.text.fontMetrics().horizontalAdvance("m"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_text()

    def _told(self, publication: Publication, requests: Sequence[Request]) -> str:
        if not publication.posts:
            return self.tr("Nothing leaves as it stands.")
        votes = sum(len(post.votes) for post in publication.posts)
        comments = sum(len(post.comments) for post in publication.posts)
        parts = [counted(len(requests), self.tr("request"))] if requests else []
        parts += [counted(votes, self.tr("vote"))] if votes else []
        parts += [self.tr("1 message")] if any(post.cover for post in publication.posts) else []
        parts += [counted(comments, self.tr("comment"))] if comments else []
        return self.tr("{parts}, nothing else").format(parts=", ".join(parts))

    def _address(self, publication: Publication, account: str) -> str:
        server = publication.server
        if server is None:
            return self.tr("this repository, as notes that other tools read")
        host = server.root.partition("://")[2] or server.root
        who = self.tr("{host} as {account}").format(host=host, account=account) if account else host
        return f"{who}, {self.tr(_ROUTES[server.route])}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.publish_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
