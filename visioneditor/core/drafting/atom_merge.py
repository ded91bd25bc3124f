"""Two edits of one run of pieces brought together: what only one side changed is taken, what both did is a conflict."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from visioneditor.core.compare.lcs import common_runs
from visioneditor.core.drafting.atoms import Atom


class Origin(StrEnum):
    """Whose words a stretch of the merged text has."""

    KEPT = "kept"  # nobody's: they stood there before
    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"  # both sides wrote the same
    CONFLICT = "conflict"


class Stretch(NamedTuple):
    """A piece of the merged text; `text` is ours where there is a conflict, until somebody decides."""

    origin: Origin
    text: str
    base: str
    ours: str
    theirs: str


class _Region(NamedTuple):
    """`base[start:end]` became `side[side_start:side_end]`."""

    start: int
    end: int
    side_start: int
    side_end: int


def _one_by_one(region: _Region, base: Sequence[Atom], atoms: Sequence[Atom]) -> Iterator[_Region]:
    """A region as one for each piece, where each piece became one that is much like it."""
    count = region.end - region.start
    pairs = [(region.start + at, region.side_start + at) for at in range(count)]
    is_alike = region.side_end - region.side_start == count and all(_alike(base[a], atoms[b]) for a, b in pairs)
    if count < 2 or not is_alike:
        yield region
    else:
        yield from (_Region(a, a + 1, b, b + 1) for a, b in pairs)


def _alike(one: Atom, other: Atom) -> bool:
    words, others = set(one.key), set(other.key)
    return 2 * len(words & others) >= max(len(words), len(others))


class _Side:
    """One side's edits of the base."""

    def __init__(self, base: Sequence[Atom], atoms: Sequence[Atom]) -> None:
        self.atoms = atoms
        runs, _ = common_runs([atom.key for atom in base], [atom.key for atom in atoms])
        self.regions: list[_Region] = []
        at = beside = 0
        for start, side_start, count in [*runs, (len(base), len(atoms), 0)]:
            if at < start or beside < side_start:
                self.regions += _one_by_one(_Region(at, start, beside, side_start), base, atoms)
            at, beside = start + count, side_start + count

    def between(self, start: int, end: int, regions: Sequence[_Region]) -> Sequence[Atom]:
        """What this side has in the place of a span of the base that cuts none of its regions; it holds `regions`."""
        if regions:
            first, last = regions[0], regions[-1]
            return self.atoms[first.side_start - (first.start - start) : last.side_end + (end - last.end)]
        shift = self._shift(start)
        return self.atoms[start + shift : end + shift]

    def _shift(self, start: int) -> int:
        """How much further down a kept piece stands on this side; of regions that end right there, behind them."""
        before = [region for region in self.regions if region.end <= start and region.start <= start]
        return before[-1].side_end - before[-1].end if before else 0


def merge_atoms(base: Sequence[Atom], ours: Sequence[Atom], theirs: Sequence[Atom]) -> list[Stretch]:
    """The stretches of the merged text in their order."""
    mine, other = _Side(base, ours), _Side(base, theirs)
    merged: list[Stretch] = []
    at = 0
    for start, end, own, foreign in _groups(mine.regions, other.regions):
        merged += _kept(base, mine, other, at, start)
        merged.append(
            _changed(base[start:end], mine.between(start, end, own), other.between(start, end, foreign), own, foreign)
        )
        at = end
    return [*merged, *_kept(base, mine, other, at, len(base))]


def _kept(base: Sequence[Atom], mine: _Side, other: _Side, start: int, end: int) -> Iterator[Stretch]:
    """Pieces whose words stay; their white space is as whoever changed it has it, and ours before theirs."""
    if start >= end:
        return
    ours, theirs = mine.between(start, end, ()), other.between(start, end, ())
    texts = [t.text if o.text == b.text else o.text for b, o, t in zip(base[start:end], ours, theirs, strict=True)]
    yield Stretch(Origin.KEPT, "".join(texts), *map(_text, (base[start:end], ours, theirs)))


def _changed(
    base: Sequence[Atom],
    ours: Sequence[Atom],
    theirs: Sequence[Atom],
    own: Sequence[_Region],
    foreign: Sequence[_Region],
) -> Stretch:
    texts = _text(base), _text(ours), _text(theirs)
    if own and foreign:
        if [atom.key for atom in ours] == [atom.key for atom in theirs]:
            return Stretch(Origin.BOTH, texts[1], *texts)
        return Stretch(Origin.CONFLICT, texts[1], *texts)
    return Stretch(Origin.OURS, texts[1], *texts) if own else Stretch(Origin.THEIRS, texts[2], *texts)


def _text(atoms: Sequence[Atom]) -> str:
    return "".join(atom.text for atom in atoms)


_Group = tuple[int, int, list[_Region], list[_Region]]


def _groups(ours: Sequence[_Region], theirs: Sequence[_Region]) -> Iterator[_Group]:
    """Spans of the base with the regions of either side that lie in them, such that none of another span overlaps."""
    waiting = sorted([(region, 0) for region in ours] + [(region, 1) for region in theirs])
    while waiting:
        region, side = waiting.pop(0)
        start, end = region.start, region.end
        sides: tuple[list[_Region], list[_Region]] = ([], [])
        sides[side].append(region)
        while waiting and _overlaps(start, end, waiting[0][0]):
            region, side = waiting.pop(0)
            end = max(end, region.end)
            sides[side].append(region)
        yield start, end, *sides


def _overlaps(start: int, end: int, region: _Region) -> bool:
    """Whether both change the same pieces, or both put something into the same place."""
    if start == end:
        return region.start == start == region.end
    if region.start == region.end:
        return start < region.start < end
    return region.start < end
