"""Titles of reStructuredText, with a line below or lines around, and transitions.

The level of a title is told by the order in which styles are first used. A title that cannot be one (inside a quote, or
two levels below the one before) stays as a paragraph, and a problem says so.
"""

import re
import unicodedata
from typing import TYPE_CHECKING

from visioneditor.core.document.model import BlockKind
from visioneditor.core.document.rst_view import View

if TYPE_CHECKING:
    from visioneditor.core.document.rst_body import Body

ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*\Z")


class Titles:
    """The styles of titles so far, by level, and the level of the last one."""

    def __init__(self) -> None:
        self.level = 0
        self._styles: list[str] = []

    def level_of(self, style: str) -> int:
        """The level of a style; one more than all others for a new one."""
        return self._styles.index(style) + 1 if style in self._styles else len(self._styles) + 1

    def enter(self, style: str) -> None:
        """A section of this style begins."""
        self.level = self.level_of(style)
        if self.level > len(self._styles):
            self._styles.append(style)


def scan_underlined(body: "Body", at: int) -> int:
    """A title and its underline; 0 where the two lines are text."""
    title, underline = body.view.lines[at], body.view.lines[at + 1]
    line = body.line_number(at)
    if columns(title) > len(underline):
        if len(underline) < 4:
            if body.titles is not None:
                body.page.info(
                    line + 1,
                    "Possible title underline, too short for the title. "
                    "Treating it as ordinary text because it's so short.",
                )
            return 0
        body.page.warn(line + 1, "Title underline too short.")
    if body.titles is None:
        body.page.error(line + 1, "Unexpected section title.")
        _keep(body, at, at + 2)
    elif not _put_heading(body, body.titles, underline[0], at, at, at + 1):
        _keep(body, at, at + 2)
    return at + 2


def _put_heading(body: "Body", titles: Titles, style: str, first: int, title: int, last: int) -> bool:
    """Put the heading, where its level can follow the one before."""
    level = titles.level_of(style)
    if level > titles.level + 1:
        body.page.error(
            body.line_number(title), f"Inconsistent title style: skip from level {titles.level} to {level}."
        )
        return False
    titles.enter(style)
    view = body.view.part(title, title + 1)
    column = len(view.lines[0]) - len(view.lines[0].lstrip(" "))
    runs = body.runs_of(view.cut(0, 1, column, column))
    body.page.put(
        BlockKind.HEADING,
        body.line_number(first),
        body.line_number(last),
        runs,
        level=level,
        indent=body.indent_at(title) + column,
        marker=style,
    )
    return True


def scan_line(body: "Body", at: int) -> int:
    """An overline, a transition, or text after all."""
    lines = body.view.lines
    overline = lines[at]
    if not ADORNMENT.match(overline):
        return at
    is_short = len(overline) < 4
    number = body.line_number(at)
    if body.titles is None:
        if overline == "::":
            return at
        if is_short:
            body.page.info(
                number,
                "Unexpected possible title overline or transition. Treating it as ordinary text because it's so short.",
            )
            return at
        body.page.error(number, "Unexpected section title or transition.")
        body.page.put(BlockKind.OTHER, number, number, depth=body.depth, marker=overline[:4])
        return at + 1
    below = lines[at + 1] if at + 1 < len(lines) else ""
    if not below:
        if is_short:
            return at
        body.page.put(BlockKind.OTHER, number, number, marker=overline[:4])
        return at + 1
    return _overlined(body, body.titles, at)


def _overlined(body: "Body", titles: Titles, at: int) -> int:
    """A title between two lines, or one of the many ways to miss it."""
    lines = body.view.lines
    overline, title = lines[at], lines[at + 1]
    number = body.line_number(at)
    if title[0] != " " and ADORNMENT.match(title):
        problem, end = "Invalid section title or transition marker.", at + 2
    elif at + 2 >= len(lines):
        problem, end = "Incomplete section title.", at + 2
    elif not ADORNMENT.match(lines[at + 2]):
        problem, end = "Missing matching underline for section title overline.", at + 3
    elif lines[at + 2] != overline:
        problem, end = "Title overline & underline mismatch.", at + 3
    else:
        problem, end = "", at + 3
    is_narrow = not problem and columns(title) > len(overline)
    if len(overline) < 4 and (problem or is_narrow):
        body.page.info(
            number,
            "Possible incomplete section title. Treating the overline as ordinary text because it's so short.",
        )
        return at
    if is_narrow:
        body.page.warn(number, "Title overline too short.")
    if problem:
        body.page.error(number, problem)
    if problem or not _put_heading(body, titles, overline[0] * 2, at, at + 1, at + 2):
        _keep(body, at, end)
    return end


def _keep(body: "Body", at: int, end: int) -> None:
    """Lines that are marked up as what they cannot be: their text is a paragraph."""
    part = body.view.part(at, end)
    runs = body.plain_runs(View([_bare(line) for line in part.lines], _bare_starts(part), part.first))
    body.page.put(BlockKind.PARAGRAPH, part.first, part.first + len(part) - 1, runs, depth=body.depth, group=body.group)


def columns(text: str) -> int:
    """How wide a text is in columns: East Asian letters are two wide, marks none."""
    if text.isascii():
        return len(text)
    widths = (2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
    return sum(widths) - sum(unicodedata.combining(letter) != 0 for letter in text)


def _bare(line: str) -> str:
    """A line without indentation; nothing where it only adorns."""
    return "" if ADORNMENT.match(line.strip()) else line.lstrip(" ")


def _bare_starts(part: View) -> list[int]:
    return [at + len(line) - len(line.lstrip(" ")) for line, at in zip(part.lines, part.starts, strict=True)]
