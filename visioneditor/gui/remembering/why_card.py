"""One change of a chain: what it did with the words, and as soon as it is known what its review says of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from visioneditor.core.review.suggestions import Part
from visioneditor.gui.look import Look
from visioneditor.gui.remembering.why_words import (
    KINDS,
    approvals_told,
    byline,
    came_from,
    patch_sets_told,
    thread_state,
    thread_told,
)
from visioneditor.gui.review.change_rows import CutLink
from visioneditor.gui.review.rich_words import rich_now, rich_was
from visioneditor.gui.widgets.controls import CutLabel, build_label, build_link, build_rule
from visioneditor.gui.widgets.revision_names import shown_date
from visioneditor.gui.widgets.thread_card import shown_name
from visioneditor.services.explaining import ExplainedChange
from visioneditor.services.reasons import Reason, ThreadHeld

_SIGN = 14  # pixels
_LONG = 400  # letters of words before and after
_MOST_THREADS = 6  # shown before one asks for all


class WhyCard(QFrame):
    """Announces `place_requested` with the change, `thread_requested` with the Change and comment it was written on."""

    place_requested = Signal(object)  # ExplainedChange
    thread_requested = Signal(object, object)  # Change, Comment
    review_requested = Signal(object)  # Reason
    address_requested = Signal(str)

    def __init__(
        self, look: Look, explained: ExplainedChange, parts: Sequence[Part] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self.explained = look, explained
        self.reason: Reason | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 10, 18, 10)
        self.column.setSpacing(3)
        self._add_head()
        self._add_words(parts)
        self._said = QVBoxLayout()  # what the review says comes in here
        self._said.setSpacing(3)
        self.column.addLayout(self._said)

    def _add_head(self) -> None:
        one = self.explained
        sign, role, word = KINDS[one.kind]
        drawing = QLabel()
        token = role if role in self._look.theme.colours else "text"
        drawing.setPixmap(self._look.icons.pixmap(sign, token, _SIGN, self.devicePixelRatioF()))
        date = build_label(shown_date(one.change.date), "muted")
        date.setFont(self._look.fonts.program(-1))
        date.setToolTip(f"{one.change.date.astimezone():%Y-%m-%d %H:%M:%S}")
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(drawing)
        head.addWidget(build_label(self.tr(word), role))
        head.addStretch(1)
        head.addWidget(date)
        self.subject = CutLink(one.change.subject)
        self.subject.setAccessibleName(
            self.tr("{kind}, {date}: {subject}").format(
                kind=word, date=shown_date(one.change.date), subject=one.change.subject
            )
        )
        self.subject.setToolTip(self.tr("Compare at this place: {subject}").format(subject=one.change.subject))
        self.subject.clicked.connect(self._on_subject)
        self.column.addLayout(head)
        self.column.addWidget(self.subject)
        self._add_small(self.column, byline(one))
        self._add_small(self.column, came_from(one))

    def _add_small(self, column: QVBoxLayout, text: str, role: str = "muted", *, is_wrapped: bool = False) -> None:
        if text:
            label = build_label(text, role, is_wrapped=True) if is_wrapped else CutLabel(text, role)
            label.setFont(self._look.fonts.program(-1))
            column.addWidget(label)

    def _add_words(self, parts: Sequence[Part]) -> None:
        """What stood there before and what stood there then, with the changed words marked."""
        one = self.explained
        if one.before == one.after:
            return
        for words, rich in ((one.before, rich_was), (one.after, rich_now)):
            if words:
                label = QLabel(rich(parts, self._look))
                label.setTextFormat(Qt.TextFormat.RichText)
                label.setWordWrap(True)
                label.setProperty("role", "quoted")
                label.setContentsMargins(8, 0, 0, 0)
                label.setFont(self._look.fonts.reading(13.5))
                label.setAccessibleName(words[:_LONG])
                self.column.addWidget(label)

    def show_reason(self, reason: Reason) -> None:
        """Add what the review says."""
        self.reason = reason
        told = " · ".join(filter(None, (patch_sets_told(reason.patch_sets), approvals_told(reason.approvals))))
        self._add_small(self._said, told, is_wrapped=True)
        for held in reason.threads[:_MOST_THREADS]:
            self._add_thread(self._said, held)
        if len(reason.threads) > _MOST_THREADS:
            self._threads = QVBoxLayout()  # where the others go
            self._threads.setSpacing(3)
            self.all_threads = build_link(self.tr("Show all {n} threads").format(n=len(reason.threads)))
            self.all_threads.clicked.connect(self._on_all_threads)
            self._threads.addWidget(self.all_threads)
            self._said.addLayout(self._threads)
        self._add_links(reason)

    @Slot()
    def _on_all_threads(self) -> None:
        self.all_threads.hide()
        for held in self.reason.threads[_MOST_THREADS:] if self.reason is not None else ():
            self._add_thread(self._threads, held)

    def _add_thread(self, column: QVBoxLayout, held: ThreadHeld) -> None:
        if held.suggested_by:
            told = self.tr("Suggested by {name}").format(name=shown_name(held.suggested_by))
            self._add_small(column, told, "accent", is_wrapped=True)
        thread = held.thread
        link = CutLink(thread_told(thread))
        link.setObjectName("why_thread")
        link.setToolTip(self.tr("Show it where it was written"))
        link.clicked.connect(self._on_thread)
        link.setProperty("thread", thread.key)
        column.addWidget(link)
        self._add_small(column, thread_state(thread), "unresolved" if thread.is_unresolved else "muted")

    def _add_links(self, reason: Reason) -> None:
        """The message, the review in the window, the review on its server."""
        row = QHBoxLayout()
        row.setSpacing(12)
        self.message = build_label(reason.body, is_wrapped=True)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.message.hide()
        self.more = build_link(self.tr("Message"), self.tr("Show or fold the commit message"))
        self.more.clicked.connect(self._on_more)
        review = build_link(self.tr("Review"), self.tr("Show the review of this change"))
        review.clicked.connect(self._on_review)
        server = build_link(self.tr("On the server"), self.tr("Open the review in the browser"))
        server.setToolTip(reason.explained.change.review or "")
        server.clicked.connect(self._on_address)
        is_there = (bool(reason.body), reason.change.number is not None, bool(reason.explained.change.review))
        for link, is_shown in zip((self.more, review, server), is_there, strict=True):
            if is_shown:
                row.addWidget(link)
        row.addStretch(1)
        if any(is_there):
            self._said.addLayout(row)
        self._said.addWidget(self.message)

    @Slot()
    def _on_subject(self) -> None:
        self.place_requested.emit(self.explained)

    @Slot()
    def _on_more(self) -> None:
        self.message.setVisible(self.message.isHidden())

    @Slot()
    def _on_review(self) -> None:
        self.review_requested.emit(self.reason)

    @Slot()
    def _on_address(self) -> None:
        self.address_requested.emit(self.explained.change.review or "")

    @Slot()
    def _on_thread(self) -> None:
        key = str(self.sender().property("thread"))
        held = next((one for one in self.reason.threads if one.thread.key == key), None) if self.reason else None
        if held is not None and self.reason is not None:
            self.thread_requested.emit(self.reason.change, held.thread.root)


def build_ruled(card: WhyCard) -> QWidget:
    """A card with a hairline above it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(build_rule())
    column.addWidget(card)
    return whole
