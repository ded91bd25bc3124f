"""Which block of one text is which of the other: within matched sections first, then across sections.

The same words come before words that are alike, at home before elsewhere: in order within a section, then out of order
within it, then anywhere. What is left may be a part of a block that was split, or a block that went into a merged one.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from visioneditor.core.compare.addresses import target_parts
from visioneditor.core.compare.families import Families
from visioneditor.core.compare.heaviest import crossing, heaviest_order
from visioneditor.core.compare.labels import first_cell, label_of
from visioneditor.core.compare.lcs import common_runs
from visioneditor.core.compare.pairing import Pairing
from visioneditor.core.compare.parts import Parts
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
_MANY_LETTERS = re.compile(r"(?:[\W_]*[^\W_]){20}")  # git asks as many of a line before it calls it moved
# Between the same neighbours chance has least to choose from; there, a block that stands nearly whole in the other is
# one that was added to, a short one half.
_SAME_BLOCK_IN_PLACE = 0.3
_HELD_IN_PLACE = 0.5
_HELD_LONG_IN_PLACE = 0.7
_SHORT = 12  # words
_ALL_PAIRS = 900  # of one section are looked at; past it an index says which

_Key = tuple[BlockKind, str]


def match_blocks(old: Units, new: Units, sections: Pairing) -> Pairing:
    """Pairs of blocks, by their places in the two documents' tuples."""
    matcher = _Matcher(old, new, Pairing())
    for i, j in sections:
        matcher.match_headings(i, j)
        matcher.match_bodies(i, j)
    matcher.match_same_elsewhere()
    changed = [(i, j) for i, j in sections if matcher.has_free(i, j)]
    for i, j in changed:
        matcher.match_alike(matcher.pairs.free_old(old.body(i)), matcher.pairs.free_new(new.body(j)))
    matcher.match_targets()
    for i, j in changed:
        matcher.match_nameless_targets(i, j)
    matcher.match_alike_elsewhere()
    return matcher.pairs


def match_within_rows(old: Units, new: Units, families: Families, parts: Parts, pairs: Pairing) -> None:
    """What is still free in sections that make one row: alike, or between the same neighbours."""
    matcher = _Matcher(old, new, pairs)
    for family in families.all:
        if family.pair is None:
            continue
        olds = [i for section in family.old for i in old.body(section) if i not in parts.merged]
        news = [j for section in family.new for j in new.body(section) if j not in parts.split]
        if len(family.old) + len(family.new) > 2:
            matcher.match_alike(pairs.free_old(olds), pairs.free_new(news))
        olds_free, news_free = pairs.free_old(olds), pairs.free_new(news)
        if olds_free and news_free:
            matcher.match_in_place(olds, news)


def match_headings_elsewhere(old: Units, new: Units, pairs: Pairing, parts: Parts) -> None:
    """Headings that became text, and text that became a heading, where nothing else holds the same words."""
    for key in (_letters, _letters_without_number):
        olds = [at for at in pairs.free_old(range(len(old.blocks))) if at not in parts.merged]
        news = [at for at in pairs.free_new(range(len(new.blocks))) if at not in parts.split] if olds else []
        if not news or not (_has_heading(old, olds) or _has_heading(new, news)):
            return
        found = _by_words(new, news, key)
        for words, places in _by_words(old, olds, key).items():
            others = found.get(words, [])
            if len(places) != 1 or len(others) != 1:
                continue
            if BlockKind.HEADING in (old.blocks[places[0]].kind, new.blocks[others[0]].kind):
                pairs.add(places[0], others[0])


def _has_heading(units: Units, places: Iterable[int]) -> bool:
    return any(units.blocks[at].kind is BlockKind.HEADING for at in places)


