"""What one has changed since the base: marked beside source and preview, counted, shown, taken back one by one."""

import time
from collections.abc import Callable
from html import escape

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QToolTip

from visioneditor.core.document.model import Document
from visioneditor.core.drafting.own_changes import LineMark, OwnChanges, find_own_changes
from visioneditor.core.drafting.text_change import TextChange
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.drafting_desk import DraftingDesk
from visioneditor.gui.drafting.change_note import ChangeNote
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.jobs import PAUSE
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.prose.rows import Row
from visioneditor.gui.session import Session
from visioneditor.gui.worked_out import DraftedText
from visioneditor.values import dataclass

_ABOUT = "own-changes"
_AT_ONCE_S = 0.1  # what comparing may take beside the preview
_MOST_HINTED = 12  # lines
_PATIENCE = 5  # times as long as comparing took is waited before it is done again


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """A change with the rows that show it, and what is said of it."""

    own: OwnChanges
    mark: LineMark
    rows: tuple[Row, ...]
    said: str


class OwnChangesDesk(QObject):
    """Follows the draft that the drafting desk has open, and carries out what is wished of its changes.

    `marks_changed` with the LineMarks of what is known now.
    """

    marks_changed = Signal(object)

    def __init__(
        self, window: MainWindow, session: Session, page: DraftingPage, drafting: DraftingDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._page, self._drafting = window, session, page, drafting
        self.own: OwnChanges | None = None
        self.note = ChangeNote(window.look, page.editor)
        self._document: Document | None = None  # that is still to be compared
        self._cost_s = 0.0  # of comparing it the last time
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.look_now)
        drafting.read_along = self.read_along
        drafting.draft_opened.connect(self._on_opened)
        drafting.preview_ready.connect(self._on_preview)
        page.editor.edited.connect(self._on_text_changed)
        self.note.take_back_requested.connect(self.take_back)
        self.note.step_requested.connect(self._step)
        for id, handler in (
            ("draft.next-change", self.next),
            ("draft.previous-change", self.previous),
            ("draft.show-change", self.show_change),
            ("draft.take-back", self.take_back),
        ):
            window.commands.connect(id, handler)

    # What changed

    def read_along(self, base: Document) -> Callable[[Document], OwnChanges | None]:
        """How the changes are found where the draft is read, on its thread, as long as that takes but a moment."""
        is_quick = self._cost_s < _AT_ONCE_S

        def find(draft: Document) -> OwnChanges | None:
            return self._find(base, draft) if is_quick else None

        return find

    def _find(self, base: Document, draft: Document) -> OwnChanges:
        """On a thread of its own; what it cost decides how the next ones are found."""
        began = time.thread_time()
        own = find_own_changes(base, draft)
        self._cost_s = time.thread_time() - began
        return own

    @Slot()
    def _on_opened(self) -> None:
        self.own, self._document, self._cost_s = None, None, 0.0
        self.note.put_away()
        self.marks_changed.emit(())
        self._page.counted.setText("")

    @Slot(object)
    def _on_preview(self, text: DraftedText) -> None:
        if text.own is not None:
            self._show(text.own)
        else:
            self._document = text.document
            self._later.start(round(1000 * _PATIENCE * self._cost_s))

    def expect(self, cost_s: float) -> None:
        """Take comparing for so expensive."""
        self._cost_s = cost_s

    @Slot()
    def look_now(self) -> None:
        """Look for changes that are still to be found."""
        opened, document = self._drafting.opened, self._document
        if opened is None or document is None:
            return
        base = opened.base.document
        self._session.jobs.start(
            "own-changes",
            self.tr("Looking for what you changed"),
            lambda *_: DraftedText(document, self._find(base, document)),
            self._on_found,
            self._on_failed,
            after=PAUSE,
        )

    @Slot(object)
    def _on_found(self, text: DraftedText) -> None:
        if text.own is not None and self._page.text == text.own.text:
            self._show(text.own)
            self._drafting.preview_ready.emit(text)

    def _show(self, own: OwnChanges) -> None:
        self.own, self._document = own, None
        self.marks_changed.emit(own.marks)
        self._page.counted.setText(self._counted(own))

    def _counted(self, own: OwnChanges) -> str:
        added, removed = own.words_added, own.words_removed
        if not own.changes:
            return ""
        if added and removed:
            return self.tr("{n} words added, {m} removed since").format(n=f"{added:,}", m=f"{removed:,}")
        if added or removed:
            what = self.tr("added") if added else self.tr("removed")
            unit = self.tr("word") if added + removed == 1 else self.tr("words")
            return self.tr("{n} {unit} {what} since").format(n=f"{added + removed:,}", unit=unit, what=what)
        return self.tr("No words added since")

    # Going from one to the next

    @Slot()
    def next(self) -> None:
        """Go to the next change below the cursor."""
        self._step(1)

    @Slot()
    def previous(self) -> None:
        """Go to the one above."""
        self._step(-1)

    @Slot(int)
    def _step(self, by: int) -> None:
        mark = self.own.mark_beyond(self._page.editor.line, by) if self.own is not None else None
        if mark is None:
            self._say(self.tr("You have changed nothing here since the base."))
            return
        was_shown = self.note.isVisible()
        self._page.editor.go_to_line(mark.first_line)
        self._page.editor.setFocus()
        if was_shown:
            self._show_mark(mark)

    # Showing one

    @Slot(int)
    def show_at(self, line: int) -> None:
        """Show the change that is marked at a line."""
        mark = self.own.mark_at(line) if self.own is not None else None
        if mark is not None:
            self._show_mark(mark)

    @Slot(int)
    def hint_at(self, line: int) -> None:
        """Tell beside the pointer what stood at a line."""
        own = self.own
        mark = own.mark_at(line) if own is not None else None
        if own is not None and mark is not None:
            QToolTip.showText(QCursor.pos(), _hint(own, mark), self._page.editor)

    @Slot()
    def show_change(self) -> None:
        """Show what stood where the cursor is; once more puts it away."""
        mark = self.own.mark_at(self._page.editor.line) if self.own is not None else None
        if self.note.isVisible():
            self.note.put_away()
        elif mark is None:
            self._say(self.tr("You have not changed this line since the base."))
        else:
            self._show_mark(mark)

    def _show_mark(self, mark: LineMark) -> None:
        own = self.own
        if own is not None:
            self._session.jobs.start(
                "own-change",
                self.tr("Looking up what stood here"),
                lambda *_: _rows_of(own, mark),
                self._on_rows,
                self._on_failed,
            )

    @Slot(object)
    def _on_rows(self, shown: ShownChange) -> None:
        if shown.own is self.own and self._page.text == shown.own.text:
            self._page.editor.show_line(shown.mark.first_line)
            self.note.show_change(shown.rows, shown.said, shown.mark.first_line, shown.mark.last_line)

    @Slot()
    def _on_text_changed(self) -> None:
        if self.note.isVisible() and self.own is not None and self._page.text != self.own.text:
            self.note.put_away()

    # Taking one back

    @Slot()
    def take_back(self) -> None:
        """Let the draft say what its base says, at the cursor's change alone; Ctrl+Z undoes it."""
        own = self.own
        mark = own.mark_at(self._page.editor.line) if own is not None else None
        if own is None or mark is None:
            self._say(self.tr("You have not changed this line since the base."))
            return
        change = own.changes[mark.change]
        self._session.jobs.start(
            "own-change",
            self.tr("Taking back a change"),
            lambda *_: (own, own.take_back(change)),
            self._on_taken_back,
            self._on_failed,
        )

    @Slot(object)
    def _on_taken_back(self, result: tuple[OwnChanges, TextChange | None]) -> None:
        own, change = result
        if self._page.text != own.text:
            return  # one has typed on
        if change is None:
            self._say(self.tr("This change cannot be taken back by itself: others stand on it."))
            return
        self.note.put_away()
        self._page.editor.apply([change], change.start)

    def _say(self, sentence: str) -> None:
        self._window.messages.show_notice(sentence, about=_ABOUT)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)


def _hint(own: OwnChanges, mark: LineMark) -> str:
    """What was done there, and what the base says."""
    from visioneditor.gui.comparing.change_entries import change_words

    change = own.changes[mark.change]
    lines = own.before(change).splitlines()
    before = "\n".join([*lines[:_MOST_HINTED], *(["…"] if len(lines) > _MOST_HINTED else [])])
    said = "\n\n".join(part for part in (change_words(change), before) if part)
    return f'<p style="white-space: pre-wrap">{escape(said)}</p>'


def _rows_of(own: OwnChanges, mark: LineMark) -> ShownChange:
    """The rows that Compare would show of it, in one column."""
    from visioneditor.gui.comparing.change_entries import change_words
    from visioneditor.gui.comparing.comparison_rows import comparison_rows
    from visioneditor.gui.comparing.comparison_view import ComparisonView

    view = ComparisonView(is_unified=True, is_all_open=True)
    rows = comparison_rows(own.comparison, view, own.changes)
    found = tuple(row for row in rows if row.change == mark.change + 1)
    return ShownChange(own=own, mark=mark, rows=found, said=change_words(own.changes[mark.change]))
