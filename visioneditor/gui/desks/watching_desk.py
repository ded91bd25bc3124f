"""Notices what changes in the repository from outside, and says so; what is being read stays."""

from PySide6.QtCore import QObject, QTimer, Slot

from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.review_desk import ReviewDesk
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.place import WORKTREE, committed_revision
from visioneditor.gui.session import Session
from visioneditor.repository.watching import RepositoryState, changes, read_state
from visioneditor.services.rescues import rescue_notice
from visioneditor.services.window_request import Mode
from visioneditor.services.workspace import Workspace
from visioneditor.store.database import Stamp
from visioneditor.values import dataclass

_LOOK_EVERY_MS = 1000
_NEW_COMMITS, _WORKING_FILE = "new-commits", "working-file"  # what messages are about


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What was found at one look; `error` where the store could not be looked at."""

    repository: RepositoryState
    store: Stamp | None = None
    error: VisionEditorError | None = None


def _look(workspace: Workspace, path: str) -> _Look:
    state = read_state(workspace.repository, (path,))
    try:
        return _Look(repository=state, store=workspace.store.state())
    except VisionEditorError as error:  # said, and looked at again: the disk may have room by then
        return _Look(repository=state, error=error)


class WatchingDesk(QObject):
    """Looks at the repository's files and the store a second after the last look, on a thread; it costs a few `stat`
    calls, but the first look may wait for another window that is writing.
    """

    def __init__(self, window: MainWindow, session: Session, review: ReviewDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self._review = window, session, review
        self._state: RepositoryState | None = None
        self._stamp: Stamp | None = None
        self._is_rescue_told = False
        self._told = ""  # what is wrong with the store
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        session.workspace_closed.connect(self._on_closed)
        session.document_loaded.connect(self._on_document)
        self._on_time()

    @Slot()
    def _on_closed(self) -> None:
        self._state = None

    @Slot()
    def _on_document(self) -> None:
        """What is shown now is what is there now."""
        for about in (_NEW_COMMITS, _WORKING_FILE):
            self._window.messages.close_about(about)

    @Slot()
    def _on_time(self) -> None:
        session, workspace = self._session, self._session.workspace
        if workspace is None or session.loaded is None:
            self._timer.start()
            return
        path = session.loaded.path
        job = session.jobs.start("watch", "", lambda *_: _look(workspace, path), self._on_looked, self._on_failed)
        job.ended.connect(self._timer.start)

    @Slot(object)
    def _on_looked(self, look: _Look) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return
        if look.error is not None:
            self._tell_once(look.error)
        else:
            self._compare_store(workspace, look.store)
        self._compare_state(look.repository)

    def _compare_store(self, workspace: Workspace, stamp: Stamp | None) -> None:
        """Another window may have written a comment; a damaged file may have been put aside."""
        if self._stamp not in (None, stamp):
            self._session.store_changed.emit()
        self._stamp, self._told = stamp, ""
        rescued = workspace.store.rescue
        if rescued is not None and not self._is_rescue_told:
            self._is_rescue_told = True
            self._window.messages.show_error(rescue_notice(rescued.kept))

    def _tell_once(self, error: VisionEditorError) -> None:
        if error.message != self._told:
            self._told = error.message
            self._window.messages.show_error(error)

    def _compare_state(self, state: RepositoryState) -> None:
        before, self._state = self._state, state
        if before is None:  # what came between loading and this first look
            self._count_new()
            self._review.own.look_for_published()
            return
        change = changes(before, state)
        if change.has_new_refs or change.head:
            self._session.load_documents()
            self._review.refresh()
            self._review.own.look_for_published()
            self._count_new()
        if change.files:
            self._tell_of_file()

    def _count_new(self) -> None:
        """How far the branch that is read has moved."""
        session, workspace = self._session, self._session.workspace
        if workspace is None or session.loaded is None or committed_revision(session.loaded.revision) is None:
            return
        shown, revision = session.loaded.revision, session.revision

        def work(*_: object) -> tuple[str, int]:
            now = workspace.repository.resolve(revision)
            if now == shown:
                return revision, 0
            counted = workspace.repository.plumbing.line("rev-list", "--count", f"{shown}..{now}")
            return revision, int(counted or 0) or -1

        session.jobs.start("watch-count", "", work, self._on_counted, self._on_failed)

    @Slot(object)
    def _on_counted(self, counted: tuple[str, int]) -> None:
        revision, count = counted
        name = revision.removeprefix("refs/heads/").removeprefix("refs/remotes/")
        if count > 0:
            commits = self.tr("1 new commit") if count == 1 else self.tr("{n} new commits").format(n=count)
            sentence = self.tr("{branch} has {commits}.").format(branch=name, commits=commits)
        elif count < 0:
            sentence = self.tr("{branch} is another revision now.").format(branch=name)
        else:
            return
        self._window.messages.show_notice(sentence, self.tr("Show"), self._session.load_shown, about=_NEW_COMMITS)

    def _tell_of_file(self) -> None:
        session = self._session
        if session.place.mode is not Mode.DRAFT and session.revision == WORKTREE:
            sentence = self.tr("The file has changed on disk.")
            self._window.messages.show_notice(sentence, self.tr("Show"), session.load_shown, about=_WORKING_FILE)

    @Slot(object)
    def _on_failed(self, _: object) -> None:
        """The folder may be gone for a moment; the next look tells."""
