"""Blocks that are the same: in order within a section, then out of order within it, then anywhere.

First those of the same letters, however their lines are broken, then those of the same words.
"""

import re
from collections.abc import Callable, Iterable

from visioneditor.core.compare.lcs import common_runs
from visioneditor.core.compare.pairing import Pairing
from visioneditor.core.compare.units import Units
from visioneditor.core.document.model import BlockKind

_MANY_LETTERS = re.compile(r"(?:[\W_]*[^\W_]){20}")  # git asks as many of a line before it calls it moved

_Key = tuple[BlockKind, str]


class SameBlocks:
    """Pairs blocks of two texts that say the same."""

    def __init__(self, old: Units, new: Units, pairs: Pairing) -> None:
        self.old, self.new = old, new
        self.pairs = pairs

    def match_bodies(self, i: int, j: int) -> None:
        """The same blocks of two sections; all of them at once where the sections' bodies are the same."""
        olds, news = self.old.body(i), self.new.body(j)
        if self.old.same_blocks(olds, self.new, news):
            self.pairs.add_all(olds, news)
        else:
            self._match_same(list(olds), list(news))

    def _match_same(self, olds: list[int], news: list[int]) -> None:
        """Blocks of a section that are the same to the letter, then those of the same words; in order, then moved."""
        self._pair_ends(olds, news)
        for key in (_source_key, Units.key):
            olds, news = self.pairs.free_old(olds), self.pairs.free_new(news)
            if not olds or not news:
                return
            old_keys, new_keys = [key(self.old, at) for at in olds], [key(self.new, at) for at in news]
            for a, b, n in common_runs(old_keys, new_keys)[0]:
                for k in range(n):
                    self.pairs.add(olds[a + k], news[b + k])
            self.pairs.pair_off(
                [(k, at) for k, at in zip(old_keys, olds, strict=True) if k[1]],
                [(k, at) for k, at in zip(new_keys, news, strict=True) if k[1]],
            )

    def _pair_ends(self, olds: list[int], news: list[int]) -> None:
        """What is the same from either end on: most of a section is, and is looked at no closer then."""
        limit = min(len(olds), len(news))
        head = 0
        while head < limit and self._is_same(olds[head], news[head]):
            head += 1
        tail = 0
        while tail < limit - head and self._is_same(olds[-1 - tail], news[-1 - tail]):
            tail += 1
        self.pairs.add_all(olds[:head], news[:head])
        self.pairs.add_all(olds[len(olds) - tail :], news[len(news) - tail :])

    def _is_same(self, i: int, j: int) -> bool:
        return self.old.blocks[i].kind is self.new.blocks[j].kind and self.old.is_same(i, self.new, j)

    def match_elsewhere(self) -> None:
        """The same words in another section, where they are enough to be no chance."""
        old_free, new_free = self._all_free()
        if old_free and new_free:
            self._pair_lone(old_free, new_free)
            old_free, new_free = self._all_free()
            self._pair_rows(old_free, new_free)
            old_free, new_free = self.pairs.free_old(old_free), self.pairs.free_new(new_free)
            olds, news = _said_by(self.old, old_free, Units.key), _said_by(self.new, new_free, Units.key)
            for key, places in olds.items():
                if key in news and _tells(key[1]):
                    for i, j in zip(places, news[key], strict=False):
                        self.pairs.add(i, j)

    def _pair_lone(self, old_free: list[int], new_free: list[int]) -> None:
        """Blocks that stand once in either text, to the letter: there the addresses in them tell, too."""
        olds, news = _said_by(self.old, old_free, _source_key), _said_by(self.new, new_free, _source_key)
        for key, places in olds.items():
            if key in news and len(places) == 1 == len(news[key]) and _tells(key[1]):
                self.pairs.add(places[0], news[key][0])

    def _pair_rows(self, old_free: list[int], new_free: list[int]) -> None:
        """Neighbours that tell too little each (entries, short items) and went together, in the same order."""
        olds = [at for at in old_free if self.old.blocks[at].kind is not BlockKind.HEADING]
        news = [at for at in new_free if self.new.blocks[at].kind is not BlockKind.HEADING]
        old_keys, new_keys = list(map(self.old.key, olds)), list(map(self.new.key, news))
        for a, b, n in common_runs(old_keys, new_keys)[0]:
            for first, last in _unbroken(olds[a : a + n], news[b : b + n]):
                if last - first > 1 and _tells("\n".join(words for _, words in old_keys[a + first : a + last])):
                    for k in range(first, last):
                        self.pairs.add(olds[a + k], news[b + k])

    def _all_free(self) -> tuple[list[int], list[int]]:
        return (
            self.pairs.free_old(range(len(self.old.blocks))),
            self.pairs.free_new(range(len(self.new.blocks))),
        )


def _unbroken(olds: list[int], news: list[int]) -> Iterable[tuple[int, int]]:
    """Where in two equal runs neighbours are neighbours in both texts: first and last, the end excluded."""
    first = 0
    for at in range(1, len(olds) + 1):
        if at == len(olds) or olds[at] - olds[at - 1] != 1 or news[at] - news[at - 1] != 1:
            yield first, at
            first = at


def _tells(words: str) -> bool:
    """Whether there are letters enough to be known again by."""
    return _MANY_LETTERS.match(words) is not None


def _said_by(units: Units, places: list[int], key: Callable[[Units, int], _Key]) -> dict[_Key, list[int]]:
    """Blocks of text by what they say."""
    found: dict[_Key, list[int]] = {}
    for at in places:
        if units.blocks[at].kind is not BlockKind.HEADING and not units.is_silent(at):
            found.setdefault(key(units, at), []).append(at)
    return found


def _source_key(units: Units, at: int) -> _Key:
    return units.blocks[at].kind, units.unwrapped(at)
