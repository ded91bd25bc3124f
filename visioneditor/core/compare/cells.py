"""Table rows, cell by cell: what changed in a cell is that cell's edit, however much of the row changed."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from visioneditor.core.compare.heaviest import heaviest_order
from visioneditor.core.compare.lcs import Run
from visioneditor.core.compare.similarity import dice
from visioneditor.core.compare.words import Words

Span = tuple[int, int]  # of tokens
Compare = Callable[[Words, Words], tuple[list[Run], bool]]

_EMPTY = 0.1  # what two empty cells weigh where columns came or went: less than any word that stayed


def cell_runs(old: Words, new: Words, compare: Compare) -> tuple[list[Run], bool]:
    """The kept runs of tokens; runs of no length part the edits of different cells."""
    old_spans, new_spans = _spans(old), _spans(new)
    runs: list[Run] = []
    coarse = False
    for k, m in _pairs(old, new, old_spans, new_spans):
        (start, end), (beside, beside_end) = old_spans[k], new_spans[m]
        inside, too_long = compare(old.part(start, end), new.part(beside, beside_end))
        runs += [(start, beside, 0), *((start + a, beside + b, n) for a, b, n in inside), (end, beside_end, 0)]
        coarse = coarse or too_long
    return runs, coarse


def _spans(words: Words) -> list[Span]:
    return list(pairwise([0, *words.cells[1:], len(words.tokens)]))


def _pairs(old: Words, new: Words, old_spans: list[Span], new_spans: list[Span]) -> list[Span]:
    """Cells of the same column: by their number, or where columns came or went by what stands in them."""
    if len(old_spans) == len(new_spans):
        return [(k, k) for k in range(len(old_spans))]
    old_bags = [Counter(old.tokens[a:b]) for a, b in old_spans]
    new_bags = [Counter(new.tokens[a:b]) for a, b in new_spans]
    weighted = [
        (k, m, weight)
        for k, gone in enumerate(old_bags)
        for m, come in enumerate(new_bags)
        if (weight := dice(gone, come) * (gone.total() + come.total()) if gone or come else _EMPTY) > 0
    ]
    return sorted((weighted[at][0], weighted[at][1]) for at in heaviest_order(weighted))
