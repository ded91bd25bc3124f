"""Hands one's unsent review out: as Gerrit's ReviewInput, as Markdown, or committed into the repository."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from visioneditor.core.review.model import Change
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.review_desk import ReviewDesk
from visioneditor.gui.dialogs.export_dialog import ExportDialog
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.services.exporting import export_review
from visioneditor.services.publishing import NotesWritten, commit_notes
from visioneditor.services.reviewing import load_cover, set_cover
from visioneditor.services.workspace import Workspace


class ExportDesk(QObject):
    """Carries the dialog's wishes out."""

    def __init__(self, window: MainWindow, session: Session, review: ReviewDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self._review = window, session, review
        self._dialog: ExportDialog | None = None

    def open(self) -> None:
        """Show what would leave."""
        workspace, drafted = self._session.workspace, self._review.threads.drafted
        if workspace is None or not drafted:
            return
        self._workspace: Workspace = workspace
        self._drafted = drafted
        self._dialog = ExportDialog(
            self._window.look, subjects=[change.subject or change.key for change, _ in drafted], parent=self._window
        )
        self._dialog.change_chosen.connect(self._on_change_chosen)
        self._dialog.preview_requested.connect(self._on_preview_requested)
        self._dialog.cover_typed.connect(self._on_cover)
        self._dialog.save_requested.connect(self._on_save)
        self._dialog.commit_requested.connect(self._on_commit)
        self._dialog.finished.connect(self._on_finished)
        self._on_change_chosen(0)
        self._dialog.open()

    @Slot(int)
    def _on_change_chosen(self, at: int) -> None:
        if self._dialog is not None:
            self._change: Change = self._drafted[at][0]
            self._dialog.show_change(self._drafted[at][1], load_cover(self._workspace, self._change))
            self._on_preview_requested(self._dialog.kind)

    @Slot(str)
    def _on_preview_requested(self, kind: str) -> None:
        workspace, change = self._workspace, self._change
        self._session.jobs.start(
            "export",
            self.tr("Putting the review together"),
            lambda *_: export_review(workspace, change, kind),
            self._on_preview,
            self._on_failed,
        )

    @Slot(object)
    def _on_preview(self, content: bytes) -> None:
        if self._dialog is not None:
            self._dialog.show_preview(content.decode("utf-8"))

    @Slot(str)
    def _on_cover(self, cover: str) -> None:
        workspace, change = self._workspace, self._change
        self._write(lambda: set_cover(workspace, change, cover), self._on_cover_kept)

    def _write(self, work: object, done: object) -> None:
        assert callable(work) and callable(done)
        self._session.jobs.start(
            "write", self.tr("Keeping the review"), lambda *_: work(), done, self._on_failed, is_writing=True
        )

    @Slot(object)
    def _on_cover_kept(self, _: object) -> None:
        if self._dialog is not None:
            self._on_preview_requested(self._dialog.kind)

    @Slot(str, str)
    def _on_save(self, name: str, text: str) -> None:
        def write() -> str:
            try:
                Path(name).write_bytes(text.encode("utf-8"))
            except OSError as error:
                raise VisionEditorError("file.failed", reason=error.strerror or error, path=name) from error
            return name

        self._write(write, self._on_saved)

    @Slot(object)
    def _on_saved(self, name: object) -> None:
        if self._dialog is not None:
            self._dialog.show_done(self.tr("Saved to {name}.").format(name=name))

    @Slot()
    def _on_commit(self) -> None:
        workspace, change = self._workspace, self._change
        self._write(lambda: commit_notes(workspace, change), self._on_committed)

    @Slot(object)
    def _on_committed(self, written: NotesWritten) -> None:
        if self._dialog is not None:
            count = written.written
            said = self.tr("Nothing was new: all of it stands in the repository.")
            if count:
                said = self.tr("Committed into the repository: {n} written to {refs}.")
                said = said.format(n=count, refs=", ".join(written.refs))
            self._dialog.show_done(said)
        self._review.refresh()

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        if self._dialog is not None:
            self._dialog.show_error(error)

    @Slot(int)
    def _on_finished(self, _: int) -> None:
        self._dialog = None
        self._window.focus_middle()
