"""What is done to one's own drafts beside writing them: deleted, moved to another patch set, and all of it undone."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.review.model import Change, Comment, Thread
from visioneditor.core.review.porter import Placed
from visioneditor.errors import VisionEditorError
from visioneditor.gui.jobs import Work
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.services.reviewing import delete_comment, restore_comment

if TYPE_CHECKING:
    from visioneditor.services.moving import Move

_Answer = Callable[[Any], object]

_UNDO = "own-drafts"  # what the message with the undo is about
_PUBLISHED = "published-drafts"


class OwnDesk(QObject):
    """Announces `changed` when drafts are others, or may be."""

    changed = Signal()

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self._undos: list[Work] = []
        window.commands.connect("review.undo-delete", self.undo)
        session.workspace_closed.connect(self._on_closed)

    def _write(self, work: Work, done: _Answer, failed: _Answer | None = None) -> None:
        title, failed = self.tr("Keeping the comment"), failed or partial(self._on_failed, work, done)
        self._session.jobs.start("write", title, work, done, failed, is_writing=True)

    def _on_failed(self, work: Work, done: _Answer, error: VisionEditorError) -> None:
        """Nothing was changed; what another window did meanwhile is shown."""
        may_go_later = error.message.startswith("store.")
        self._session.failed.emit(error, partial(self._write, work, done) if may_go_later else None)
        self.changed.emit()

    # Deleting

    def delete(self, change: Change, draft: Comment) -> None:
        """Take a draft away, if its words are still those that were seen."""
        workspace, id = self._session.workspace, draft.id
        if workspace is None or id is None:
            return

        def work(*_: object) -> tuple[Change, str]:
            delete_comment(workspace, change, id, seen=draft.message)
            return change, id

        self._write(work, self.tell_deleted)

    @Slot(object)
    def tell_deleted(self, deleted: tuple[Change, str]) -> None:
        """Say that a draft is gone, and how it comes back; there may have been none on disk."""
        workspace, (change, id) = self._session.workspace, deleted
        if id and workspace is not None:
            self.offer(lambda *_: restore_comment(workspace, change, id), self.tr("The comment is deleted."))
        self.changed.emit()

    # Moving

    def move(self, change: Change, thread: Thread, revision: str) -> None:
        """Move a thread of drafts to the patch set of that revision, else to the newest."""
        from visioneditor.services.moving import move_comment

        workspace = self._session.workspace
        draft = next((one for one in thread.comments if one.draft), None)
        if workspace is None or draft is None or draft.id is None:
            self._tell(self.tr("Only a draft of your own can be moved to another patch set."))
            return
        id, target = draft.id, next((one.number for one in change.patch_sets if one.revision == revision), None)
        self._write(lambda *_: ((move_comment(workspace, change, id, target),), ()), self._on_moved)

    def move_all(self, changes: Sequence[Change]) -> None:
        """Move every draft of these changes to their newest patch sets."""
        from visioneditor.services.moving import move_all

        workspace = self._session.workspace
        if workspace is None:
            return

        def work(*_: object) -> "tuple[tuple[Move, ...], tuple[Comment, ...]]":
            found = [move_all(workspace, change) for change in changes]
            return tuple(one for moves, _ in found for one in moves), tuple(one for _, stay in found for one in stay)

        self._write(work, self._on_moved)

    @Slot(object)
    def _on_moved(self, result: "tuple[tuple[Move, ...], tuple[Comment, ...]]") -> None:
        from visioneditor.services.moving import move_back

        workspace, (moves, staying) = self._session.workspace, result
        moved = tuple(move for move in moves if move.steps)
        parts = [self._told_of(moved)]
        if staying:
            count = self.tr("1 stays") if len(staying) == 1 else self.tr("{n} stay").format(n=len(staying))
            parts.append(self.tr("{count}: the file is no more.").format(count=count))
        sentence = " ".join(parts)
        if moved and workspace is not None:
            self.offer(lambda *_: move_back(workspace, *moved), sentence)
        else:
            self._tell(sentence)
        self.changed.emit()

    def _told_of(self, moved: "Sequence[Move]") -> str:
        if not moved:
            return self.tr("Nothing was to be moved.")
        if len(moved) > 1:
            return self.tr("{n} drafts were moved to the newest patch set.").format(n=len(moved))
        where = {
            Placed.EXACT: self.tr("on its words"),
            Placed.EDITED: self.tr("on what replaced its words"),
            Placed.BLOCK: self.tr("on the paragraph that its words are gone from"),
            Placed.SECTION: self.tr("on the section that its paragraph is gone from"),
        }.get(moved[0].placed, self.tr("on the document as a whole"))
        number = moved[0].draft.patch_set
        return self.tr("The draft stands in patch set {number} now, {where}.").format(number=number, where=where)

    # Published

    @Slot()
    def look_for_published(self) -> None:
        """What came from a server may hold drafts of one's own; these are done with."""
        from visioneditor.services.retiring import retire_all_seen

        workspace = self._session.workspace
        if workspace is not None:
            self._write(lambda *_: retire_all_seen(workspace), self._on_retired)

    @Slot(object)
    def _on_retired(self, drafts: Sequence[Comment]) -> None:
        if drafts:
            count = self.tr("1 draft of yours is") if len(drafts) == 1 else self.tr("{n} drafts of yours are")
            sentence = self.tr("{drafts} on the server now.").format(drafts=count.format(n=len(drafts)))
            self._window.messages.show_notice(sentence, about=_PUBLISHED)
            self.changed.emit()

    # Undoing

    def _tell(self, sentence: str) -> None:
        self._window.messages.show_notice(sentence, about=_UNDO)

    def offer(self, undo: Work, sentence: str) -> None:
        """Say what was done, and that it can be undone."""
        self._undos.append(undo)
        self._window.messages.show_notice(sentence, self.tr("Undo"), self.undo, about=_UNDO)

    @property
    def has_undo(self) -> bool:
        """Whether something done to a draft can be undone."""
        return bool(self._undos)

    @Slot()
    def undo(self) -> None:
        """Take back what was done to a draft last."""
        if self._undos:
            work = self._undos.pop()
            self._write(work, self._on_undone, partial(self._on_not_undone, work))

    def _on_not_undone(self, work: Work, error: VisionEditorError) -> None:
        self._undos.append(work)
        self._session.failed.emit(error, self.undo)
        self.changed.emit()

    @Slot(object)
    def _on_undone(self, _: object) -> None:
        self._window.messages.close_about(_UNDO)
        self.changed.emit()

    @Slot()
    def _on_closed(self) -> None:
        self._undos.clear()
