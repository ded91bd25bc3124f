"""Which words of a text are words of the one before it: kept, moved, or standing on within a passage written anew.

A comparison marks a rewritten passage as a whole, because that reads best. Here its words count one by one: those
that tell something and stand on in their order are the old ones.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.lcs import common_runs
from visioneditor.core.compare.model import RunKind
from visioneditor.core.compare.placing import Span, place_items
from visioneditor.core.document.model import Document
from visioneditor.core.provenance.survivors import find_survivors
from visioneditor.core.provenance.words import PlacedWord, placed_words
from visioneditor.values import dataclass

Placed = tuple[PlacedWord, ...]

_TELLING = 6  # letters of words in a row that do not stand on by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A text beside the one before it.

    `words` are those of the new text; `source` has for each the index of the old word that it is, or -1; `moved` holds
    the indices of new words that stand elsewhere now.
    """

    words: tuple[str, ...]
    source: tuple[int, ...]
    moved: frozenset[int]


def first_step(new: Document, after: Placed | None = None) -> Step:
    """A text before which there was none; its words may be known already."""
    words = tuple(word.text for word in (placed_words(new) if after is None else after))
    return Step(words=words, source=(-1,) * len(words), moved=frozenset())


def match_words(old: Document, new: Document, placed: tuple[Placed, Placed] | None = None) -> Step:
    """Follow the words of one text into another; the words of both may be known already."""
    before, after = placed or (placed_words(old), placed_words(new))
    source, moved, taken = [-1] * len(after), set[int](), set[int]()
    old_starts, new_starts = [word.start for word in before], [word.start for word in after]
    items = sorted(place_items(compare(old, new)), key=lambda item: (item.kind is RunKind.EDITED, item.new, item.old))
    for item in items:
        olds, news = _within(old_starts, item.old), _within(new_starts, item.new)
        is_edited = item.kind is RunKind.EDITED
        for at, beside in _pairs(before[slice(*olds)], after[slice(*news)], is_edited=is_edited):
            one, other = olds[0] + at, news[0] + beside
            if source[other] < 0 and one not in taken:
                source[other] = one
                taken.add(one)
                if item.moved or item.kind is RunKind.MOVED:
                    moved.add(other)
    texts = [word.text for word in before], [word.text for word in after]
    for (one, other), stands_elsewhere in list(find_survivors(*texts, source)):
        source[other] = one
        if stands_elsewhere:
            moved.add(other)
    return Step(words=tuple(word.text for word in after), source=tuple(source), moved=frozenset(moved))


def _within(starts: Sequence[int], span: Span) -> tuple[int, int]:
    return bisect_left(starts, span[0]), bisect_left(starts, span[1])


def _pairs(before: Sequence[PlacedWord], after: Sequence[PlacedWord], *, is_edited: bool) -> Iterator[tuple[int, int]]:
    olds, news = [word.text for word in before], [word.text for word in after]
    if olds == news:
        yield from ((at, at) for at in range(len(olds)))
        return
    runs, _ = common_runs(olds, news)
    for one, other, length in runs:
        if not is_edited or sum(map(len, olds[one : one + length])) >= _TELLING:
            yield from ((one + at, other + at) for at in range(length))
