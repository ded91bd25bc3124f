"""The order of things when two sides may each have put them into another one, added some and taken some away."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

_T = TypeVar("_T", bound=Hashable)


def merge_orders(base: Sequence[_T], ours: Sequence[_T], theirs: Sequence[_T]) -> tuple[list[_T], bool]:
    """All things of either side in one order, and whether both sides ordered them anew, each in another way.

    The order is that of the side that changed it, ours where both did; what only the other side has stands behind
    what stands before it there.
    """
    mine, other = _reordered(base, ours), _reordered(base, theirs)
    shared = set(base) & set(ours) & set(theirs)
    is_open = mine and other and [one for one in ours if one in shared] != [one for one in theirs if one in shared]
    leading, following = (theirs, ours) if other and not mine else (ours, theirs)
    known = set(leading)
    new = {before: one for before, one in zip([None, *following], following, strict=False) if one not in known}
    order: list[_T] = []
    for one in (None, *leading):
        if one is not None:
            order.append(one)
        behind = one
        while behind in new:
            behind = new[behind]
            order.append(behind)
    return order, is_open


def _reordered(base: Sequence[_T], side: Sequence[_T]) -> bool:
    shared = set(base) & set(side)
    return [one for one in base if one in shared] != [one for one in side if one in shared]
