"""Blocks that are alike, as an edited one is: within a section, elsewhere, or between the same neighbours."""

from collections import defaultdict
from collections.abc import Iterable

from visioneditor.core.compare.heaviest import crossing, heaviest_order
from visioneditor.core.compare.labels import first_cell, label_of
from visioneditor.core.compare.pairing import Pairing
from visioneditor.core.compare.similarity import candidate_pairs, likeness, shared
from visioneditor.core.compare.units import Bag, Units
from visioneditor.core.document.model import BlockKind

# The lowest true pair of another tool's corpus of prose lay at 0.447, the highest false one at 0.331. Elsewhere chance
# has more to choose from, so a little more is asked there, and enough words to judge by; or that a block that was added
# to stands there nearly whole.
_SAME_BLOCK = 0.45
_SAME_BLOCK_ELSEWHERE = 0.5
_SAME_SHORT_BLOCK_MOVED = 0.65
_HELD_ELSEWHERE = 0.85
_HELD_ALIKE = 0.3
_ENOUGH_WORDS_ELSEWHERE = 8
# Between the same neighbours chance has least to choose from; there, a block that stands nearly whole in the other is
# one that was added to, a short one half.
_SAME_BLOCK_IN_PLACE = 0.3
_HELD_IN_PLACE = 0.5
_HELD_LONG_IN_PLACE = 0.7
_SHORT = 12  # words
_ALL_PAIRS = 900  # of one section are looked at; past it an index says which


