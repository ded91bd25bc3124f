"""Review and publish: the page is filled on a thread, what is given there is kept, what is shown there is sent."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.review.model import Change, Comment
from visioneditor.core.review.publication import ItemState, OutboxItem, Problem, Sent, Way
from visioneditor.core.review.publication_groups import is_same_publication
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.address_desk import AddressDesk
from visioneditor.gui.desks.checking_desk import CheckingDesk
from visioneditor.gui.desks.cover_writer import CoverWriter
from visioneditor.gui.desks.review_desk import ReviewDesk
from visioneditor.gui.desks.sending_desk import SendingDesk, Wish
from visioneditor.gui.desks.threads_desk import ThreadsDesk
from visioneditor.gui.jobs import Work
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.services.change_in_view import change_in_view
from visioneditor.services.reviewing import set_vote
from visioneditor.services.window_request import Mode
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass, replace

if TYPE_CHECKING:
    from visioneditor.gui.publishing.comment_row import CommentWish
    from visioneditor.gui.publishing.publish_page import PublishPage
    from visioneditor.gui.publishing.request_pane import RequestPane
    from visioneditor.services.publishing import NotesPublished
    from visioneditor.services.requests import Request
    from visioneditor.services.unsent_review import UnsentReview

_PANE_PX, _SHARE = 452, 0.4  # the width of what is sent, and how much of a narrow window it takes at most
_TOO_NARROW_PX = 760

_Answer = Callable[[Any], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What the page shows; `changes` are those to choose from, the shown one among them."""

    unsent: "UnsentReview"
    requests: "tuple[Request, ...]"
    changes: tuple[Change, ...]


