"""Which change is in hand, and the way to the next: a change, a section with changes; only those one wants to see."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from visioneditor.core.compare.changes import Change
from visioneditor.gui.comparing.change_filter import Shows, shown_changes


class ChangeSteps:
    """Not a widget: numbers of changes, from 1; 0 is none."""

    def __init__(self) -> None:
        self.changes: Sequence[Change] = ()
        self.shows = Shows.ALL
        self.numbers: tuple[int, ...] = ()  # of those that are shown
        self.in_hand = 0

    def show(self, changes: Sequence[Change]) -> None:
        """Other changes; the one in hand stays in hand, or else the next of those that are still there."""
        held = [change.id for change in self.changes[self.in_hand - 1 :]] if self.in_hand else []
        numbers = {change.id: number for number, change in enumerate(changes, 1)}
        self.changes = changes
        self.in_hand = next((numbers[id] for id in held if id in numbers), 0)
        self.numbers = shown_changes(changes, self.shows)

    def limit(self, shows: Shows) -> None:
        """Show one sort of changes, or all."""
        self.shows = shows
        self.numbers = shown_changes(self.changes, shows)

    @property
    def change(self) -> Change | None:
        """The change in hand."""
        return self.changes[self.in_hand - 1] if self.in_hand else None

    @property
    def position(self) -> int:
        """How manieth of those shown the one in hand is, from 1; 0 where it is none of them."""
        at = bisect_left(self.numbers, self.in_hand)
        return at + 1 if self.numbers[at : at + 1] == (self.in_hand,) else 0

    def after(self, number: int) -> int | None:
        """The next one that is shown; the last stays the last."""
        at = bisect_right(self.numbers, number)
        return self.numbers[min(at, len(self.numbers) - 1)] if self.numbers else None

    def before(self, number: int) -> int | None:
        """The one before."""
        at = bisect_left(self.numbers, number)
        return self.numbers[max(0, at - 1)] if self.numbers else None

    def section_after(self, number: int) -> int | None:
        """The first change of the next section that has any."""
        here = self._place(number)
        later = (one for one in self.numbers if one > number and self._place(one) != here)
        return next(later, None)

    def section_before(self, number: int) -> int | None:
        """The first change of this section, or, from there, of the section before."""
        first = self._first_of_section(number)
        if first is not None and first < number:
            return first
        earlier = [one for one in self.numbers if one < number]
        return self._first_of_section(earlier[-1]) if earlier else None

    def _first_of_section(self, number: int) -> int | None:
        here = self._place(number)
        return next((one for one in self.numbers if self._place(one) == here), None)

    def _place(self, number: int) -> tuple[bool, int] | None:
        return self.changes[number - 1].place if number else None
