"""Words that passed from a block to its neighbour: a blank line was put elsewhere, so the border between two lies
somewhere else.

The last words of a block open the partner of the block behind it, or the other way round. Such blocks make a chain and
are compared as one text; each pair of them that keeps words of each other has a row.
"""

from collections.abc import Iterable, Mapping, Sequence

from visioneditor.core.compare.pairing import Pairing
from visioneditor.core.compare.parts import Parts
from visioneditor.core.compare.units import Units
from visioneditor.core.compare.words import Words
from visioneditor.core.document.model import BlockKind

_ENOUGH_WORDS = 4  # as many as make a part of a split block
_WHOLE = frozenset({BlockKind.HEADING, BlockKind.TABLE_ROW, BlockKind.TABLE_CELL})


def find_passages(old: Units, new: Units, blocks: Pairing, parts: Parts) -> frozenset[tuple[int, int]]:
    """Pairs of an old and a new block besides those matched: words of the one went to the other."""
    changed = {i: j for i, j in blocks.new_of.items() if not old.is_same(i, new, j)}
    turned = {j: i for i, j in changed.items()}
    ahead = _Finder(old, new, blocks.new_of, changed, parts.split, parts.merged).find()
    back = _Finder(new, old, blocks.old_of, turned, parts.merged, parts.split).find()
    return frozenset(ahead) | frozenset((i, j) for j, i in back)


class _Finder:
    """Looks for the last words of an old block at the head of a new one; for the other way the sides are exchanged."""

    def __init__(
        self,
        old: Units,
        new: Units,
        new_of: Mapping[int, int],
        changed: Mapping[int, int],
        split: Mapping[int, int],
        merged: Mapping[int, int],
    ) -> None:
        self.old, self.new = old, new
        self.first_of = {**new_of, **merged}
        self.last_of = {**changed, **merged}
        for part, whole in split.items():
            self.last_of[whole] = max(part, self.last_of.get(whole, self.first_of.get(whole, part)))
        for part, whole in split.items():
            self.first_of[whole] = min(part, self.first_of.get(whole, part))

    def find(self) -> Iterable[tuple[int, int]]:
        for first, last in self.last_of.items():
            if self.old.is_same(first, self.new, last):
                continue
            below = _next_text(self.new, last)
            behind = _next_text(self.old, first)
            if below is None or behind is None or self.first_of.get(behind) != below:
                continue
            if self._passed(first, last, behind, below):
                yield first, below

    def _passed(self, first: int, last: int, behind: int, below: int) -> bool:
        if not all(map(_may_pass, (self.old, self.old, self.new, self.new), (first, behind, last, below))):
            return False
        if self.old.is_same(behind, self.new, below):
            return False
        gone, come = self.old.words(first).tokens, self.new.words(below).tokens
        shared = _overlap(gone, come)
        if not shared or gone[-shared:] == self.new.words(last).tokens[-shared:]:
            return False
        if come[:shared] == self.old.words(behind).tokens[:shared]:
            return False
        if sum(self.old.words(first).counted[-shared:]) >= _ENOUGH_WORDS:
            return True
        before, after = self.old.words(first), self.new.words(below)
        rest = _read(before, 0, len(gone) - shared), _read(after, shared, len(come))
        return rest == (_read(self.new.words(last)), _read(self.old.words(behind)))


def _may_pass(units: Units, at: int) -> bool:
    return units.blocks[at].kind not in _WHOLE and not units.is_silent(at)


def _next_text(units: Units, at: int) -> int | None:
    """The next block of the section that is read as text."""
    for behind in range(at + 1, units.blocks_of(units.section_of[at]).stop):
        if not units.is_silent(behind):
            return behind
    return None


def _read(words: Words, start: int = 0, end: int | None = None) -> list[str]:
    """The words alone: signs may have made an item of what was text before."""
    pairs = zip(words.tokens[start:end], words.counted[start:end], strict=True)
    return [token for token, counted in pairs if counted]


def _overlap(gone: Sequence[str], come: Sequence[str]) -> int:
    """How many tokens end the one and begin the other, at most."""
    if not come:
        return 0
    for at in range(max(0, len(gone) - len(come)), len(gone)):
        if gone[at] == come[0] and gone[at:] == come[: len(gone) - at]:
            return len(gone) - at
    return 0
