"""Wraps only what was touched: lines that the base has stay as they are where they can, so that a diff stays small.

What `git diff` shows others is lines. So of all ways to break a paragraph into lines that have room, the one is taken
that writes fewest lines anew, and of these the one that leaves no line much shorter than the others.
"""

from collections.abc import Iterator, Sequence

from visioneditor.core.document.model import Block, Document, Markup
from visioneditor.core.drafting.text_change import TextChange, apply_changes
from visioneditor.core.drafting.wrapping import begins_markup, columns, fill, rewrap_block

_FEW = 0.1  # of a text's lines: its addresses and titles
_NEW_LINE = 1.0  # what a line costs that the base does not have
_SHORT = 0.5  # of a line empty: as it stands it would be one that somebody forgot to fill
_RAGGED = 3.0  # what an empty one costs beyond that; half as long as it could be, a quarter of it


def rewrap_touched(base: Document, draft: Document, *, width: int, also: str = "") -> tuple[TextChange, ...]:
    """The changes that give every line its room that neither the base nor the other text has.

    All other lines are left where that can be.
    """
    known = frozenset((*base.text.split("\n"), *also.split("\n")))
    found = (_rewrap(draft, block, known, width) for block in draft.blocks)
    return tuple(change for change in found if change is not None)


def give_room(model: Document, text: Document, *, width: int, also: str = "") -> str:
    """A text whose new lines have room, where those of the model have it: one with longer lines is left as it is.

    Lines that another text has are not new, either.
    """
    lines = model.text.split("\n")
    long = sum(columns(line) > width for line in lines)
    if long > _FEW * len(lines):
        return text.text
    return apply_changes(text.text, rewrap_touched(model, text, width=width, also=also))


def _rewrap(draft: Document, block: Block, known: frozenset[str], width: int) -> TextChange | None:
    lines = draft.text[block.start : block.end].split("\n")
    if known.issuperset(lines):
        return None
    return rewrap_block(draft, block, width, _KeepingLines(lines, known))


class _KeepingLines:
    """Breaks a paragraph so that it keeps lines that are known, and fills it where none can be kept; for one block."""

    def __init__(self, lines: Sequence[str], known: frozenset[str]) -> None:
        self._standing = {_words_of(line) for line in lines}
        self._known = {_words_of(line) for line in lines if line in known}
        self._longest = max(map(len, self._known), default=0)

    def __call__(self, words: Sequence[str], markup: Markup, rooms: tuple[int, int]) -> list[list[str]]:
        """The lines of the cheapest way; what the best way from each word on costs is found from the end."""
        words, count = tuple(words), len(words)
        best: list[tuple[float, int]] = [(0.0, count)] * (count + 1)  # what it costs, and where its first line ends
        for start in range(count - 1, -1, -1):
            room = rooms[start > 0]
            ways = (
                (self._cost(words[start:end], length, room, is_last=end == count) + best[end][0], -end)
                for end, length in self._ends(words, start, room, markup)
            )
            cost, end = min(ways)
            best[start] = cost, -end
        lines, at = [], 0
        while at < count:
            lines.append(list(words[at : best[at][1]]))
            at = best[at][1]
        has_kept = any(tuple(line) in self._known for line in lines)
        return lines if has_kept else fill(words, markup, rooms)

    def _ends(self, words: tuple[str, ...], start: int, room: int, markup: Markup) -> Iterator[tuple[int, int]]:
        """Where a line that begins at a word may end, and how long it is then; at least one way, however long."""
        length, is_first = -1, True
        for end in range(start + 1, len(words) + 1):
            length += columns(words[end - 1]) + 1
            if length > room and not is_first and end - start > self._longest:
                return
            may_end = end == len(words) or not begins_markup(words[end], words[end - 1], markup)
            if (may_end and (length <= room or is_first)) or words[start:end] in self._known:
                is_first = False
                yield end, length

    def _cost(self, line: tuple[str, ...], length: int, room: int, *, is_last: bool) -> float:
        if line in self._known:
            return 0.0
        slack = 0.0 if is_last else max(0.0, 1 - length / room)
        if line in self._standing and slack < _SHORT:
            return _NEW_LINE
        return _NEW_LINE + _RAGGED * slack * slack


def _words_of(line: str) -> tuple[str, ...]:
    return tuple(line.split())
