"""Grid and simple tables of reStructuredText: each row is one block, its runs cell by cell.

Cells are scanned as body elements like everything else, but only their runs are kept: a row has no blocks inside. Rows
that a cell joins are one block, for blocks do not overlap. A malformed table is a literal.
"""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from visioneditor.core.document.model import Run
from visioneditor.core.document.rst_data_tables import put_row
from visioneditor.core.document.rst_frames import Cell, MalformedTableError, Row, read_grid, read_simple
from visioneditor.core.document.rst_view import View

if TYPE_CHECKING:
    from visioneditor.core.document.rst_body import Body

_GRID_TOP = re.compile(r"\+-[-+]+-\+\Z")
_SIMPLE_TOP = re.compile(r"=+(?: +=+)+\Z")
_SIMPLE_BORDER = re.compile(r"=+[ =]*\Z")


def scan_grid_table(body: "Body", at: int) -> int:
    """A table drawn with lines and crosses."""
    lines = body.view.lines
    if not _GRID_TOP.match(lines[at]):
        return at
    end = at
    while end < len(lines) and lines[end][:1] in ("+", "|"):
        end += 1
    if end < len(lines) and lines[end][:1] == " ":
        body.page.error(body.line_number(end), "Unexpected indentation.")
    last = end
    while last > at + 2 and not _GRID_TOP.match(lines[last - 1]):
        last -= 1
    if last <= at + 2:
        _malformed(body, at, end, "Bottom border missing or corrupt.")
        return end
    _put_table(body, at, last, read_grid)
    if last < len(lines) and lines[last]:
        body.page.warn(body.line_number(last), "Blank line required after table.")
    return last


def scan_simple_table(body: "Body", at: int) -> int:
    """A table of columns under double rules."""
    lines = body.view.lines
    if not _SIMPLE_TOP.match(lines[at]):
        return at
    borders = 0
    end = at + 1
    while end < len(lines):
        if _SIMPLE_BORDER.match(lines[end]):
            if len(lines[end]) != len(lines[at]):
                _malformed(body, at, end + 1, "Bottom border or header rule does not match top border.")
                return end + 1
            borders += 1
            if borders == 2 or end + 1 == len(lines) or not lines[end + 1]:
                break
        end += 1
    else:
        return _unclosed(body, at, borders)
    _put_table(body, at, end + 1, read_simple)
    if end + 1 < len(lines) and lines[end + 1]:
        body.page.warn(body.line_number(end + 1), "Blank line required after table.")
    return end + 1


def _unclosed(body: "Body", at: int, borders: int) -> int:
    """A table without a bottom takes what stands above its last rule, or, without one, all."""
    lines = body.view.lines
    end = len(lines)
    message = "No bottom table border found"
    if borders:
        end = next(i for i in range(len(lines) - 1, at, -1) if _SIMPLE_BORDER.match(lines[i])) + 1
        message += " or no blank line after table bottom"
    _malformed(body, at, end, f"{message}.")
    return end


def _malformed(body: "Body", at: int, end: int, detail: str, line: int = 0) -> None:
    body.page.error(line or body.line_number(at), f"Malformed table. {detail}")
    body.put_literal(body.view.part(at, end).trimmed())


def _put_table(body: "Body", at: int, end: int, read: Callable[[View], list[Row]]) -> None:
    view = body.view.part(at, end)
    try:
        rows = read(view)
    except MalformedTableError as malformed:
        _malformed(body, at, end, str(malformed), view.first + malformed.line)
        return
    group = body.page.next_group()
    for row in rows:
        cells = [_cell_runs(body, cell) for cell in row.cells]
        put_row(body, row.first_line, row.last_line, cells, group, is_header=row.is_header)


def _cell_runs(body: "Body", cell: Cell) -> Sequence[Run]:
    """What stands in a cell, whatever it is made of, as runs in order."""
    view: View = cell
    if not any(view.lines):
        return []
    blocks = body.page.collect(lambda: body.nested(view))
    return [run for block in blocks for run in block.runs]
