"""A thread beside the text: the words it is about and what became of them, what was said, what can be done."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from visioneditor.core.document.typesetting import in_quotes
from visioneditor.core.review.model import Comment, Side
from visioneditor.core.review.suggestions import words_beside
from visioneditor.gui.look import Look
from visioneditor.gui.review.message_view import MessageView
from visioneditor.gui.review.rich_words import rich_now, rich_was
from visioneditor.gui.review.suggestion_view import SuggestionView
from visioneditor.gui.review.thread_wishes import ThreadWishes
from visioneditor.gui.widgets.controls import CutLabel, build_icon_button, build_label, build_link
from visioneditor.gui.widgets.revision_names import shown_date
from visioneditor.services.placing import ShownThread
from visioneditor.services.suggesting import ShownSuggestion

Suggestions = Mapping[str, Sequence[ShownSuggestion]]  # by their comment's uuid or id
NO_SUGGESTIONS: Suggestions = {}
_LONG_QUOTE = 220


def shown_name(author: str) -> str:
    """A person's name; of a mail address alone what stands before the sign."""
    name = author.split("<")[0].strip() or author
    return name.split("@")[0] if "@" in name else name


class ThreadCard(ThreadWishes):
    """Shows a thread and announces what the reader wants done with it; `lines` takes an editor at its end."""

    fold_requested = Signal(object)  # the Thread

    def __init__(
        self,
        look: Look,
        shown: ShownThread,
        *,
        unread: frozenset[str] = frozenset(),  # uuids of comments
        suggestions: Suggestions = NO_SUGGESTIONS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._shown, self._suggestions = look, shown, suggestions
        self.thread_shown = shown.thread
        self._is_in_hand = False
        root = shown.thread.root
        self.setAccessibleName(self.tr("Thread on “{quote}”").format(quote=root.quote or root.path))
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(18, 10, 18, 10)
        self.lines.setSpacing(4)
        if shown.edits:
            self._add_edits()
        elif root.quote.strip():
            self._add_quote(root.quote)
        self._add_placement()
        for comment in shown.thread.comments:
            self._add_comment(comment, is_new=comment.uuid in unread)
        self._add_foot()
        for label in self.findChildren(QLabel):
            label.installEventFilter(self)

    def _add_quote(self, quote: str) -> None:
        words = " ".join(quote.split())
        shown = words if len(words) <= _LONG_QUOTE else words[:_LONG_QUOTE].rsplit(" ", 1)[0] + " …"
        label = build_label(in_quotes(shown, is_typeset=self._look.is_typeset), is_wrapped=True)
        label.setFont(self._look.fonts.reading(14.5))
        self.lines.addWidget(label)

    def _add_edits(self) -> None:
        """What the words were and what they are now, both with what differs."""
        for name, words in (
            (self.tr("was"), rich_was(self._shown.edits, self._look)),
            (self.tr("now"), rich_now(self._shown.edits, self._look)),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            sign = build_label(name, "muted")
            sign.setFont(self._look.fonts.program(-1))
            sign.setMinimumWidth(26)
            sign.setAlignment(Qt.AlignmentFlag.AlignTop)
            label = build_label("", is_wrapped=True)
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setText(words)
            label.setFont(self._look.fonts.reading(14.5))
            row.addWidget(sign)
            row.addWidget(label, 1)
            self.lines.addLayout(row)

    def _add_placement(self) -> None:
        """How it was placed, and where it was written: pressed, that is shown."""
        row = QHBoxLayout()
        row.setSpacing(4)
        icon = QLabel()
        icon.setPixmap(self._look.icons.pixmap("map-pin", "muted", 12, self.devicePixelRatioF()))
        icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        label = build_label(self._shown.placement.value, "muted", is_wrapped=True)
        label.setFont(self._look.fonts.program(-1))
        row.addWidget(icon)
        row.addWidget(label, 1)
        if not self._shown.is_at_home:
            self.origin = build_link(self._origin(), self.tr("Show it where it was written"))
            self.origin.setToolTip(self.tr("Show it where it was written, with its words selected"))
            self.origin.setFont(self._look.fonts.program(-1))
            self.origin.clicked.connect(self._on_origin)
            row.addWidget(self.origin, 0, Qt.AlignmentFlag.AlignTop)
        self.lines.addLayout(row)

    def _origin(self) -> str:
        root = self._shown.thread.root
        place = self.tr("Patch set {number}") if root.side is Side.REVISION else self.tr("Base of patch set {number}")
        return place.format(number=root.patch_set)

    def _add_comment(self, comment: Comment, *, is_new: bool) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.setContentsMargins(0, 6, 0, 0)
        name = CutLabel(shown_name(comment.author), "strong")
        date = build_label(shown_date(comment.written), "muted")
        date.setFont(self._look.fonts.program(-1))
        head.addWidget(name, 1)
        if is_new:
            head.addWidget(build_label(self.tr("new"), "accent"))
        head.addWidget(date)
        if comment.draft:
            head.addWidget(build_label(self.tr("draft"), "accent"))
        self.lines.addLayout(head)
        if comment.draft and comment is not self.thread_shown.comments[-1]:
            links = QHBoxLayout()
            links.addStretch(1)
            self._add_draft_links(links, comment)
            self.lines.addLayout(links)
        suggestions = self._suggestions.get(comment.key, ())
        words = words_beside(comment.message) if suggestions else comment.message
        if words:
            message = MessageView(self._look, words)
            message.address_chosen.connect(self.address_chosen)
            self.lines.addWidget(message)
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
        newest = self._shown.change.current
        if comment is self.thread_shown.root and comment.parent is None and comment.revision != newest.revision:
            self._add_move(newest.number)

    def _add_move(self, number: int) -> None:
        """In a row of its own: beside the others it is too long for a narrow panel."""
        row = QHBoxLayout()
        row.addStretch(1)
        move = build_link(self.tr("Move to patch set {number}").format(number=number))
        move.clicked.connect(self._on_move)
        row.addWidget(move)
        self.lines.addLayout(row)

    def _add_foot(self) -> None:
        """The state and what can be done: of a resolved thread in one line, else the answers below it."""
        is_unresolved, last = self.thread_shown.is_unresolved, self.thread_shown.comments[-1]
        row = self._build_state(is_unresolved=is_unresolved)
        self.lines.addLayout(row)
        if last.draft:
            self._add_draft_links(row, last)
            return
        answers = row
        if is_unresolved:
            answers = QHBoxLayout()
            answers.setSpacing(12)
            self.resolve = self._add_action(row, self.tr("Resolve"))
            self.lines.addLayout(answers)
        self.reply = self._add_action(answers, self.tr("Reply"))
        self.quote = self._add_action(answers, self.tr("Quote"))
        self.reply.clicked.connect(self._on_reply)
        self.quote.clicked.connect(self._on_quote)
        if is_unresolved:
            self.done = self._add_action(answers, self.tr("Done"))
            self.acknowledge = self._add_action(answers, self.tr("Acknowledge"))
            self.done.clicked.connect(self._on_done)
            self.acknowledge.clicked.connect(self._on_acknowledge)
            answers.addStretch(1)
        else:
            self.resolve = self._add_action(answers, self.tr("Reopen"))
        self.resolve.clicked.connect(self._on_resolve)

    def _build_state(self, *, is_unresolved: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6 if is_unresolved else 8)
        row.setContentsMargins(0, 4, 0, 0)
        name, token = ("circle-dot", "unresolved") if is_unresolved else ("circle-check", "muted")
        icon = QLabel()
        icon.setPixmap(self._look.icons.pixmap(name, token, 14, self.devicePixelRatioF()))
        row.addWidget(icon)
        row.addWidget(build_label(self.tr("Unresolved") if is_unresolved else self.tr("Resolved"), token))
        if not is_unresolved:
            self.fold = build_icon_button(self._look, "chevron-up", self.tr("Fold this thread"), size=14)
            self.fold.clicked.connect(self._on_fold)
            row.addWidget(self.fold)
        row.addStretch(1)
        return row

    def _add_action(self, row: QHBoxLayout, text: str) -> QPushButton:
        link = build_link(text)
        row.addWidget(link)
        return link

    def set_in_hand(self, is_in_hand: bool) -> None:
        """Show the bar at the edge of the thread that keys speak to."""
        if is_in_hand != self._is_in_hand:
            self._is_in_hand = is_in_hand
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, colours = QPainter(self), self._look.theme
        painter.fillRect(18, self.height() - 1, self.width() - 36, 1, colours.colour("line"))
        if self._is_in_hand:
            painter.fillRect(0, 0, 3, self.height(), colours.colour("comment-bar"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.chosen.emit(self.thread_shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Words that can be selected keep the press to themselves."""
        if event.type() == QEvent.Type.MouseButtonPress and not self._is_in_hand:
            self.chosen.emit(self.thread_shown)
        return False

    @Slot()
    def _on_reply(self) -> None:
        self.reply_requested.emit(self.thread_shown)

    @Slot()
    def _on_quote(self) -> None:
        self.quote_requested.emit(self.thread_shown)

    @Slot()
    def _on_done(self) -> None:
        self.done_requested.emit(self.thread_shown)

    @Slot()
    def _on_acknowledge(self) -> None:
        self.acknowledge_requested.emit(self.thread_shown)

    @Slot()
    def _on_resolve(self) -> None:
        self.resolve_requested.emit(self.thread_shown)

    @Slot()
    def _on_origin(self) -> None:
        self.origin_requested.emit(self.thread_shown)

    @Slot()
    def _on_fold(self) -> None:
        self.fold_requested.emit(self.thread_shown)

    @Slot()
    def _on_edit(self) -> None:
        self.edit_requested.emit(self.sender().property("comment"))

    @Slot()
    def _on_move(self) -> None:
        self.move_requested.emit(self.thread_shown)

    @Slot()
    def _on_delete(self) -> None:
        self.delete_requested.emit(self.sender().property("comment"))
