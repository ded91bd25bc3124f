"""Writing comments: the editors in the panel, and every pause of typing put on disk through the writing lane."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.review.model import Change, Comment, Thread
from visioneditor.core.review.subjects import Scope, Subject
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.draft_writer import DraftWriter, write_again, write_answer, write_new
from visioneditor.gui.desks.writing import Writing
from visioneditor.gui.jobs import Work
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.prose.rows import FIRST_PROJECT, OLD, SelectedSpan
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.comment_editor import CommentEditor
from visioneditor.services.commenting import comment_target, reading_target
from visioneditor.services.model import LoadedDocument
from visioneditor.services.placing import ShownThread
from visioneditor.services.reviewing import delete_comment
from visioneditor.services.window_request import Mode

_Answer = Callable[[Any], object]


class WritingDesk(QObject):
    """Holds the open editors. Announces `begun` when a comment's first words are on disk, `written` with the draft."""

    begun = Signal()
    written = Signal(object)
    discarded = Signal(object)  # the change, and the draft's id; empty where nothing had been kept

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self._open: list[Writing] = []
        self._failure = ""  # what is told of words that could not be kept
        window.keep_requested.connect(self.keep)

    # Beginning

    def begin_comment(self, span: SelectedSpan) -> None:
        """Open an editor for a new comment on selected words; on an answer beside the document there is none."""
        if span.text >= FIRST_PROJECT:
            said = self.tr("These words stand in a project's reflection. Open it to comment on them.")
            self._window.messages.show_notice(said, about="reflection")
            return
        if self._session.place.mode is Mode.READ and span.text == OLD:
            return  # a word that went from the text: nothing of what is read
        self.begin_on(Subject(scope=Scope.WORDS, span=(span.start, span.end), words=span.quote), span.text)

    def begin_on(self, subject: Subject, text: int, *, suggests: bool = False) -> None:
        """Open an editor for a new comment on something in one of the shown texts; `suggests`: with other words."""
        workspace = self._session.workspace
        if workspace is None:
            return
        comparison = self._session.comparison if self._session.place.mode is Mode.COMPARE else None
        shown, is_old = self._column(text)
        section = shown.document.section_at(subject.span[0]) if subject.span is not None else None
        if section is not None and not is_old:
            self._session.select_section(section.number)

        def work(*_: object) -> tuple[DraftWriter, bool]:
            if comparison is None:
                target = reading_target(workspace, shown.revision, shown.path)
            else:
                old, new = comparison.old.revision, comparison.new.revision
                target = comment_target(workspace, on_old=is_old, old_revision=old, new_revision=new, path=shown.path)
            writer = write_new(workspace, target, shown, subject)
            writer.quoted()  # words that are not there are refused here, before anything is written
            return writer, suggests

        about = self._about(subject)
        done = partial(self._on_target, about)
        self._session.jobs.start("target", self.tr("Finding the place"), work, done, self._on_failed)

    def _about(self, subject: Subject) -> str:
        wholes = {
            Scope.DOCUMENT: self.tr("On the document as a whole"),
            Scope.COMMIT_MESSAGE: self.tr("On the commit message"),
            Scope.PATCH_SET: self.tr("On the patch set as a whole"),
        }
        return wholes.get(subject.scope, self.tr("On “{quote}”").format(quote=subject.words) if subject.words else "")

    def _column(self, text: int) -> tuple[LoadedDocument, bool]:
        """The document that is one of the shown texts, and whether it is the older of two."""
        comparison = self._session.comparison if self._session.place.mode is Mode.COMPARE else None
        if comparison is not None:
            return (comparison.old, True) if text == OLD else (comparison.new, False)
        assert self._session.loaded is not None
        return self._session.loaded, False

    def _on_target(self, about: str, found: tuple[DraftWriter, bool]) -> None:
        writer, suggests = found
        self._open_editor(writer, None, "", is_unresolved=True, about=about)
        if suggests:
            self.suggest()

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    def answer(self, placed: ShownThread, message: str = "", *, turns: bool = False) -> None:
        """Open an editor for an answer; where it `turns` the thread, it resolves it, or opens a resolved one again."""
        workspace, thread = self._session.workspace, placed.thread
        if workspace is not None:
            writer = write_answer(workspace, placed)
            is_unresolved, key = thread.is_unresolved != turns, f"answer {placed.key}"
            opened = self._open_editor(writer, thread, "", is_unresolved=is_unresolved, key=key)
            opened.begin_with(message)

    def edit(self, placed: ShownThread, draft: Comment) -> None:
        """Open an editor for a draft's other words."""
        workspace = self._session.workspace
        if workspace is not None:
            writer = write_again(workspace, placed.change, draft)
            is_unresolved, key = draft.unresolved, f"edit {draft.id}"
            self._open_editor(writer, placed.thread, draft.message, is_unresolved=is_unresolved, key=key)

    def edit_there(self, change: Change, draft: Comment) -> Writing | None:
        """Edit a draft's words in an editor that the caller gives its place."""
        workspace = self._session.workspace
        if workspace is None:
            return None
        writer = write_again(workspace, change, draft)
        found = self._begin(writer, draft.message, is_unresolved=draft.unresolved, key=f"edit {draft.id}")
        if found.editor.suggestion.is_open:
            self._on_lines_wanted(found)
        return found

    def _open_editor(
        self,
        writer: DraftWriter,
        below: Thread | None,
        message: str,
        *,
        is_unresolved: bool,
        key: str = "",
        about: str = "",
    ) -> CommentEditor:
        found = self._begin(writer, message, is_unresolved=is_unresolved, key=key)
        self._window.panels.want(True)
        self._window.panel.open_editor(found.editor, below, about)
        if found.editor.suggestion.is_open:
            self._on_lines_wanted(found)
        return found.editor

    def _begin(self, writer: DraftWriter, message: str, *, is_unresolved: bool, key: str) -> Writing:
        """An editor beside those that are open; the one that is open for the same thing is gone on with."""
        found = next((one for one in self._open if key and one.key == key), None)
        if found is None:
            editor = CommentEditor(self._window.look, message, is_unresolved=is_unresolved)
            for left in (editor.finished, editor.discarded):
                left.connect(self._window.focus_middle)  # before it goes, or keys would go to the editor beside it
            found = Writing(editor, writer, key, self._start, self)
            found.begun.connect(self.begun)
            found.failed.connect(partial(self._on_not_kept, found))
            found.kept_again.connect(self._on_kept_again)
            found.lines_wanted.connect(self._on_lines_wanted)
            found.ended.connect(self._on_ended)
            found.discarded.connect(self._on_discarded)
            self._open.append(found)
        return found

    def suggest(self) -> None:
        """Change the quoted lines in the editor that is written in."""
        if self.editor is not None:
            self.editor.suggestion.open()

    @Slot(object)
    def _on_lines_wanted(self, writing: Writing) -> None:
        title = self.tr("Reading the lines")
        work, done = partial(_quoted, writing), self._on_lines
        self._session.jobs.start(f"quoted-lines {id(writing)}", title, work, done, self._on_failed)

    @Slot(object)
    def _on_lines(self, found: tuple[Writing, str | None]) -> None:
        writing, quoted = found
        if writing in self._open:
            writing.editor.suggestion.show_lines(quoted)

    # Keeping

    @property
    def editor(self) -> CommentEditor | None:
        """The editor that is written in, else the one opened last."""
        focused = next((one for one in self._open if one.editor.focused is not None), None)
        shown = focused or next((one for one in reversed(self._open) if not one.editor.isHidden()), None)
        return shown.editor if shown is not None else None

    @property
    def is_writing(self) -> bool:
        """Whether an editor is open."""
        return bool(self._open)

    @property
    def is_kept(self) -> bool:
        """Whether all that was written is on disk."""
        return all(one.is_kept for one in self._open)

    @property
    def open_drafts(self) -> frozenset[str]:
        """The ids of the drafts that stand in an editor."""
        drafts = (one.draft for one in self._open)
        return frozenset(draft.id for draft in drafts if draft is not None and draft.id is not None)

    @Slot()
    def keep(self) -> None:
        """Put what is being written on disk now; the editors stay."""
        for one in self._open:
            one.keep()

    @Slot()
    def finish(self) -> None:
        """Keep what is being written and put the editors away."""
        for one in tuple(self._open):
            one.finish()

    def write(self, work: Work, done: _Answer) -> None:
        """Do something to a comment on the writing lane; where it fails, offer to do it again."""
        self._start(work, done, partial(self._on_not_written, work, done))

    def _start(self, work: Work, done: _Answer, failed: _Answer) -> None:
        self._session.jobs.start("write", self.tr("Keeping the comment"), work, done, failed, is_writing=True)

    def _on_not_written(self, work: Work, done: _Answer, error: VisionEditorError) -> None:
        self._session.failed.emit(error, partial(self.write, work, done))

    def _on_not_kept(self, writing: Writing, error: VisionEditorError) -> None:
        """The words stand in the editor still."""
        self._failure = error.message
        self._session.failed.emit(error, writing.keep)

    @Slot()
    def _on_kept_again(self) -> None:
        self._window.close_message(self._failure)

    @Slot(object)
    def _on_ended(self, writing: Writing) -> None:
        self._close(writing)
        self.written.emit(writing.draft)

    def _close(self, writing: Writing) -> None:
        if writing not in self._open:
            return
        self._open.remove(writing)
        self._window.panel.close_editor(writing.editor)
        writing.deleteLater()

    @Slot(object)
    def _on_discarded(self, writing: Writing) -> None:
        writer, workspace = writing.writer, self._session.workspace
        message, unresolved = writing.editor.message, writing.editor.unresolved.isChecked()
        writing.forget()
        self._close(writing)
        if workspace is None:
            return

        def work(*_: object) -> tuple[Change, str]:
            draft = writer.save(message, unresolved)  # so that all that was typed can come back
            if draft is None or draft.id is None:
                return writer.change, ""
            delete_comment(workspace, writer.change, draft.id)
            return writer.change, draft.id

        self.write(work, self.discarded.emit)


def _quoted(writing: Writing, *_: object) -> tuple[Writing, str | None]:
    return writing, writing.writer.quoted()
