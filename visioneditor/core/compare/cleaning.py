"""What makes a word comparison readable: accidental matches given up, edits slid to where a person would put them."""

from collections.abc import Sequence

from visioneditor.core.compare.lcs import Run, join_runs
from visioneditor.core.compare.words import Words

Span = tuple[int, int]  # of tokens
_Sides = tuple[Sequence[str], Sequence[str]]

# An island is given up when it is short, and no longer than the changes on either side of it, in letters and in words.
# The letters are those of another tool tuned on prose, the sides are diff-match-patch's own semantic rule; the tokens
# keep a short sentence.
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
    for _ in range(_PASSES):
        kept = _without_islands_once(runs, (old, new))
        if len(kept) == len(runs):
            break
        runs = kept
    return runs


def _without_islands_once(runs: list[Run], sides: _Sides) -> list[Run]:
    kept: list[Run] = []
    before = (0, 0)
    for index, (a, b, n) in enumerate(runs):
        if n <= _ISLAND_TOKENS:
            after = runs[index + 1][:2] if index + 1 < len(runs) else (len(sides[0]), len(sides[1]))
            gaps = (before, (a, b)), ((a + n, b + n), after)
            if _is_lost(sides, sides[0][a : a + n], gaps):
                continue
        kept.append((a, b, n))
        before = a + n, b + n
    return kept


def _is_lost(sides: _Sides, island: Sequence[str], gaps: tuple[tuple[Span, Span], ...]) -> bool:
    """Whether some tokens are no more than what changes on either side; words are not lost between mere signs."""
    letters = sum(map(len, island))
    if letters > _ISLAND_LETTERS:
        return False
    words = _count_words(island)
    for starts, ends in gaps:
        changes = [tokens[start:end] for tokens, start, end in zip(sides, starts, ends, strict=True)]
        if letters > max(sum(map(len, changed)) for changed in changes):
            return False
        if words and words > max(map(_count_words, changes)):
            return False
    return True


def _count_words(tokens: Sequence[str]) -> int:
    return sum([token[0].isalnum() for token in tokens])


def without_scraps_of_addresses(runs: list[Run], old: Words, new: Words) -> list[Run]:
    """The runs without the few words that a bare address and a text have in common: an address is read as a whole."""
    if not old.addresses and not new.addresses:
        return runs
    kept: list[Run] = []
    for a, b, n in runs:
        scraps = _scraps(old, a, n, _inside(new, b, n)) | _scraps(new, b, n, _inside(old, a, n))
        kept += [(a + k, b + k, 1) for k in range(n) if k not in scraps]
    return join_runs(kept)


def _inside(words: Words, start: int, n: int) -> set[int]:
    """Which of n tokens belong to an address."""
    return {at - start for a, b in words.addresses for at in range(max(a, start), min(b, start + n))}


def _scraps(words: Words, start: int, n: int, beside: set[int]) -> set[int]:
    """Which of n tokens belong to an address of which the run holds less than half the words, and to none beside."""
    scraps: set[int] = set()
    for a, b in words.addresses:
        first, last = max(a, start), min(b, start + n)
        if 2 * words.count(first, last) < words.count(a, b):
            scraps.update(range(first - start, last - start))
    return scraps - beside


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
