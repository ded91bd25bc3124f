"""Rows of sections with their blocks, put together from what was matched; in no order yet, and seen from one side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from visioneditor.core.compare.block_rows import CountedRow, in_order, lone_row, pair_row
from visioneditor.core.compare.chains import Link, chain_rows, find_chains
from visioneditor.core.compare.families import Families, Family
from visioneditor.core.compare.heaviest import heaviest_order
from visioneditor.core.compare.model import BlockRow, Kind
from visioneditor.core.compare.pairing import Pairing
from visioneditor.core.compare.parts import Parts
from visioneditor.core.compare.similarity import shared
from visioneditor.core.compare.units import Units
from visioneditor.core.document.model import BlockKind, Section
from visioneditor.values import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """All that was matched between two documents."""

    old: Units
    new: Units
    blocks: Pairing
    parts: Parts
    passages: frozenset[Link]
    families: Families


class CountedSection(NamedTuple):
    """A section row whose blocks still carry what they add to the sums."""

    kinds: tuple[Kind, ...]
    old: tuple[Section, ...]
    new: tuple[Section, ...]
    blocks: tuple[CountedRow, ...]


@dataclass(slots=True, kw_only=True)
class _Placed:
    """The block rows of a family, and those whose old block left it for another."""

    inside: list[CountedRow] = field(default_factory=list)
    left: list[CountedRow] = field(default_factory=list)


def build_rows(found: Matching) -> tuple[tuple[CountedSection, ...], int, int]:
    """Every section of both texts in one row; then the moved words, counted in the old and in the new text."""
    moved = _moved_pairs(found)
    placed: defaultdict[int, _Placed] = defaultdict(_Placed)
    for i, j, counted in _block_rows(found, moved):
        left = found.families.of_old[found.old.section_of[i]] if i >= 0 else -1
        home = found.families.of_new[found.new.section_of[j]] if j >= 0 else left
        placed[home].inside.append(counted)
        if left not in (home, -1):
            placed[left].left.append(counted)
    rows = tuple(_section_row(found, family, placed[at]) for at, family in enumerate(found.families.all))
    return rows, *_moved_words(found, moved)


def _block_rows(found: Matching, moved: set[tuple[int, int]]) -> Iterable[tuple[int, int, CountedRow]]:
    """Each row with the places of its blocks, -1 where a side has none."""
    old, new, blocks, parts = found.old, found.new, found.blocks, found.parts
    links, chains = find_chains(_links(found, moved))
    for i, j in links:
        yield i, j, pair_row(old, new, i, j, moved=(i, j) in moved)
    for chain in chains:
        yield from chain_rows(old, new, chain, chain.links & moved)
    come = [j for j in blocks.free_new(range(len(new.blocks))) if j not in parts.split]
    gone = [i for i in blocks.free_old(range(len(old.blocks))) if i not in parts.merged]
    points = _points(new, old, blocks.old_of, {b: a for a, b in _section_pairs(found)}) if come else []
    for j in come:
        yield -1, j, lone_row(new, j, points[j], is_new=True)
    points = _points(old, new, blocks.new_of, dict(_section_pairs(found))) if gone else []
    for i in gone:
        yield i, -1, lone_row(old, i, points[i], is_new=False)


def _links(found: Matching, moved: set[Link]) -> set[Link]:
    """All old and new blocks that keep words of each other."""
    links = {*found.blocks, *((whole, part) for part, whole in found.parts.split.items()), *found.parts.merged.items()}
    away_old, away_new = {i for i, _ in moved}, {j for _, j in moved}
    return links | {(i, j) for i, j in found.passages if i not in away_old and j not in away_new}


def _section_pairs(found: Matching) -> Iterable[tuple[int, int]]:
    return [family.pair for family in found.families.all if family.pair is not None]


def _points(units: Units, other: Units, partner: Mapping[int, int], sections: Mapping[int, int]) -> list[int]:
    """For each block where it would stand in the other text: behind the partner of what stands before it."""
    points: list[int] = []
    point = section = -1
    for at in range(len(units.blocks)):
        if units.section_of[at] != section:
            section = units.section_of[at]
            if section in sections:
                point = other.sections[sections[section]].start
        if at in partner and sections.get(section) == other.section_of[partner[at]]:
            point = other.blocks[partner[at]].end
        points.append(max(point, 0))
    return points


def _moved_pairs(found: Matching) -> set[tuple[int, int]]:
    """Pairs of blocks that stand in sections of different rows, or out of the order that most of a section kept."""
    old, new = found.old, found.new
    moved: set[tuple[int, int]] = set()
    homes: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    parts = [(whole, part) for part, whole in found.parts.split.items()]
    for i, j in [*found.blocks, *parts, *found.parts.merged.items()]:
        above, below = old.section_of[i], new.section_of[j]
        if found.families.of_old[above] == found.families.of_new[below]:
            homes[above, below].append((i, j))
        else:
            moved.add((i, j))
    for pairs in homes.values():
        moved.update(_out_of_order(found, pairs))
    return moved


def _out_of_order(found: Matching, pairs: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """What is outside the set that kept its order and most of its words."""
    whole = [(i, j) for i, j in sorted(pairs) if j not in found.parts.split and i not in found.parts.merged]
    if all(before[1] < behind[1] for before, behind in pairwise(whole)):
        return []
    weighted = [(i, j, float(shared(found.old.bag(i), found.new.bag(j)))) for i, j in whole]
    kept = heaviest_order(weighted)
    return [pair for at, pair in enumerate(whole) if at not in kept]


def _moved_words(found: Matching, moved: set[tuple[int, int]]) -> tuple[int, int]:
    """The words of moved blocks and of moved sections with what goes along, each once, in the old and the new text."""
    old_blocks, new_blocks = {i for i, _ in moved}, {j for _, j in moved}
    for family in found.families.all:
        if family.is_moved and family.pair is not None:
            old_blocks.update(_blocks_below(found.old, family.pair[0]))
            new_blocks.update(_blocks_below(found.new, family.pair[1]))
    paired_old = found.blocks.new_of.keys() | found.parts.merged.keys()
    paired_new = found.blocks.old_of.keys() | found.parts.split.keys()
    in_old = sum(found.old.count(i) for i in old_blocks & paired_old)
    return in_old, sum(found.new.count(j) for j in new_blocks & paired_new)


def _blocks_below(units: Units, section: int) -> Iterable[int]:
    pending = [section]
    while pending:
        at = pending.pop()
        yield from units.blocks_of(at)
        pending += units.children_of.get(at, [])


def _section_row(found: Matching, family: Family, placed: _Placed) -> CountedSection:
    return CountedSection(
        kinds=in_order(_section_kinds(found, family, placed)),
        old=tuple(found.old.sections[at] for at in family.old),
        new=tuple(found.new.sections[at] for at in family.new),
        blocks=tuple(placed.inside),
    )


def _section_kinds(found: Matching, family: Family, placed: _Placed) -> set[Kind]:
    if family.pair is None:
        return {Kind.ADDED} if family.new else {Kind.REMOVED}
    kinds = {Kind.MOVED} if family.is_moved else set()
    i, j = family.pair
    if found.old.sections[i].level != found.new.sections[j].level:
        kinds.add(Kind.RELEVELED)
    if len(family.new) > 1:
        kinds.add(Kind.SPLIT)
    if len(family.old) > 1:
        kinds.add(Kind.MERGED)
    changed = [counted for counted in (*placed.inside, *placed.left) if counted.row.kinds != (Kind.UNCHANGED,)]
    for counted in changed:
        kinds |= _kinds_for_section(counted, is_title=_is_title(found, i, j, counted.row))
    if found.old.sections[i].title != found.new.sections[j].title:
        kinds.add(Kind.RENAMED)
    if not kinds - {Kind.MOVED, Kind.RELEVELED}:
        kinds |= _kinds_between_blocks(found.old.section_source(i), found.new.section_source(j))
    return kinds or {Kind.UNCHANGED}


def _is_title(found: Matching, i: int, j: int, row: BlockRow) -> bool:
    """Whether a row holds a heading of the pair; of a split section's others none is its title."""
    headings = found.old.heading(i), found.new.heading(j)
    return (row.old is not None and headings[0] is not None and row.old is found.old.blocks[headings[0]]) or (
        row.new is not None and headings[1] is not None and row.new is found.new.blocks[headings[1]]
    )


