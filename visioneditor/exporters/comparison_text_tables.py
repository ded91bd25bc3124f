"""Tables in a terminal: the changed rows below their header, cell beside cell, wrapped within their columns."""

from collections.abc import Iterator, Sequence

from visioneditor.exporters.comparison_text_cells import Bit, Line, Look, line_cells, wrap
from visioneditor.values import dataclass

_LEAST = 8  # columns narrower than this are no columns
_BAR = " │ "


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row with what stands beside it in the margin."""

    sign: str
    look: Look
    is_same: bool
    is_header: bool
    cells: tuple[tuple[Bit, ...], ...]
    notes: tuple[Bit, ...] = ()  # what is to be said besides the words, each on its own line


def table_lines(rows: Sequence[TableRow], room: int) -> Iterator[Line]:
    """The rows that changed, with their header."""
    kept = [row for row in rows if not row.is_same or row.is_header]
    columns = _widths(kept, room)
    for row in kept:
        yield from _row_lines(row, columns, room)


def _row_lines(row: TableRow, columns: Sequence[int], room: int) -> Iterator[Line]:
    lines = _beside(row, columns[: len(row.cells)]) if len(row.cells) <= len(columns) else wrap(_in_one(row), room)
    for line in lines:
        yield (Bit(f"  {row.sign} ", row.look), *line)
    for note in row.notes:
        for at, line in enumerate(wrap([note], room)):
            yield (Bit("    " if at else "  ¶ ", note.look), *line)


def _beside(row: TableRow, columns: Sequence[int]) -> list[Line]:
    wrapped = [wrap(cell, width) for cell, width in zip(row.cells, columns, strict=True)]
    lines: list[Line] = []
    for at in range(max(map(len, wrapped), default=0)):
        line: list[Bit] = []
        for number, (cell, width) in enumerate(zip(wrapped, columns, strict=True)):
            part = cell[at] if at < len(cell) else ()
            line += [Bit(_BAR, Look.DIM)] if number else []
            line += [*part, Bit(" " * max(0, width - line_cells(part)))]
        lines.append(tuple(line))
    return lines


def _in_one(row: TableRow) -> list[Bit]:
    bits: list[Bit] = []
    for number, cell in enumerate(row.cells):
        bits += [Bit(_BAR, Look.DIM), *cell] if number else cell
    return bits


def _widths(rows: Sequence[TableRow], room: int) -> list[int]:
    """What each column needs, or its share where that is too much; none where the columns would be too narrow."""
    count = max((len(row.cells) for row in rows), default=0)
    liked = [max((line_cells(row.cells[at]) for row in rows if at < len(row.cells)), default=1) for at in range(count)]
    spare = room - len(_BAR) * (count - 1)
    if spare < count * _LEAST:
        return []
    widths = [0] * count
    for left, at in zip(range(count, 0, -1), sorted(range(count), key=lambda at: liked[at]), strict=True):
        widths[at] = max(1, min(liked[at], spare // left))
        spare -= widths[at]
    return widths
