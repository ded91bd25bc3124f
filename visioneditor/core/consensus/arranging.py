"""Which rows and cells of the matrix are shown, and in which order."""

from collections.abc import Callable
from enum import StrEnum

from visioneditor.core.consensus.matrix import RowCount, count_row, standing
from visioneditor.core.consensus.model import Answer, Matrix, ProjectRow, Standing
from visioneditor.values import dataclass


class Only(StrEnum):
    """Which cells are looked at."""

    ALL = "all"
    STALE = "stale"
    THREADS = "threads"
    MISSING = "missing"


class Order(StrEnum):
    """What the rows are sorted by; names decide where that is the same."""

    NAME = "name"
    ANSWERED = "answered"
    STALE = "stale"
    THREADS = "threads"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """What is looked at; `standing` narrows it to one."""

    only: Only = Only.ALL
    standing: Standing | None = None
    order: Order = Order.NAME

    @property
    def is_whole(self) -> bool:
        """Whether every answer is looked at."""
        return self.only is Only.ALL and self.standing is None

    def takes(self, answer: Answer | None) -> bool:
        """Whether a cell is one of those that are looked at."""
        if self.standing is not None and standing(answer) is not self.standing:
            return False
        if self.only is Only.MISSING:
            return answer is None
        if answer is None:
            return self.standing is Standing.NONE
        return self.only is Only.ALL or bool(answer.is_stale if self.only is Only.STALE else answer.open_threads)


_ORDERS: dict[Order, Callable[[RowCount], tuple[int, int]]] = {
    Order.NAME: lambda _: (0, 0),
    Order.ANSWERED: lambda count: (-count.answered, -count.from_parent),
    Order.STALE: lambda count: (-count.stale, 0),
    Order.THREADS: lambda count: (-count.open_threads, 0),
}


def arrange(
    matrix: Matrix, wanted: Arrangement, count: Callable[[ProjectRow], RowCount] = count_row
) -> tuple[ProjectRow, ...]:
    """The rows with anything in them that is looked at; where answers are missed, of the silent teams, too.

    `count` may remember what it counted: that takes the longest.
    """
    rows = matrix.rows
    if not wanted.is_whole:
        silent = tuple(ProjectRow(project=name, is_team=True, answers={}) for name in matrix.missing)
        numbers = [section.number for section in matrix.sections]
        rows = tuple(row for row in rows + silent if any(wanted.takes(row.answers.get(number)) for number in numbers))
    key = _ORDERS[wanted.order]
    return tuple(sorted(rows, key=lambda row: (key(count(row)), row.project.casefold(), row.project)))
