"""The changes of a comparison as a reader steps through them, takes them over or leaves them.

A change is one block that is not what it was; neighbouring blocks that came (or went) as a whole are one, as are the
parts of a split or merged block, and a section that stands elsewhere with all that is below it.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from visioneditor.core.compare.aligning import align
from visioneditor.core.compare.model import AlignedRow, BlockRow, Comparison, Kind, Op, SectionRow
from visioneditor.core.compare.units import SILENT
from visioneditor.core.compare.words import read_words
from visioneditor.core.document.model import Block, BlockKind, Document
from visioneditor.core.document.rendering import render_block, shown_span
from visioneditor.values import dataclass, field, replace

QUIET = frozenset({Kind.UNCHANGED, Kind.REFLOWED})  # kinds that are no change to a reader
_OF_WORDS = frozenset({Op.INSERT, Op.DELETE, Op.REPLACE})
_ORDER = {kind: at for at, kind in enumerate(Kind)}
_BEFORE, _MOST = 3, 9  # words of a name: before the first edit, and all

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. `id` depends on what its texts say, not on how many changes stand before it."""

    id: str
    section: int  # index in Comparison.sections
    kinds: tuple[Kind, ...]
    name: str  # some of its words, or a title
    rows: tuple[BlockRow, ...]
    moves_section: bool = False  # the section's place is a part of it
    old: tuple[Span, ...] = ()  # of its blocks
    new: tuple[Span, ...] = ()
    words_added: int = 0
    words_removed: int = 0
    words_moved: int = 0
    place: tuple[bool, int] = (True, 0)  # whether it is shown in a section of the new text, and that section's number


@dataclass(slots=True, kw_only=True)
class _Group:
    """Rows that will be one change."""

    section: int
    rows: list[BlockRow]
    place: tuple[bool, int]
    moves_section: bool = False
    is_open: bool = True  # whether a neighbour may still join
    kinds: set[Kind] = field(default_factory=set)


def list_changes(comparison: Comparison) -> tuple[Change, ...]:
    """All changes, in the order in which the new text shows them; what went stands where it stood."""
    made = [_build(comparison, group) for group in _groups(comparison)]
    met: Counter[str] = Counter()
    changes = []
    for change in made:
        met[change.id] += 1
        again = met[change.id]
        changes.append(replace(change, id=f"{change.id}-{again}") if again > 1 else change)
    return tuple(changes)


def stood_here(aligned: AlignedRow) -> bool:
    """Whether a row is only where a block stood that is now elsewhere, as it was; it is listed where it stands."""
    row = aligned.row
    is_apart = Kind.MOVED in row.kinds and not {Kind.EDITED, Kind.SPLIT, Kind.MERGED} & set(row.kinds)
    return is_apart and aligned.new is None and row.new is not None


def changes_by_row(changes: Iterable[Change]) -> Mapping[int, int]:
    """The number, from 1, of the change that each block row (by its `id()`) is a part of."""
    return {id(row): number for number, change in enumerate(changes, 1) for row in change.rows}


# Which rows are one change


def _groups(comparison: Comparison) -> list[_Group]:
    groups: list[_Group] = []
    parts: dict[tuple[bool, int], _Group] = {}  # by a block that has several rows
    stands: dict[int, int] = {}  # by section row: the new section that was shown last
    for aligned in align(comparison):
        if aligned.new is not None and aligned.row.new_section is not None:
            stands[aligned.section] = aligned.row.new_section
        row, last = aligned.row, groups[-1] if groups else None
        of_title = _title_kinds(comparison.sections[aligned.section], row)
        if stood_here(aligned) or (set(row.kinds) <= QUIET and not of_title):
            if last is not None:
                last.is_open = False
            continue
        group = next((parts[key] for key in _part_keys(row) if key in parts), None)
        if group is None and last is not None and _joins(last, row, aligned.section):
            group = last
        if group is None:
            place = _place(comparison.sections[aligned.section], row, stands.get(aligned.section))
            group = _Group(section=aligned.section, rows=[], place=place)
            groups.append(group)
        group.rows.append(row)
        group.kinds |= of_title
        group.moves_section |= Kind.MOVED in of_title
        parts.update(dict.fromkeys(_part_keys(row), group))
    return groups


def _place(section: SectionRow, row: BlockRow, stands: int | None) -> tuple[bool, int]:
    """What went is shown in the new section that its own became, where it became one."""
    if section.new:
        return True, stands if stands is not None else section.new[0].number
    return False, row.old_section or 0


def _part_keys(row: BlockRow) -> Iterator[tuple[bool, int]]:
    if {Kind.SPLIT, Kind.MERGED} & set(row.kinds):
        yield from ((is_new, block.start) for is_new, block in ((False, row.old), (True, row.new)) if block is not None)


def _joins(last: _Group, row: BlockRow, section: int) -> bool:
    """Whether a block came (or went) together with the ones before it."""
    before = last.rows[-1]
    if not last.is_open or last.section != section:
        return False
    came = before.old is None and row.old is None and before.new_section == row.new_section
    went = before.new is None and row.new is None and before.old_section == row.old_section
    return came or went


