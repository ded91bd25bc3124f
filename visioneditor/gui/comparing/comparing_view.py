"""Compare mode's view: the counts, the rows, the strip beside them; it becomes unified where columns would be narrow.

It shows a comparison and announces wishes; choosing revisions and comparing is left to others.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from visioneditor.core.compare.changes import Change, list_changes
from visioneditor.core.compare.model import Comparison
from visioneditor.gui.comparing.change_filter import Shows
from visioneditor.gui.comparing.change_frame import ChangeFrame
from visioneditor.gui.comparing.change_marks import OLD_OPS
from visioneditor.gui.comparing.change_steps import ChangeSteps
from visioneditor.gui.comparing.change_words import nothing_differs, summary_parts
from visioneditor.gui.comparing.comparison_rows import comparison_rows
from visioneditor.gui.comparing.comparison_view import ComparisonView
from visioneditor.gui.comparing.counts_line import CountsLine
from visioneditor.gui.comparing.kept_place import carry_place
from visioneditor.gui.comparing.moved_blocks import is_left_behind
from visioneditor.gui.comparing.overview_strip import WIDTH as STRIP_WIDTH
from visioneditor.gui.comparing.overview_strip import OverviewStrip
from visioneditor.gui.look import Look
from visioneditor.gui.prose.columns import Shape, fits_sides
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.prose.rows import NEW, OLD, Place, Row, ThreadMark
from visioneditor.values import replace

_DEEPEST_FOLD = 3  # a paragraph in a section among unchanged ones


def _nothing() -> None:
    """What there is to do where nothing follows."""


class ComparingView(QWidget):
    """A comparison as it is read. What scrolls, selects and finds is `prose`."""

    section_changed = Signal(int)
    link_activated = Signal(object)  # LinkHit
    thread_activated = Signal(str)
    comment_requested = Signal(object)  # SelectedSpan
    selection_changed = Signal()
    change_reached = Signal(int)
    changes_listed = Signal()  # the changes or threads are others now
    way_changed = Signal()  # one column or two, rendered or source
    rows_wanted = Signal(object)  # ComparisonView: of a long text, to be answered with `show_rows`
    unified_changed = Signal(bool)  # whether one column is shown, by wish or for want of room

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._comparison: Comparison | None = None
        self._view = ComparisonView(is_typeset=look.is_typeset)
        self._known_rows: Mapping[ComparisonView, Sequence[Row]] = {}
        self._counted: Mapping[int, int] | None = None
        self._takes_long = False
        self._then: Callable[[], object] = _nothing  # to be done when the rows are there that were asked for
        self._wants_unified: bool | None = None  # None: as it fits the window
        self._is_narrow = False
        self.steps = ChangeSteps()
        self._gone: list[tuple[int, int]] | None = None  # ends and starts of what the older text alone has
        self.counts = CountsLine(look)
        self.prose = ProseView(look, Shape.SIDES)
        self.prose.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.prose.setAccessibleName(self.tr("Comparison"))
        self.strip = OverviewStrip(look, self.prose)
        self.frame = ChangeFrame(look, self.prose)
        self.setFocusProxy(self.prose)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.prose, 1)
        beside.addWidget(self.strip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.counts)
        layout.addLayout(beside, 1)

    def _connect(self) -> None:
        self.prose.section_changed.connect(self.section_changed)
        self.prose.link_activated.connect(self.link_activated)
        self.prose.thread_activated.connect(self.thread_activated)
        self.prose.comment_requested.connect(self.comment_requested)
        self.prose.selection_changed.connect(self.selection_changed)
        self.prose.row_toggled.connect(self.toggle_fold)
        self.prose.label_activated.connect(self._on_label_activated)
        self.counts.next_requested.connect(self.next_change)
        self.counts.previous_requested.connect(self.previous_change)
        self._look.changed.connect(self._on_look_changed)

    # what is shown

    def show_comparison(
        self,
        comparison: Comparison | None,
        rows: Mapping[ComparisonView, Sequence[Row]] | None = None,
        changes: Sequence[Change] | None = None,
        counted: Mapping[int, int] | None = None,
        *,
        takes_long: bool = False,
    ) -> None:
        """Show a comparison, or none; the place is kept where its words are still there.

        `rows` for some ways to show it, its `changes` and the words `counted` in the newer text's sections are handed
        over where they are there; other rows that it `takes_long` to make are asked for, and come later.
        """
        self._known_rows, self._counted, self._takes_long = rows or {}, counted, takes_long
        if changes is None:
            changes = list_changes(comparison) if comparison else ()
        is_new = comparison is not self._comparison
        place = self._carried(comparison) if is_new else None
        self._comparison = comparison
        if is_new:
            self._view = replace(self._view, opened=frozenset(), is_all_open=False)
        self.steps.show(changes)
        self._gone = None
        if comparison is None:
            self.counts.show_counts(())
        else:
            self.counts.show_counts(summary_parts(comparison.summary), nothing_differs(comparison.summary))
        rows_at_hand = self._rows_at_hand()
        if is_new and rows_at_hand is None:
            self.prose.set_rows(())
        self._show_or_want(rows_at_hand, partial(self.prose.restore_place, place) if place is not None else _nothing)
        self.changes_listed.emit()

    def _carried(self, comparison: Comparison | None) -> Place | None:
        """What is read now, in the texts that are shown next."""
        self.prose.arrive()
        place = self.prose.place() if self.prose.stage().scroll.value > 0 else None
        if place is None or comparison is None or self._comparison is None:
            return None
        return carry_place(place, self._comparison, comparison)

    @Slot(object)
    def show_old_text(self, rows: Sequence[Row]) -> None:
        """Show the older text alone, as long as it is being compared."""
        self.show_comparison(None)
        self.prose.set_rows(rows, shape=Shape.UNIFIED if self._view.is_unified else Shape.SIDES)

    def comparison(self) -> Comparison | None:
        """What is shown."""
        return self._comparison

    def set_unified(self, is_unified: bool) -> None:
        """One text, or two columns where there is room for them."""
        self._wants_unified = is_unified
        self._refresh_shape()

    @Slot(bool)
    def set_narrow(self, is_narrow: bool) -> None:
        """In a narrow window one text is shown as long as nobody asks for two columns."""
        self._is_narrow = is_narrow
        if self.isVisible():  # else its own width is not known yet
            self._refresh_shape()

    def is_unified(self) -> bool:
        """Whether one column is shown."""
        return self._view.is_unified

    def is_source(self) -> bool:
        """Whether lines of source are shown."""
        return self._view.is_source

    def is_wide(self) -> bool:
        """Whether lines of source stand beside each other."""
        return self._view.is_source and not self._view.is_unified

    def set_source(self, is_source: bool) -> None:
        """The source's lines, or the text as rendered."""
        self._view, self._gone = replace(self._view, is_source=is_source), None
        self._refresh(self.way_changed.emit)

    def set_threads(self, threads: Sequence[ThreadMark]) -> None:
        """Mark the words of threads, in either text."""
        is_other = tuple(threads) != self.prose.threads()
        self.prose.set_threads(threads)
        if is_other:
            self.changes_listed.emit()

    @Slot(str)
    def go_to_thread(self, key: str) -> None:
        """Bring a thread's words on the screen and take it in hand."""
        thread = next((one for one in self.prose.threads() if one.key == key), None)
        if thread is not None:
            self.show_place(thread.text, thread.start, thread.end)
            self.thread_activated.emit(key)

    @Slot(str)
    def toggle_fold(self, key: str) -> None:
        """Open a fold, or close it; it stays where it stands."""
        row = self.prose.stage().row_of_key(key)
        if row is not None and is_left_behind(self.prose.rows()[row]):
            self._follow_left(row)
            return
        y = dict(self.prose.stage().visible()).get(row) if row is not None else None
        self._toggle(key, partial(self._put_row, key, y))

    def _toggle(self, key: str, then: Callable[[], object]) -> None:
        self._view = replace(self._view, opened=self._view.opened ^ {key})
        self._refresh(then)

    def _put_row(self, key: str, y: float | None) -> None:
        row = self.prose.stage().row_of_key(key)
        if row is not None and y is not None:
            self.prose.stage().scroll.to_row(row, y)
            self.prose.scroll_by(0)

    def toggle_all_folds(self) -> None:
        """Open every fold, or close them again."""
        self._view = replace(self._view, opened=frozenset(), is_all_open=not self._view.is_all_open)
        self._refresh()

    def show_place(self, text: int, start: int, end: int) -> None:
        """Bring a span of one of the texts on the screen, opening the folds it is in."""
        self._show_within(text, start, _DEEPEST_FOLD)

    def _show_within(self, text: int, start: int, deepest: int) -> None:
        row = self.prose.stage().row_of(text, start)
        if row is None:
            return
        value = self.prose.rows()[row]
        hidden = any(which == text and low <= start < high for which, low, high in value.covers)
        if deepest and value.fold is not None and hidden and not is_left_behind(value):
            self._toggle(value.key, partial(self._show_within, text, start, deepest - 1))
        else:
            self.prose.scroll_to_offset(text, start)

    def can_show(self, text: int, start: int, end: int) -> bool:
        """Whether words are shown, or hidden in a fold: in one column the older text has only what went."""
        if text == NEW or not self._view.is_unified or self._comparison is None:
            return True
        if self._gone is None:
            self._gone = sorted(self._gone_spans())
        at = bisect_right(self._gone, (start, len(self._comparison.old.text)))
        return at < len(self._gone) and self._gone[at][1] < end

    def _gone_spans(self) -> Iterator[tuple[int, int]]:
        """Ends and starts of what the older text alone has; of source whole blocks are shown."""
        for row in (row for change in self.steps.changes for row in change.rows):
            if self._view.is_source and row.edits and row.old is not None:
                yield row.old.end, row.old.start
            else:
                yield from ((edit.old_end, edit.old_start) for edit in row.edits if edit.op in OLD_OPS)

    def _refresh(self, then: Callable[[], object] = _nothing) -> None:
        """Show the rows of the moment's view, at once or when they are there, and do what follows on it."""
        self._show_or_want(self._rows_at_hand(), then)

    def _show_or_want(self, rows: Sequence[Row] | None, then: Callable[[], object]) -> None:
        if rows is None:
            self._then = then
            self.rows_wanted.emit(self._view)
        else:
            self._put_rows(rows, then)

    def _rows_at_hand(self) -> Sequence[Row] | None:
        if self._comparison is None:
            return ()
        if (known := self._known_rows.get(self._view)) or self._takes_long:
            return known
        return comparison_rows(self._comparison, self._view, self.steps.changes, self._counted)

    def show_rows(self, view: ComparisonView, rows: Sequence[Row]) -> None:
        """Show rows that were asked for, unless others have been since."""
        if view == self._view:
            self._put_rows(rows, self._then)

    def _put_rows(self, rows: Sequence[Row], then: Callable[[], object]) -> None:
        self._then = _nothing
        self.prose.set_rows(rows, shape=Shape.UNIFIED if self._view.is_unified else Shape.SIDES)
        self._show_position()
        then()

    def _show_position(self) -> None:
        self.frame.show_change(self.steps.in_hand)
        is_limited = self.steps.shows is not Shows.ALL
        self.counts.show_position(self.steps.position, len(self.steps.numbers), is_limited=is_limited)

    @Slot()
    def _refresh_shape(self) -> None:
        room = self.width() - STRIP_WIDTH
        is_wanted = self._is_narrow if self._wants_unified is None else self._wants_unified
        is_unified = is_wanted or not fits_sides(room, self._look.fonts.scale)
        if is_unified != self._view.is_unified:
            self._view = replace(self._view, is_unified=is_unified)
            self.unified_changed.emit(is_unified)
            self._refresh(self.way_changed.emit)

    @Slot()
    def _on_look_changed(self) -> None:
        if self._look.is_typeset != self._view.is_typeset:  # else the same rows are laid out anew, which suffices
            self._view = replace(self._view, is_typeset=self._look.is_typeset)
            self._refresh()
        self._refresh_shape()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refresh_shape()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh_shape()

    # changes

    def change_count(self) -> int:
        """How many changes there are."""
        return len(self.steps.changes)

    def change(self) -> int:
        """The change in hand, from 1; 0 before one was gone to."""
        return self.steps.in_hand

    def limit(self, shows: Shows) -> None:
        """Step through one sort of changes only, and show no other in the strip."""
        self.steps.limit(shows)
        only = None if shows is Shows.ALL else frozenset(self.steps.numbers)
        self.strip.limit(only, has_threads=shows in (Shows.ALL, Shows.THREADS))
        self._show_position()

    @Slot()
    def next_change(self) -> None:
        """Go to the change after the one in hand, or after the eye where that one was scrolled away."""
        self._go(self.steps.after(self._change_near_eye()))

    @Slot()
    def previous_change(self) -> None:
        """Go to the change before."""
        near = self._change_near_eye()
        self._go(self.steps.before(near if near == self.steps.in_hand else near + 1))

    @Slot()
    def next_section(self) -> None:
        """Go to the next section that has changes."""
        self._go(self.steps.section_after(self._change_near_eye()))

    @Slot()
    def previous_section(self) -> None:
        """Go to the first change of this section, or of the one before."""
        self._go(self.steps.section_before(self._change_near_eye()))

    def _go(self, number: int | None) -> None:
        if number is not None:
            self.go_to_change(number)

    def _change_near_eye(self) -> int:
        """The change in hand if it is on the screen, else the last one above the eye."""
        rows, held = self.prose.rows(), self.steps.in_hand
        if any(rows[row].change == held for row, _ in self.prose.stage().visible() if held):
            return held
        if not held:
            return 0
        above = rows[: self.prose.row_under_eye() + 1]
        return max((row.change for row in above if not is_left_behind(row)), default=0)

    def row_of_change(self, number: int) -> int | None:
        """Where a change begins in what is shown."""
        own = (at for at, row in enumerate(self.prose.rows()) if row.change == number and not is_left_behind(row))
        found = next(own, None)
        if found is None and 0 < number <= len(self.steps.changes):
            change = self.steps.changes[number - 1]
            text, spans = (NEW, change.new) if change.new else (OLD, change.old)
            found = self.prose.stage().row_of(text, spans[0][0])
        return found

    def go_to_change(self, number: int) -> None:
        """Bring a change near the eye; it is the one in hand."""
        row = self.row_of_change(number)
        if row is None:
            return
        self.steps.in_hand = number
        self.prose.scroll_to_row(row)
        self._show_position()
        self.change_reached.emit(number)

    @Slot(str)
    def _on_label_activated(self, action: str) -> None:
        verb, _, rest = action.partition(":")
        if verb == "go":
            text, _, offset = rest.partition(":")
            self.show_place(int(text), int(offset), int(offset))
        elif verb == "row" and (row := self.prose.stage().row_of_key(rest)) is not None:
            self.prose.scroll_to_row(row)

    def _follow_left(self, row: int) -> None:
        """From where something moved stood to where it stands."""
        fold = self.prose.rows()[row].fold
        action = next((label.action for label in fold.labels if label.action), "") if fold is not None else ""
        self._on_label_activated(action)
