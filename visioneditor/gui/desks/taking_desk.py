"""Accepting and rejecting changes: into the draft, on the writing lane, with the way back."""

from PySide6.QtCore import QObject, Slot

from visioneditor.core.compare.changes import Change
from visioneditor.core.compare.model import Edit
from visioneditor.errors import VisionEditorError
from visioneditor.gui.comparing.comparing_page import ComparingPage
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.place import DRAFT
from visioneditor.gui.prose.rows import NEW
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.notices import Action
from visioneditor.services.reading import is_draft
from visioneditor.services.taking_over import TakenOver, Wish, take_changes_over, undo_taking
from visioneditor.services.window_request import Mode

_ABOUT = "taking-over"


class TakingDesk(QObject):
    """Takes over the change in hand, its section, or all; what was selected limits it to the edits there."""

    def __init__(self, window: MainWindow, session: Session, page: ComparingPage, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self._page = window, session, page
        self._done: list[TakenOver] = []
        commands = window.commands
        page.view.counts.offer((commands.action("compare.accept"), commands.action("compare.reject")))
        for id, handler in (
            ("compare.accept", self.accept),
            ("compare.reject", self.reject),
            ("compare.accept-section", self.accept_section),
            ("compare.reject-section", self.reject_section),
            ("compare.accept-all", self.accept_all),
            ("compare.reject-all", self.reject_all),
            ("compare.undo", self.undo),
        ):
            commands.connect(id, handler)
        session.workspace_closed.connect(self._on_closed)

    @Slot()
    def _on_closed(self) -> None:
        self._done.clear()

    # wishes

    @Slot()
    def accept(self) -> None:
        """The change in hand, or the selected edits of one, into the draft."""
        self._take_one(rejects=False)

    @Slot()
    def reject(self) -> None:
        """The older words again, in the draft."""
        self._take_one(rejects=True)

    @Slot()
    def accept_section(self) -> None:
        """All changes of the section of the change in hand."""
        self._take_section(rejects=False)

    @Slot()
    def reject_section(self) -> None:
        """The section as the older text has it."""
        self._take_section(rejects=True)

    @Slot()
    def accept_all(self) -> None:
        """The draft becomes the newer text."""
        self._take(Wish(changes=None))

    @Slot()
    def reject_all(self) -> None:
        """The draft becomes the older text."""
        self._take(Wish(changes=None, rejects=True))

    def _take_one(self, *, rejects: bool) -> None:
        selected = self._selected()
        if selected is not None:
            change, edits = selected
            is_part = len(change.rows) == 1 and len(edits) < len(change.rows[0].edits)
            self._take(Wish(changes=(change,), rejects=rejects, only=edits if is_part else None))
        elif (held := self._page.view.steps.change) is not None:
            self._take(Wish(changes=(held,), rejects=rejects))
        else:
            self._say(self.tr("No change is in hand: go to one with n, or select changed words."))

    def _selected(self) -> tuple[Change, tuple[Edit, ...]] | None:
        """The change that is selected in, with those of its edits that the selection touches."""
        span = self._page.view.prose.selected_span()
        for change in self._page.view.steps.changes if span is not None else ():
            assert span is not None
            edits = tuple(
                edit for row in change.rows for edit in row.edits if _touches(edit, span.text, span.start, span.end)
            )
            if edits:
                return change, edits
        return None

    def _take_section(self, *, rejects: bool) -> None:
        held, changes = self._page.view.steps.change, self._page.view.steps.changes
        if held is None:
            self._say(self.tr("No change is in hand: go to one with n."))
            return
        self._take(Wish(changes=tuple(one for one in changes if one.place == held.place), rejects=rejects))

    def _take(self, wish: Wish) -> None:
        workspace, found, comparison = self._session.workspace, self._session.comparison, self._page.view.comparison()
        if workspace is None or found is None or comparison is None:
            return
        steps = self._done[-1].steps if self._done else None
        count = len(wish.changes) if wish.changes is not None else self._page.view.change_count()
        self._session.jobs.start(
            "write",
            self.tr("Changing the draft"),
            lambda *_: (wish, count, take_changes_over(workspace, found, comparison, wish, steps)),
            self._on_taken,
            self._on_failed,
            is_writing=True,
        )

    # what became of them

    @Slot(object)
    def _on_taken(self, result: tuple[Wish, int, TakenOver]) -> None:
        wish, count, taken = result
        if taken.stored is None:
            self._tell_of_nothing(wish, taken)
            return
        self.remember(taken)
        undo = Action(text=self.tr("Show the draft"), act=self.show_draft)
        self._window.messages.show_notice(
            self._sentence(wish, count, taken), self.tr("Undo"), self.undo, also=undo, about=_ABOUT
        )

    def remember(self, taken: TakenOver) -> None:
        """The draft was changed, here or by a suggestion: `undo` brings back what it said."""
        self._done.append(taken)
        self._show_again(taken)

    def _sentence(self, wish: Wish, count: int, taken: TakenOver) -> str:
        done = count - len(taken.left)
        counted = self.tr("1 change") if done == 1 else self.tr("{n} changes").format(n=done)
        if wish.only is not None:
            counted = self.tr("The selected part of a change")
        words = self.tr("{what} rejected in the draft.") if wish.rejects else self.tr("{what} taken into the draft.")
        if taken.left:
            words += " " + self.tr("{n} left: the draft has other words there.").format(n=len(taken.left))
        return words.format(what=counted)

    def _tell_of_nothing(self, wish: Wish, taken: TakenOver) -> None:
        if taken.left:
            self._say(self.tr("The draft has other words there; change them by hand."))
        elif wish.rejects:
            self._say(self.tr("The draft has the older words already."))
        else:
            self._say(self.tr("The draft has that already."))

    def _say(self, sentence: str) -> None:
        self._window.messages.show_notice(sentence, about=_ABOUT)

    def _show_again(self, taken: TakenOver) -> None:
        """Compare anew where the draft is one of the two texts; the working file, too, goes on as the draft now."""
        session, stored = self._session, taken.stored or taken.before
        if session.comparison is not None and stored is not None:
            sides = (session.comparison.old.revision, session.comparison.new.revision)
            if any(is_draft(side) for side in sides):
                session.load_comparison()
        session.draft_rewritten.emit()
        session.store_changed.emit()

    @Slot()
    def show_draft(self) -> None:
        """Draft mode, on the draft."""
        self._session.go(mode=Mode.DRAFT)

    @Slot()
    def undo(self) -> None:
        """Bring back what the draft said before the last taking over."""
        workspace = self._session.workspace
        if workspace is None or not self._done:
            self._say(self.tr("There is nothing to undo."))
            return
        taken = self._done[-1]

        def work(*_: object) -> TakenOver:
            undo_taking(workspace, taken)
            return taken

        self._session.jobs.start(
            "write", self.tr("Changing the draft"), work, self._on_undone, self._on_failed, is_writing=True
        )

    @Slot(object)
    def _on_undone(self, taken: TakenOver) -> None:
        if taken in self._done:
            self._done.remove(taken)
        is_gone = taken.before is None and self._compares_draft()
        if is_gone and self._session.place.compared is not None:
            self._session.go_back()  # the draft that was compared is there no more
        else:
            self._show_again(taken)
        self._say(self.tr("The draft is as it was."))

    def _compares_draft(self) -> bool:
        compared = self._session.place.compared
        return compared is not None and any(side.startswith(DRAFT) for side in compared)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)


def _touches(edit: Edit, text: int, start: int, end: int) -> bool:
    first, last = (edit.new_start, edit.new_end) if text == NEW else (edit.old_start, edit.old_end)
    return first < end and start < last