def _by_words(units: Units, places: Iterable[int], key: Callable[[str], str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at in places:
        if not units.is_silent(at):
            found.setdefault(key(units.key(at)[1]), []).append(at)
    return found


def _letters_without_number(words: str) -> str:
    """The same for a heading that was counted, without the number before it."""
    letters = _letters(words)
    number, _, rest = letters.partition(" ")
    return rest if number.isdecimal() and rest else letters


def _letters(words: str) -> str:
    """The words alone: signs around them are what made a heading of them in another markup."""
    return " ".join(word for word in words.split("\n") if word[0].isalnum())


class _Matcher:
    def __init__(self, old: Units, new: Units, pairs: Pairing) -> None:
        self.old, self.new = old, new
        self.pairs = pairs

    def match_headings(self, i: int, j: int) -> None:
        """A matched section's headings are each other's, however they changed."""
        old_heading, new_heading = self.old.heading(i), self.new.heading(j)
        if old_heading is not None and new_heading is not None:
            self.pairs.add(old_heading, new_heading)

    def has_free(self, i: int, j: int) -> bool:
        """Whether there is a block without a match in either section's body."""
        return bool(self.pairs.free_old(self.old.body(i)) or self.pairs.free_new(self.new.body(j)))

    def match_bodies(self, i: int, j: int) -> None:
        """The same blocks of two sections; all of them at once where the sections' bodies are the same."""
        olds, news = self.old.body(i), self.new.body(j)
        if self.old.same_blocks(olds, self.new, news):
            self.pairs.add_all(olds, news)
        else:
            self.match_same(list(olds), list(news))

    def match_same(self, olds: list[int], news: list[int]) -> None:
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
            self._pair_off(
                ((k, at) for k, at in zip(old_keys, olds, strict=True) if at not in self.pairs.new_of),
                ((k, at) for k, at in zip(new_keys, news, strict=True) if at not in self.pairs.old_of),
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

    def _pair_off(self, olds: Iterable[tuple[_Key, int]], news: Iterable[tuple[_Key, int]]) -> None:
        places: defaultdict[_Key, list[int]] = defaultdict(list)
        for key, at in olds:
            places[key].append(at)
        for key, at in news:
            if key[1] and places.get(key):
                self.pairs.add(places[key].pop(0), at)

    def match_same_elsewhere(self) -> None:
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

    def match_alike(self, olds: list[int], news: list[int]) -> None:
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

    def match_targets(self) -> None:
        """Link targets by their name, wherever they stand; then those that only changed their name."""
        for key in (_target_name, _target_address):
            self._pair_off(
                [((BlockKind.TARGET, key(self.old, at)), at) for at in _targets(self.old, self._all_free()[0])],
                [((BlockKind.TARGET, key(self.new, at)), at) for at in _targets(self.new, self._all_free()[1])],
            )

    def match_nameless_targets(self, i: int, j: int) -> None:
        """Those left over in a section, in order, where as many went as came."""
        olds = [at for at in self.pairs.free_old(self.old.body(i)) if _is_nameless(self.old, at)]
        news = [at for at in self.pairs.free_new(self.new.body(j)) if _is_nameless(self.new, at)]
        for a, b in zip(olds, news, strict=True) if len(olds) == len(news) else ():
            self.pairs.add(a, b)

    def match_alike_elsewhere(self) -> None:
        """Blocks that moved to another section and were edited on the way."""
        old_free, new_free = self._all_free()
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


def _is_row(units: Units, at: int) -> bool:
    return units.blocks[at].kind is BlockKind.TABLE_ROW


def _targets(units: Units, free: list[int]) -> list[int]:
    return [at for at in free if units.blocks[at].kind is BlockKind.TARGET]


def _source_key(units: Units, at: int) -> _Key:
    return units.blocks[at].kind, units.unwrapped(at)


def _target_name(units: Units, at: int) -> str:
    """Empty for anonymous ones, which have none."""
    name = target_parts(units.source(at))[0]
    return "" if name in {"_", "__"} else name.casefold()


def _is_nameless(units: Units, at: int) -> bool:
    return units.blocks[at].kind is BlockKind.TARGET and not _target_name(units, at)


def _target_address(units: Units, at: int) -> str:
    return target_parts(units.source(at))[1]
