"""Hands one's unsent review out: in a form for a program or for people, or committed into the repository."""

import re
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from visioneditor.core.review.model import Change
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.review_desk import ReviewDesk
from visioneditor.gui.dialogs.export_dialog import FORMS, ExportDialog
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.review_pieces import page_html
from visioneditor.gui.session import Session
from visioneditor.services.exporting import export_review, export_to_gerrit, load_own_review
from visioneditor.services.publishing import NotesWritten, commit_notes, preview_notes
from visioneditor.services.window_request import Mode
from visioneditor.services.workspace import Workspace

_PAGES = frozenset(form.kind for form in FORMS if form.is_page)


class ExportDesk(QObject):
    """Carries the dialog's wishes out."""

    def __init__(self, window: MainWindow, session: Session, review: ReviewDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self._review = window, session, review
        self._dialog: ExportDialog | None = None

    def open(self, wanted: Change | None = None) -> None:
        """Show what would leave of the change that is wanted, else of the one in view, else of the first."""
        workspace, drafted = self._session.workspace, self._review.threads.drafted
        if workspace is None or not drafted:
            return
        self._workspace: Workspace = workspace
        self._drafted = drafted
        self._dialog = ExportDialog(
            self._window.look, subjects=[change.subject or change.key for change, _ in drafted], parent=self._window
        )
        first = self._first(wanted)
        self._dialog.form.change.setCurrentIndex(first)
        self._dialog.change_chosen.connect(self._on_change_chosen)
        self._dialog.preview_requested.connect(self._on_preview_requested)
        self._dialog.save_requested.connect(self._on_save)
        self._dialog.commit_requested.connect(self._on_commit)
        self._dialog.finished.connect(self._on_finished)
        self._on_change_chosen(first)
        self._dialog.open()
        self._dialog.form.kinds.setFocus()

    def _first(self, wanted: Change | None) -> int:
        comparison, loaded = self._session.comparison, self._session.loaded
        shown = comparison.new if self._session.place.mode is Mode.COMPARE and comparison else loaded
        seen = shown.revision if shown is not None else ""
        for at, (change, _) in enumerate(self._drafted):
            if change.key == wanted.key if wanted else seen in [one.revision for one in change.patch_sets]:
                return at
        return 0

    @Slot(int)
    def _on_change_chosen(self, at: int) -> None:
        if self._dialog is not None:
            self._change: Change = self._drafted[at][0]
            self._dialog.show_change(self._drafted[at][1], file_stem(self._change))
            self._on_preview_requested(self._dialog.kind)

    @Slot(str)
    def _on_preview_requested(self, kind: str) -> None:
        workspace, change, look = self._workspace, self._change, self._window.look
        colours, serif = dict(look.theme.colours), look.fonts.reading(14).family()

        def work(*_: object) -> tuple[str, str, str]:
            if kind in _PAGES:
                return kind, page_html(load_own_review(workspace, change), colours, serif), ""
            return kind, *_preview(workspace, change, kind)

        said = self.tr("Putting the review together")
        self._session.jobs.start("export", said, work, self._on_preview, self._on_failed)

    @Slot(object)
    def _on_preview(self, shown: tuple[str, str, str]) -> None:
        kind, text, said = shown
        if self._dialog is None or self._dialog.kind != kind:
            return
        if kind in _PAGES:
            self._dialog.show_page(text)
        else:
            self._dialog.show_preview(text, said)

    @Slot(str, str)
    def _on_save(self, kind: str, name: str) -> None:
        workspace, change = self._workspace, self._change

        def work(cancel: object, progress: object) -> str:
            assert callable(cancel) and callable(progress)
            data = export_review(workspace, change, kind, cancel=cancel, progress=progress)
            try:
                if data:  # what was cancelled is nothing
                    Path(name).write_bytes(data)
            except OSError as error:
                raise VisionEditorError("file.failed", reason=error.strerror or error, path=name) from error
            return name

        self._session.jobs.start("save-review", self.tr("Saving the review"), work, self._on_saved, self._on_failed)

    @Slot(object)
    def _on_saved(self, name: str) -> None:
        if self._dialog is not None:
            self._dialog.show_done(self.tr("Saved to {name}.").format(name=name))

    @Slot()
    def _on_commit(self) -> None:
        workspace, change = self._workspace, self._change
        self._session.jobs.start(
            "write",
            self.tr("Committing the review"),
            lambda *_: commit_notes(workspace, change),
            self._on_committed,
            self._on_failed,
            is_writing=True,
        )

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
        self._session.jobs.cancel("export")
        self._dialog = None
        self._window.focus_middle()


def file_stem(change: Change) -> str:
    """What a file with the review of a change is called: by its number, else by the branch, else by its id."""
    if change.number is not None:
        return f"review-{change.number}"
    name = re.sub(r"[^\w.-]+", "-", change.ref.removeprefix("refs/heads/")).strip("-.")
    return f"review-{name or change.key[:10]}"


def _preview(workspace: Workspace, change: Change, kind: str) -> tuple[str, str]:
    """What would leave, and what is to be said of it."""
    if kind == "notes":
        lines = preview_notes(workspace, change)
        return "\n".join(lines), "" if lines else "Nothing is new: all of it stands in the repository."
    if kind in ("gerrit", "ssh"):
        exported = export_to_gerrit(workspace, change)
        return exported.data.decode("utf-8"), "\n".join(problem.summary for problem in exported.told())
    return export_review(workspace, change, kind).decode("utf-8"), ""
