"""Comments in the window: which threads are shown and in hand, answering, resolving, deleting with undo."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.review.filtering import ThreadFilter
from visioneditor.core.review.model import Comment, Thread
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.own_desk import OwnDesk
from visioneditor.gui.desks.shown_threads import Threads, load_threads
from visioneditor.gui.desks.writing_desk import WritingDesk
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.prose.rows import ThreadMark
from visioneditor.gui.session import Session
from visioneditor.services.model import LoadedDocument
from visioneditor.services.placing import ShownThread
from visioneditor.services.window_request import Mode
from visioneditor.services.workspace import Workspace

_Texts = tuple[LoadedDocument, LoadedDocument | None]  # what is read, or the newer of two and the older


class ReviewDesk(QObject):
    """Announces `threads_changed` whenever what is shown of a review is another. `writing` has the editor."""

    threads_changed = Signal()

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self.threads = Threads()
        self.in_hand = ""
        self._named: tuple[tuple[str, str], ...] = ()  # the texts whose threads are shown
        self.filter, self.is_whole = ThreadFilter(), False  # which threads are shown, and whether of the whole document
        self.writing = WritingDesk(window, session, self)
        self.writing.begun.connect(self.refresh)
        self.writing.written.connect(self._on_written)
        self.own = OwnDesk(window, session, self)
        self.own.changed.connect(self.refresh)
        self.writing.discarded.connect(self.own.tell_deleted)
        threads = window.panel.list
        threads.chosen.connect(self._on_thread_chosen)
        threads.reply_requested.connect(self._on_reply)
        threads.resolve_requested.connect(self._on_resolve)
        threads.edit_requested.connect(self._on_edit)
        threads.delete_requested.connect(self._on_delete)
        threads.move_requested.connect(self._on_move)
        window.commands.connect("review.move-draft", self.move_draft)
        window.commands.connect("review.move-drafts", self.move_all)
        session.document_loaded.connect(self.refresh)
        session.comparison_loaded.connect(self.refresh)
        session.store_changed.connect(self.refresh)
        session.workspace_leaving.connect(self.writing.finish)
        session.workspace_closed.connect(self._on_closed)

    # Which threads are shown

    @Slot()
    def refresh(self) -> None:
        """Read the threads of what is shown anew; where that is another text, those of its own change come first."""
        session = self._session
        if session.workspace is None or session.loaded is None:
            return
        comparison = session.comparison if session.place.mode is Mode.COMPARE else None
        texts = (comparison.new, comparison.old) if comparison else (session.loaded, None)
        named = tuple((one.revision, one.path) for one in texts if one is not None)
        is_same, self._named = named == self._named, named
        self._load(session.workspace, texts, with_others=is_same)

    def _load(self, workspace: Workspace, texts: _Texts, *, with_others: bool) -> None:
        def work(*_: object) -> tuple[Threads, Callable[[], None] | None]:
            then = None if with_others else partial(self._load, workspace, texts, with_others=True)
            return load_threads(workspace, *texts, with_others=with_others), then

        said = self.tr("Reading the comments")
        self._session.jobs.start("threads", said, work, self._on_threads, self._on_failed)

    @Slot(object)
    def _on_threads(self, found: tuple[Threads, Callable[[], None] | None]) -> None:
        self.threads, then = found
        self._window.status.show_drafts(self.threads.drafts)
        self.threads_changed.emit()
        if then is not None:
            then()

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    @Slot()
    def _on_closed(self) -> None:
        self.threads, self.in_hand, self._named = Threads(), "", ()

    def marks(self) -> tuple[ThreadMark, ...]:
        """The words of the threads, for the views."""
        return self.threads.marks(self.in_hand)

    def of_section(self, number: int) -> tuple[ShownThread, ...]:
        """The threads of a section of the new text; of a text without sections all."""
        document = self._session.document
        if document is None or not document.sections:
            return self.threads.new
        return tuple(self.by_section().get(number, ()))

    def in_scope(self, number: int) -> tuple[ShownThread, ...]:
        """The threads of the whole document, or of a section, whatever their sort."""
        return self.threads.new if self.is_whole else self.of_section(number)

    def takes(self, shown: ShownThread) -> bool:
        """Whether a thread is of the sort that is asked for."""
        return self.filter.takes(shown.thread, self.threads.me.wrote, self.threads.unread)

    def show_only(self, wanted: ThreadFilter, *, is_whole: bool) -> None:
        """Show threads of that sort alone, of the whole document or of the section under the eye."""
        self.filter, self.is_whole = wanted, is_whole
        self.threads_changed.emit()

    def by_section(self) -> Mapping[int, Sequence[ShownThread]]:
        """The threads of the new text by the number of their section."""
        return self.threads.by_section(self._session.document)

    def find(self, key: str) -> ShownThread | None:
        """The thread of that key."""
        return self.threads.find(key)

    def hold(self, key: str) -> None:
        """Take a thread in hand."""
        self.in_hand = key
        self.threads_changed.emit()

    @Slot(object)
    def _on_thread_chosen(self, thread: Thread) -> None:
        self.hold(thread.key)

    # Writing, answering, resolving

    @Slot(object)
    def _on_written(self, draft: Comment | None) -> None:
        if draft is not None and draft.id and not draft.parent:
            self.in_hand = draft.id
        self.refresh()

    @Slot(object)
    def _on_reply(self, thread: Thread) -> None:
        if (placed := self.find(thread.key)) is not None:
            self.writing.answer(placed)

    @Slot(object)
    def _on_resolve(self, thread: Thread) -> None:
        """A resolved thread is opened again."""
        if (placed := self.find(thread.key)) is not None:
            self.writing.answer(placed, turns=True)

    @Slot(object)
    def _on_edit(self, draft: Comment) -> None:
        if (placed := self.threads.holding(draft)) is not None:
            self.writing.edit(placed, draft)

    @Slot(object)
    def _on_delete(self, draft: Comment) -> None:
        if (placed := self.threads.holding(draft)) is not None:
            self.own.delete(placed.change, draft)

    @Slot(object)
    def _on_move(self, thread: Thread) -> None:
        if (placed := self.find(thread.key)) is not None:
            self.own.move(placed.change, placed.thread, placed.change.current.revision)

    @Slot()
    def move_draft(self) -> None:
        """Put the draft in hand where its words are in the patch set that is shown, else in the newest."""
        if (placed := self.find(self.in_hand)) is not None:
            self.own.move(placed.change, placed.thread, self.shown_revision())

    @Slot()
    def move_all(self) -> None:
        """Put every draft of what is shown into its change's newest patch set."""
        self.own.move_all(tuple(change for change, _ in self.threads.drafted))

    @property
    def has_undo(self) -> bool:
        """Whether a comment that was deleted or moved can come back."""
        return self.own.has_undo

    def shown_revision(self) -> str:
        """The revision of the text that is read, or of the newer of two."""
        comparison = self._session.comparison if self._session.place.mode is Mode.COMPARE else None
        shown = comparison.new if comparison is not None else self._session.loaded
        return shown.revision if shown is not None else ""
