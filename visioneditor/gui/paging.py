"""Where a long text is cut into pages: between lines, headings together with what stands below them. Numbers only."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from visioneditor.values import dataclass

Span = tuple[float, float]

_LEAST = 48.0  # of a row's beginning at the end of a page, and of what stands below a heading: two lines
_WHOLE = 0.25  # of a page: a row that is no higher is not cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A row's height, the spans in it that must not be cut (its lines), and whether it keeps with the next row."""

    height: float
    lines: tuple[Span, ...] = ()
    is_heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What stands on a page: a row from `top` to `bottom`, at `y` of the page."""

    row: int
    top: float
    bottom: float
    y: float


def plan_pages(rows: Sequence[Flow], height: float) -> tuple[tuple[Part, ...], ...]:
    """All pages of this height; no row is left out, and none but one that is higher than a page is cut in a line."""
    pages: list[list[Part]] = [[]]
    y = 0.0
    for at, row in enumerate(rows):
        top = 0.0
        if y > 0 and _moves(rows, at, y, height):
            pages.append([])
            y = 0.0
        while True:
            bottom = _cut(row, top, height - y, is_fresh=y == 0)
            if bottom > top:
                pages[-1].append(Part(row=at, top=top, bottom=bottom, y=y))
                y += bottom - top
            if bottom >= row.height:
                break
            top = bottom
            pages.append([])
            y = 0.0
    return tuple(tuple(page) for page in pages)


def _moves(rows: Sequence[Flow], at: int, y: float, height: float) -> bool:
    """Whether a row that could begin at `y` begins a page instead: it is small, or a heading of what begins one."""
    row, room = rows[at], height - y
    if row.height <= room:
        return row.is_heading and at + 1 < len(rows) and _moves(rows, at + 1, y + row.height, height)
    is_small = row.height <= max(height * _WHOLE, 3 * _LEAST)
    return is_small or _cut(row, 0.0, room, is_fresh=False) <= 0


def _cut(row: Flow, top: float, room: float, *, is_fresh: bool) -> float:
    """Where a row ends that begins at `top` and has so much room; at `top` itself where it begins on another page."""
    if row.height - top <= room:
        return row.height
    place = _between_lines(row.lines, min(top + room, max(top, row.height - _LEAST)))  # no last line stands alone
    if place - top >= min(_LEAST, room) or (is_fresh and place > top):
        return place
    return top + room if is_fresh else top


def _between_lines(lines: Sequence[Span], limit: float) -> float:
    """The last place up to the limit that lies in no line."""
    place = limit
    for start, end in reversed(lines[: bisect_left(lines, (limit, limit))]):
        if end <= place:
            break
        place = start
    return place


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans that overlap made one, from above: cells beside each other are cut at one place."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)
