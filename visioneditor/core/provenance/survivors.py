"""Words that stand on within passages that a comparison takes for removed and added.

A paragraph written anew is no edit that anybody wants to read word by word; but words of it that tell something are the
old ones: those that stand between the same neighbours in their order, and runs that went a few sentences on.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from visioneditor.core.compare.lcs import common_runs

_TELLING_RUN = 8  # letters of two words or more that stand where they stood
_TELLING_WORD = 5  # letters of such a word that stands once in both texts
_SMALL_GAP = 5  # words: in no more than so many a word with the least letters tells something
_LEAST_LETTERS = 3
_KEY = 3  # words that begin a run that stands elsewhere
_FAR_RUN = 12  # letters of such a run
_FAR = 100  # words: no further than this it may stand from where it stood
_NEAR = 20  # words: no further than this a word may that stands once in both texts

Pair = tuple[int, int]


def find_survivors(old: Sequence[str], new: Sequence[str], source: Sequence[int]) -> Iterator[tuple[Pair, bool]]:
    """Pairs of old and new words, by their indices, that `source`, which old word each new one is, does not have yet.

    Each is told with whether it stands elsewhere now.
    """
    rare, found = _once(old) & _once(new), list(source)
    for one, other in _in_order(old, new, source, rare):
        found[other] = one
        yield (one, other), False
    for one, other in _near(old, new, found, rare):
        yield (one, other), True


def _once(words: Sequence[str]) -> set[str]:
    return {word for word, count in Counter(words).items() if count == 1}


# Where they stood


def _in_order(old: Sequence[str], new: Sequence[str], source: Sequence[int], rare: set[str]) -> Iterator[Pair]:
    for olds, news in _gaps(len(old), source):
        runs, _ = common_runs([old[at] for at in olds], [new[at] for at in news])
        for one, other, length in runs:
            words = [new[at] for at in news[other : other + length]]
            if _tells(words, rare, is_small=max(len(olds), len(news)) <= _SMALL_GAP):
                yield from zip(olds[one : one + length], news[other : other + length], strict=True)


def _tells(words: Sequence[str], rare: set[str], *, is_small: bool) -> bool:
    letters = sum(map(len, words))
    if letters >= _LEAST_LETTERS if is_small else len(words) > 1 and letters >= _TELLING_RUN:
        return True
    return any(word in rare and len(word) >= _TELLING_WORD for word in words)


def _gaps(size: int, source: Sequence[int]) -> Iterator[tuple[list[int], list[int]]]:
    """Old and new words without a partner between two neighbours that have one."""
    kept = set(source)
    for start, end in _missing(source):
        left = source[start - 1] if start else -1
        right = source[end] if end < len(source) else size
        olds = [one for one in range(left + 1, right) if one not in kept]
        if olds:
            yield olds, list(range(start, end))


def _missing(source: Sequence[int]) -> Iterator[Pair]:
    """Spans of new words that have no partner."""
    at = 0
    for is_missing, group in groupby(source, lambda one: one < 0):
        end = at + sum(1 for _ in group)
        if is_missing:
            yield at, end
        at = end


# Near it


def _near(old: Sequence[str], new: Sequence[str], source: Sequence[int], rare: set[str]) -> Iterator[Pair]:
    free = set(range(len(old))).difference(source)
    places: dict[tuple[str, ...], list[int]] = {}
    for one in sorted(free):
        places.setdefault(tuple(old[one : one + _KEY]), []).append(one)
        if old[one] in rare and len(old[one]) >= _TELLING_WORD:
            places[old[one],] = [one]
    for start, end in _missing(source) if free else ():
        expected, at = source[start - 1] if start else 0, start
        while at < end:
            keys = (tuple(new[at : min(at + _KEY, end)]), (new[at],))
            starts = sorted(one for key in keys for one in places.get(key, ()))
            runs = [_run(old, new[at:end], one, free, abs(one - expected)) for one in starts]
            run = max(runs, key=len, default=range(0))
            yield from zip(run, range(at, end), strict=False)
            free.difference_update(run)
            at += len(run) or 1


def _run(old: Sequence[str], words: Sequence[str], start: int, free: set[int], distance: int) -> range:
    """The old words from a place on that say what these words say; none where that may be chance."""
    end = start
    for word in words:
        if end not in free or old[end] != word:
            break
        end += 1
    run = range(start, end)
    is_long = len(run) >= _KEY and sum(len(old[one]) for one in run) >= _FAR_RUN
    return run if distance <= (_FAR if is_long else _NEAR) and (is_long or len(run) == 1) else range(0)
