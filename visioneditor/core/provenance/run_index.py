"""Finds runs of words again by a few words that they begin with."""

from collections import defaultdict
from collections.abc import Sequence

KEY = 4  # words in a row
_MOST_PLACES = 16  # of one key; the latest are looked at


class RunIndex:
    """Runs of words, each by a number of its own."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)

    def add(self, number: int, texts: Sequence[str]) -> None:
        """Remember a run."""
        for at in range(len(texts) - KEY + 1):
            self._places[tuple(texts[at : at + KEY])].append((number, at))

    def places(self, texts: Sequence[str]) -> list[tuple[int, int]]:
        """Where the words that a text begins with stand: in which run, and at which word of it; the latest first."""
        return self._places.get(tuple(texts[:KEY]), [])[: -_MOST_PLACES - 1 : -1]
