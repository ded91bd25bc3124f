"""Tables that directives write as lists or as comma-separated values."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from visioneditor.core.document.model import Block, BlockKind, Run
from visioneditor.core.document.rst_view import View

if TYPE_CHECKING:
    from visioneditor.core.document.rst_body import Body

_HEADER_ROWS = re.compile(r":header-rows: *(\d{1,4})\Z")
_DELIMITER = re.compile(r":delim: *(\S+)\Z")
_DELIMITER_NAMES = {"tab": "\t", "space": " "}


def put_list_table(body: "Body", content: View, options: View, group: int) -> None:
    """A list of lists: each item is a row, each of its items a cell."""
    blocks = body.page.collect(lambda: body.nested(content))
    depth = body.depth + 1
    outer = [block for block in blocks if block.depth == depth]
    if not outer or blocks[0] is not outer[0] or any(block.kind is not BlockKind.ITEM for block in outer):
        body.nested(content, group=group)
        return
    rows: list[list[Block]] = []
    for block in blocks:
        if block.depth == depth:
            rows.append([])
        rows[-1].append(block)
    heads = _header_rows(options)
    for number, row in enumerate(rows):
        cells: list[list[Run]] = []
        for block in row:
            is_cell = block.kind is BlockKind.ITEM and block.depth == depth + 1
            if is_cell or (block.runs and not cells):
                cells.append([])
            if cells:
                cells[-1] += block.runs
        put_row(body, row[0].first_line, row[-1].last_line, cells, group, is_header=number < heads, deeper=1)


def _header_rows(options: View) -> int:
    found = (_HEADER_ROWS.match(line) for line in options.lines)
    return next((int(match[1]) for match in found if match), 0)


def put_row(
    body: "Body",
    first_line: int,
    last_line: int,
    cells: Sequence[Sequence[Run]],
    group: int,
    *,
    is_header: bool,
    deeper: int = 0,
) -> None:
    """A table's row as one block, its runs cell by cell."""
    runs: list[Run] = []
    begins: list[int] = []
    for cell in cells:
        begins.append(len(runs))
        runs += cell
    body.page.put(
        BlockKind.TABLE_ROW,
        first_line,
        last_line,
        runs,
        depth=body.depth + deeper,
        cells=tuple(begins),
        header=is_header,
        group=group,
    )


def put_csv_table(body: "Body", content: View, options: View, group: int) -> None:
    """Comma-separated values; a quoted value may go on over several lines."""
    found = (_DELIMITER.match(line) for line in options.lines)
    delimiter = next((match[1] for match in found if match), ",")
    delimiter = _DELIMITER_NAMES.get(delimiter, delimiter[0])
    heads = _header_rows(options)
    at = number = 0
    while at < len(content):
        end = at + 1
        quotes = content.lines[at].count('"')
        while quotes % 2 and end < len(content):
            quotes += content.lines[end].count('"')
            end += 1
        if content.lines[at]:
            cells = _csv_cells(body, content.part(at, end), delimiter)
            put_row(body, content.first + at, content.first + end - 1, cells, group, is_header=number < heads, deeper=1)
            number += 1
        at = end


def _csv_cells(body: "Body", row: View, delimiter: str) -> list[list[Run]]:
    """The values of one row; quotes around them are no text."""
    cells: list[list[Run]] = [[]]
    is_quoted = False
    for line, start in zip(row.lines, row.starts, strict=True):
        begin = 0
        for at, letter in enumerate(line + delimiter * (not is_quoted)):
            if letter == '"':
                is_quoted = not is_quoted
            elif letter == delimiter and not is_quoted:
                cells[-1] += _value(body, line, begin, at, start, row.first)
                if at < len(line):
                    cells.append([])
                begin = at + 1
        if begin < len(line):
            cells[-1] += _value(body, line, begin, len(line), start, row.first)
    return cells


def _value(body: "Body", line: str, begin: int, end: int, start: int, first: int) -> list[Run]:
    value = line[begin:end]
    begin += len(value) - len(value.lstrip(' "'))
    text = value.strip(' "')
    return body.runs_of(View([text], [start + begin], first)) if text else []
