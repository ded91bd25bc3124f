"""Which rows are on the screen: heights, guessed until a row is laid out, and a place that stays meanwhile.

The place is a row and how many of its pixels are above the screen. Moving by pixels lays out the rows it passes, so
that nothing jumps; only dragging far goes by guessed heights.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate


class Heights:
    """The rows' heights and the tops that follow from them."""

    def __init__(self, guesses: Sequence[float] = ()) -> None:
        self._heights = list(guesses)
        self._tops: list[float] | None = None

    def __len__(self) -> int:
        return len(self._heights)

    def put(self, row: int, height: float) -> None:
        """Take a row's real height."""
        if self._heights[row] != height:
            self._heights[row] = height
            self._tops = None

    def height(self, row: int) -> float:
        """The row's height, as far as it is known."""
        return self._heights[row]

    def top(self, row: int) -> float:
        """The row's upper edge from the top of all; of the row after the last: the whole height."""
        return self._known_tops()[row]

    def row_at(self, y: float) -> int:
        """The row that holds a height; the first or last one beyond them."""
        return max(0, min(bisect_right(self._known_tops(), y) - 1, len(self._heights) - 1))

    @property
    def total(self) -> float:
        """The height of all rows."""
        return self._known_tops()[-1]

    def _known_tops(self) -> list[float]:
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0.0))
        return self._tops


class Scroll:
    """The place on the screen. `measure` lays a row out and answers with its real height."""

    def __init__(self, heights: Heights, measure: Callable[[int], float], tail: float = 0) -> None:
        self.heights = heights
        self.measure = measure
        self.tail = tail  # free room below the last row
        self.page = 0.0
        self.row = 0
        self.above = 0.0  # pixels of the row that are over the upper edge

    @property
    def value(self) -> float:
        """How far the screen is below the top of all rows, by the heights known."""
        return self.heights.top(self.row) + self.above if len(self.heights) else 0.0

    @property
    def maximum(self) -> float:
        """The greatest value there can be."""
        return max(0.0, self.heights.total + self.tail - self.page) if len(self.heights) else 0.0

    def by(self, pixels: float) -> None:
        """Move exactly so many pixels, as far as there is text."""
        if not len(self.heights):
            return
        self.above += pixels
        self._settle()

    def to(self, value: float) -> None:
        """Go to a value of the scroll bar."""
        if not len(self.heights):
            return
        if value >= self.maximum - 0.5:
            self.row, self.above = len(self.heights) - 1, self.heights.height(len(self.heights) - 1) + self.tail
        else:
            self.row = self.heights.row_at(max(0.0, value))
            guessed = self.heights.height(self.row)
            into = max(0.0, value) - self.heights.top(self.row)
            self.above = into * self._measured(self.row) / guessed if guessed else 0.0
        self._settle()

    def to_row(self, row: int, y: float, within: float = 0.0) -> None:
        """Put a row's pixel `within` at the height `y` of the screen, as far as there is text."""
        if not len(self.heights):
            return
        self.row, self.above = row, within - y
        self._settle()

    def visible(self) -> list[tuple[int, float]]:
        """The rows on the screen, each with the height at which it begins."""
        found: list[tuple[int, float]] = []
        row, y = self.row, -self.above
        while row < len(self.heights) and y < self.page:
            found.append((row, y))
            y += self._measured(row)
            row += 1
        return found

    def _measured(self, row: int) -> float:
        height = self.measure(row)
        self.heights.put(row, height)
        return height

    def _settle(self) -> None:
        """Bring the place into the row it falls on, and keep it inside the text."""
        self._rise()
        self._sink()
        missing = self.page - self._below()
        if missing > 0:
            self.above -= missing
            self._rise()

    def _rise(self) -> None:
        while self.above < 0 and self.row > 0:
            self.row -= 1
            self.above += self._measured(self.row)
        if self.row == 0 and self.above < 0:
            self.above = 0.0

    def _sink(self) -> None:
        while self.row < len(self.heights) - 1 and self.above >= self._measured(self.row):
            self.above -= self._measured(self.row)
            self.row += 1

    def _below(self) -> float:
        """The height of what follows the upper edge, counted no further than a page."""
        room, row = -self.above, self.row
        while row < len(self.heights) and room < self.page:
            room += self._measured(row)
            row += 1
        return room + self.tail if row == len(self.heights) else room
