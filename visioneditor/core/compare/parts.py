"""Blocks that are parts of a block that was split, or that went into one with which they were merged.

A part is a block without a match of its own, most of whose words are left over in the partner of its neighbour; or one
of several neighbours that share the words of a block without a match. A heading is one where all of its words are left
over beside it. A merge is a split seen from the other side.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from visioneditor.core.compare.lcs import common_runs
from visioneditor.core.compare.pairing import Pairing
from visioneditor.core.compare.similarity import COMMON, shared
from visioneditor.core.compare.units import Bag, Units
from visioneditor.core.document.model import BlockKind
from visioneditor.values import dataclass

# wikidiff2 accepts a part of a split line from this share of its words on; a whole that has no match is held to be
# split where its parts account for half of it, as the contract asks of sections.
_PART = 0.6
_COVERED = 0.5
_NEARLY = 0.85  # of a part that is sure enough to be given away before it is known which blocks have no match
_ENOUGH_WORDS = 4
_ENOUGH_TOGETHER = 1  # of one of several parts that make up a whole
_NEIGHBOURS = 12  # on either side whose partners may be the whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Parts besides the one that is paired, each with its whole: new blocks of a split, old blocks of a merge."""

    split: Mapping[int, int]
    merged: Mapping[int, int]


def find_parts(old: Units, new: Units, sections: Pairing, blocks: Pairing) -> Parts:
    """Splits and merges among the blocks; `blocks` gains a pair for each whole that had none."""
    split = _Finder(old, new, sections, blocks, {}).find()
    merged = _Finder(new, old, sections.turned(), blocks.turned(), split).find()
    return Parts(split=split, merged=merged)


