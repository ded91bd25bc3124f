"""Lines whose words all stayed while a line break moved."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from visioneditor.core.compare.lcs import Run, join_runs
from visioneditor.core.compare.words import Words


def reflowed_lines(old_text: str, new_text: str, old: Words, new: Words, runs: Sequence[Run]) -> tuple[int, int]:
    """How many lines of either side hold kept words only, following each other, and begin or end elsewhere now."""
    runs = join_runs(runs)
    if not runs:
        return 0, 0
    old_lines, new_lines = _lines(old_text, old), _lines(new_text, new)
    back = [(b, a, n) for a, b, n in runs]
    return _count(old_lines, new_lines, runs), _count(new_lines, old_lines, back)


def _lines(text: str, words: Words) -> list[tuple[int, int]]:
    """Spans of tokens, one for each line that holds any."""
    if not words.tokens:
        return []
    breaks = _breaks_in_cells(text, words) if words.cells else _breaks(text, words)
    return list(pairwise([0, *breaks, len(words.tokens)]))


def _breaks(text: str, words: Words) -> list[int]:
    """The tokens that begin a line, without the first."""
    breaks: list[int] = []
    at = text.find("\n", words.starts[0], words.starts[-1])
    while at >= 0:
        breaks.append(bisect_right(words.starts, at))
        at = text.find("\n", words.starts[breaks[-1]], words.starts[-1])
    return breaks


def _breaks_in_cells(text: str, words: Words) -> list[int]:
    """The same where the tokens do not follow each other as in the source: a drawn table has cells side by side."""
    places = enumerate(zip(words.ends, words.starts[1:], strict=False), 1)
    return [at for at, (end, start) in places if text.find("\n", end, start) >= 0]


def _count(lines: list[tuple[int, int]], other: list[tuple[int, int]], runs: list[Run]) -> int:
    starts, ends = {start for start, _ in other}, {end for _, end in other}
    begins = [a for a, _, _ in runs]
    found = 0
    for start, end in lines:
        a, b, n = runs[max(bisect_right(begins, start) - 1, 0)]
        if a <= start and end <= a + n:
            found += b + start - a not in starts or b + end - a not in ends
    return found
