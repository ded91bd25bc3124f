"""Comparing two documents: sections, then blocks, then words.

`compare` depends on the two texts alone, and exchanging them gives the mirror image: the work is always done in one
direction, which the texts decide, and turned round where it was asked for the other way. What each step does is told in
its own module: sections, blocks, parts, families, moves, passages, block_rows and chains (with sentences, cleaning,
edits), rows.
"""

from collections import Counter
from collections.abc import Sequence

from visioneditor.core.compare.block_rows import CountedRow
from visioneditor.core.compare.blocks import match_blocks, match_within_rows
from visioneditor.core.compare.families import build_families
from visioneditor.core.compare.headings import match_headings, match_headings_elsewhere
from visioneditor.core.compare.model import Comparison, Kind, Op, SectionRow, Summary
from visioneditor.core.compare.moves import mark_moved
from visioneditor.core.compare.parts import find_parts
from visioneditor.core.compare.passages import find_passages
from visioneditor.core.compare.rows import CountedSection, Matching, blocks_in_order, build_rows, sections_in_order
from visioneditor.core.compare.sections import match_sections
from visioneditor.core.compare.turning import turn_kinds, turn_row
from visioneditor.core.compare.uncollected import Uncollected
from visioneditor.core.compare.units import LAYOUT, Units, count_letters, unwrapped
from visioneditor.core.document.model import Document

_Key = tuple[int, tuple[str, ...]]
_UNCOLLECTED = Uncollected()


def compare(old: Document, new: Document) -> Comparison:
    """Lay two documents beside each other."""
    with _UNCOLLECTED:
        return _compare(old, new)


def _compare(old: Document, new: Document) -> Comparison:
    exchanged = _stands_before(new, old)
    first, second = (new, old) if exchanged else (old, new)
    counted, moved_in_old, moved_in_new = build_rows(_match(Units(first), Units(second)))
    if exchanged:
        counted, moved_in_new = tuple(map(_turn_section, counted)), moved_in_old
    rows: list[SectionRow] = []
    blocks: list[CountedRow] = []
    for section in sections_in_order(counted):
        ordered = blocks_in_order(section)
        blocks += ordered
        inside = tuple(block.row for block in ordered)
        rows.append(SectionRow(kinds=section.kinds, old=section.old, new=section.new, blocks=inside))
    return Comparison(old=old, new=new, sections=tuple(rows), summary=_summarize(rows, blocks, moved_in_new))


def _stands_before(one: Document, other: Document) -> bool:
    """Decides the direction; how lines are broken turns it only where nothing else tells the two apart."""
    start = _common_start(one.text, other.text)
    letters, others = count_letters(one.text[start:]), count_letters(other.text[start:])
    if letters != others:
        return letters < others
    for key in (_letters, _blocks, _source):
        here, there = key(one), key(other)
        if here != there:
            return here < there
    return False


def _common_start(one: str, other: str) -> int:
    """How far two texts are surely the same; found by halves, which is quicker than looking at every letter."""
    start, end = 0, min(len(one), len(other))
    while start < end:
        middle = (start + end + 1) // 2
        if one[start:middle] == other[start:middle]:
            start = middle
        else:
            end = middle - 1
    return start


def _letters(document: Document) -> _Key:
    letters = document.text
    for sign in LAYOUT:
        letters = letters.replace(sign, "")
    return len(letters), (letters,)


def _blocks(document: Document) -> _Key:
    text, blocks = document.text, document.blocks
    return len(blocks), tuple(
        f"{block.kind} {block.depth} {unwrapped(text[block.start : block.end])}" for block in blocks
    )


def _source(document: Document) -> _Key:
    return len(document.text), (document.text, str(document.markup))


def _match(old: Units, new: Units) -> Matching:
    sections = match_sections(old, new)
    blocks = match_blocks(old, new, sections)
    parts = find_parts(old, new, sections, blocks)
    match_headings_elsewhere(old, new, blocks, parts)
    families = build_families(old, new, sections, blocks, parts)
    match_headings(old, new, sections, blocks)
    match_within_rows(old, new, families, parts, blocks)
    mark_moved(old, new, families)
    passages = find_passages(old, new, blocks, parts)
    return Matching(old=old, new=new, blocks=blocks, parts=parts, passages=passages, families=families)


def _turn_section(section: CountedSection) -> CountedSection:
    return CountedSection(
        kinds=turn_kinds(section.kinds), old=section.new, new=section.old, blocks=tuple(map(turn_row, section.blocks))
    )


def _summarize(rows: Sequence[SectionRow], blocks: Sequence[CountedRow], words_moved: int) -> Summary:
    kinds = Counter(kind for row in rows for kind in row.kinds)
    blocks = [block for block in blocks if block.row.kinds != (Kind.UNCHANGED,)]
    ops = Counter(edit.op for block in blocks for edit in block.row.edits)
    lone = [
        block.row.kinds for block in blocks if block.is_silent and {Kind.ADDED, Kind.REMOVED} & set(block.row.kinds)
    ]
    return Summary(
        words_added=sum(block.added for block in blocks),
        words_removed=sum(block.removed for block in blocks),
        words_moved=words_moved,
        markup_changes=ops[Op.MARKUP] + sum(Kind.MARKUP in kinds for kinds in lone),
        link_changes=ops[Op.LINK] + sum(Kind.LINK in kinds for kinds in lone),
        reflowed_lines=sum(block.new_reflowed for block in blocks),
        sections=tuple((kind, kinds[kind]) for kind in Kind if kinds[kind]),
    )
