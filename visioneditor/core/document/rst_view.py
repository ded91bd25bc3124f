"""Lines as a nested part of a reStructuredText sees them: without the indentation or frame that it stands in.

A view knows for each of its lines where in the source it begins, so that whatever is found in it has its exact place.
The four ways of taking an indented part out of a view are those of the markup's definition.
"""

from typing import NamedTuple


class View:
    """Consecutive lines, each cut out of one line of the source; blank lines are empty, no line ends in a blank."""

    __slots__ = ("first", "lines", "starts")

    def __init__(self, lines: list[str], starts: list[int], first: int) -> None:
        self.lines = lines
        self.starts = starts  # source offset of each line's first character
        self.first = first  # number of the first line in the source, from 1

    def __len__(self) -> int:
        return len(self.lines)

    def part(self, start: int, end: int) -> "View":
        """Some of the lines, as they are."""
        return View(self.lines[start:end], self.starts[start:end], self.first + start)

    def cut(self, start: int, end: int, indent: int, first_indent: int) -> "View":
        """Some of the lines without their indentation; the first has one of its own."""
        lines = [line[indent:] for line in self.lines[start:end]]
        starts = [at + indent for at in self.starts[start:end]]
        if lines and first_indent != indent:
            lines[0] = self.lines[start][first_indent:]
            starts[0] = self.starts[start] + first_indent
        return View(lines, starts, self.first + start)

    def trimmed(self) -> "View":
        """Without the blank lines at both ends."""
        start, end = 0, len(self.lines)
        while start < end and not self.lines[start]:
            start += 1
        while end > start and not self.lines[end - 1]:
            end -= 1
        return self.part(start, end)


class Part(NamedTuple):
    """A part taken out of a view: what it holds, the index after it, and whether a blank line (or nothing) follows."""

    view: View
    end: int
    blank_finish: bool


def take_indented(view: View, at: int) -> Part:
    """The indented and blank lines from `at` on; the least indentation of them is theirs."""
    end, indent = _scan(view, at, until_blank=False)
    return Part(view.cut(at, end, indent, indent).trimmed(), end, _finishes_blank(view, at, end))


def take_after_marker(view: View, at: int, indent: int, *, until_blank: bool = False) -> Part:
    """What follows a marker on its line, and the indented lines below, which have an indentation of their own."""
    end, rest = _scan(view, at + 1, until_blank)
    finish = _finishes_blank(view, at, end) or (until_blank and end < len(view.lines) and not view.lines[end])
    return Part(view.cut(at, end, rest, indent), end, finish)


def take_known(view: View, at: int, indent: int) -> Part:
    """What follows a marker on its line, and the lines below that are indented at least as far as that text."""
    lines = view.lines
    end = at + 1
    blank = " " * indent
    while end < len(lines) and (not lines[end] or lines[end].startswith(blank)):
        end += 1
    return Part(view.cut(at, end, indent, indent), end, _finishes_blank(view, at, end))


def _scan(view: View, start: int, until_blank: bool) -> tuple[int, int]:
    """The index after the indented lines that begin at `start`, and their least indentation."""
    lines, end, indent = view.lines, start, -1
    while end < len(lines):
        line = lines[end]
        if line:
            if line[0] != " ":
                break
            own = len(line) - len(line.lstrip(" "))
            indent = own if indent < 0 else min(indent, own)
        elif until_blank:
            break
        end += 1
    return end, max(indent, 0)


def _finishes_blank(view: View, start: int, end: int) -> bool:
    return end >= len(view.lines) or (end > start and not view.lines[end - 1])