def _kinds_for_section(counted: CountedRow, *, is_title: bool) -> set[Kind]:
    """What a block's change makes of its section."""
    kinds = set(counted.row.kinds) - {Kind.UNCHANGED}
    if not kinds:
        return kinds
    if is_title and Kind.MOVED not in kinds:
        if kinds & {Kind.ADDED, Kind.REMOVED}:
            return set()
        return kinds & {Kind.MARKUP, Kind.LINK, Kind.REFLOWED}
    if _is_lone_heading(counted.row):
        return set()
    if counted.is_silent:
        return (kinds & {Kind.LINK, Kind.REFLOWED}) or {Kind.MARKUP}
    found = kinds & {Kind.MARKUP, Kind.LINK, Kind.REFLOWED, Kind.EDITED}
    if kinds & {Kind.ADDED, Kind.REMOVED, Kind.MOVED}:
        found.add(Kind.EDITED)
    return found or {Kind.REFLOWED}


def _is_lone_heading(row: BlockRow) -> bool:
    """The heading of a part of a split or merged section: that it came is what the split says."""
    block = row.new if row.old is None else row.old if row.new is None else None
    return block is not None and block.kind is BlockKind.HEADING and not block.depth


def _kinds_between_blocks(old: str, new: str) -> set[Kind]:
    """All blocks are alike: what else differs is blank lines, or signs that stand between blocks."""
    if old == new:
        return set()
    return {Kind.REFLOWED} if old.split() == new.split() else {Kind.MARKUP}


def sections_in_order(rows: Sequence[CountedSection]) -> list[CountedSection]:
    """Rows as the new document has them; a removed section stands behind what stood before it and stayed."""
    by_old = sorted((row for row in rows if row.old), key=lambda row: row.old[0].number)
    keys: dict[int, tuple[int, int, int]] = {id(row): (row.new[0].number, 0, 0) for row in rows if row.new}
    anchor = -1
    for row in by_old:
        if not row.new:
            keys[id(row)] = (anchor, 1, row.old[0].number)
        elif Kind.MOVED not in row.kinds:
            anchor = row.new[0].number
    return sorted(rows, key=lambda row: keys[id(row)])


def blocks_in_order(row: CountedSection) -> list[CountedRow]:
    """The same for the blocks of a row."""
    starts = [counted.row.new.start for counted in row.blocks if counted.row.new is not None]
    if len(starts) == len(row.blocks) and all(before < behind for before, behind in pairwise(starts)):
        return list(row.blocks)
    keys: dict[int, tuple[int, int, int]] = {}
    anchor = -1
    for counted in sorted(row.blocks, key=lambda counted: counted.row.old.start if counted.row.old else -1):
        block = counted.row
        if block.new is not None:
            keys[id(counted)] = (block.new.start, 0, block.old.start if block.old else -1)
            if block.old is not None and Kind.MOVED not in block.kinds:
                anchor = block.new.start
        elif block.old is not None:
            keys[id(counted)] = (anchor, 1, block.old.start)
    return sorted(row.blocks, key=lambda counted: keys[id(counted)])
