"""Which words of a text came from a suggestion that somebody wrote into a comment."""

from collections.abc import Iterator, Sequence

from visioneditor.core.compare.lcs import common_runs
from visioneditor.core.text import words

_LEAST = 0.5  # of the words that it would bring: fewer of them stand there by chance


def find_suggested(replaced: str, suggested: str, now: Sequence[str]) -> frozenset[int]:
    """Which of the words that stand `now` in the place of the `replaced` lines are those that the suggestion brought.

    None where the suggestion was not taken: fewer than half of what it would have brought stands there.
    """
    told = words(suggested)
    new = set(range(len(told))) - {at for _, at in _pairs(words(replaced), told)}
    brought = frozenset(other for one, other in _pairs(told, now) if one in new)
    return brought if brought and len(brought) >= _LEAST * len(new) else frozenset()


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The words that stand on both sides, in order."""
    runs, _ = common_runs(list(old), list(new))
    return ((one + at, other + at) for one, other, length in runs for at in range(length))
