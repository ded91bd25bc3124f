"""Where everything stands in the matrix, in pixels: names at the left and titles above stay, the cells scroll."""

import math

from visioneditor.values import dataclass

CELL_WIDTH = 42
LEFT = 24  # before the names
SLANT = 48.0  # degrees that the titles rise by
SIGN_ROOM = 24  # in the names' column, before the words of a kind that is counted
_ABOVE_TOTALS = 8
_RISE, _RUN = math.sin(math.radians(SLANT)), math.cos(math.radians(SLANT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in the matrix; None where it is beside the rows, or beside the columns."""

    row: int | None
    column: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPlan:
    """Measures and the places that follow from them. `across` and `down` are how far the cells are scrolled."""

    rows: int
    columns: int
    totals: int  # rows of numbers below
    name_width: int
    head_height: int
    row_height: int
    total_height: int
    count_width: int
    foot_height: int = 0
    title_foot: int = 0  # between the titles and the cells
    title_length: float = 0.0  # of the longest title as it is shown
    titles_right: int = 0  # how far the titles reach, from the first column's left
    across: int = 0
    down: int = 0

    @property
    def width(self) -> int:
        """All of it, as wide as it would be on an endless screen."""
        return self.name_width + max(self.columns * CELL_WIDTH + self.count_width, self.titles_right)

    @property
    def height(self) -> int:
        """All of it, as high as it would be on an endless screen."""
        return self.head_height + self.totals_top + self.totals * self.total_height + self.foot_height

    @property
    def totals_top(self) -> int:
        """Where the numbers begin, below the titles."""
        return self.rows * self.row_height + _ABOVE_TOTALS

    @property
    def grid_right(self) -> int:
        """The right end of the cells on the screen."""
        return self.column_left(self.columns)

    def column_left(self, column: int) -> int:
        """Where a column begins on the screen."""
        return self.name_width + column * CELL_WIDTH - self.across

    def row_top(self, row: int) -> int:
        """Where a row begins on the screen."""
        return self.head_height + row * self.row_height - self.down

    def total_top(self, at: int) -> int:
        """Where a row of numbers begins on the screen."""
        return self.head_height + self.totals_top + at * self.total_height - self.down

    def seen_rows(self, height: int) -> range:
        """The rows that are on a screen of that height."""
        last = (self.down + height - self.head_height) // self.row_height + 1
        return range(max(0, self.down // self.row_height), max(0, min(self.rows, last)))

    def seen_columns(self, width: int) -> range:
        """The columns that are on a screen of that width."""
        last = (self.across + width - self.name_width) // CELL_WIDTH + 1
        return range(max(0, self.across // CELL_WIDTH), max(0, min(self.columns, last)))

    def spot(self, x: float, y: float) -> Spot:
        """What lies under a point of the screen; among the titles one goes along their slant."""
        if y < self.head_height:
            x -= (self.head_height - y) / _RISE * _RUN
            return Spot(row=None, column=self._column(x))
        row = math.floor((y - self.head_height + self.down) / self.row_height)
        column = self._column(x) if x >= self.name_width else None
        return Spot(row=row if 0 <= row < self.rows else None, column=column)

    def _column(self, x: float) -> int | None:
        column = math.floor((x - self.name_width + self.across) / CELL_WIDTH)
        return column if 0 <= column < self.columns and x >= self.name_width - CELL_WIDTH else None


def head_height(title_length: float, foot: int) -> int:
    """How high titles of that length stand, with `foot` pixels below them."""
    return math.ceil(title_length * _RISE) + foot


def title_end(column: int, length: float) -> int:
    """How far right a title of that length reaches, from the first column's left."""
    return math.ceil((column + 0.5) * CELL_WIDTH + length * _RUN + 14)


def title_length(height: float, foot: int) -> float:
    """The longest title that has room at a height."""
    return max(0.0, (height - foot) / _RISE)
