"""Where the cells of a drawn table are: from the characters of its frame to rows of views.

Columns are counted as they are seen: East Asian letters are two wide, combining marks take no room.
"""

import heapq
import re
import unicodedata
from itertools import pairwise

from visioneditor.core.document.rst_view import View
from visioneditor.values import dataclass, field

Cell = View

_HEAD_RULE = re.compile(r"\+=[=+]+=\+\Z")
_SIMPLE_HEAD_RULE = re.compile(r"=[ =]*\Z")
_SPAN_RULE = re.compile(r"-[ -]*\Z")
_RULE_OF_COLUMN = re.compile("-+")


class MalformedTableError(Exception):
    """A frame that does not close; `line` counts from the table's first."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True, kw_only=True)
class Row:
    """One row, or several that a cell joins: lines in the source and cells in reading order."""

    first_line: int
    last_line: int
    is_header: bool
    cells: list[Cell] = field(default_factory=list)


class Canvas:
    """The lines of a table by columns."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.lines: list[str] = []
        self._indexes: list[list[int] | None] = []
        for line in view.lines:
            drawn, index = _draw(line)
            self.lines.append(drawn)
            self._indexes.append(index)

    def cell(self, top: int, left: int, bottom: int, right: int) -> Cell:
        """What stands in a rectangle, without the indentation that its lines share."""
        view = self._view
        lines: list[str] = []
        starts: list[int] = []
        for number in range(top, bottom):
            index = self._indexes[number]
            begin, end = left, right
            if index is not None:
                begin, end = index[min(left, len(index) - 1)], index[min(right, len(index) - 1)]
            lines.append(view.lines[number][begin:end].rstrip())
            starts.append(view.starts[number] + begin)
        indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line), default=0)
        return View(lines, starts, view.first + top).cut(0, len(lines), indent, indent)


def _draw(line: str) -> tuple[str, list[int] | None]:
    """A line with one character a column, and where in the line each column is (None: at its own number)."""
    if line.isascii():
        return line, None
    drawn: list[str] = []
    index: list[int] = []
    for at, letter in enumerate(line):
        if unicodedata.combining(letter):
            continue
        drawn.append(letter)
        index.append(at)
        if unicodedata.east_asian_width(letter) in "WF":
            drawn.append("\0")
            index.append(at + 1)
    return "".join(drawn), [*index, len(line)]


def read_grid(view: View) -> list[Row]:
    """The rows of a grid table."""
    canvas = Canvas(view)
    lines = canvas.lines
    width = len(lines[0])
    for number, line in enumerate(lines):
        if len(line) != width or line[-1] not in "+|":
            raise MalformedTableError("Right border not aligned or missing.", number)
    head = _head_rule(lines, _HEAD_RULE)
    boxes = _Grid(lines).boxes()
    rows: list[Row] = []
    bottom = 0
    for top, left, box_bottom, right in sorted(boxes):
        if not rows or top >= bottom:
            rows.append(Row(first_line=view.first + top + 1, last_line=0, is_header=top < head))
        bottom = max(bottom, box_bottom)
        rows[-1].last_line = max(rows[-1].first_line, view.first + bottom - 1)
        rows[-1].cells.append(canvas.cell(top + 1, left + 1, box_bottom, right))
    return rows


def _head_rule(lines: list[str], pattern: re.Pattern[str]) -> int:
    """The line under the head; it is made a plain rule. 0 where there is none."""
    found = [number for number, line in enumerate(lines) if pattern.match(line)]
    if len(found) > 1:
        raise MalformedTableError("Multiple head/body row separators; only one allowed.", found[1])
    if found and found[0] in (0, len(lines) - 1):
        raise MalformedTableError("The head/body row separator may not be the first or last line.", found[0])
    for number in found:
        lines[number] = lines[number].replace("=", "-")
    return found[0] if found else 0