class _Finder:
    """Looks for parts among the new blocks; for a merge the sides are exchanged."""

    def __init__(
        self, old: Units, new: Units, sections: Pairing, blocks: Pairing, source_of: Mapping[int, int]
    ) -> None:
        self.old, self.new = old, new
        self.sections, self.blocks = sections, blocks
        self.source_of = source_of  # old blocks that are parts of a new one, as was found the other way round
        self.whole_of: dict[int, int] = {}
        self.left: dict[int, Bag] = {}
        self._passages: dict[tuple[int, int], bool] = {}
        self._givers_of: dict[int, list[int]] = {}
        self._untouched: dict[int, bool] = {}
        self._order: list[int] = []  # the new blocks that are read as text
        self.parts_of: dict[int, list[int]] = {}
        for part, whole in source_of.items():
            self.parts_of.setdefault(whole, []).append(part)

    def find(self) -> dict[int, int]:
        if not self.blocks.free_new(range(len(self.new.blocks))):
            return {}
        self._order = [at for at in range(len(self.new.blocks)) if _is_text(self.new, at)]
        free = self.blocks.free_new(self._order)
        if free:
            self._part_texts(free)
        while self._part_headings() and self._go_on_from_neighbours(free, 1, _PART):
            pass
        return {part: whole for part, whole in self.whole_of.items() if self._stands_in(part, whole)}

    def _part_texts(self, free: Sequence[int]) -> None:
        while self._go_on_from_neighbours(free, 1, _NEARLY):
            pass
        wholes = [old for old in self.blocks.free_old(range(len(self.old.blocks))) if self._may_be_whole(old)]
        for old in wholes:
            section = self.sections.new_of.get(self.old.section_of[old])
            if section is not None:
                self._part_unmatched(old, self._free_parts(self.new.body(section)))
        places = _places_of_words(self.new, free) if wholes else {}
        for old in self.blocks.free_old(wholes):
            self._part_unmatched(old, self._parts_elsewhere(old, places))
        for reach in (1, _NEIGHBOURS):
            while self._go_on_from_neighbours(free, reach, _PART):
                pass

    def _stands_in(self, part: int, whole: int) -> bool:
        """Whether the words stand in the whole in this order, too."""
        if self._is_passage(part, whole):
            return True
        words = self.new.words(part)
        runs, _ = common_runs(self.old.words(whole).tokens, words.tokens)
        return sum(words.count(b, b + n) for _, b, n in runs) >= _COVERED * words.count()

    def _may_be_whole(self, old: int) -> bool:
        return old not in self.source_of and _has_words(self.old, old) and self.old.count(old) >= 2 * _ENOUGH_WORDS

    def _part_unmatched(self, old: int, places: Iterable[int]) -> None:
        """A block without a match that several new blocks share among them."""
        left = self.old.bag(old).copy()
        parts: list[tuple[int, int]] = []
        for new in places:
            if self.new.count(new) < _ENOUGH_TOGETHER:
                continue
            taken = shared(left, self.new.bag(new))
            if taken >= _PART * self.new.count(new):
                parts.append((taken, new))
                left -= self.new.bag(new)
        if len(parts) < 2 or sum(taken for taken, _ in parts) < _COVERED * self.old.count(old):
            return
        _, first = max(parts, key=lambda part: (part[0], -part[1]))
        self.blocks.add(old, first)
        self.left[old] = left
        self.whole_of.update((new, old) for _, new in parts if new != first)
        for _, new in parts:
            self._givers_of.pop(new, None)

    def _parts_elsewhere(self, old: int, places: Mapping[str, list[int]]) -> list[int]:
        """Neighbours anywhere, around the new block that holds most of the block's rarer words."""
        found = [places[word] for word in self.old.bag(old) if word in places]
        voted = [at for rare in found if len(rare) <= COMMON for at in rare]
        votes = Counter([at for at in voted if at not in self.blocks.old_of and at not in self.whole_of])
        if not votes:
            return []
        best = min(votes, key=lambda at: (-votes[at], at))
        around = [best]
        for step in (-1, 1):
            for at in self._neighbours(best, step, len(self._order)):
                if at not in votes or not self._free_parts([at]):
                    break
                around.append(at)
        return sorted(around)

    def _free_parts(self, places: Iterable[int]) -> list[int]:
        return [
            at for at in places if at not in self.blocks.old_of and at not in self.whole_of and _is_text(self.new, at)
        ]

    def _go_on_from_neighbours(self, free: Sequence[int], reach: int, least: float) -> bool:
        """Give blocks to the wholes that hold most of them, among the partners of their neighbours; whether any was."""
        before = len(self.whole_of)
        for new in self._free_parts(free):
            self._give(new, reach, least)
        if len(self.whole_of) == before:
            return False  # nothing changed, so the way back would find as little
        for new in reversed(self._free_parts(free)):
            self._give(new, reach, least)
        return True

    def _give(self, new: int, reach: int, least: float) -> None:
        scored = [(-share, distance, old) for distance, old, share in self._wholes_beside(new, reach, least)]
        if scored:
            _, _, old = min(scored)
            self._take(new, old)

    def _take(self, new: int, old: int) -> None:
        """Let a block be a part of the whole, which has its words no longer to give."""
        self.whole_of[new] = old
        self.left[old] = self._left(old) - self.new.bag(new)
        self._givers_of.pop(new, None)

    def _wholes_beside(self, new: int, reach: int, least: float) -> Iterator[tuple[int, int, float]]:
        """The old blocks that neighbours came from, with their distance and the share of the block they hold."""
        bag = self.new.bag(new)
        total = bag.total()
        if not total:
            return
        if total < _ENOUGH_WORDS:
            least = reach = 1
        for step in (-1, 1):
            for distance, beside in enumerate(self._neighbours(new, step, reach)):
                for old in self._givers(beside):
                    share = shared(self._left(old), bag) / total if _has_words(self.old, old) else 0.0
                    if share < least and not distance and self._is_passage(new, old):
                        share = 1.0
                    if share >= least:
                        yield distance, old, share

    def _part_headings(self) -> bool:
        """A heading made of a line of the paragraph beside it, a paragraph made of the end of the heading above it."""
        before = len(self.whole_of)
        for new in self.blocks.free_new(range(len(self.new.blocks))):
            if new in self.whole_of or self.new.is_silent(new):
                continue
            is_heading = self.new.blocks[new].kind is BlockKind.HEADING
            for beside in self._text_beside(new) if is_heading else self._heading_above(new):
                old = self.blocks.old_of.get(beside, self.whole_of.get(beside))
                if old is not None and not self._is_untouched(old) and self._gave_all(old, new):
                    self._take(new, old)
                    break
        return len(self.whole_of) > before

    def _text_beside(self, new: int) -> list[int]:
        return [at for step in (-1, 1) for at in self._neighbours(new, step, 1)]

    def _heading_above(self, new: int) -> list[int]:
        at = new - 1
        while at >= 0 and self.new.is_silent(at) and self.new.blocks[at].kind is not BlockKind.HEADING:
            at -= 1
        return [at] if at >= 0 and self.new.blocks[at].kind is BlockKind.HEADING else []

    def _gave_all(self, old: int, new: int) -> bool:
        """Whether the block stands in the other to the letter, in words that nothing else has taken."""
        bag = self.new.bag(new)
        held = shared(self._left(old), bag) if bag else 0
        if self.old.blocks[old].kind is BlockKind.HEADING and self.new.count(new) >= _ENOUGH_WORDS:
            return held >= _NEARLY * bag.total()  # its end may have been touched up, too
        if not held or held < bag.total():
            return False
        part, whole = _words_alone(self.new, new), _words_alone(self.old, old)
        return part in (whole[: len(part)], whole[-len(part) :]) or self._is_passage(new, old)

    def _is_untouched(self, old: int) -> bool:
        """Whether the block stands in the other text with all its words, so that it has nothing to give."""
        new = self.blocks.new_of.get(old)
        if new is None:
            return False
        if old not in self._untouched:
            self._untouched[old] = self.old.is_same(old, self.new, new) or self.old.key(old) == self.new.key(new)
        return self._untouched[old]

    def _is_passage(self, new: int, old: int) -> bool:
        """Whether the block stands in the other to the letter; what is left of that is counted by words alone."""
        if (new, old) not in self._passages:
            enough = 1 < self.new.count(new) <= self.old.count(old)
            self._passages[new, old] = enough and _text(self.new, new) in _text(self.old, old)
        return self._passages[new, old]

    def _givers(self, new: int) -> list[int]:
        found = self._givers_of.get(new)
        if found is None:
            found = self._givers_of[new] = self._find_givers(new)
        return found

    def _find_givers(self, new: int) -> list[int]:
        """The old blocks that a new one came from, without those that have nothing to give."""
        found = self.blocks.old_of.get(new, self.whole_of.get(new))
        parts = self.parts_of.get(new, [])
        sources = parts if found is None or found in parts else [found, *parts]
        return [old for old in sources if not self._is_untouched(old)]

    def _neighbours(self, at: int, step: int, reach: int) -> Sequence[int]:
        """The next blocks that are read as text; a heading put between two parts does not part them."""
        if step > 0:
            place = bisect_right(self._order, at)
            return self._order[place : place + reach]
        place = bisect_left(self._order, at)
        return self._order[max(0, place - reach) : place][::-1]

    def _left(self, old: int) -> Bag:
        """The words of an old block that neither its match nor what it is a part of has taken."""
        if old not in self.left:
            taken = self.blocks.new_of.get(old, self.source_of.get(old))
            assert taken is not None
            self.left[old] = self.old.bag(old) - self.new.bag(taken)
        return self.left[old]


def _text(units: Units, at: int) -> str:
    """The tokens as one text, in which those of another block can be looked for."""
    return f"\n{units.key(at)[1]}\n"


def _places_of_words(units: Units, blocks: Iterable[int]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at in blocks:
        for word in units.bag(at):
            places.setdefault(word, []).append(at)
    return places


def _words_alone(units: Units, at: int) -> list[str]:
    words = units.words(at)
    return [token for token, counted in zip(words.tokens, words.counted, strict=True) if counted]


def _is_text(units: Units, at: int) -> bool:
    return units.blocks[at].kind is not BlockKind.HEADING and not units.is_silent(at)


def _has_words(units: Units, at: int) -> bool:
    """Whether there are words enough to share out; a heading has more than its own where lines below ran into it."""
    return not units.is_silent(at) and units.count(at) >= _ENOUGH_WORDS
