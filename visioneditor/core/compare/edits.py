"""From the words of two blocks to their edits, with exact places in both texts."""

from collections.abc import Sequence
from itertools import pairwise, zip_longest

from visioneditor.core.compare.cells import cell_runs
from visioneditor.core.compare.cleaning import slide, without_islands, without_scraps_of_addresses
from visioneditor.core.compare.lcs import Run
from visioneditor.core.compare.model import Edit, Op
from visioneditor.core.compare.sentences import sentence_runs
from visioneditor.core.compare.words import Look, Words
from visioneditor.core.document.model import Style

Span = tuple[int, int]


def diff_words(old: Words, new: Words) -> tuple[list[Run], bool]:
    """The runs of tokens that were kept, and whether the blocks were too large to be compared by words."""
    if old.tokens == new.tokens:
        return [(0, 0, len(old.tokens))] if old.tokens else [], False
    if old.cells and new.cells:
        return cell_runs(old, new, diff_words)
    runs, coarse = sentence_runs(old, new)
    runs = slide(without_scraps_of_addresses(runs, old, new), old, new)  # what stands together makes no island
    return slide(without_islands(runs, old.tokens, new.tokens), old, new), coarse


def build_edits(old: Words, new: Words, runs: Sequence[Run], old_at: int, new_at: int) -> tuple[Edit, ...]:
    """The edits between and within kept runs; `old_at`, `new_at`: where the words of an empty side would stand."""
    edits: list[Edit] = []
    i = j = 0
    for a, b, n in [*runs, (len(old.tokens), len(new.tokens), 0)]:
        gone, come = _parted(i, a, old.breaks), _parted(j, b, new.breaks)
        for was, now in zip_longest(gone, come):
            was, now = was or (a, a), now or (b, b)
            edits.append(_word_edit(span_of(old, was[0], was[1], old_at), span_of(new, now[0], now[1], new_at)))
        edits += _look_edits(old, new, (a, b, n))
        i, j = a + n, b + n
    return tuple(edits)


def _parted(start: int, end: int, breaks: frozenset[int]) -> list[Span]:
    """A span of tokens, cut so that no others lie between those of one part."""
    if start == end:
        return []
    return list(pairwise([start, *sorted(at for at in breaks if start < at < end), end]))


def span_of(words: Words, start: int, end: int, ground: int) -> Span:
    """The place of tokens in the text; of no tokens the point behind the one before, else before the first."""
    if start < end:
        return words.starts[start], max(words.ends[start:end])
    at = words.ends[start - 1] if start else words.starts[0] if words.tokens else ground
    return at, at


def _word_edit(gone: Span, come: Span) -> Edit:
    op = Op.INSERT if gone[0] == gone[1] else Op.DELETE if come[0] == come[1] else Op.REPLACE
    return Edit(op=op, old_start=gone[0], old_end=gone[1], new_start=come[0], new_end=come[1])


def _look_edits(old: Words, new: Words, run: Run) -> list[Edit]:
    """Kept words that are set in another way, neighbours of the same change as one edit."""
    a, b, n = run
    if old.looks[a : a + n] == new.looks[b : b + n]:
        return []
    edits: list[Edit] = []
    k = 0
    while k < n:
        change = old.looks[a + k], new.looks[b + k]
        first = k
        k += 1
        while k < n and (old.looks[a + k], new.looks[b + k]) == change:
            if a + k in old.breaks or b + k in new.breaks:
                break
            k += 1
        if change[0] != change[1]:
            old_start, old_end = span_of(old, a + first, a + k, 0)
            new_start, new_end = span_of(new, b + first, b + k, 0)
            edits.append(
                Edit(op=_look_op(*change), old_start=old_start, old_end=old_end, new_start=new_start, new_end=new_end)
            )
    return edits


def _look_op(old: Look, new: Look) -> Op:
    """A link or image that leads elsewhere is a change of link; all else, a link that came or went too, of markup."""
    same_styles = [style for style, _, _ in old] == [style for style, _, _ in new]
    return Op.LINK if same_styles and _leads(old) and _leads(new) else Op.MARKUP


def _leads(look: Look) -> bool:
    return any(target or style & Style.LINK for style, target, _ in look)
