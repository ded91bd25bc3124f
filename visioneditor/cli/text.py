"""Small pieces of text answers: columns, and names that cannot take the terminal over."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    """The text with everything that would move the cursor or turn the writing direction made visible."""
    return _CONTROL.sub(_escaped, text)


def columns(rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows as lines, the cells of a column beside each other; the last column is not filled up."""
    table = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    return ["  ".join(_filled(row, widths)).rstrip() for row in table]


def width(text: str) -> int:
    """Columns that the text takes in a terminal."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else not unicodedata.combining(sign) for sign in text)


def short_revision(revision: str) -> str:
    """A commit id as people write it; WORKTREE and DRAFT as they are."""
    return revision[:10] if len(revision) >= 40 else revision


def counted(number: int, one: str, many: str | None = None) -> str:
    """ "1 word", "2 words"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _filled(row: Sequence[str], widths: Sequence[int]) -> Iterable[str]:
    return (cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))


def _escaped(found: re.Match[str]) -> str:
    return found.group().encode("unicode_escape").decode("ascii")
