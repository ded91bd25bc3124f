"""One comment being written: its editor, and what of it is on disk.

The editor goes only once all that it shows is kept. What could not be kept is said, and tried
again until it is.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from visioneditor.core.review.model import Comment
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.draft_writer import DraftWriter
from visioneditor.gui.jobs import Work
from visioneditor.gui.widgets.comment_editor import CommentEditor

AGAIN_MS = 2000  # between two tries to keep what could not be kept

_Answer = Callable[[Any], object]
Start = Callable[[Work, _Answer, _Answer], object]  # does work on the writing lane: work, done, failed


class Writing(QObject):
    """Announces `begun` with its first words on disk, `failed` with the first error of a row, `kept_again`, `ended`."""

    begun = Signal()
    failed = Signal(object)
    kept_again = Signal()
    ended = Signal(object)  # itself, once all of it is on disk
    discarded = Signal(object)  # itself
    lines_wanted = Signal(object)  # itself: a suggestion is to be written

    def __init__(self, editor: CommentEditor, writer: DraftWriter, key: str, start: Start, parent: QObject) -> None:
        super().__init__(parent)
        self.editor, self.writer, self.key = editor, writer, key
        self._start = start
        self._asked = self._kept = 0  # how often keeping was asked for, and the last time that it succeeded
        self._is_begun = self._is_ending = self._has_failed = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._on_again)
        editor.text_typed.connect(self._on_typed)
        editor.finished.connect(self._on_finished)
        editor.discarded.connect(self._on_discarded)
        editor.suggestion.lines_wanted.connect(self._on_lines_wanted)

    @property
    def draft(self) -> Comment | None:
        """What stands on disk of it."""
        return self.writer.draft

    @property
    def is_kept(self) -> bool:
        """Whether all that was announced is on disk."""
        return self._kept == self._asked

    def keep(self) -> None:
        """Put on disk now what is not there yet; the editor stays."""
        self.editor.flush()
        if self._has_failed:
            self._on_again()

    def finish(self) -> None:
        """Keep it and put the editor away; where it cannot be kept the editor comes back."""
        self.keep()
        self._is_ending = True
        self.editor.hide()
        self._end()

    def forget(self) -> None:
        """Try nothing again, and hear of no try: it has been discarded."""
        self._again.stop()
        self._asked += 1

    def _save(self, message: str, unresolved: bool) -> None:
        self._again.stop()
        self._asked += 1
        work = partial(_save, self.writer, message, unresolved)
        self._start(work, partial(self._on_kept, self._asked), partial(self._on_not_kept, self._asked))

    @Slot(str, bool)
    def _on_typed(self, message: str, unresolved: bool) -> None:
        self._save(message, unresolved)

    @Slot()
    def _on_again(self) -> None:
        self._save(self.editor.message, self.editor.unresolved.isChecked())

    def _on_kept(self, number: int, draft: Comment | None) -> None:
        self._kept = number
        if not self.is_kept:
            return
        if self._has_failed:
            self._has_failed = False
            self.kept_again.emit()
        if draft is not None:
            self.editor.show_saved()
            if not self._is_begun:
                self._is_begun = True
                self.begun.emit()
        self._end()

    def _on_not_kept(self, number: int, error: VisionEditorError) -> None:
        if number != self._asked:
            return  # newer words are on their way
        self.editor.show_failed(error.summary)
        if self._is_ending:
            self._is_ending = False
            self.editor.show()
        self._again.start()
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit(error)

    @Slot(str, bool)
    def _on_finished(self, message: str, unresolved: bool) -> None:
        self._is_ending = True
        self.editor.hide()
        self._save(message, unresolved)

    @Slot()
    def _on_discarded(self) -> None:
        self.discarded.emit(self)

    @Slot()
    def _on_lines_wanted(self) -> None:
        self.lines_wanted.emit(self)

    def _end(self) -> None:
        if self._is_ending and self.is_kept:
            self.ended.emit(self)


def _save(writer: DraftWriter, message: str, unresolved: bool, *_: object) -> Comment | None:
    return writer.save(message, unresolved)
