"""Which sections or blocks of two texts were paired so far; grows while they are being matched."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import filterfalse


class Pairing:
    """Pairs of places, at most one for each place."""

    def __init__(self) -> None:
        self.new_of: dict[int, int] = {}
        self.old_of: dict[int, int] = {}

    def add(self, old: int, new: int) -> bool:
        """Pair the two, if neither is paired yet."""
        if not self.are_free(old, new):
            return False
        self.new_of[old] = new
        self.old_of[new] = old
        return True

    def add_all(self, olds: Iterable[int], news: Iterable[int]) -> None:
        """Pair as many old places as new ones with each other, none of which is paired yet."""
        pairs = list(zip(olds, news, strict=True))
        self.new_of.update(pairs)
        self.old_of.update((new, old) for old, new in pairs)

    def pair_off(self, olds: Iterable[tuple[Hashable, int]], news: Iterable[tuple[Hashable, int]]) -> None:
        """Pair free places that come with the same key, in their order."""
        places: defaultdict[Hashable, list[int]] = defaultdict(list)
        for key, old in olds:
            if old not in self.new_of:
                places[key].append(old)
        for key, new in news:
            if new not in self.old_of and places.get(key):
                self.add(places[key].pop(0), new)

    def are_free(self, old: int, new: int) -> bool:
        """Whether neither is paired."""
        return old not in self.new_of and new not in self.old_of

    def turned(self) -> "Pairing":
        """The same pairs seen from the other side; what is added to one is added to both."""
        other = Pairing()
        other.new_of, other.old_of = self.old_of, self.new_of
        return other

    def __len__(self) -> int:
        return len(self.new_of)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(sorted(self.new_of.items()))

    def free_old(self, places: range | list[int]) -> list[int]:
        """Those of the old places that are not paired."""
        return list(filterfalse(self.new_of.__contains__, places))

    def free_new(self, places: range | list[int]) -> list[int]:
        """Those of the new places that are not paired."""
        return list(filterfalse(self.old_of.__contains__, places))
