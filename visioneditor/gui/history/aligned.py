"""Columns of rows laid beside each other, so that the blocks that belong together stand at one height."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

_T = TypeVar("_T")

Line = Mapping[int, _T]  # by column


def align_columns(columns: Sequence[Sequence[tuple[int | None, int | None, _T]]]) -> tuple[Line[_T], ...]:
    """Lines of what stands beside each other; an item has its own place and that of its partner in the column before.

    What has no partner, or one that stands above what is already laid, gets a line of its own.
    """
    lines: list[dict[int, _T]] = []
    places: dict[int, int] = {}  # in the column before: the line of each place
    for column, items in enumerate(columns):
        merged: list[dict[int, _T]] = []
        found: dict[int, int] = {}
        taken = 0
        for own, partner, item in items:
            line = places.get(partner, -1) if partner is not None else -1
            if line >= taken:
                merged += lines[taken:line]
                merged.append({**lines[line], column: item})
                taken = line + 1
            else:
                merged.append({column: item})
            if own is not None:
                found.setdefault(own, len(merged) - 1)
        lines, places = [*merged, *lines[taken:]], found
    return tuple(lines)