def _title_kinds(section: SectionRow, row: BlockRow) -> set[Kind]:
    """What is to be said of a whole section at one of its rows, its heading's as a rule."""
    block = row.new or row.old
    if block is None or block.kind is not BlockKind.HEADING:
        return set()
    kinds = set(section.kinds)
    found = {Kind.MOVED, Kind.RELEVELED, Kind.RENAMED} & kinds if row.old is not None and row.new is not None else set()
    if Kind.SPLIT in kinds and row.old is None:
        found.add(Kind.SPLIT)
    if Kind.MERGED in kinds and row.new is None:
        found.add(Kind.MERGED)
    return found


# What is said of them


def _build(comparison: Comparison, group: _Group) -> Change:
    olds = _spans(row.old for row in group.rows)
    news = _spans(row.new for row in group.rows)
    section = comparison.sections[group.section]
    added, removed = _count_edits(comparison, group.rows)
    kinds = group.kinds | {kind for row in group.rows for kind in row.kinds}
    if Kind.RENAMED in group.kinds:
        kinds.discard(Kind.EDITED)
    if added + removed:
        kinds -= {Kind.MARKUP, Kind.LINK}
    return Change(
        id=_id(comparison, section, olds, news),
        section=group.section,
        kinds=tuple(sorted(kinds - QUIET, key=_ORDER.__getitem__)),
        name=_name(comparison, group.rows),
        rows=tuple(group.rows),
        place=group.place,
        moves_section=group.moves_section,
        old=olds,
        new=news,
        words_added=added,
        words_removed=removed,
        words_moved=_count_moved(comparison, group, section),
    )


def _spans(blocks: Iterable[Block | None]) -> tuple[Span, ...]:
    return tuple(sorted({(block.start, block.end) for block in blocks if block is not None}))


def _id(comparison: Comparison, section: SectionRow, olds: Sequence[Span], news: Sequence[Span]) -> str:
    said = [one.id for one in (*section.old, *section.new)]
    said += ["\0old", *(comparison.old.text[slice(*span)] for span in olds)]
    said += ["\0new", *(comparison.new.text[slice(*span)] for span in news)]
    from hashlib import blake2s  # it loads OpenSSL as well, which a first paint need not wait for

    return blake2s("\0".join(said).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _count_edits(comparison: Comparison, rows: Iterable[BlockRow]) -> tuple[int, int]:
    added = removed = 0
    for row in rows:
        edits = [edit for edit in row.edits if edit.op in _OF_WORDS]
        added += _count_in(comparison.new, row.new, [(edit.new_start, edit.new_end) for edit in edits])
        removed += _count_in(comparison.old, row.old, [(edit.old_start, edit.old_end) for edit in edits])
    return added, removed


def _count_in(document: Document, block: Block | None, spans: Sequence[Span]) -> int:
    spans = sorted(span for span in spans if span[0] < span[1])  # edits of one text do not overlap
    if block is None or not spans or block.kind in SILENT:
        return 0
    words = read_words(document.text, block)
    firsts = [first for first, _ in spans]
    places = zip(words.starts, words.ends, words.counted, strict=True)
    return sum(
        is_word and end <= spans[bisect_right(firsts, start) - 1][1]
        for start, end, is_word in places
        if start >= firsts[0]
    )


def _count_moved(comparison: Comparison, group: _Group, section: SectionRow) -> int:
    if group.moves_section:
        numbers = numbers_below(comparison.new, {one.number for one in section.new})
        inside = [one for one in comparison.new.sections if one.number in numbers]
        blocks = [block for one in inside for block in comparison.new.blocks_of(one)]
    else:
        blocks = [row.new for row in group.rows if Kind.MOVED in row.kinds and row.new is not None]
    return sum(read_words(comparison.new.text, block).count() for block in blocks if block.kind not in SILENT)


def numbers_below(document: Document, numbers: set[int]) -> set[int]:
    """Sections by number with all that are below them."""
    found = set(numbers)
    for section in document.sections if numbers else ():
        if section.parent in found:
            found.add(section.number)
    return found


def _name(comparison: Comparison, rows: Sequence[BlockRow]) -> str:
    """The words at the first edit with a few before them; of what is whole, or a heading, those it begins with."""
    row = next((row for row in rows if (block := row.new or row.old) is not None and block.runs), rows[0])
    document, block = (comparison.new, row.new) if row.new is not None else (comparison.old, row.old)
    assert block is not None
    shown = render_block(block, document.text)
    at = 0
    if row.edits and row.old is not None and row.new is not None and block.kind is not BlockKind.HEADING:
        at = shown_span(shown, row.edits[0].new_start, row.edits[0].new_end)[0]
    words = shown.text.split()
    first = max(0, len(shown.text[:at].split()) - _BEFORE)
    first = 0 if first < _BEFORE else first
    chosen = words[first : first + _MOST]
    said = ("… " if first else "") + " ".join(chosen) + (" …" if first + _MOST < len(words) else "")
    return said or " ".join(document.text[block.start : block.end].split()[:_MOST])
