"""Exchanges the reviews that stand in the repository as notes with a remote: in the background, on a command."""

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.errors import VisionEditorError
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session

_JOB = "notes"


class NotesDesk(QObject):
    """`exchanged` when others' comments may have come."""

    exchanged = Signal()

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        window.commands.connect("notes.pull", self.pull)
        window.commands.connect("notes.push", self.push)

    @Slot()
    def pull(self) -> None:
        """Fetch and merge."""
        from visioneditor.services.note_exchange import pull_review_notes

        if (workspace := self._session.workspace) is not None:
            self._session.jobs.start(
                _JOB,
                self.tr("Fetching reviews from the remote"),
                lambda cancel, progress: (pull_review_notes(workspace, progress=progress, cancelled=cancel), False),
                self._on_done,
                self._on_failed,
            )

    @Slot()
    def push(self) -> None:
        """Fetch, merge and push."""
        from visioneditor.services.note_exchange import push_review_notes

        if (workspace := self._session.workspace) is not None:
            self._session.jobs.start(
                _JOB,
                self.tr("Pushing reviews to the remote"),
                lambda cancel, progress: (push_review_notes(workspace, progress=progress, cancelled=cancel), True),
                self._on_done,
                self._on_failed,
            )

    @Slot(object)
    def _on_done(self, told: object) -> None:
        assert isinstance(told, tuple)
        done, is_push = told
        received = self.tr("1 comment") if done.received == 1 else self.tr("{n} comments").format(n=done.received)
        said = self.tr("{received} came from {remote}.").format(received=received, remote=done.remote)
        if is_push:
            said = self.tr("{received} came from {remote}, {sent} went there.")
            said = said.format(received=received, remote=done.remote, sent=done.sent)
        self._window.messages.show_notice(said, about=_JOB)
        self.exchanged.emit()

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        if error.message != "transfer.cancelled":
            self._window.messages.show_error(error)
