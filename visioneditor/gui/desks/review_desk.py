"""Comments in the window: which threads are shown, writing, answering, resolving, deleting with undo."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.review.model import Change, Comment, Thread
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.draft_writer import DraftWriter
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.prose.rows import NEW, OLD, SelectedSpan, ThreadMark
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.comment_editor import CommentEditor
from visioneditor.services.commenting import add_comment_at, comment_target, reading_target, target_span
from visioneditor.services.model import LoadedDocument
from visioneditor.services.placing import ShownThread, show_threads
from visioneditor.services.reviewing import (
    add_comment,
    delete_comment,
    edit_comment,
    list_reviewed_changes,
    load_comments,
    restore_comment,
)
from visioneditor.services.window_request import Mode
from visioneditor.services.workspace import Workspace

_DELETED = "comment-deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threads:
    """What is shown of a review: threads on each text (by number), own drafts of the whole change."""

    new: tuple[ShownThread, ...] = ()
    old: tuple[ShownThread, ...] = ()
    drafted: tuple[tuple[Change, int], ...] = ()  # the shown texts' changes that have own drafts, and how many

    @property
    def drafts(self) -> int:
        """How many of one's comments wait to be handed out."""
        return sum(count for _, count in self.drafted)


class ReviewDesk(QObject):
    """Announces `threads_changed` whenever what is shown of a review is another."""

    threads_changed = Signal()

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self.threads = Threads()
        self.in_hand = ""
        self._editor: CommentEditor | None = None
        self._writer: DraftWriter | None = None
        self._is_counted = False  # whether the drafts were counted since this one was first kept
        self._deleted: list[tuple[Change, str]] = []
        panel = window.panel
        panel.thread_chosen.connect(self._on_thread_chosen)
        panel.reply_requested.connect(self._on_reply)
        panel.resolve_requested.connect(self._on_resolve)
        panel.edit_requested.connect(self._on_edit)
        panel.delete_requested.connect(self._on_delete)
        window.commands.connect("review.undo-delete", self.undo_delete)
        window.keep_requested.connect(self.keep_writing)
        session.document_loaded.connect(self.refresh)
        session.comparison_loaded.connect(self.refresh)
        session.store_changed.connect(self.refresh)
        session.workspace_closed.connect(self._on_closed)

    # Which threads are shown

    @Slot()
    def refresh(self) -> None:
        """Read the threads of what is shown anew."""
        session, workspace = self._session, self._session.workspace
        if workspace is None or session.loaded is None:
            return
        comparison = session.comparison if session.place.mode is Mode.COMPARE else None
        shown = comparison.new if comparison else session.loaded
        older = comparison.old if comparison else None

        def work(*_: object) -> Threads:
            main = reading_target(workspace, shown.revision, shown.path).change
            changes = [main, *list_reviewed_changes(workspace)]
            old: tuple[ShownThread, ...] = ()
            if older is not None and older.path:
                changes.insert(1, reading_target(workspace, older.revision, older.path).change)
                old = show_threads(workspace, older, changes)
            own = {change.key: change for change in changes}.values()
            counted = ((change, len(load_comments(workspace, change, drafts_only=True))) for change in own)
            new = tuple(
                one for one in show_threads(workspace, shown, changes) if one.span or one.change.key == main.key
            )
            return Threads(new=new, old=old, drafted=tuple(each for each in counted if each[1]))

        session.jobs.start("threads", self.tr("Reading the comments"), work, self._on_threads, self._on_failed)

    @Slot(object)
    def _on_threads(self, threads: Threads) -> None:
        self.threads = threads
        self._window.status.show_drafts(threads.drafts)
        self.threads_changed.emit()

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    @Slot()
    def _on_closed(self) -> None:
        self.finish_writing()
        self.threads, self.in_hand, self._deleted = Threads(), "", []

    def marks(self) -> tuple[ThreadMark, ...]:
        """The words of the threads, for the views."""
        return tuple(
            ThreadMark(
                key=placed.key,
                text=text,
                start=placed.span[0],
                end=placed.span[1],
                is_unresolved=placed.thread.is_unresolved,
                is_in_hand=placed.key == self.in_hand,
            )
            for text, group in ((NEW, self.threads.new), (OLD, self._old_only()))
            for placed in group
            if placed.span is not None
        )

    def _old_only(self) -> tuple[ShownThread, ...]:
        """What stands on the old text: its own threads, and those that have no words on the new one."""
        placed_new = {placed.key for placed in self.threads.new if placed.span is not None}
        comparison = self._session.comparison
        here = comparison.old.revision if comparison is not None else ""
        return tuple(p for p in self.threads.old if p.thread.root.revision == here or p.key not in placed_new)

    def of_section(self, number: int) -> tuple[ShownThread, ...]:
        """The threads of a section of the new text; those without a place stand with the first section."""
        document = self._session.document
        if document is None or not document.sections:
            return self.threads.new
        return tuple(self.by_section().get(number, ()))

    def by_section(self) -> Mapping[int, Sequence[ShownThread]]:
        """The threads of the new text by the number of their section, as `of_section` has them."""
        document = self._session.document
        found: dict[int, list[ShownThread]] = {}
        if document is None or not document.sections:
            return found
        for placed in self.threads.new:
            section = document.section_at(placed.span[0]) if placed.span is not None else None
            found.setdefault((section or document.sections[0]).number, []).append(placed)
        return found

    def find(self, key: str) -> ShownThread | None:
        """The thread of that key."""
        return next((placed for placed in (*self.threads.new, *self.threads.old) if placed.key == key), None)

    @property
    def has_undo(self) -> bool:
        """Whether a deleted comment can come back."""
        return bool(self._deleted)

    def hold(self, key: str) -> None:
        """Take a thread in hand."""
        self.in_hand = key
        self.threads_changed.emit()

    # Writing

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
            if comparison is not None:
                target = comment_target(
                    workspace,
                    on_old=is_old,
                    old_revision=comparison.old.revision,
                    new_revision=comparison.new.revision,
                    path=shown.path,
                )
            else:
                target = reading_target(workspace, shown.revision, shown.path)
            target_span(workspace, target, shown, span.start, span.end)  # refused here, before anything is written

            def add(message: str, unresolved: bool) -> Comment:
                return add_comment_at(
                    workspace,
                    target,
                    shown=shown,
                    start=span.start,
                    end=span.end,
                    message=message,
                    unresolved=unresolved,
                )

            return DraftWriter(target.change, add, self._edit_of(workspace, target.change))

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

    def _edit_of(self, workspace: Workspace, change: Change) -> Callable[[Comment, str, bool], Comment]:
        def edit(draft: Comment, message: str, unresolved: bool) -> Comment:
            assert draft.id is not None
            return edit_comment(workspace, change, draft.id, message=message, unresolved=unresolved, seen=draft.message)

        return edit

    def reply_to_thread(self, placed: ShownThread, message: str = "", *, resolves: bool = False) -> None:
        """Open an editor for an answer."""
        workspace = self._session.workspace
        if workspace is None:
            return
        last = placed.thread.comments[-1]

        def add(words: str, unresolved: bool) -> Comment:
            return add_comment(
                workspace, placed.change, message=words, unresolved=unresolved, reply_to=last.uuid or last.id
            )

        writer = DraftWriter(placed.change, add, self._edit_of(workspace, placed.change))
        self._open_editor(writer, placed.thread, message, is_unresolved=not resolves and placed.thread.is_unresolved)

    def _open_editor(self, writer: DraftWriter, below: Thread | None, message: str, *, is_unresolved: bool) -> None:
        self.finish_writing()
        editor = CommentEditor(self._window.look, message, is_unresolved=is_unresolved)
        editor.text_typed.connect(self._on_typed)
        editor.finished.connect(self._on_finished)
        editor.discarded.connect(self._on_discarded)
        self._editor, self._writer = editor, writer
        self._is_counted = False
        self._window.panels.want(True)
        self._window.panel.open_editor(editor, below)

    @property
    def is_writing(self) -> bool:
        """Whether an editor is open; the panel must not be built anew under it."""
        return self._editor is not None

    @Slot()
    def keep_writing(self) -> None:
        """Put what is being written on disk now; the editor stays."""
        if self._editor is not None:
            self._editor.flush()

    def finish_writing(self) -> None:
        """Keep what is being written and put the editor away."""
        editor = self._editor
        if editor is not None:
            editor.flush()
            self._close_editor()

    def _close_editor(self) -> None:
        if self._editor is not None:
            self._editor.hide()
            self._editor.deleteLater()
        self._editor = self._writer = None

    def _save(self, message: str, unresolved: bool, done: Callable[..., object]) -> None:
        writer = self._writer
        if writer is not None:
            self._write(lambda *_: writer.save(message, unresolved), done)

    def _write(self, work: Callable[..., object], done: Callable[..., object]) -> None:
        failed = partial(self._on_not_written, work, done)
        self._session.jobs.start("write", self.tr("Keeping the comment"), work, done, failed, is_writing=True)

    def _on_not_written(
        self, work: Callable[..., object], done: Callable[..., object], error: VisionEditorError
    ) -> None:
        """The words are still in `work`: offer to write them again, though the editor may be gone."""
        self._session.failed.emit(error, partial(self._write, work, done))

    @Slot(str, bool)
    def _on_typed(self, message: str, unresolved: bool) -> None:
        self._save(message, unresolved, self._on_saved)

    @Slot(object)
    def _on_saved(self, draft: Comment | None) -> None:
        if self._editor is not None and draft is not None:
            self._editor.show_saved()
            if not self._is_counted:
                self._is_counted = True
                self.refresh()

    @Slot(str, bool)
    def _on_finished(self, message: str, unresolved: bool) -> None:
        self._save(message, unresolved, self._on_written)
        self._close_editor()
        self._window.focus_middle()

    @Slot(object)
    def _on_written(self, draft: Comment | None) -> None:
        if draft is not None and draft.id and not draft.parent:
            self.in_hand = draft.id
        self.refresh()

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

        self._write(work, self._on_deleted)

    # Answering, editing, deleting

    @Slot(object)
    def _on_thread_chosen(self, thread: Thread) -> None:
        self.hold(thread.root.uuid or thread.root.id or "")

    def _placed(self, thread: Thread) -> ShownThread | None:
        return self.find(thread.root.uuid or thread.root.id or "")

    @Slot(object)
    def _on_reply(self, thread: Thread) -> None:
        if (placed := self._placed(thread)) is not None:
            self.reply_to_thread(placed)

    @Slot(object)
    def _on_resolve(self, thread: Thread) -> None:
        if (placed := self._placed(thread)) is not None:
            is_open = thread.is_unresolved
            self.reply_to_thread(placed, self.tr("Done") if is_open else "", resolves=is_open)
            if not is_open and self._editor is not None:
                self._editor.unresolved.setChecked(True)

    @Slot(object)
    def _on_edit(self, draft: Comment) -> None:
        workspace = self._session.workspace
        placed = self._holding(draft)
        if workspace is None or placed is None:
            return

        def add(message: str, unresolved: bool) -> Comment:
            return _add_beside(workspace, placed.change, draft, message, unresolved)

        writer = DraftWriter(placed.change, add, self._edit_of(workspace, placed.change), draft)
        self._open_editor(writer, placed.thread, draft.message, is_unresolved=draft.unresolved)

    def _holding(self, comment: Comment) -> ShownThread | None:
        """The thread that a comment is part of."""
        placed = (*self.threads.new, *self.threads.old)
        return next((p for p in placed if any(one.id == comment.id for one in p.thread.comments)), None)

    @Slot(object)
    def _on_delete(self, draft: Comment) -> None:
        workspace, placed = self._session.workspace, self._holding(draft)
        if workspace is None or placed is None or draft.id is None:
            return
        change, id = placed.change, draft.id

        def work(*_: object) -> tuple[Change, str]:
            delete_comment(workspace, change, id)
            return change, id

        self._write(work, self._on_deleted)

    @Slot(object)
    def _on_deleted(self, deleted: tuple[Change, str]) -> None:
        change, id = deleted
        if id:
            self._deleted.append((change, id))
            sentence = self.tr("The comment is deleted.")
            self._window.messages.show_notice(sentence, self.tr("Undo"), self.undo_delete, about=_DELETED)
        self.refresh()

    @Slot()
    def undo_delete(self) -> None:
        """Bring the comment deleted last back."""
        workspace = self._session.workspace
        if workspace is None or not self._deleted:
            return
        change, id = self._deleted.pop()
        self._write(lambda *_: restore_comment(workspace, change, id), self._on_restored)

    @Slot(object)
    def _on_restored(self, _: object) -> None:
        self._window.messages.close_about(_DELETED)
        self.refresh()


def _add_beside(workspace: Workspace, change: Change, draft: Comment, message: str, unresolved: bool) -> Comment:
    """A new draft in the place of one that another window changed or deleted."""
    return add_comment(
        workspace,
        change,
        message=message,
        unresolved=unresolved,
        path=draft.path,
        patch_set=draft.patch_set,
        side=draft.side,
        range=draft.range,
        line=draft.line if draft.range is None else None,
        reply_to=draft.parent,
    )