class PublishingDesk(QObject):
    """Page and pane are built when they are first asked for. `left` when the text is to be shown again."""

    left = Signal()

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        review: ReviewDesk,
        threads: ThreadsDesk,
        addresses: AddressDesk,
        sending: SendingDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._review = window, session, review
        self._threads, self._addresses, self._sending = threads, addresses, sending
        self.page: PublishPage | None = None
        self.pane: RequestPane | None = None
        self._change: Change | None = None
        self._loaded: Loaded | None = None
        self._kept: dict[str, set[str]] = {}  # the comments kept for later, by the change's key
        self._writer: CoverWriter | None = None
        self._under_way = 0  # what is being written
        self._publishes = False  # as soon as all that was given is kept and shown
        self._sent: tuple[OutboxItem, ...] = ()  # what was put into the outbox here, as it stands now
        self._sizes: list[int] = []  # of the window's parts, before the page came
        self._hides_pane = False
        self._checking = CheckingDesk(session, sending.accounts, self)
        self._checking.learned.connect(self._refresh)
        window.commands.connect("review.publish", self.show)
        window.commands.action("view.panel").triggered.connect(self._on_toggle_pane)
        window.keep_requested.connect(self.keep)
        window.closing.connect(self._restore)
        window.modes.currentChanged.connect(self._on_page)
        review.threads_changed.connect(self._refresh)
        session.store_changed.connect(self._refresh)
        sending.changed.connect(self._on_outbox)
        sending.sent.connect(self._on_sent)
        sending.progressed.connect(self._on_progress)
        session.workspace_closed.connect(self._on_closed)

    @property
    def is_shown(self) -> bool:
        """Whether the page is what one sees in the middle."""
        return self.page is not None and self._window.modes.currentWidget() is self.page

    @property
    def shown_change(self) -> Change | None:
        """The change whose review is on the page; None where the page is not what one sees."""
        return self._change if self.is_shown else None

    # Coming and going

    @Slot()
    def show(self) -> None:
        """Put the unsent review into the middle, and beside it what is sent."""
        if self._session.workspace is None or self._session.loaded is None:
            return
        self._window.keep_requested.emit()
        self._review.writing.finish()
        page = self._page()
        self._change, self._loaded, self._publishes, self._sent = None, None, False, ()
        page.begin()
        if not self.is_shown:
            self._sizes = self._window.splitter.sizes()
        self._window.show_page(page)
        self._show_pane()
        self._window.focus_middle()
        self.load()

    @Slot()
    def leave(self) -> None:
        """Back to the text; all is kept."""
        self.keep()
        self._review.writing.finish()
        self.left.emit()
        self._window.focus_middle()

    @Slot()
    def keep(self) -> None:
        """Put what is being typed on disk now."""
        if self.page is not None:
            self.page.review.flush()

    def _show_pane(self) -> None:
        window = self._window
        if self._hides_pane or window.width() < _TOO_NARROW_PX:
            window.panels.put_away()
            return
        window.panels.lend(self._pane())
        outline, *_ = window.splitter.sizes()
        total = window.width()
        pane = min(_PANE_PX, round(total * _SHARE))
        window.splitter.setSizes([outline, total - outline - pane, pane])

    @Slot()
    def _on_toggle_pane(self) -> None:
        if self.is_shown:
            self._hides_pane = not self._hides_pane
            self._window.panels.want(False)  # the section's panel has no place here
            self._show_pane()

    @Slot(int)
    def _on_page(self, _: int) -> None:
        """Another page came into the middle: the right-hand panel is as it was."""
        if not self.is_shown:
            self._restore()

    @Slot()
    def _restore(self) -> None:
        if not self._sizes:
            return
        if self.pane is not None and self._window.panels.currentWidget() is self.pane:
            self._window.panels.put_away()
        self._window.splitter.setSizes(self._sizes)
        self._sizes = []

    @Slot()
    def _on_closed(self) -> None:
        self._session.jobs.cancel("publication")
        self._change = self._loaded = self._writer = None
        self._sent = ()
        self._kept.clear()
        self._publishes = False

    def _page(self) -> "PublishPage":
        if self.page is None:
            from visioneditor.gui.publishing.publish_page import PublishPage

            self.page = page = PublishPage(self._window.look)
            page.left.connect(self.leave)
            page.publish_requested.connect(self.publish)
            page.export_requested.connect(self._on_export)
            page.change_chosen.connect(self._on_change)
            page.problem_way_chosen.connect(self._on_problem_way)
            page.review.vote_chosen.connect(self._on_vote)
            page.review.cover_typed.connect(self._on_cover)
            page.comments.choice_changed.connect(self._on_choice)
            page.comments.way_chosen.connect(self._on_way)
            page.comments.text_requested.connect(self._on_text)
            page.outcome.open_requested.connect(self._on_open)
            page.outcome.copy_requested.connect(self._on_copy)
            page.outcome.outbox_requested.connect(self._on_outbox_requested)
        return self.page

    def _pane(self) -> "RequestPane":
        if self.pane is None:
            from visioneditor.gui.publishing.request_pane import RequestPane

            self.pane = pane = RequestPane(self._window.look)
            pane.publish_requested.connect(self.publish)
            pane.closed.connect(self.leave)
        return self.pane

    # Showing

    @Slot()
    def _refresh(self) -> None:
        if self.is_shown:
            self.load()

    def load(self) -> None:
        """Plan anew what leaves; what is shown stays meanwhile."""
        session, workspace = self._session, self._session.workspace
        comparison = session.comparison if session.place.mode is Mode.COMPARE else None
        shown = comparison.new if comparison else session.loaded
        if workspace is None or shown is None:
            return
        drafted = tuple(change for change, _ in self._review.threads.drafted)
        wanted, kept = self._change, {key: frozenset(ids) for key, ids in self._kept.items()}

        def work(*_: object) -> Loaded:
            here = change_in_view(workspace, shown, is_compared=comparison is not None)
            return _load(workspace, here, drafted, wanted.key if wanted else "", kept)

        title = self.tr("Planning what leaves")
        session.jobs.start("publication", title, work, self._on_loaded, self._on_failed)

    @Slot(object)
    def _on_loaded(self, loaded: Loaded) -> None:
        page, workspace = self.page, self._session.workspace
        if page is None or workspace is None or page.shows_outcome:
            return
        loaded = self._loaded = _with_former_tags(loaded, self._loaded)
        unsent = loaded.unsent
        self._change = change = unsent.publication.change
        if self._writer is None or self._writer.change.key != change.key:
            self._writer = CoverWriter(workspace, change, unsent.cover)
        elif not page.review.is_typing:
            self._writer.seen = unsent.cover
        keys = [one.key for one in loaded.changes]
        page.offer_changes(loaded.changes, keys.index(change.key))
        page.show_review(unsent)
        self._pane().show_requests(unsent.publication, loaded.requests)
        if self._publishes and not self._is_unsettled():
            self._send(loaded)
        else:
            self._checking.ask(unsent.publication)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._publishes = False
        self._session.failed.emit(error, self.load)

    @Slot(int)
    def _on_change(self, at: int) -> None:
        if self._loaded is not None:
            self.keep()
            self._change = self._loaded.changes[at]
            self.load()

    # What is given here

    @Slot(str, bool)
    def _on_choice(self, id: str, is_chosen: bool) -> None:
        if self._change is not None:
            kept = self._kept.setdefault(self._change.key, set())
            kept.discard(id) if is_chosen else kept.add(id)
            self.load()

    @Slot(str, object)
    def _on_vote(self, label: str, value: int | None) -> None:
        if (writer := self._writer) is not None:
            self._write(lambda *_: set_vote(writer.workspace, writer.change, label, value), self._on_kept)

    @Slot(str)
    def _on_cover(self, typed: str) -> None:
        if (writer := self._writer) is not None:
            self._write(lambda *_: writer.save(typed), self._on_kept)

    def _write(self, work: Work, done: _Answer) -> None:
        self._under_way += 1
        failed = partial(self._on_not_written, work, done)
        self._session.jobs.start("write", self.tr("Keeping the review"), work, done, failed, is_writing=True)

    def _on_not_written(self, work: Work, done: _Answer, error: VisionEditorError) -> None:
        self._under_way -= 1
        self._publishes = False
        self._session.failed.emit(error, partial(self._write, work, done))
        self._review.refresh()

    @Slot(object)
    def _on_kept(self, kept: tuple[CoverWriter, str] | None) -> None:
        self._under_way -= 1
        if self.page is not None and kept is not None and kept[0] is self._writer:
            self.page.review.show_kept(kept[0].seen, kept[1])
        self._show_kept()

    def _show_kept(self) -> None:
        """Something was written: what is read before that is not shown, and not sent."""
        self.load()
        self._review.refresh()

    @Slot(object)
    def _on_way(self, wish: "CommentWish") -> None:
        """Another place, no thread, or other words for a comment."""
        from visioneditor.services.ways_out import take_way_out

        change, workspace = self._change, self._session.workspace
        if change is None or workspace is None:
            return
        if wish.way is Way.EDIT:
            self._edit(change, wish)
        else:
            self._write(lambda *_: take_way_out(workspace, change, wish.planned, wish.way), self._on_way_taken)

    @Slot(object)
    def _on_way_taken(self, undo: Callable[[], None]) -> None:
        self._under_way -= 1
        self._review.own.offer(lambda *_: undo(), self.tr("The comment is changed."))
        self._show_kept()

    def _edit(self, change: Change, wish: "CommentWish") -> None:
        page, row = self._page(), self._page().comments.rows.get(wish.planned.id)
        if row is None or row.is_editing:
            return
        writing = self._review.writing.edit_there(change, wish.draft)
        if writing is None:
            return
        row.open_editor(writing.editor, wish.draft)
        page.fill_publish(is_filled=False)
        for left in (writing.ended, writing.discarded):
            left.connect(partial(self._on_edited, wish.planned.id))
        writing.editor.text.setFocus()
        page.bring(wish.planned.id)

    def _on_edited(self, id: str, _: object) -> None:
        page = self._page()
        if (row := page.comments.rows.get(id)) is not None:
            row.close_editor()
        page.fill_publish(is_filled=not page.comments.is_editing)
        self.load()

    @Slot(object, object)
    def _on_problem_way(self, problem: Problem, way: Way) -> None:
        if way is Way.DROP_VOTE:
            self._on_vote(problem.label, None)

    # Going elsewhere

    @Slot(object)
    def _on_text(self, draft: Comment) -> None:
        if (change := self._change) is not None:
            self.leave()
            self._threads.show_where_written(change, draft)

    @Slot()
    def _on_export(self) -> None:
        self.keep()
        self._window.commands.run("review.export")

    @Slot()
    def _on_open(self) -> None:
        if self._loaded is not None and (address := self._loaded.unsent.address):
            self._addresses.open_address(address)

    @Slot()
    def _on_copy(self) -> None:
        if self._loaded is not None and (address := self._loaded.unsent.address):
            self._addresses.copy_address(address)

    @Slot()
    def _on_outbox_requested(self) -> None:
        self._window.commands.run("outbox.show")

    # Publishing

    def _is_unsettled(self) -> bool:
        """Whether something that was given is not kept or not shown yet."""
        page = self._page()
        return self._under_way > 0 or page.review.is_typing or page.comments.is_editing

    @Slot()
    def publish(self) -> None:
        """Send what is shown, once all that was given here is in it."""
        if self._loaded is None or self._page().shows_outcome or self._publishes:
            return
        self._publishes = True
        self.keep()
        self._review.writing.finish()
        self.load()

    def _send(self, loaded: Loaded) -> None:
        self._publishes = False
        publication, workspace = loaded.unsent.publication, self._session.workspace
        if workspace is None or not publication.posts:
            return
        if publication.server is None:
            from visioneditor.services.publishing import publish_notes

            ids = {draft.id or "" for post in publication.posts for one in post.comments for draft in one.drafts}
            self._start_writing(lambda *_: publish_notes(workspace, publication.change, chosen=ids), self._on_notes)
            return
        from visioneditor.services.outbox import put_in_outbox

        self._start_writing(lambda *_: put_in_outbox(workspace, publication), self._on_put)

    def _start_writing(self, work: Work, done: _Answer) -> None:
        title = self.tr("Putting the review into the outbox")
        self._session.jobs.start("write", title, work, done, self._on_failed, is_writing=True)

    @Slot(object)
    def _on_put(self, items: Sequence[OutboxItem]) -> None:
        self._sent = tuple(replace(item, state=ItemState.SENDING) for item in items)
        self._show_outcome()
        self._window.panels.put_away()
        self._sending.refresh()
        self._sending.send_now([item.id for item in items], is_told=False)

    def _show_outcome(self) -> None:
        if self.page is not None and self._loaded is not None and self._sent:
            self.page.show_outcome(self._sent)

    @Slot()
    def _on_outbox(self) -> None:
        """The outbox is another: what is not in it any more, and was not sent here, is nothing to tell of."""
        if self.page is None or not self._sent or self._sending.is_sending:
            return
        now = {item.id: item for item in self._sending.items}
        kept = (now.get(item.id, item) for item in self._sent)
        self._sent = tuple(item for item in kept if item.id in now or item.state is ItemState.SENT)
        if self._sent:
            self._show_again()
        elif self.page.shows_outcome:
            self.page.begin()  # it was taken out of the outbox: what was written is unsent still
            self.load()

    @Slot(str)
    def _on_progress(self, text: str) -> None:
        if not text:  # it ended; what became of it is told next, but for what was cancelled
            states = {ItemState.SENDING: ItemState.WAITING}
            self._sent = tuple(replace(item, state=states.get(item.state, item.state)) for item in self._sent)
            self._show_again()

    def _show_again(self) -> None:
        if self.page is not None and self.page.shows_outcome:
            self._show_outcome()

    @Slot(object, object)
    def _on_sent(self, sent: Sent, _: Wish) -> None:
        became = {item.id: item for item in (*sent.waiting, *sent.held, *sent.refused)}
        became |= {item.id: replace(item, state=ItemState.SENT, reason=None) for item in sent.posted}
        self._sent = tuple(became.get(item.id, item) for item in self._sent)
        self._show_again()

    @Slot(object)
    def _on_notes(self, published: "NotesPublished") -> None:
        if self.page is None or self._loaded is None:
            return
        said = self.tr("They stand in {refs}, and reach others when the notes are pushed.")
        self._sent = ()
        self.page.show_notes(said.format(refs=self.tr(" and ").join(published.refs)))
        self._window.panels.put_away()
        self._review.refresh()


def _load(
    workspace: Workspace, here: Change, drafted: Sequence[Change], wanted: str, kept: dict[str, frozenset[str]]
) -> Loaded:
    """The wanted change, else the one in view; where that has nothing unsent, the first that has."""
    from visioneditor.services.requests import list_requests
    from visioneditor.services.unsent_review import load_unsent_review

    changes = {change.key: change for change in drafted}
    usual = here if here.key in changes or not drafted else drafted[0]
    chosen = changes.get(wanted) or (here if wanted == here.key else usual)
    changes.setdefault(chosen.key, chosen)
    unsent = load_unsent_review(workspace, chosen, kept.get(chosen.key, frozenset()))
    return Loaded(unsent=unsent, requests=list_requests(unsent.publication), changes=tuple(changes.values()))


def _with_former_tags(loaded: Loaded, before: Loaded | None) -> Loaded:
    """What is the same but for its tags stays as it was shown: what one reads is what is sent."""
    if before is None or not is_same_publication(before.unsent.publication, loaded.unsent.publication):
        return loaded
    unsent = replace(loaded.unsent, publication=before.unsent.publication)
    return replace(loaded, unsent=unsent, requests=before.requests)
