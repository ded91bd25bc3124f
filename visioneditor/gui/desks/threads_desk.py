"""What one does with a thread in one step: quote, done, acknowledge, resolve, go to where it was written; and which
threads are shown beside the text.
"""

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from visioneditor.core.review.filtering import ThreadFilter, ThreadSort, list_people
from visioneditor.core.review.message_blocks import quote_message
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Change, Comment, Thread
from visioneditor.gui.comparing.comparing_page import ComparingPage
from visioneditor.gui.desks.draft_writer import write_answer
from visioneditor.gui.desks.review_desk import ReviewDesk
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.services.placing import ShownThread
from visioneditor.services.reviewing import edit_comment
from visioneditor.services.window_request import Mode
from visioneditor.values import replace

_NO_PLACE = "thread-without-place"


class ThreadsDesk(QObject):
    """Carries out what cards and keys wish for; the words that need an editor are the WritingDesk's."""

    def __init__(
        self, window: MainWindow, session: Session, review: ReviewDesk, comparing: ComparingPage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._review, self._view = window, session, review, comparing.view
        self._sought = ""  # the comment whose words are to be selected when they are there
        threads, bar = window.panel.list, window.panel.filter
        threads.quote_requested.connect(self._on_quote)
        threads.done_requested.connect(self._on_done)
        threads.acknowledge_requested.connect(self._on_acknowledge)
        threads.origin_requested.connect(self._on_origin)
        threads.address_chosen.connect(self._on_address)
        bar.filter_chosen.connect(self._on_filter)
        bar.scope_chosen.connect(self._on_scope)
        review.threads_changed.connect(self._on_threads)
        for id, handler in (
            ("review.quote", self.quote),
            ("review.done", self.done),
            ("review.acknowledge", self.acknowledge),
            ("review.resolve", self.resolve),
            ("review.origin", self.go_to_origin),
            ("review.unresolved", self.toggle_unresolved),
            ("review.whole-document", self.toggle_whole),
        ):
            window.commands.connect(id, handler)

    # Answers

    @Slot()
    def quote(self) -> None:
        """Answer the thread in hand with its last comment quoted."""
        self._with_hand(self._quote)

    @Slot()
    def done(self) -> None:
        """Say that what the thread in hand asks for is done."""
        self._with_hand(self._done)

    @Slot()
    def acknowledge(self) -> None:
        """Say that the thread in hand was read and agreed to."""
        self._with_hand(self._acknowledge)

    @Slot()
    def resolve(self) -> None:
        """Resolve the thread in hand, or open it again, with words of one's own."""
        self._with_hand(self._resolve)

    def _with_hand(self, do: Callable[[ShownThread], None]) -> None:
        if (shown := self._review.find(self._review.in_hand)) is not None:
            do(shown)

    @Slot(object)
    def _on_quote(self, thread: Thread) -> None:
        self._with(thread, self._quote)

    @Slot(object)
    def _on_done(self, thread: Thread) -> None:
        self._with(thread, self._done)

    @Slot(object)
    def _on_acknowledge(self, thread: Thread) -> None:
        self._with(thread, self._acknowledge)

    @Slot(object)
    def _on_origin(self, thread: Thread) -> None:
        self._with(thread, self._go_to_origin)

    def _with(self, thread: Thread, do: Callable[[ShownThread], None]) -> None:
        if (shown := self._review.find(thread.key)) is not None:
            do(shown)

    def _quote(self, shown: ShownThread) -> None:
        self._review.writing.answer(shown, quote_message(shown.thread.comments[-1].message))

    def _done(self, shown: ShownThread) -> None:
        self._say(shown, self.tr("Done"))

    def _acknowledge(self, shown: ShownThread) -> None:
        self._say(shown, self.tr("Acknowledged"))

    def _say(self, shown: ShownThread, words: str) -> None:
        """Answer at once; one's own unsent answer that ends the thread resolves it instead."""
        workspace = self._session.workspace
        if workspace is None:
            return
        if shown.thread.comments[-1].draft:
            self._turn_draft(shown, is_unresolved=False)
        elif shown.thread.is_unresolved:
            writer = write_answer(workspace, shown)
            self._review.writing.write(lambda *_: writer.save(words, False), self._on_kept)

    def _resolve(self, shown: ShownThread) -> None:
        if shown.thread.comments[-1].draft:
            self._turn_draft(shown, is_unresolved=not shown.thread.is_unresolved)
        else:
            self._review.writing.answer(shown, turns=True)

    def _turn_draft(self, shown: ShownThread, *, is_unresolved: bool) -> None:
        workspace, draft, change = self._session.workspace, shown.thread.comments[-1], shown.change
        if workspace is not None and draft.id is not None:
            id = draft.id
            work = self._review.writing.write
            work(lambda *_: edit_comment(workspace, change, id, unresolved=is_unresolved), self._on_kept)

    @Slot(object)
    def _on_kept(self, _: object) -> None:
        self._review.refresh()

    # Where it was written

    @Slot()
    def go_to_origin(self) -> None:
        """Show the thread in hand where it was written."""
        self._with_hand(self._go_to_origin)

    def _go_to_origin(self, shown: ShownThread) -> None:
        self.show_where_written(shown.change, shown.thread.root)

    def show_where_written(self, change: Change, comment: Comment) -> None:
        """Its patch set beside the base, the words selected on the side they were written on."""
        patch_set = next((one for one in change.patch_sets if one.number == comment.patch_set), None)
        if patch_set is None or comment.path == PATCH_SET_PATH:
            self._window.messages.show_notice(
                self.tr("It was written on patch set {number} as a whole.").format(number=comment.patch_set),
                about=_NO_PLACE,
            )
            return
        new, number = patch_set.revision, change.number
        if number is not None:
            new = f"{number}/{patch_set.number}"  # as people know it
        if comment.path == COMMIT_MESSAGE_PATH:
            self._session.go(mode=Mode.READ, path=comment.path, revision=new, section="", compared=None)
            self._review.hold(comment.key)
            return
        self._sought = comment.key
        old = f"{new}^" if number is not None and patch_set.parent else patch_set.parent or new
        place = replace(self._session.place, mode=Mode.COMPARE, path=comment.path, revision=new, compared=(old, new))
        if place == self._session.place:
            self._on_threads()
        else:
            self._session.show(place)

    def _seek(self) -> None:
        """Select the words of the thread that was sought, where its own text is shown by now."""
        found = next((p for p in (*self._review.threads.new, *self._review.threads.old) if self._is_sought(p)), None)
        if found is None:
            return
        self._sought = ""
        mark = next((one for one in self._review.marks() if one.key == found.key), None)
        if mark is not None:
            self._view.show_place(mark.text, mark.start, mark.end)
            self._view.prose.select_span(mark.text, mark.start, mark.end)
        self._review.hold(found.key)

    def _is_sought(self, shown: ShownThread) -> bool:
        """Whether it is the thread of that comment, and both texts are there already."""
        compared = self._session.comparison
        is_it = any(comment.key == self._sought for comment in shown.thread.comments)
        if not is_it or self._session.place.mode is not Mode.COMPARE or compared is None:
            return False
        return shown.is_at_home and compared.new.revision == shown.thread.root.revision

    @Slot(str)
    def _on_address(self, address: str) -> None:
        QDesktopServices.openUrl(QUrl(address))

    # Which are shown

    @Slot()
    def toggle_unresolved(self) -> None:
        """Unresolved threads only, or all again."""
        is_all = self._review.filter.sort is not ThreadSort.UNRESOLVED
        self._on_filter(replace(self._review.filter, sort=ThreadSort.UNRESOLVED if is_all else ThreadSort.ALL))

    @Slot()
    def toggle_whole(self) -> None:
        """Threads of the section under the eye, or of the whole document."""
        self._on_scope(not self._review.is_whole)

    @Slot(object)
    def _on_filter(self, wanted: ThreadFilter) -> None:
        self._review.show_only(wanted, is_whole=self._review.is_whole)

    @Slot(bool)
    def _on_scope(self, is_whole: bool) -> None:
        self._review.show_only(self._review.filter, is_whole=is_whole)

    @Slot()
    def _on_threads(self) -> None:
        threads, review = self._review.threads, self._review
        every = [one.thread for one in threads.new]
        counts = Counter(
            sort
            for sort in ThreadSort
            for one in every
            if ThreadFilter(sort=sort).takes(one, threads.me.wrote, threads.unread)
        )
        bar = self._window.panel.filter
        bar.show_choice(review.filter, list_people(every), counts, is_whole=review.is_whole)
        bar.setVisible(len(every) > 1 or (bool(every) and review.filter != ThreadFilter()))  # else nothing to choose
        if self._sought:
            self._seek()
