"""Puts a review into the outbox, or into the repository as notes, has it sent, and tells what became of it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.review.publication import ItemState, OutboxItem, Publication, Sent
from visioneditor.gui.desks.sending_desk import SendingDesk, Wish
from visioneditor.gui.jobs import Work
from visioneditor.gui.session import Session
from visioneditor.values import replace

if TYPE_CHECKING:
    from visioneditor.gui.publishing.publish_page import PublishPage
    from visioneditor.services.publishing import NotesPublished


class OutcomeDesk(QObject):
    """`shown` when the page turns to what became of it, `taken_back` when it is out of the outbox, unsent, `failed`."""

    shown = Signal()
    taken_back = Signal()
    failed = Signal(object)

    def __init__(self, page: "PublishPage", session: Session, sending: SendingDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._session, self._sending = page, session, sending
        self._items: tuple[OutboxItem, ...] = ()  # what was put into the outbox here, as it stands now
        sending.changed.connect(self._on_outbox)
        sending.sent.connect(self._on_sent)
        sending.progressed.connect(self._on_progress)

    def forget(self) -> None:
        """Another review is read."""
        self._items = ()

    def publish(self, publication: Publication) -> None:
        """Put down what is to be sent, exactly as it was planned."""
        workspace = self._session.workspace
        if workspace is None or not publication.posts:
            return
        if publication.server is None:
            from visioneditor.services.publishing import publish_notes

            ids = {draft.id or "" for post in publication.posts for one in post.comments for draft in one.drafts}
            self._start(lambda *_: publish_notes(workspace, publication.change, chosen=ids), self._on_notes)
            return
        from visioneditor.services.outbox import put_in_outbox

        self._start(lambda *_: put_in_outbox(workspace, publication), self._on_put)

    def _start(self, work: Work, done: Callable[[Any], object]) -> None:
        title = self.tr("Putting the review into the outbox")
        self._session.jobs.start("write", title, work, done, self.failed.emit, is_writing=True)

    @Slot(object)
    def _on_put(self, items: Sequence[OutboxItem]) -> None:
        self._items = tuple(replace(item, state=ItemState.SENDING) for item in items)
        self._page.show_outcome(self._items)
        self.shown.emit()
        self._sending.refresh()
        self._sending.send_now([item.id for item in items], is_told=False)

    @Slot(object)
    def _on_notes(self, published: "NotesPublished") -> None:
        said = self.tr("They stand in {refs}, and reach others when the notes are pushed.")
        self._items = ()
        self._page.show_notes(said.format(refs=self.tr(" and ").join(published.refs)))
        self.shown.emit()

    # What becomes of it

    def _show_again(self) -> None:
        if self._items and self._page.shows_outcome:
            self._page.show_outcome(self._items)

    @Slot()
    def _on_outbox(self) -> None:
        """The outbox is another: what is not in it any more, and was not sent here, is nothing to tell of."""
        if not self._items or self._sending.is_sending:
            return
        now = {item.id: item for item in self._sending.items}
        kept = (now.get(item.id, item) for item in self._items)
        self._items = tuple(item for item in kept if item.id in now or item.state is ItemState.SENT)
        if self._items:
            self._show_again()
        elif self._page.shows_outcome:
            self.taken_back.emit()

    @Slot(str)
    def _on_progress(self, text: str) -> None:
        """Sending ended: what became of it is told next, but for what was cancelled."""
        if not text:
            ended = {ItemState.SENDING: ItemState.WAITING}
            self._items = tuple(replace(item, state=ended.get(item.state, item.state)) for item in self._items)
            self._show_again()

    @Slot(object, object)
    def _on_sent(self, sent: Sent, _: Wish) -> None:
        became = {item.id: item for item in (*sent.waiting, *sent.held, *sent.refused)}
        became |= {item.id: replace(item, state=ItemState.SENT, reason=None) for item in sent.posted}
        self._items = tuple(became.get(item.id, item) for item in self._items)
        self._show_again()