class _Grid:
    """Follows the lines of a drawn grid from corner to corner."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._bottom = len(lines) - 1
        self._right = len(lines[0]) - 1
        self._done = [-1] * len(lines[0])

    def boxes(self) -> list[tuple[int, int, int, int]]:
        """All cells as top, left, bottom and right line or column of their frames."""
        found: list[tuple[int, int, int, int]] = []
        corners = [(0, 0)]
        while corners:
            top, left = heapq.heappop(corners)
            if top == self._bottom or left == self._right or top <= self._done[left]:
                continue
            box = self._box(top, left)
            if box is None:
                continue
            bottom, right = box
            if any(self._done[column] != top - 1 for column in range(left, right)):
                raise MalformedTableError("Cells overlap.", top)
            self._done[left:right] = [bottom - 1] * (right - left)
            found.append((top, left, bottom, right))
            heapq.heappush(corners, (top, right))
            heapq.heappush(corners, (bottom, left))
        if any(done != self._bottom - 1 for done in self._done[:-1]):
            raise MalformedTableError("Malformed table; parse incomplete.")
        return found

    def _box(self, top: int, left: int) -> tuple[int, int] | None:
        """The lower right corner of the smallest closed frame with this upper left one."""
        line = self._lines[top]
        for right in range(left + 1, self._right + 1):
            if line[right] == "+":
                bottom = self._down(top, left, right)
                if bottom:
                    return bottom, right
            elif line[right] != "-":
                return None
        return None

    def _down(self, top: int, left: int, right: int) -> int:
        for bottom in range(top + 1, self._bottom + 1):
            letter = self._lines[bottom][right]
            if letter == "+":
                if self._closes(top, left, bottom, right):
                    return bottom
            elif letter != "|":
                return 0
        return 0

    def _closes(self, top: int, left: int, bottom: int, right: int) -> bool:
        """Whether the lower and the left side are drawn."""
        below = self._lines[bottom]
        if below[left] != "+" or below[left + 1 : right].strip("+-"):
            return False
        return all(self._lines[number][left] in "+|" for number in range(top + 1, bottom))


def read_simple(view: View) -> list[Row]:
    """The rows of a simple table."""
    canvas = Canvas(view)
    lines = canvas.lines
    lines[0] = lines[0].replace("=", "-")
    lines[-1] = lines[-1].replace("=", "-")
    head = _head_rule(lines, _SIMPLE_HEAD_RULE)
    table = _SimpleTable(view, canvas, head)
    start, has_text = 1, False
    first = table.columns[0]
    for number in range(1, len(lines)):
        line = lines[number]
        if _SPAN_RULE.match(line):
            table.add_row(start, number, rule=number)
            start, has_text = number + 1, False
        elif line[slice(*first)].strip():
            if has_text and number != start:
                table.add_row(start, number)
            start, has_text = number, True
        elif not has_text:
            start = number + 1
    return table.rows


class _SimpleTable:
    """The rows of a simple table as they are found."""

    def __init__(self, view: View, canvas: Canvas, head: int) -> None:
        self.rows: list[Row] = []
        self.columns = [found.span() for found in _RULE_OF_COLUMN.finditer(canvas.lines[0])]
        self._view = view
        self._canvas = canvas
        self._head = head
        self._border_end = self.columns[-1][1]

    def add_row(self, start: int, end: int, rule: int = 0) -> None:
        """The lines from `start` to `end` as a row, its columns those of the rule below it, if it has one."""
        columns = self._spanned(rule) if rule else list(self.columns)
        self._check(start, end, columns)
        lines = self._view.lines
        last = end
        while last > start and not lines[last - 1]:
            last -= 1
        if last <= start:
            return
        first_line = self._view.first
        row = Row(first_line=first_line + start, last_line=first_line + last - 1, is_header=start < self._head)
        row.cells = [self._canvas.cell(start, left, end, right) for left, right in columns]
        self.rows.append(row)

    def _spanned(self, rule: int) -> list[tuple[int, int]]:
        """The columns of a row whose rule joins some; they must begin and end where columns do."""
        found = [match.span() for match in _RULE_OF_COLUMN.finditer(self._canvas.lines[rule])]
        if found[-1][1] != self._border_end:
            raise MalformedTableError("Column span incomplete.", rule)
        found[-1] = (found[-1][0], self.columns[-1][1])
        at = 0
        for left, right in found:
            if at >= len(self.columns) or left != self.columns[at][0]:
                raise MalformedTableError("Column span alignment problem.", rule)
            while at < len(self.columns) and right != self.columns[at][1]:
                at += 1
            if at == len(self.columns):
                raise MalformedTableError("Column span alignment problem.", rule)
            at += 1
        return found

    def _check(self, start: int, end: int, columns: list[tuple[int, int]]) -> None:
        """Nothing may stand between columns; the last one is as wide as its text."""
        for number in range(start, end):
            line = self._canvas.lines[number]
            for (_, right), (following, _) in pairwise(columns):
                if line[right:following].strip():
                    raise MalformedTableError("Text in column margin.", number)
            left, right = columns[-1]
            if len(line) > right:
                columns[-1] = (left, len(line))
                if len(line) > self.columns[-1][1]:
                    self.columns[-1] = (self.columns[-1][0], len(line))
