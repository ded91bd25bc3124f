"""Which sections make one row: pairs, splits, merges, and those of one side only.

A section without a match goes to the row of the one from which (or into which) at least half of its words were
followed, block by block. A row has one section on one side at least: where a pair would be split and merged at once,
the heavier of the two is told and the other left alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from visioneditor.core.compare.pairing import Pairing
from visioneditor.core.compare.parts import Parts
from visioneditor.core.compare.units import Units
from visioneditor.values import dataclass

_FOLLOWED = 0.5  # the contract's half
_HELD = 0.85  # as is asked of a block of which most stands in another; and both must be as alike as an edited one
_HELD_ALIKE = 0.45


@dataclass(slots=True, kw_only=True)
class Family:
    """The sections of one row, by their places; `pair` are those that are matched with each other."""

    old: list[int]
    new: list[int]
    pair: tuple[int, int] | None = None
    is_moved: bool = False


class Families:
    """All rows, and the row of each section on either side."""

    def __init__(self, families: list[Family]) -> None:
        self.all = families
        self.of_old = {section: at for at, family in enumerate(families) for section in family.old}
        self.of_new = {section: at for at, family in enumerate(families) for section in family.new}


def build_families(old: Units, new: Units, sections: Pairing, blocks: Pairing, parts: Parts) -> Families:
    """The rows; `sections` gains pairs of sections that have no match but share half of their words."""
    flow = _Flow(old, new, sections, blocks, parts)
    flow.pair_followed(sections)
    splits, merges = flow.followers(sections)
    families = [Family(old=[i], new=[j], pair=(i, j)) for i, j in sections]
    by_old = {family.old[0]: family for family in families}
    joined: set[tuple[bool, int]] = set()
    for i, j in sections:
        come, gone = splits.get(i, {}), merges.get(j, {})
        if sum(come.values()) >= sum(gone.values()):
            by_old[i].new += sorted(come)
            joined.update((True, section) for section in come)
        else:
            by_old[i].old += sorted(gone)
            joined.update((False, section) for section in gone)
    families += [Family(old=[i], new=[]) for i in sections.free_old(flow.old_all) if (False, i) not in joined]
    families += [Family(old=[], new=[j]) for j in sections.free_new(flow.new_all) if (True, j) not in joined]
    return Families(families)


class _Flow:
    """How many words went from which old to which new section, followed block by block.

    Only what a section without a match gave or got is counted: nothing else is asked for.
    """

    def __init__(self, old: Units, new: Units, sections: Pairing, blocks: Pairing, parts: Parts) -> None:
        self.old, self.new = old, new
        self.blocks, self.parts = blocks, parts
        self.old_all, self.new_all = range(len(old.sections)), range(len(new.sections))
        self.come: defaultdict[int, Counter[int]] = defaultdict(Counter)  # new section -> old section -> new words
        self.gone: defaultdict[int, Counter[int]] = defaultdict(Counter)  # old section -> new section -> old words
        split = [(whole, part) for part, whole in parts.split.items()]
        for i, j in [*blocks, *split, *parts.merged.items()]:
            source, target = old.section_of[i], new.section_of[j]
            if target not in sections.old_of:
                self.come[target][source] += new.count(j) if i not in parts.merged else 0
            if source not in sections.new_of:
                self.gone[source][target] += old.count(i) if j not in parts.split else 0

    def pair_followed(self, sections: Pairing) -> None:
        """Sections without a match that share half of their words become a pair, the heaviest first."""
        found: list[tuple[int, int, int]] = []
        for new in sections.free_new(self.new_all):
            for old, words in self.come[new].items():
                if old in sections.new_of:
                    continue
                into, out_of = self._is_half(self.new, new, words), self._is_half(self.old, old, self.gone[old][new])
                if not self._kept_heading(old, new):
                    continue
                if (into and out_of) or self._holds(old, new) or self._spreads(old, new, into, out_of, sections):
                    found.append((-words - self.gone[old][new], old, new))
        for _, old, new in sorted(found):
            sections.add(old, new)

    def _kept_heading(self, old: int, new: int) -> bool:
        """Whether neither has a heading that the other lacks: that is a section less, unless it became text."""
        before, after = self.old.heading(old), self.new.heading(new)
        if before is not None and after is None:
            return before in self.blocks.new_of or before in self.parts.merged
        if after is not None and before is None:
            return after in self.blocks.old_of or after in self.parts.split
        return True

    def _holds(self, old: int, new: int) -> bool:
        """Whether nearly all that one says went on in the other, and makes a good part of it."""
        gone, come = self.gone[old][new], self.come[new][old]
        before, after = sum(map(self.old.count, self.old.body(old))), sum(map(self.new.count, self.new.body(new)))
        held = 0 < min(gone, come) >= _HELD * min(before, after)
        return held and gone + come >= _HELD_ALIKE * (before + after)

    def _spreads(self, old: int, new: int, into: bool, out_of: bool, sections: Pairing) -> bool:
        """Whether an old section went into several new ones, or the reverse, none of which has a match."""
        if into:
            free = sections.free_new(sorted(self.gone[old]))
            parts = [part for part in free if self._is_half(self.new, part, self.come[part][old])]
            return self._is_half(self.old, old, sum(self.gone[old][part] for part in parts))
        if out_of:
            free = sections.free_old(sorted(self.come[new]))
            wholes = [part for part in free if self._is_half(self.old, part, self.gone[part][new])]
            return self._is_half(self.new, new, sum(self.come[new][part] for part in wholes))
        return False

    def _is_half(self, units: Units, section: int, words: int) -> bool:
        return words > 0 and words >= _FOLLOWED * units.own_count(section)

    def followers(self, sections: Pairing) -> tuple[dict[int, dict[int, int]], dict[int, dict[int, int]]]:
        """For each matched old section the new ones split from it, for each matched new one the old ones merged."""
        splits: dict[int, dict[int, int]] = {}
        merges: dict[int, dict[int, int]] = {}
        for new in sections.free_new(self.new_all):
            for old, words in _heaviest(self.come[new]):
                if old in sections.new_of and self._is_half(self.new, new, words):
                    splits.setdefault(old, {})[new] = words
        for old in sections.free_old(self.old_all):
            for new, words in _heaviest(self.gone[old]):
                if new in sections.old_of and self._is_half(self.old, old, words):
                    merges.setdefault(new, {})[old] = words
        return splits, merges


def _heaviest(counts: Counter[int]) -> Iterable[tuple[int, int]]:
    """The one that most words come from or go to, if any."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:1]
