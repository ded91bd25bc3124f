"""Where words of one text went in another: not only whether they are still there, but what became of them.

Read off what a comparison says of every character (`Comparison.runs`), so it is their own occurrence that is followed,
never an equal one elsewhere; only words that stand once in either text are found without it.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from visioneditor.core.compare.model import BlockRow, Comparison, RunKind
from visioneditor.core.compare.similarity import dice
from visioneditor.core.compare.units import Bag
from visioneditor.core.document.model import Block
from visioneditor.core.review.anchors import Span, find_quotes, trim
from visioneditor.core.review.model import Range
from visioneditor.core.text import words
from visioneditor.values import dataclass

_KEPT = frozenset({RunKind.KEPT, RunKind.MOVED})
_APART = 200  # letters between what was kept of a place: farther off it is another place
# Words that are gone leave their paragraph: the one that has half of its words, and that no other comes near.
_ALIKE = 0.5
_CLEARLY = 0.1
_PARAGRAPH = re.compile(r"^.*\S.*(?:\n.*\S.*)*", re.MULTILINE)
_TELLING = 8  # letters of words that are known again though the comparison saw no more than chance in them


Piece = tuple[Span, int]  # where some of the words went, and how many letters of theirs it stands for


class Placed(StrEnum):
    """How sure a place is; the contract's words."""

    EXACT = "exact"
    EDITED = "edited"
    BLOCK = "block"
    SECTION = "section"
    DOCUMENT = "document"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ported:
    """A place in the other text: of the words, or of the block or section that they stood in; None: the whole text."""

    placed: Placed
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortedComment:
    """A comment's place on another patch set; lines include their end, of a file or patch set there are none."""

    patch_set: int
    path: str
    placed: Placed
    lines: tuple[int, int] | None = None
    range: Range | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A run seen from the text that is left."""

    kind: RunKind
    start: int
    end: int
    other_start: int
    other_end: int


class Porter:
    """Ports any number of places through one comparison; `backwards` from the new text to the old one."""

    def __init__(self, comparison: Comparison, *, backwards: bool = False) -> None:
        old, new = comparison.old.text, comparison.new.text
        self._source, self._target = (new, old) if backwards else (old, new)
        self._comparison, self._backwards = comparison, backwards
        self._steps = sorted(_steps(comparison, backwards), key=lambda step: (step.start, step.end, step.other_start))
        self._starts = [step.start for step in self._steps]
        self._rows = [row for section in comparison.sections for row in section.blocks]

    def port(self, start: int, end: int) -> Ported:
        """Where the words between two offsets of the one text are in the other."""
        start, end = trim(self._source, start, end)
        if start == end:
            return self._around(start, max(end, start + 1))
        pieces = list(self._pieces(start, end))
        exact = self._exact(start, end, pieces) or self._alone(start, end)
        if exact:
            return Ported(placed=Placed.EXACT, span=exact)
        near = _nearest_together(self._at_home(pieces, start, end))
        if near and self._target[slice(*near)].strip():
            return Ported(placed=Placed.EDITED, span=trim(self._target, *near))
        return self._around(start, end)

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        """What the words became, piece by piece, each with how many letters of theirs it stands for."""
        for step in self._steps_in(start, end):
            if step.kind in _KEPT:
                first, last = max(start, step.start) - step.start, min(end, step.end) - step.start
                span = trim(self._target, step.other_start + first, step.other_start + last)
                if span[0] < span[1]:
                    yield span, span[1] - span[0]
            elif step.kind is RunKind.EDITED and step.other_start < step.other_end:
                inside = max(0, min(end, step.end) - max(start, step.start))
                yield (step.other_start, step.other_end), min(inside, step.other_end - step.other_start)

    def _at_home(self, pieces: Iterable[Piece], start: int, end: int) -> Iterator[Piece]:
        """What lies in the blocks that those of the words became; whatever else was put between them does not."""
        blocks = [there for here, there in map(self._sides, self._rows) if there and _overlap(here, start, end)]
        homes = sorted({(block.start, block.end) for block in blocks})
        for (first, last), letters in pieces:
            for home in homes:
                span = max(first, home[0]), min(last, home[1])
                if span[0] < span[1]:
                    yield span, letters * (span[1] - span[0]) // (last - first)

    def _steps_in(self, start: int, end: int) -> Iterable[_Step]:
        """The steps that hold any of the span; what was put in counts inside it, not at its ends."""
        at = max(0, bisect_right(self._starts, start) - 1)
        while at > 0 and self._steps[at - 1].end > start:
            at -= 1
        last = bisect_left(self._starts, end)
        return (
            step for step in self._steps[at:last] if step.end > start and (step.start < step.end or step.start > start)
        )

    def _exact(self, start: int, end: int, pieces: Sequence[Piece]) -> Span | None:
        """The span of the very words, where all of them stand there in this order and none between them."""
        if not pieces or any(one[1] > other[0] for (one, _), (other, _) in pairwise(pieces)):
            return None
        span = pieces[0][0][0], pieces[-1][0][1]
        return span if self._target[slice(*span)].split() == self._source[start:end].split() else None

    def _alone(self, start: int, end: int) -> Span | None:
        """The only place of words that stand but once in either text."""
        quote = self._source[start:end]
        if len(quote) < _TELLING or len(find_quotes(self._source, quote)) != 1:
            return None
        found = find_quotes(self._target, quote)
        return found[0] if len(found) == 1 else None

    def _around(self, start: int, end: int) -> Ported:
        """The block that the words stood in, else its section, else the document."""
        rows = [row for row in self._rows if _overlap(self._sides(row)[0], start, end)]
        rows.sort(key=lambda row: -_overlap(self._sides(row)[0], start, end))
        blocks = (there for there in (self._sides(row)[1] for row in rows) if there)
        block = next(blocks, None)
        home = self._like_home(start)
        if home is not None and (block is None or not home[0] <= block.start < home[1]):
            return Ported(placed=Placed.BLOCK, span=trim(self._target, *home))
        block = block or self._beside([self._sides(row)[0] for row in rows[:1]])
        if block is None:
            return self._section(start)
        return Ported(placed=Placed.BLOCK, span=trim(self._target, block.start, block.end))

    def _like_home(self, at: int) -> Span | None:
        """The paragraph most like the one that the words stood in, a whole list, too, where one clearly is."""
        home = next((span for span in self._paragraphs_here if span[0] <= at < span[1]), None)
        if home is None:
            return None
        bag = Counter(words(self._source[slice(*home)]))
        alike = sorted(((dice(bag, other), span) for span, other in self._paragraphs_there), reverse=True)
        best, next_best = [*alike, (0.0, home), (0.0, home)][:2]
        return best[1] if best[0] >= _ALIKE and best[0] - next_best[0] >= _CLEARLY else None

    @cached_property
    def _paragraphs_here(self) -> list[Span]:
        return _paragraphs(self._source)

    @cached_property
    def _paragraphs_there(self) -> list[tuple[Span, Bag]]:
        return [(span, Counter(words(self._target[slice(*span)]))) for span in _paragraphs(self._target)]

    def _beside(self, homes: Iterable[Block | None]) -> Block | None:
        """Of an item, row or line that went: what became of its nearest neighbour in the list, table or literal."""
        home = next(filter(None, homes), None)
        if home is None or not home.group:
            return None
        beside = [
            (abs(here.start - home.start), there)
            for here, there in map(self._sides, self._rows)
            if here and there and here.group == home.group
        ]
        return min(beside, key=lambda one: (one[0], one[1].start))[1] if beside else None

    def _section(self, start: int) -> Ported:
        for row in self._comparison.sections:
            here, there = (row.new, row.old) if self._backwards else (row.old, row.new)
            if there and any(section.start <= start <= section.end for section in here):
                return Ported(placed=Placed.SECTION, span=(there[0].start, there[0].end))
        return Ported(placed=Placed.DOCUMENT)

    def _sides(self, row: BlockRow) -> tuple[Block | None, Block | None]:
        return (row.new, row.old) if self._backwards else (row.old, row.new)


def _paragraphs(text: str) -> list[Span]:
    """What stands between blank lines."""
    return [found.span() for found in _PARAGRAPH.finditer(text)]


def _steps(comparison: Comparison, backwards: bool) -> Iterator[_Step]:
    for run in comparison.runs():
        old, new = (run.old_start, run.old_end), (run.new_start, run.new_end)
        here, there = (new, old) if backwards else (old, new)
        yield _Step(kind=run.kind, start=here[0], end=here[1], other_start=there[0], other_end=there[1])


def _overlap(block: Block | None, start: int, end: int) -> int:
    return max(0, min(block.end, end) - max(block.start, start)) if block else 0


def _nearest_together(pieces: Iterable[Piece]) -> Span | None:
    """The stretch of the other text that stands for most of the words; what went elsewhere is left out."""
    stretches: list[tuple[int, int, int]] = []  # start, end, letters
    for (start, end), letters in sorted(pieces):
        if stretches and start - stretches[-1][1] <= _APART:
            first, last, held = stretches[-1]
            stretches[-1] = first, max(last, end), held + letters
        else:
            stretches.append((start, end, letters))
    best = max(stretches, key=lambda stretch: (stretch[2], -stretch[0]), default=None)
    return best[:2] if best else None
