"""A draft and what came in, decided place by place on a page in the draft's place; or both shown beside their base.

The draft stays as it is until all is decided. Each decision is kept, so that after a crash, a close or another mode in
between the same merge is there again; one that is broken off has its decisions again when it is begun again.
"""

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.drafting.decisions import Decisions
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.drafting_desk import DraftingDesk
from visioneditor.gui.desks.opened_draft import OpenedDraft
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.merging.merge_page import MergePage, ShownMerge
from visioneditor.gui.merging.merge_rows import MergeRows
from visioneditor.gui.session import Session
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reading import DRAFT, WORKTREE
from visioneditor.services.rebasing import (
    Rebased,
    begin_merge,
    finish_merge,
    forget_merge,
    keep_merge,
    merge_with_file,
    parse_draft,
    rebase_draft,
)
from visioneditor.services.several_drafts import bring_in_deciding
from visioneditor.services.window_request import Mode
from visioneditor.values import dataclass

_MERGE = "merge"  # what messages are about
_GONE = frozenset({"document.unknown", "revision.unknown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeAtHand:
    """A draft's text, what it is brought together with, and the rows that show it."""

    opened: OpenedDraft
    text: str
    rebased: Rebased
    rows: MergeRows
    decisions: Decisions  # made before


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedDraft:
    """What a draft is to say once all was decided, and what it stands on then."""

    opened: OpenedDraft
    before: str
    text: str
    base: LoadedDocument
    is_file: bool  # it was brought together with its working file
    other: str = ""  # the name of the other draft that it was brought together with


class MergingDesk(QObject):
    """`finished` with a MergedDraft; `changed` when the page comes or goes."""

    finished = Signal(object)
    changed = Signal()

    def __init__(
        self, window: MainWindow, session: Session, drafts: DraftingPage, drafting: DraftingDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._drafts, self._drafting = window, session, drafts, drafting
        self._at_hand: MergeAtHand | None = None
        drafting.draft_opened.connect(self._on_opened)
        drafting.draft_left.connect(self._on_left)
        window.keep_requested.connect(self._on_keep_requested)

    @cached_property
    def page(self) -> MergePage:
        """The three columns; built when they are first needed."""
        page = MergePage(self._window.look)
        page.decided.connect(self._on_decided)
        page.save_requested.connect(self.finish)
        page.leave_requested.connect(self.leave)
        return page

    @property
    def is_shown(self) -> bool:
        """Whether the page stands in the draft's place."""
        return self._at_hand is not None

    @property
    def is_deciding(self) -> bool:
        """Whether it does, and one decides there."""
        return self._at_hand is not None and self._at_hand.rows.is_deciding

    # Beginning

    @Slot()
    def _on_opened(self) -> None:
        """A merge that was under way goes on."""
        opened = self._drafting.opened
        if opened is not None and opened.merging_onto:
            self.begin(opened.merging_onto)

    def begin(self, onto: str, *, is_deciding: bool = True) -> None:
        """Bring the draft together with a revision, another draft or the working file, and show what is changed.

        While another merge is being decided, that goes on: words that were just written there are in no other one.
        """
        opened = self._drafting.opened
        if opened is None or self.is_deciding:
            return
        self._drafts.flush()
        text = self._drafts.text
        self._session.jobs.start(
            "merge",
            self.tr("Bringing both together"),
            lambda *_: (opened, text, onto, _work_out(opened, text, onto, is_deciding=is_deciding)),
            self._on_worked_out if is_deciding else self._on_readable,
            self._on_not_begun,
        )

    @Slot(object)
    def _on_worked_out(self, found: tuple[OpenedDraft, str, str, MergeAtHand | None]) -> None:
        opened, text, onto, at_hand = found
        if opened is not self._drafting.opened:
            return
        if at_hand is None:
            opened.merging_onto = ""
            self._keep(forget_merge, opened)
            self._tell(self.tr("Nothing is to be brought together: the draft stands on what there is."))
        elif self._drafts.text != text:
            self.begin(onto)  # one has typed on
        else:
            self._show(at_hand)

    @Slot(object)
    def _on_not_begun(self, error: VisionEditorError) -> None:
        """A merge that was under way with what is gone by now is not tried at every start."""
        opened = self._drafting.opened
        if opened is not None and opened.merging_onto and error.message in _GONE:
            self._keep(forget_merge, opened)
        self._on_failed(error)

    @Slot(object)
    def _on_readable(self, found: tuple[OpenedDraft, str, str, MergeAtHand | None]) -> None:
        opened, _, _, at_hand = found
        if opened is not self._drafting.opened:
            return
        if at_hand is not None:
            self._show(at_hand)
        else:
            said = self.tr("Nothing came in: upstream says what the draft was begun on.")
            base = partial(self._drafting.compare_with, opened.base.revision)
            self._window.messages.show_notice(said, self.tr("Compare with base"), base, about=_MERGE)

    def _show(self, at_hand: MergeAtHand) -> None:
        self._at_hand, is_deciding = at_hand, at_hand.rows.is_deciding
        self._window.close_message(_MERGE)
        self._window.put_page(Mode.DRAFT, self.page)  # first: there it gets its style
        self.page.show_merge(
            ShownMerge(
                rows=at_hand.rows,
                decisions=at_hand.decisions,
                title=self._title(at_hand),
                columns=self._columns(at_hand),
                save=self.tr("Put into the draft"),
                leave=self.tr("Break off") if is_deciding else self.tr("Back to the draft"),
            )
        )
        self.changed.emit()
        if self._session.place.mode is Mode.DRAFT:
            self._window.show_mode(Mode.DRAFT)
            self._window.focus_middle()
        if at_hand.decisions.decided:
            self._tell(self.tr("What you decided before is here again."))

    def _title(self, at_hand: MergeAtHand) -> str:
        if not at_hand.rows.is_deciding:
            return self.tr("Base, upstream and draft")
        if at_hand.rebased.other:
            return self.tr("Two drafts")
        return self.tr("Working file and draft") if at_hand.rebased.is_file else self.tr("Upstream and draft")

    def _columns(self, at_hand: MergeAtHand) -> tuple[str, str, str]:
        mine = self.tr("Mine: the draft")
        if at_hand.rebased.is_file:
            return self.tr("Before: when it was saved last"), self.tr("Theirs: the working file"), mine
        if at_hand.rebased.other:
            theirs = self.tr("Theirs: {other}").format(other=at_hand.rebased.other)
            return (
                self.tr("Before: what both began with"),
                theirs,
                self.tr("Mine: {name}").format(name=at_hand.opened.name),
            )
        base, theirs = at_hand.opened.base.revision[:8], at_hand.rebased.base.revision[:8]
        return self.tr("Before: {base}").format(base=base), self.tr("Theirs: {theirs}").format(theirs=theirs), mine

    # Deciding

    @Slot()
    def _on_decided(self) -> None:
        at_hand, decisions = self._at_hand, self.page.decided_so_far
        if at_hand is not None and decisions is not None:
            self._keep(keep_merge, at_hand.opened, at_hand.rebased.base.revision, decisions)

    def _keep(self, keep: Callable[..., None], opened: OpenedDraft, *values: object) -> None:
        """On the writing lane, behind what is kept of the draft itself."""
        self._session.jobs.start(
            "write",
            self.tr("Keeping your decisions"),
            lambda *_: keep(opened.workspace, opened.path, opened.name, *values),
            self._on_kept,
            self._on_failed,
            is_writing=True,
        )

    @Slot(object)
    def _on_kept(self, _: object) -> None:
        """They are on disk."""

    @Slot()
    def _on_keep_requested(self) -> None:
        if self._at_hand is not None:
            self.page.flush()

    # Leaving

    @Slot()
    def finish(self) -> None:
        """Put what was decided into the draft, once all is."""
        at_hand, decisions, width = self._at_hand, self.page.decisions, self._window.look.wrap_width
        if at_hand is None or decisions is None or decisions.open_places or not self.page.is_deciding:
            return
        rebased, text = at_hand.rebased, at_hand.text
        self._session.jobs.start(
            "merge",
            self.tr("Putting it into the draft"),
            lambda *_: (at_hand, decisions, finish_merge(rebased, text, decisions, width)),
            self._on_finished,
            self._on_failed,
        )

    @Slot(object)
    def _on_finished(self, found: tuple[MergeAtHand, Decisions, str]) -> None:
        at_hand, decisions, text = found
        if at_hand is not self._at_hand:
            return
        if self.page.decisions is not decisions:
            self.finish()  # one has written on
            return
        opened, rebased = at_hand.opened, at_hand.rebased
        self._go()
        self.finished.emit(
            MergedDraft(
                opened=opened,
                before=at_hand.text,
                text=text,
                base=rebased.base,
                is_file=rebased.is_file,
                other=rebased.other,
            )
        )
        self._keep(forget_merge, opened)  # only once the draft is kept as it is now

    @Slot()
    def leave(self) -> None:
        """Back to the draft as it was; what was decided is there again when one begins again."""
        at_hand, decisions = self._at_hand, self.page.decisions
        if at_hand is None or decisions is None:
            return
        self._go()
        if not at_hand.rows.is_deciding:
            return
        self._keep(keep_merge, at_hand.opened, "", decisions)
        again = partial(self.begin, at_hand.rebased.base.revision)
        said = self.tr("The draft is as it was. What you decided is there again when you go on.")
        self._window.messages.show_notice(said, self.tr("Go on"), again, about=_MERGE)

    @Slot()
    def _on_left(self) -> None:
        """Another document or mode is shown; the merge is still under way."""
        self._session.jobs.cancel("merge")
        if self._at_hand is not None:
            self.page.flush()
            self._go()

    def _go(self) -> None:
        self._at_hand = None
        self._window.close_message(_MERGE)
        self._window.put_page(Mode.DRAFT, self._drafts)
        self.changed.emit()
        if self._session.place.mode is Mode.DRAFT:
            self._window.show_mode(Mode.DRAFT)
            self._drafts.editor.setFocus()

    def _tell(self, sentence: str) -> None:
        self._window.messages.show_notice(sentence, about=_MERGE)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)


def _work_out(opened: OpenedDraft, text: str, onto: str, *, is_deciding: bool) -> MergeAtHand | None:
    """What takes long, on a thread."""
    workspace, base, draft = opened.workspace, opened.base, parse_draft(opened.base, text)
    if onto == WORKTREE:
        rebased = merge_with_file(workspace, base, draft, opened.working)
    elif onto.startswith(f"{DRAFT}:"):
        rebased = bring_in_deciding(workspace, base, draft, onto.partition(":")[2])
    else:
        rebased = rebase_draft(workspace, base, draft, onto)
    if rebased is None:
        return None
    rows = MergeRows(rebased.merged, opened.markup, is_deciding=is_deciding)
    decisions = Decisions(merged=rebased.merged)
    if is_deciding:
        decisions = begin_merge(workspace, opened.path, opened.name, rebased)
    rows.rows(decisions)
    return MergeAtHand(opened=opened, text=text, rebased=rebased, rows=rows, decisions=decisions)
