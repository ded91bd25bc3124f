"""What makes a word comparison readable: accidental matches given up, edits slid to where a person would put them."""

from collections.abc import Sequence
from itertools import accumulate

from visioneditor.core.compare.lcs import Run, join_runs
from visioneditor.core.compare.words import Words

# An island is given up when it is short, and no longer than the changes on either side of it. The letters are those of
# another tool tuned on prose, the sides are diff-match-patch's own semantic rule; the tokens keep a short sentence.
_ISLAND_LETTERS = 24
_ISLAND_TOKENS = 4
_PASSES = 8

_ENDS = frozenset(".!?…。！？｡")
_PAUSES = frozenset(";:—–")
_COMMAS = frozenset(",、，")
_OPENING = frozenset("([{«“‘¿¡")
_CLOSING = frozenset(")]}»”’")
_LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")  # written before the consonant after which they are spoken
# English, the language of the documents this is made for; another one loses nothing by them.
_ARTICLES = frozenset({"a", "an", "the"})
_LEANING = frozenset({"and", "or", "but", "of", "to", "in", "on", "at", "by", "for", "from", "with", "as"})
_FARTHEST = 400  # tokens that an edit slides at most


def without_islands(runs: list[Run], old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """The runs of tokens without those that stand alone between two larger changes."""
    old_sums, new_sums = _letter_sums(old), _letter_sums(new)
    for _ in range(_PASSES):
        kept = _without_islands_once(runs, old_sums, new_sums)
        if len(kept) == len(runs):
            break
        runs = kept
    return runs


def _without_islands_once(runs: list[Run], old_sums: list[int], new_sums: list[int]) -> list[Run]:
    kept: list[Run] = []
    old_before = new_before = 0
    for index, (a, b, n) in enumerate(runs):
        after = runs[index + 1][:2] if index + 1 < len(runs) else (len(old_sums) - 1, len(new_sums) - 1)
        letters = old_sums[a + n] - old_sums[a]
        before = max(old_sums[a] - old_sums[old_before], new_sums[b] - new_sums[new_before])
        behind = max(old_sums[after[0]] - old_sums[a + n], new_sums[after[1]] - new_sums[b + n])
        if n <= _ISLAND_TOKENS and letters <= min(_ISLAND_LETTERS, before, behind):
            continue
        kept.append((a, b, n))
        old_before, new_before = a + n, b + n
    return kept


def _letter_sums(tokens: Sequence[str]) -> list[int]:
    return list(accumulate(map(len, tokens), initial=0))


def slide(runs: list[Run], old: Words, new: Words) -> list[Run]:
    """The same number of kept tokens, with each lone insertion or deletion where its borders are strongest."""
    slid = list(runs)
    for index in range(len(slid) + 1):
        before = slid[index - 1] if index else (0, 0, 0)
        after = slid[index] if index < len(slid) else (len(old.tokens), len(new.tokens), 0)
        gone = (before[0] + before[2], after[0])
        come = (before[1] + before[2], after[1])
        if (gone[0] == gone[1]) == (come[0] == come[1]):
            continue
        span, words = (come, new) if gone[0] == gone[1] else (gone, old)
        shift = _best_shift(words, span, before[2], after[2])
        if shift and index:
            slid[index - 1] = (before[0], before[1], before[2] + shift)
        if shift and index < len(slid):
            slid[index] = (after[0] + shift, after[1] + shift, after[2] - shift)
    return join_runs([run for run in slid if run[2]])


def _best_shift(words: Words, span: tuple[int, int], before: int, after: int) -> int:
    """How far to the right (left where negative) the span reads best; to the right of equally good places."""
    tokens = words.tokens
    start, end = span
    left = 0
    while left < min(before, _FARTHEST) and tokens[start - 1 - left] == tokens[end - 1 - left]:
        left += 1
    right = 0
    while right < min(after, _FARTHEST) and tokens[start + right] == tokens[end + right]:
        right += 1
    if not left and not right:
        return 0
    return max(
        range(-left, right + 1),
        key=lambda shift: (_strength(words, start + shift) + _strength(words, end + shift), shift),
    )


def _strength(words: Words, at: int) -> int:
    """How good a border the place before a token is.

    Better in front of a comma than between two words: what goes with a comma is a part of a list or a clause. Worse
    behind a word that leans on the next one.
    """
    tokens = words.tokens
    if at <= 0 or at >= len(tokens) or at in words.edges:
        return 8
    before, behind = tokens[at - 1], tokens[at]
    if before in _OPENING or before in _LEADING_VOWELS or behind in _CLOSING or behind in _ENDS:
        return 0
    if before in _ENDS:
        return 7
    if before in _PAUSES:
        return 6
    if before in _COMMAS or behind in _OPENING:
        return 5
    if behind in _COMMAS or behind in _PAUSES:
        return 4
    leaning = before.lower()
    return 1 if leaning in _ARTICLES else 2 if leaning in _LEANING else 3
