"""A thread beside the text: the words it is about, what was said, what can be done."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from visioneditor.core.document.typesetting import in_quotes
from visioneditor.core.review.model import Comment, Thread
from visioneditor.core.review.suggestions import words_beside
from visioneditor.gui.look import Look
from visioneditor.gui.review.suggestion_view import SuggestionView
from visioneditor.gui.widgets.controls import CutLabel, build_label, build_link
from visioneditor.gui.widgets.revision_names import shown_date
from visioneditor.services.suggesting import ShownSuggestion

_LONG_QUOTE = 220


def shown_name(author: str) -> str:
    """A person's name; of a mail address alone what stands before the sign."""
    name = author.split("<")[0].strip() or author
    return name.split("@")[0] if "@" in name else name


class ThreadCard(QFrame):
    """Shows a thread and announces what the reader wants done with it."""

    chosen = Signal(object)  # the Thread
    reply_requested = Signal(object)
    resolve_requested = Signal(object)
    edit_requested = Signal(object)  # the draft Comment
    delete_requested = Signal(object)
    apply_requested = Signal(object)  # the ShownSuggestion

    def __init__(
        self,
        look: Look,
        thread: Thread,
        placement: str,
        parent: QWidget | None = None,
        *,
        suggestions: Mapping[str, Sequence[ShownSuggestion]] | None = None,  # by their comment's uuid or id
    ) -> None:
        super().__init__(parent)
        self._look, self.thread_shown, self._suggestions = look, thread, suggestions or {}
        self._is_in_hand = False
        root = thread.root
        self.setAccessibleName(self.tr("Thread on “{quote}”").format(quote=root.quote or root.path))
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(18, 10, 18, 10)
        self.lines.setSpacing(4)
        if root.quote:
            self._add_quote(root.quote)
        self._add_placement(placement)
        for comment in thread.comments:
            self._add_comment(comment)
        self.lines.addLayout(self._build_foot(thread))

    def _add_quote(self, quote: str) -> None:
        words = " ".join(quote.split())
        shown = words if len(words) <= _LONG_QUOTE else words[:_LONG_QUOTE].rsplit(" ", 1)[0] + " …"
        label = build_label(in_quotes(shown, is_typeset=self._look.is_typeset), is_wrapped=True)
        label.setFont(self._look.fonts.reading(14.5))
        self.lines.addWidget(label)

    def _add_placement(self, placement: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        icon = QLabel()
        icon.setPixmap(self._look.icons.pixmap("map-pin", "muted", 12, self.devicePixelRatioF()))
        label = build_label(placement, "muted")
        label.setFont(self._look.fonts.program(-1))
        row.addWidget(icon)
        row.addWidget(label, 1)
        self.lines.addLayout(row)

    def _add_comment(self, comment: Comment) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        name = CutLabel(shown_name(comment.author), "strong")
        date = build_label(shown_date(comment.written), "muted")
        date.setFont(self._look.fonts.program(-1))
        head.addWidget(name, 1)
        head.addWidget(date)
        if comment.draft:
            sign = build_label(self.tr("draft"), "accent")
            head.addWidget(sign)
        self.lines.addLayout(head)
        if comment.draft and comment is not self.thread_shown.comments[-1]:
            links = QHBoxLayout()
            links.addStretch(1)
            self._add_draft_links(links, comment)
            self.lines.addLayout(links)
        suggestions = self._suggestions.get(comment.uuid or comment.id or "", ())
        words = words_beside(comment.message) if suggestions else comment.message
        text = build_label(words, is_wrapped=True)
        text.setTextInteractionFlags(text.textInteractionFlags() | text.textInteractionFlags().TextSelectableByMouse)
        if words:
            self.lines.addWidget(text)
        for suggestion in suggestions:
            view = SuggestionView(self._look, suggestion)
            view.apply_requested.connect(self.apply_requested)
            self.lines.addWidget(view)

    def _add_draft_links(self, row: QHBoxLayout, comment: Comment) -> None:
        edit, delete = build_link(self.tr("Edit")), build_link(self.tr("Delete"))
        edit.setProperty("comment", comment)
        delete.setProperty("comment", comment)
        edit.clicked.connect(self._on_edit)
        delete.clicked.connect(self._on_delete)
        row.addWidget(edit)
        row.addWidget(delete)

    def _build_foot(self, thread: Thread) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        name, token = ("circle-dot", "unresolved") if thread.is_unresolved else ("circle-check", "muted")
        icon = QLabel()
        icon.setPixmap(self._look.icons.pixmap(name, token, 14, self.devicePixelRatioF()))
        state = self.tr("Unresolved") if thread.is_unresolved else self.tr("Resolved")
        row.addWidget(icon)
        row.addWidget(build_label(state, token))
        row.addStretch(1)
        self.reply = build_link(self.tr("Reply"))
        self.resolve = build_link(self.tr("Resolve") if thread.is_unresolved else self.tr("Reopen"))
        self.reply.clicked.connect(self._on_reply)
        self.resolve.clicked.connect(self._on_resolve)
        last = thread.comments[-1]
        if last.draft:
            self._add_draft_links(row, last)
        else:
            row.addWidget(self.reply)
            row.addWidget(self.resolve)
        return row

    def set_in_hand(self, is_in_hand: bool) -> None:
        """Show the bar at the edge of the thread that keys speak to."""
        self._is_in_hand = is_in_hand
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_in_hand:
            QPainter(self).fillRect(0, 0, 3, self.height(), self._look.theme.colour("comment-bar"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.chosen.emit(self.thread_shown)

    @Slot()
    def _on_reply(self) -> None:
        self.reply_requested.emit(self.thread_shown)

    @Slot()
    def _on_resolve(self) -> None:
        self.resolve_requested.emit(self.thread_shown)

    @Slot()
    def _on_edit(self) -> None:
        self.edit_requested.emit(self.sender().property("comment"))

    @Slot()
    def _on_delete(self) -> None:
        self.delete_requested.emit(self.sender().property("comment"))
