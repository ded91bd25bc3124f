"""The heaviest set of things that kept their order: what stays fixed while the rest is called moved."""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

_Best = tuple[float, int, int]  # weight, how many, last member (-1 for none)


def heaviest_order(pairs: Sequence[tuple[int, int, float]]) -> frozenset[int]:
    """The indexes in `pairs` (old place, new place, weight) of the heaviest set that rises on both sides.

    Of equally heavy sets the larger; of equally large ones the first found, in the order of the pairs.
    """
    order = sorted(range(len(pairs)), key=lambda index: (pairs[index][1], -pairs[index][0], index))
    if all(pairs[a][0] < pairs[b][0] and pairs[a][1] < pairs[b][1] for a, b in pairwise(order)):
        return frozenset(order)
    places = {old: rank for rank, old in enumerate(sorted({old for old, _, _ in pairs}), 1)}
    tree: list[_Best] = [(0.0, 0, -1)] * (len(places) + 1)
    before: dict[int, int] = {}
    best: _Best = (0.0, 0, -1)
    for index in order:
        old, _, weight = pairs[index]
        heaviest = _best_below(tree, places[old] - 1)
        before[index] = heaviest[2]
        reached = (heaviest[0] + weight, heaviest[1] + 1, index)
        _raise(tree, places[old], reached)
        if reached[:2] > best[:2]:
            best = reached
    kept: set[int] = set()
    at = best[2]
    while at >= 0:
        kept.add(at)
        at = before[at]
    return frozenset(kept)


def crossing(pairs: Iterable[tuple[int, int]], others: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those pairs that are out of order with some of the others."""
    others = sorted(others)
    olds, news = [i for i, _ in others], [j for _, j in others]
    highest = list(accumulate(news, max, initial=-1))
    lowest = list(accumulate(reversed(news), min, initial=sys.maxsize))[::-1]
    return [(i, j) for i, j in pairs if highest[bisect_left(olds, i)] > j or lowest[bisect_right(olds, i)] < j]


def _best_below(tree: list[_Best], place: int) -> _Best:
    best: _Best = (0.0, 0, -1)
    while place > 0:
        if tree[place][:2] > best[:2]:
            best = tree[place]
        place -= place & -place
    return best


def _raise(tree: list[_Best], place: int, reached: _Best) -> None:
    while place < len(tree):
        if reached[:2] > tree[place][:2]:
            tree[place] = reached
        place += place & -place
