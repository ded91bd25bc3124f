"""Lines whose words all stayed while a line break moved."""

from collections.abc import Sequence
from itertools import pairwise

from visioneditor.core.compare.lcs import Run
from visioneditor.core.compare.words import Words


def reflowed_lines(old_text: str, new_text: str, old: Words, new: Words, runs: Sequence[Run]) -> tuple[int, int]:
    """How many lines of either side hold kept words only, following each other, and begin or end elsewhere now."""
    if not runs:
        return 0, 0
    old_lines, new_lines = _lines(old_text, old), _lines(new_text, new)
    partners = {a + k: b + k for a, b, n in runs for k in range(n)}
    back = {b: a for a, b in partners.items()}
    return _count(old_lines, new_lines, partners), _count(new_lines, old_lines, back)


def _lines(text: str, words: Words) -> list[tuple[int, int]]:
    """Spans of tokens, one for each line that holds any."""
    if not words.tokens:
        return []
    if text.find("\n", min(words.starts), max(words.ends)) < 0:
        return [(0, len(words.tokens))]
    breaks = [
        at + 1
        for at, (end, start) in enumerate(zip(words.ends, words.starts[1:], strict=False))
        if text.find("\n", end, start) >= 0
    ]
    return list(pairwise([0, *breaks, len(words.tokens)]))


def _count(lines: list[tuple[int, int]], other: list[tuple[int, int]], partners: dict[int, int]) -> int:
    starts, ends = {start for start, _ in other}, {end for _, end in other}
    found = 0
    for start, end in lines:
        first = partners.get(start)
        if first is None or any(partners.get(at) != first + at - start for at in range(start, end)):
            continue
        found += first not in starts or first + end - start not in ends
    return found
