"""The matrix as it is looked at: its rows in their order, counted; other rows and orders change no number."""

from functools import cached_property

from visioneditor.core.consensus.arranging import Arrangement, arrange
from visioneditor.core.consensus.matrix import OWN_STANDINGS, RowCount, count_row, count_section
from visioneditor.core.consensus.model import Answer, Matrix, ProjectRow, Standing
from visioneditor.core.document.model import Section
from visioneditor.gui.consensus.matrix_signs import BLANK, Sign, sign_of
from visioneditor.values import replace

_ALWAYS = OWN_STANDINGS[:4]
_WANTED = replace(BLANK, is_wanted=True)


class ShownMatrix:
    """A matrix and what of it is looked at."""

    def __init__(self, matrix: Matrix, wanted: Arrangement | None = None) -> None:
        self.matrix, self.wanted = matrix, wanted or Arrangement()
        self._signs: dict[tuple[int, int], Sign] = {}
        self._counted: dict[str, RowCount] = {}  # by the project's name

    def looked_at(self, wanted: Arrangement) -> "ShownMatrix":
        """The same in another way, with all that was counted."""
        other = ShownMatrix(self.matrix, wanted)
        other._counted = self._counted
        other.__dict__["totals"] = self.totals
        return other

    def _count(self, row: ProjectRow) -> RowCount:
        if row.project not in self._counted:
            self._counted[row.project] = count_row(row)
        return self._counted[row.project]

    def work_out(self) -> "ShownMatrix":
        """Count everything now."""
        _ = self.rows, self.counts, self.totals
        return self

    @cached_property
    def rows(self) -> tuple[ProjectRow, ...]:
        """The rows that are looked at."""
        return arrange(self.matrix, self.wanted, self._count)

    @cached_property
    def counts(self) -> tuple[RowCount, ...]:
        """What each of them has done."""
        return tuple(self._count(row) for row in self.rows)

    @cached_property
    def totals(self) -> tuple[tuple[Standing, tuple[int, ...]], ...]:
        """How many projects stand to each section in each way; the stances always, the others where there are any."""
        counted = [count_section(self.matrix, section) for section in self.matrix.sections]
        by_kind = ((kind, tuple(each[kind] for each in counted)) for kind in Standing)
        return tuple(row for row in by_kind if row[0] in _ALWAYS or row[0] is Standing.NONE or any(row[1]))

    @property
    def sections(self) -> tuple[Section, ...]:
        """The columns."""
        return self.matrix.sections

    def answer(self, row: int, column: int) -> Answer | None:
        """What stands in a cell."""
        return self.rows[row].answers.get(self.sections[column].number)

    def takes(self, row: int, column: int) -> bool:
        """Whether a cell holds something that is looked at."""
        answer = self.answer(row, column)
        if self.wanted.is_whole:
            return answer is not None
        return self.wanted.takes(answer)

    def sign(self, row: int, column: int) -> Sign:
        """What is drawn in a cell."""
        place = row, column
        if place not in self._signs:
            self._signs[place] = self._find_sign(row, column)
        return self._signs[place]

    def _find_sign(self, row: int, column: int) -> Sign:
        if not self.takes(row, column):
            return BLANK
        answer = self.answer(row, column)
        return sign_of(answer) if answer is not None else _WANTED

    def starts_group(self, column: int) -> bool:
        """Whether a column stands under another parent than the one before it."""
        return column == 0 or self.sections[column].parent != self.sections[column - 1].parent
