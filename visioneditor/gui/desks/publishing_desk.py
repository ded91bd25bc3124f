"""Review and publish: the page is filled on a thread, what is given there is kept, what is shown there is sent."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.review.model import Change, Comment
from visioneditor.core.review.publication import Problem, Way
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.address_desk import AddressDesk
from visioneditor.gui.desks.checking_desk import CheckingDesk
from visioneditor.gui.desks.cover_writer import CoverWriter
from visioneditor.gui.desks.credentials_desk import CredentialsDesk
from visioneditor.gui.desks.outcome_desk import OutcomeDesk
from visioneditor.gui.desks.review_desk import ReviewDesk
from visioneditor.gui.desks.sending_desk import SendingDesk
from visioneditor.gui.desks.threads_desk import ThreadsDesk
from visioneditor.gui.jobs import Work
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.services.change_in_view import change_in_view
from visioneditor.services.reviewing import set_vote
from visioneditor.services.window_request import Mode

if TYPE_CHECKING:
    from visioneditor.gui.desks.loaded_publication import Loaded
    from visioneditor.gui.desks.publish_room import PublishRoom
    from visioneditor.gui.publishing.comment_row import CommentWish
    from visioneditor.gui.publishing.publish_page import PublishPage
    from visioneditor.gui.publishing.request_pane import RequestPane

_Answer = Callable[[Any], object]


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
        credentials: CredentialsDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._review = window, session, review
        self._threads, self._addresses = threads, addresses
        self._sending, self._credentials = sending, credentials
        self.page: PublishPage | None = None
        self.pane: RequestPane | None = None
        self.outcome: OutcomeDesk | None = None
        self._room: PublishRoom | None = None
        self._change: Change | None = None
        self._loaded: Loaded | None = None
        self._kept: dict[str, set[str]] = {}  # the comments kept for later, by the change's key
        self._writer: CoverWriter | None = None
        self._under_way = 0  # what is being written
        self._publishes = False  # as soon as all that was given is kept and shown
        self._checking = CheckingDesk(session, credentials.accounts, self)
        self._checking.learned.connect(self._refresh)
        self._checking.told.connect(self._show_check)
        window.commands.connect("review.publish", self.show)
        window.keep_requested.connect(self.keep)
        window.modes.currentChanged.connect(self._on_page)
        review.threads_changed.connect(self._refresh)
        session.store_changed.connect(self._refresh)
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
        self._change, self._loaded, self._publishes = None, None, False
        self._checking.begin()
        self._outcome().forget()
        page.begin()
        room = self._pane_room()
        self._window.show_page(page)
        room.take()
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

    @Slot(int)
    def _on_page(self, _: int) -> None:
        if not self.is_shown and self._room is not None:
            self._room.give_back()

    @Slot()
    def _on_closed(self) -> None:
        self._session.jobs.cancel("publication")
        self._change = self._loaded = self._writer = None
        self._kept.clear()
        self._checking.begin()
        if self.outcome is not None:
            self.outcome.forget()
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

    def _pane_room(self) -> "PublishRoom":
        if self._room is None:
            from visioneditor.gui.desks.publish_room import PublishRoom

            self._room = PublishRoom(self._window, self)
            self.pane = pane = self._room.pane
            pane.publish_requested.connect(self.publish)
            pane.closed.connect(self.leave)
            pane.check_requested.connect(self._on_check)
        return self._room

    def _pane(self) -> "RequestPane":
        return self._pane_room().pane

    def _outcome(self) -> OutcomeDesk:
        if self.outcome is None:
            self.outcome = OutcomeDesk(self._page(), self._session, self._sending, self)
            self.outcome.shown.connect(self._on_outcome)
            self.outcome.taken_back.connect(self._on_taken_back)
            self.outcome.failed.connect(self._on_failed)
        return self.outcome

    @Slot()
    def _on_outcome(self) -> None:
        self._pane_room().put_away()
        self._review.refresh()

    @Slot()
    def _on_taken_back(self) -> None:
        """What was written is unsent still."""
        self._page().begin()
        self._pane_room().take()
        self.load()

    # Showing

    @Slot()
    def _refresh(self) -> None:
        if self.is_shown:
            self.load()

    def load(self) -> None:
        """Plan anew what leaves; what is shown stays meanwhile."""
        from visioneditor.gui.desks.loaded_publication import choose_change, load_publication

        session, workspace = self._session, self._session.workspace
        comparison = session.comparison if session.place.mode is Mode.COMPARE else None
        shown = comparison.new if comparison else session.loaded
        if workspace is None or shown is None:
            return
        drafted = tuple(change for change, _ in self._review.threads.drafted)
        wanted, kept = self._change, {key: frozenset(ids) for key, ids in self._kept.items()}
        accounts = self._credentials.accounts

        def work(*_: object) -> "Loaded":
            here = change_in_view(workspace, shown, is_compared=comparison is not None)
            found = choose_change(here, drafted, wanted.key if wanted else "")
            return load_publication(workspace, *found, kept=kept, accounts=accounts)

        title = self.tr("Planning what leaves")
        session.jobs.start("publication", title, work, self._on_loaded, self._on_failed)

    @Slot(object)
    def _on_loaded(self, loaded: "Loaded") -> None:
        page, workspace = self.page, self._session.workspace
        if page is None or workspace is None or page.shows_outcome:
            return
        loaded = self._loaded = loaded.with_former_tags(self._loaded)
        unsent = loaded.unsent
        self._change = change = unsent.publication.change
        if self._writer is None or self._writer.change.key != change.key:
            self._writer = CoverWriter(workspace, change, unsent.cover)
        elif not page.review.is_typing:
            self._writer.seen = unsent.cover
        keys = [one.key for one in loaded.changes]
        page.offer_changes(loaded.changes, keys.index(change.key))
        page.show_review(unsent)
        self._pane().show_requests(unsent.publication, loaded.requests, loaded.account)
        self._show_check()
        if self._publishes and not self._is_unsettled():
            self._publishes = False
            self._outcome().publish(unsent.publication)
        else:
            self._checking.ask(unsent.publication)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._publishes = False
        self._session.failed.emit(error, self.load)

    @Slot()
    def _on_check(self) -> None:
        if self._loaded is not None:
            self._checking.ask_by_hand(self._loaded.unsent.publication)

    @Slot()
    def _show_check(self) -> None:
        if self._loaded is not None:
            one = self._loaded.unsent
            can_ask = self._checking.can_ask(one.publication) and not one.is_empty
            self._pane().show_check(self._checking.said, can_ask=can_ask)

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
