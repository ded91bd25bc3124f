"""What every printed comparison follows: sections in the new order, neighbours that did not change taken together.

Which of two ends of a move is meant, which parts a paragraph was joined from: told here once, for all formats.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from visioneditor.core.compare.aligning import align
from visioneditor.core.compare.model import AlignedRow, BlockRow, Comparison, Kind, SectionRow
from visioneditor.core.document.model import Block, BlockKind
from visioneditor.values import dataclass

SAME = frozenset({Kind.UNCHANGED, Kind.REFLOWED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """A row of the two columns. `joined` are all rows whose old blocks became the new one."""

    row: BlockRow
    old: Block | None
    new: Block | None
    joined: tuple[BlockRow, ...]
    is_left: bool = False  # where a block stood that moved away

    @property
    def block(self) -> Block:
        """The new block, else the old one."""
        block = self.new or self.old or self.row.new or self.row.old
        assert block is not None
        return block

    @property
    def is_same(self) -> bool:
        """Whether nothing is to be said of it."""
        return set(self.row.kinds) <= SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSection:
    """A row of sections with its blocks; `index` is its place in `Comparison.sections`."""

    index: int
    section: SectionRow
    rows: tuple[ShownRow, ...]

    @property
    def is_same(self) -> bool:
        """Whether no word of it changed, came or went."""
        return set(self.section.kinds) <= SAME and not any(row.is_left for row in self.rows)

    @property
    def is_only_moved(self) -> bool:
        """Whether it stands elsewhere with the same words."""
        pair = len(self.section.old) == len(self.section.new) == 1
        return pair and Kind.MOVED in self.section.kinds and set(self.section.kinds) <= SAME | {Kind.MOVED}

    @property
    def shift(self) -> int:
        """By how many levels it stands deeper, where nothing else happened to it; else 0."""
        if not set(self.section.kinds) <= SAME | {Kind.RELEVELED} or any(row.is_left for row in self.rows):
            return 0
        if not self.section.old or not self.section.new:
            return 0  # it came with a rebase that is left out
        return self.section.new[0].level - self.section.old[0].level


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """All sections, neighbours that are the same or only went deeper together in one group.

    And which moved blocks went up, which left a place.
    """

    groups: tuple[tuple[ShownSection, ...], ...]
    went_up: frozenset[int]  # id() of the block rows
    left: frozenset[int]

    def sections(self) -> Iterator[ShownSection]:
        """All of them, one after the other."""
        for group in self.groups:
            yield from group


def shape(comparison: Comparison) -> Shape:
    """What is to be printed, in order."""
    aligned = align(comparison)
    sections = list(_sections(comparison, aligned))
    groups: list[tuple[ShownSection, ...]] = []
    for (is_same, shift), neighbours in groupby(sections, lambda section: (section.is_same, section.shift)):
        group = tuple(neighbours)
        groups += [group] if is_same or shift else [(section,) for section in group]
    left = frozenset(id(row.row) for section in sections for row in section.rows if row.is_left)
    return Shape(groups=tuple(groups), went_up=_went_up(aligned), left=left)


def _sections(comparison: Comparison, aligned: Sequence[AlignedRow]) -> Iterator[ShownSection]:
    rows = {at: tuple(group) for at, group in groupby(aligned, lambda row: row.section)}
    for at, section in enumerate(comparison.sections):
        joined = _joined(section)
        shown = tuple(_row(row, joined) for row in rows.get(at, ()))
        yield ShownSection(index=at, section=section, rows=tuple(row for row in shown if row is not None))


def _joined(section: SectionRow) -> dict[int, tuple[BlockRow, ...]]:
    """For each new block that was joined from several, the rows of its parts."""
    found: defaultdict[int, list[BlockRow]] = defaultdict(list)
    for row in section.blocks:
        if row.new is not None and Kind.MERGED in row.kinds:
            found[row.new.start].append(row)
    return {start: tuple(rows) for start, rows in found.items()}


def _row(aligned: AlignedRow, joined: dict[int, tuple[BlockRow, ...]]) -> ShownRow | None:
    row = aligned.row
    if aligned.old is None and aligned.new is None:
        return None
    is_left = aligned.new is None and row.new is not None and Kind.MERGED not in row.kinds
    parts = joined.get(aligned.new.start, (row,)) if aligned.new is not None else (row,)
    return ShownRow(row=row, old=aligned.old, new=aligned.new, joined=parts, is_left=is_left)


def _went_up(aligned: Sequence[AlignedRow]) -> frozenset[int]:
    """Moved blocks that stand nearer to the beginning than they did."""
    old_places: dict[int, int] = {}
    new_places: dict[int, int] = {}
    for at, row in enumerate(aligned):
        if Kind.MOVED in row.row.kinds:
            if row.new is not None:
                new_places[id(row.row)] = at
            if row.old is not None and row.new is None:
                old_places[id(row.row)] = at
    up = {key for key, at in new_places.items() if key in old_places and at < old_places[key]}
    up |= {
        id(row.row)
        for row in aligned
        if id(row.row) in new_places and id(row.row) not in old_places
        if (row.row.new_section or 0) < (row.row.old_section or 0)
    }
    return frozenset(up)


def is_title(shown: ShownSection, row: ShownRow) -> bool:
    """Whether the row is the heading that the section is named by."""
    section = (shown.section.new or shown.section.old)[0]
    block = row.new if shown.section.new else row.old
    return block is not None and block.kind is BlockKind.HEADING and section.start <= block.start <= section.end
