"""Words that were fought over: brought in, taken out and brought back, once or again and again."""

from collections.abc import Iterator
from itertools import groupby

from visioneditor.core.provenance.lineage import Lineage
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fought:
    """Words in a row that came and went together, by their numbers.

    `revisions` brought them in, took them out, brought them back … in turn, the oldest first.
    """

    words: tuple[int, ...]
    revisions: tuple[int, ...]

    @property
    def times(self) -> int:
        """How often they were brought back."""
        return (len(self.revisions) - 1) // 2

    @property
    def is_gone(self) -> bool:
        """Whether the newest revision does not have them."""
        return len(self.revisions) % 2 == 0


def fought_over(lineage: Lineage) -> tuple[Fought, ...]:
    """The words that were brought back: the most often fought over first, then the longest, then the latest."""
    turns = _turns(lineage)
    found = [fought for row in _rows(lineage, turns) for fought in _together(row, turns)]
    return tuple(sorted(found, key=lambda one: (-one.times, -len(one.words), -one.revisions[-1], one.words)))


def _turns(lineage: Lineage) -> dict[int, tuple[int, ...]]:
    """By each word that came back: when it came, went, came …"""
    back: dict[int, list[int]] = {}
    for revision, words in enumerate(lineage.restored):
        for word in words:
            back.setdefault(word, [lineage.births[word]]).append(revision)
    for gone in lineage.gone:
        still = lineage.moved[gone.revision]  # what is moved goes and comes in one step
        for word in gone.words:
            if word in back and word not in still:
                back[word].append(gone.revision)
    return {word: tuple(sorted(turns)) for word, turns in back.items()}


def _rows(lineage: Lineage, turns: dict[int, tuple[int, ...]]) -> Iterator[list[int]]:
    """Each such word once, in the last row that it stands in, with what stands between as -1."""
    last: dict[int, set[int]] = {}
    for word, when in turns.items():
        last.setdefault(len(lineage.rows) - 1 if len(when) % 2 else when[-1] - 1, set()).add(word)
    for revision, words in last.items():
        yield [word if word in words else -1 for word in lineage.rows[revision]]


def _together(row: list[int], turns: dict[int, tuple[int, ...]]) -> Iterator[Fought]:
    for when, group in groupby(row, lambda word: turns.get(word, ())):
        if when:
            yield Fought(words=tuple(group), revisions=when)