class AlikeBlocks:
    """Pairs blocks of two texts that have words enough in common."""

    def __init__(self, old: Units, new: Units, pairs: Pairing) -> None:
        self.old, self.new = old, new
        self.pairs = pairs

    def match(self, olds: list[int], news: list[int]) -> None:
        """Blocks of a section that are alike: the heaviest set in order, then the others, the most alike first."""
        pairs = [pair for pair in self._pairs(olds, news) if self._may_pair(*pair)]
        scored = [(i, j, score) for i, j in pairs if (score := self._alike(i, j)) >= _SAME_BLOCK]
        out_of_order = crossing(self._paired_beside(olds, news), [pair[:2] for pair in scored]) if scored else []
        weighted = [
            (i, j, score * (self.old.count(i) + self.new.count(j) + 1))
            for i, j, score in sorted([*scored, *((i, j, 1.0) for i, j in out_of_order)])
        ]
        for index in sorted(heaviest_order(weighted)):
            self.pairs.add(*weighted[index][:2])
        for i, j, score in sorted(scored, key=lambda pair: (-pair[2], pair[0], pair[1])):
            least = min(self.old.count(i), self.new.count(j))
            if score >= (_SAME_BLOCK_ELSEWHERE if least >= _ENOUGH_WORDS_ELSEWHERE else _SAME_SHORT_BLOCK_MOVED):
                self.pairs.add(i, j)
        self._match_silent(olds, news)

    def _paired_beside(self, olds: list[int], news: list[int]) -> list[tuple[int, int]]:
        """What is paired in the same sections."""
        homes = {self.new.section_of[j] for j in news}
        around = [i for section in sorted({self.old.section_of[i] for i in olds}) for i in self.old.body(section)]
        pairs = [(i, self.pairs.new_of[i]) for i in around if i in self.pairs.new_of]
        return [(i, j) for i, j in pairs if self.new.section_of[j] in homes]

    def _pairs(self, olds: list[int], news: list[int]) -> Iterable[tuple[int, int]]:
        if len(olds) * len(news) <= _ALL_PAIRS:
            return [(i, j) for i in olds for j in news]
        return candidate_pairs({i: self.old.bag(i) for i in olds}, {j: self.new.bag(j) for j in news})

    def _may_pair(self, i: int, j: int) -> bool:
        kinds = self.old.blocks[i].kind, self.new.blocks[j].kind
        if BlockKind.HEADING in kinds:
            return kinds[0] is kinds[1]
        return not self.old.is_silent(i) and not self.new.is_silent(j)

    def _alike(self, i: int, j: int) -> float:
        alike = likeness(self.old.bag(i), self.new.bag(j))
        if alike >= _SAME_BLOCK or not (_is_row(self.old, i) and _is_row(self.new, j)):
            return alike
        name = first_cell(self.old, i)
        return _SAME_BLOCK if name and name == first_cell(self.new, j) else alike

    def match_in_place(self, olds: list[int], news: list[int]) -> None:
        """Blocks of a kind that stand between the same neighbours and have something in common."""
        for old_gap, new_gap in self._gaps(olds, news):
            if len(old_gap) * len(new_gap) > _ALL_PAIRS:
                continue
            scored = [(i, j, self._score_in_place(i, j)) for i in old_gap for j in new_gap]
            weighted = [pair for pair in scored if pair[2] > 0]
            for index in sorted(heaviest_order(weighted)):
                self.pairs.add(*weighted[index][:2])

    def _gaps(self, olds: list[int], news: list[int]) -> Iterable[tuple[list[int], list[int]]]:
        """Free blocks behind the same paired one; those behind none come first."""
        old_gaps: dict[int, list[int]] = {}
        behind = -1
        inside = set(news)
        for i in olds:
            if self.pairs.new_of.get(i) in inside:
                behind = self.pairs.new_of[i]
            elif i not in self.pairs.new_of:
                old_gaps.setdefault(behind, []).append(i)
        new_gaps: dict[int, list[int]] = {}
        behind = -1
        was_inside = set(olds)
        for j in news if old_gaps else ():
            if self.pairs.old_of.get(j) in was_inside:
                behind = j
            elif j not in self.pairs.old_of:
                new_gaps.setdefault(behind, []).append(j)
        return [(gap, new_gaps[behind]) for behind, gap in old_gaps.items() if behind in new_gaps]

    def _score_in_place(self, i: int, j: int) -> float:
        if not self._may_pair(i, j) or self.old.blocks[i].kind is not self.new.blocks[j].kind:
            return 0.0
        alike = self._alike(i, j)
        if alike >= _SAME_BLOCK_IN_PLACE:
            return alike
        least = min(self.old.count(i), self.new.count(j))
        held = shared(self.old.bag(i), self.new.bag(j))
        enough = _HELD_IN_PLACE if least <= _SHORT else _HELD_LONG_IN_PLACE
        if held and held >= enough * least:
            return alike
        label = label_of(self.old, i)
        return _SAME_BLOCK_IN_PLACE if label and label == label_of(self.new, j) else 0.0

    def _match_silent(self, olds: list[int], news: list[int]) -> None:
        """Comments and the like: those of a kind pair off where there is one of it on each side."""
        places: defaultdict[BlockKind, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for i in self.pairs.free_old(olds):
            if self.old.is_silent(i) and self.old.blocks[i].kind is not BlockKind.TARGET:
                places[self.old.blocks[i].kind][0].append(i)
        for j in self.pairs.free_new(news):
            if self.new.is_silent(j) and self.new.blocks[j].kind is not BlockKind.TARGET:
                places[self.new.blocks[j].kind][1].append(j)
        for group in places.values():
            if len(group[0]) == 1 == len(group[1]):
                self.pairs.add(group[0][0], group[1][0])

    def match_elsewhere(self) -> None:
        """Blocks that moved to another section and were edited on the way."""
        old_free = self.pairs.free_old(range(len(self.old.blocks)))
        new_free = self.pairs.free_new(range(len(self.new.blocks)))
        olds = {i: self.old.bag(i) for i in old_free if _may_move(self.old, i)}
        news = {j: self.new.bag(j) for j in new_free if _may_move(self.new, j)}
        if not olds or not news:
            return
        scored: list[tuple[float, int, int]] = []
        for i, j in candidate_pairs(olds, news):
            score = likeness(olds[i], news[j])
            if score >= _SAME_BLOCK_ELSEWHERE or _is_held(olds[i], news[j], score):
                scored.append((-score, i, j))
        for _, i, j in sorted(scored):
            self.pairs.add(i, j)


def _is_held(old: Bag, new: Bag, alike: float) -> bool:
    """Whether nearly all of one block stands in the other, and makes a good part of it."""
    least = min(old.total(), new.total())
    return alike >= _HELD_ALIKE and least >= _SHORT and shared(old, new) >= _HELD_ELSEWHERE * least


def _may_move(units: Units, at: int) -> bool:
    if units.blocks[at].kind is BlockKind.HEADING or units.is_silent(at):
        return False
    return units.count(at) >= _ENOUGH_WORDS_ELSEWHERE <= len(units.unwrapped(at).split())  # an address is one piece


def _is_row(units: Units, at: int) -> bool:
    return units.blocks[at].kind is BlockKind.TABLE_ROW
