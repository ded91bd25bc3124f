"""Which matched sections were moved, and which only look so because of what came, went or changed level above them.

A section was moved where its parent is another one, or where it is outside the heaviest set of the sections with the
same pair of parents that kept its order. Its parent is held to be the same if that is so once sections of one side only
are left out; or once either text is read at the levels that the other gives its sections, and it kept its place.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from visioneditor.core.compare.families import Families, Family
from visioneditor.core.compare.heaviest import heaviest_order
from visioneditor.core.compare.units import Units

_NOBODY = -1


def mark_moved(old: Units, new: Units, families: Families) -> None:
    """Tell it to the families of matched sections."""
    parents = _Parents(old, new, families)
    groups: defaultdict[tuple[int, int], list[Family]] = defaultdict(list)
    releveled: list[Family] = []
    for family in families.all:
        if family.pair is None:
            continue
        i, j = family.pair
        if parents.are_others(i, j):
            family.is_moved = True
            continue
        groups[old.parent_of[i], new.parent_of[j]].append(family)
        if not parents.are_each_others(i, j):
            releveled.append(family)
    for group in groups.values():
        _mark_out_of_order(old, new, group)
    if releveled:
        _mark_out_of_place(old, new, families, releveled)


def _mark_out_of_place(old: Units, new: Units, families: Families, releveled: Iterable[Family]) -> None:
    """Sections whose level alone seems to have changed, or that got another one put above them, have kept their place.

    Where they have not, it is they that moved: the order of those whose parents are the same was looked at before.
    """
    pairs = {family.pair: family for family in families.all if family.pair and not family.is_moved}
    away = {family.pair[0] for family in families.all if family.pair and family.is_moved}
    stayed = [(i, j) for i, j in sorted(pairs) if not _stands_below(old, i, away)]
    if _is_rising(stayed):
        return
    settled = sum(old.own_count(i) + new.own_count(j) + 1 for i, j in stayed)
    unsure = {family.pair[0] for family in releveled if family.pair}
    weighted = [
        (i, j, float(old.own_count(i) + new.own_count(j) + 1 + (0 if _stands_below(old, i, unsure) else settled)))
        for i, j in stayed
    ]
    kept = heaviest_order(weighted)
    out_of_place = {id(pairs[pair]) for at, pair in enumerate(stayed) if at not in kept}
    for family in releveled:
        family.is_moved = family.is_moved or id(family) in out_of_place


def _stands_below(units: Units, section: int, above: set[int]) -> bool:
    while section != _NOBODY and section not in above:
        section = units.parent_of[section]
    return section != _NOBODY


def _mark_out_of_order(old: Units, new: Units, group: list[Family]) -> None:
    places = [family.pair for family in group if family.pair]
    if _is_rising(sorted(places)):
        return
    weighted = [(i, j, float(old.whole_count(i) + new.whole_count(j))) for i, j in places]
    kept = heaviest_order(weighted)
    for at, family in enumerate(group):
        family.is_moved = at not in kept


def _is_rising(pairs: list[tuple[int, int]]) -> bool:
    return all(before[1] < behind[1] for before, behind in pairwise(pairs))


class _Parents:
    """The parents of matched sections as they are, and as they would be if only levels had changed."""

    def __init__(self, old: Units, new: Units, families: Families) -> None:
        self.old, self.new, self.families = old, new, families
        pairs = [family.pair for family in families.all if family.pair]
        self.new_of, self.old_of = dict(pairs), {j: i for i, j in pairs}
        self._readings: list[tuple[list[int], list[int]]] = []

    def are_each_others(self, i: int, j: int) -> bool:
        """Whether the sections right above the two are each other's."""
        return self._are_matched(self.old.parent_of[i], self.new.parent_of[j])

    def are_same(self, i: int, j: int) -> bool:
        """Whether a section stands under the same parent, sections of one side only left out."""
        if self.are_each_others(i, j):
            return True
        return self._are_matched(_matched_above(self.old, i, self.new_of), _matched_above(self.new, j, self.old_of))

    def are_others(self, i: int, j: int) -> bool:
        """Whether a section stands under another parent now."""
        if self.are_same(i, j):
            return False
        return not any(self._are_matched(above[i], below[j]) for above, below in self._all_readings())

    def _are_matched(self, above: int, below: int) -> bool:
        """Whether two parents are each other's, or of one row; no parent is matched with no parent."""
        if above == _NOBODY or below == _NOBODY:
            return above == below
        return self.families.of_old[above] == self.families.of_new[below]

    def _all_readings(self) -> list[tuple[list[int], list[int]]]:
        """Parents among the matched sections alone: as they are, and with either side at the other's levels."""
        if not self._readings:
            old_own = {i: self.old.sections[i].level for i in self.new_of}
            new_own = {j: self.new.sections[j].level for j in self.old_of}
            old_as_new = {i: new_own[j] for i, j in self.new_of.items()}
            new_as_old = {j: old_own[i] for j, i in self.old_of.items()}
            old_parents, new_parents = _parents(self.old, old_own), _parents(self.new, new_own)
            self._readings = [
                (old_parents, new_parents),
                (_parents(self.old, old_as_new), new_parents),
                (old_parents, _parents(self.new, new_as_old)),
            ]
        return self._readings


def _matched_above(units: Units, section: int, partner: dict[int, int]) -> int:
    """The nearest section above that is matched."""
    above = units.parent_of[section]
    while above != _NOBODY and above not in partner:
        above = units.parent_of[above]
    return above


def _parents(units: Units, levels: dict[int, int]) -> list[int]:
    """The parents at the levels given; sections without one are left out, and level 0 is nobody's parent."""
    parents = [_NOBODY] * len(units.sections)
    open_sections: list[tuple[int, int]] = []
    for at in range(len(units.sections)):
        level = levels.get(at, 0)
        if not level:
            continue
        while open_sections and open_sections[-1][1] >= level:
            open_sections.pop()
        parents[at] = open_sections[-1][0] if open_sections else _NOBODY
        open_sections.append((at, level))
    return parents
