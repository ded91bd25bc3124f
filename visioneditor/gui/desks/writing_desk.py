"""Writing a comment: the editor in the panel, and every pause of typing put on disk through the writing lane."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.review.model import Change, Comment, Thread
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.draft_writer import DraftWriter, write_again, write_answer, write_new
from visioneditor.gui.jobs import Work
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.prose.rows import OLD, SelectedSpan
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.comment_editor import CommentEditor
from visioneditor.services.commenting import comment_target, reading_target, target_span
from visioneditor.services.model import LoadedDocument
from visioneditor.services.placing import ShownThread
from visioneditor.services.reviewing import delete_comment
from visioneditor.services.window_request import Mode

_Done = Callable[[Any], object]


class WritingDesk(QObject):
    """Announces `begun` when a comment's first words are on disk, `written` with the draft, `discarded`."""

    begun = Signal()
    written = Signal(object)
    discarded = Signal(object)  # the change, and the draft's id; empty where nothing had been kept

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self.editor: CommentEditor | None = None
        self._writer: DraftWriter | None = None
        self._is_begun = False
        window.keep_requested.connect(self.keep)

    # Beginning

    def begin_comment(self, span: SelectedSpan) -> None:
        """Open an editor for a new comment on selected words."""
        workspace = self._session.workspace
        if workspace is None:
            return
        comparison = self._session.comparison if self._session.place.mode is Mode.COMPARE else None
        shown, is_old = self._column(span)
        section = shown.document.section_at(span.start)
        if section is not None and not is_old:
            self._session.select_section(section.number)

        def work(*_: object) -> DraftWriter:
            if comparison is None:
                target = reading_target(workspace, shown.revision, shown.path)
            else:
                old, new = comparison.old.revision, comparison.new.revision
                target = comment_target(workspace, on_old=is_old, old_revision=old, new_revision=new, path=shown.path)
            target_span(workspace, target, shown, span.start, span.end)  # refused here, before anything is written
            return write_new(workspace, target, shown, span)

        self._session.jobs.start("target", self.tr("Finding the place"), work, self._on_target, self._on_failed)

    def _column(self, span: SelectedSpan) -> tuple[LoadedDocument, bool]:
        """The document that words were selected in, and whether it is the older of two."""
        comparison = self._session.comparison if self._session.place.mode is Mode.COMPARE else None
        if comparison is not None:
            return (comparison.old, True) if span.text == OLD else (comparison.new, False)
        assert self._session.loaded is not None
        return self._session.loaded, False

    @Slot(object)
    def _on_target(self, writer: DraftWriter) -> None:
        self._open_editor(writer, None, "", is_unresolved=True)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    def answer(self, placed: ShownThread, message: str = "", *, turns: bool = False) -> None:
        """Open an editor for an answer; where it `turns` the thread, it resolves it, or opens a resolved one again."""
        workspace, thread = self._session.workspace, placed.thread
        if workspace is not None:
            writer = write_answer(workspace, placed)
            self._open_editor(writer, thread, message, is_unresolved=thread.is_unresolved != turns)

    def edit(self, placed: ShownThread, draft: Comment) -> None:
        """Open an editor for a draft's other words."""
        workspace = self._session.workspace
        if workspace is not None:
            writer = write_again(workspace, placed, draft)
            self._open_editor(writer, placed.thread, draft.message, is_unresolved=draft.unresolved)

    def _open_editor(self, writer: DraftWriter, below: Thread | None, message: str, *, is_unresolved: bool) -> None:
        self.finish()
        editor = CommentEditor(self._window.look, message, is_unresolved=is_unresolved)
        editor.text_typed.connect(self._on_typed)
        editor.finished.connect(self._on_finished)
        editor.discarded.connect(self._on_discarded)
        self.editor, self._writer = editor, writer
        self._is_begun = False
        self._window.panels.want(True)
        self._window.panel.open_editor(editor, below)

    # Keeping

    @property
    def is_writing(self) -> bool:
        """Whether an editor is open; the panel must not be built anew under it."""
        return self.editor is not None

    @Slot()
    def keep(self) -> None:
        """Put what is being written on disk now; the editor stays."""
        if self.editor is not None:
            self.editor.flush()

    def finish(self) -> None:
        """Keep what is being written and put the editor away."""
        self.keep()
        self._close_editor()

    def _close_editor(self) -> None:
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
        self.editor = self._writer = None

    def write(self, work: Work, done: _Done) -> None:
        """Do something to a comment on the writing lane; where it fails, offer to do it again."""
        failed = partial(self._on_not_written, work, done)
        self._session.jobs.start("write", self.tr("Keeping the comment"), work, done, failed, is_writing=True)

    def _on_not_written(self, work: Work, done: _Done, error: VisionEditorError) -> None:
        """The words are still in `work`, though the editor may be gone."""
        self._session.failed.emit(error, partial(self.write, work, done))

    def _save(self, message: str, unresolved: bool, done: _Done) -> None:
        writer = self._writer
        if writer is not None:
            self.write(lambda *_: writer.save(message, unresolved), done)

    @Slot(str, bool)
    def _on_typed(self, message: str, unresolved: bool) -> None:
        self._save(message, unresolved, self._on_saved)

    @Slot(object)
    def _on_saved(self, draft: Comment | None) -> None:
        if self.editor is not None and draft is not None:
            self.editor.show_saved()
            if not self._is_begun:
                self._is_begun = True
                self.begun.emit()

    @Slot(str, bool)
    def _on_finished(self, message: str, unresolved: bool) -> None:
        self._save(message, unresolved, self.written.emit)
        self._close_editor()
        self._window.focus_middle()

    @Slot()
    def _on_discarded(self) -> None:
        writer, workspace = self._writer, self._session.workspace
        self._close_editor()
        self._window.focus_middle()
        if writer is None or workspace is None:
            return

        def work(*_: object) -> tuple[Change, str]:
            draft = writer.draft
            if draft is None or draft.id is None:
                return writer.change, ""
            delete_comment(workspace, writer.change, draft.id)
            return writer.change, draft.id

        self.write(work, self.discarded.emit)
