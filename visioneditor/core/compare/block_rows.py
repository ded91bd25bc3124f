"""What happened to one block: the row with its kinds and edits, and its words counted."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from visioneditor.core.compare.addresses import addresses
from visioneditor.core.compare.edits import build_edits, diff_words
from visioneditor.core.compare.lcs import Run
from visioneditor.core.compare.model import BlockRow, Edit, Kind, Op
from visioneditor.core.compare.reflow import reflowed_lines
from visioneditor.core.compare.units import Units
from visioneditor.core.compare.words import Words
from visioneditor.core.document.model import Block, BlockKind

_PIECE = re.compile(r"\S+")
_UNCHANGED, _MOVED_ONLY = (Kind.UNCHANGED,), (Kind.MOVED,)
_KIND_ORDER = {kind: at for at, kind in enumerate(Kind)}


def in_order(kinds: Collection[Kind]) -> tuple[Kind, ...]:
    """Kinds as they are listed."""
    return tuple(kinds) if len(kinds) == 1 else tuple(sorted(kinds, key=_KIND_ORDER.__getitem__))


class CountedRow(NamedTuple):
    """A block row with what it adds to the sums; lines of both sides, so that it can be turned round."""

    row: BlockRow
    added: int = 0
    removed: int = 0
    old_reflowed: int = 0
    new_reflowed: int = 0
    is_silent: bool = False


def pair_row(old: Units, new: Units, i: int, j: int, *, moved: bool) -> CountedRow:
    """Two blocks that are each other's."""
    if _is_same(old, new, i, j):
        return _same_row(old, new, i, j, _MOVED_ONLY if moved else _UNCHANGED)
    old_words, new_words = old.words(i), new.words(j)
    if not old_words.tokens and not new_words.tokens:
        edits, kinds = _silent_change(old, new, i, j)
        return make_row(old, new, i, j, kinds | _moved(moved), edits, silent=True)
    runs, coarse = diff_words(old_words, new_words)
    edits = build_edits(old_words, new_words, runs, first_letter(old, i), first_letter(new, j))
    kinds = kinds_of_edits(edits)
    if Kind.EDITED in kinds:
        kinds = {Kind.EDITED}
    elif not kinds:
        edits, kinds = _layout_change(old, new, i, j)
    counts = count_changes(old_words, new_words, runs)
    reflowed = reflowed_lines(old.text, new.text, old_words, new_words, runs)
    return make_row(old, new, i, j, kinds | _moved(moved), edits, counts=counts, reflowed=reflowed, coarse=coarse)


def _is_same(old: Units, new: Units, i: int, j: int) -> bool:
    before, after = old.blocks[i], new.blocks[j]
    return before.kind is after.kind and before.depth == after.depth and old.source(i) == new.source(j)


def _same_row(old: Units, new: Units, i: int, j: int, kinds: tuple[Kind, ...]) -> CountedRow:
    row = BlockRow(
        kinds=kinds,
        old=old.blocks[i],
        new=new.blocks[j],
        old_section=old.section_number(i),
        new_section=new.section_number(j),
    )
    return CountedRow(row=row, is_silent=old.is_silent(i))


def _moved(moved: bool) -> set[Kind]:
    return {Kind.MOVED} if moved else set()


def first_letter(units: Units, at: int) -> int:
    """Where the words of a block begin that has none: at its first letter."""
    block = units.blocks[at]
    source = units.source(at)
    return block.start + len(source) - len(source.lstrip())


def kinds_of_edits(edits: Sequence[Edit]) -> set[Kind]:
    ops = {edit.op for edit in edits}
    kinds = {Kind(str(op)) for op in ops & {Op.MARKUP, Op.LINK}}
    return kinds | ({Kind.EDITED} if ops - {Op.MARKUP, Op.LINK} else set())


def _silent_change(old: Units, new: Units, i: int, j: int) -> tuple[tuple[Edit, ...], set[Kind]]:
    """Comments, labels, link targets: what changed in them is a link where an address did, else markup."""
    edit = _source_edit(old, new, i, j)
    if edit is None:
        return (), {Kind.REFLOWED if old.source(i) != new.source(j) else Kind.MARKUP}
    op = _source_op(old, new, i, j)
    return (_as(edit, op),), {Kind(str(op))}


def _source_op(old: Units, new: Units, i: int, j: int) -> Op:
    """What a change is that no word shows: of a link where addresses were exchanged for as many others."""
    before, after = (addresses(units.blocks[at].kind, units.source(at)) for units, at in ((old, i), (new, j)))
    return Op.LINK if before != after and len(before) == len(after) else Op.MARKUP


def _layout_change(old: Units, new: Units, i: int, j: int) -> tuple[tuple[Edit, ...], set[Kind]]:
    """The same words, set alike: signs, adornments or options changed, or depth, or only white space."""
    edit = _source_edit(old, new, i, j)
    before, after = old.blocks[i], new.blocks[j]
    if edit is not None:
        op = _source_op(old, new, i, j)
        return (_as(edit, op),), {Kind(str(op))}
    if before.kind is after.kind and before.depth == after.depth:
        return (), {Kind.REFLOWED}
    kinds = {Kind.MARKUP, Kind.REFLOWED} if old.source(i) != new.source(j) else {Kind.MARKUP}
    return (_whole_edit(old, new, i, j, Op.MARKUP),), kinds


def _as(edit: Edit, op: Op) -> Edit:
    return Edit(op=op, old_start=edit.old_start, old_end=edit.old_end, new_start=edit.new_start, new_end=edit.new_end)


def _source_edit(old: Units, new: Units, i: int, j: int) -> Edit | None:
    """Where the sources differ in more than white space: all between the first and the last different piece."""
    if ">" not in old.source(i) and "".join(old.source(i).split()) == "".join(new.source(j).split()):
        return None
    before, after = _pieces(old, i), _pieces(new, j)
    if "".join(text for text, _, _ in before) == "".join(text for text, _, _ in after):
        return None
    head = 0
    least = min(len(before), len(after))
    while head < least and before[head][0] == after[head][0]:
        head += 1
    tail = 0
    while tail < least - head and before[-1 - tail][0] == after[-1 - tail][0]:
        tail += 1
    old_start, old_end = _pieces_span(before, head, tail, old.blocks[i])
    new_start, new_end = _pieces_span(after, head, tail, new.blocks[j])
    return Edit(op=Op.MARKUP, old_start=old_start, old_end=old_end, new_start=new_start, new_end=new_end)


def _pieces(units: Units, at: int) -> list[tuple[str, int, int]]:
    block = units.blocks[at]
    found = [(m.group(), m.start(), m.end()) for m in _PIECE.finditer(units.text, block.start, block.end)]
    return [piece for piece in found if not _repeats_quote(units.text, block.start, *piece)]


def _repeats_quote(text: str, ground: int, piece: str, start: int, _: int) -> bool:
    """Whether this is the sign that a quotation repeats on each of its lines."""
    line = text.rfind("\n", ground, start)
    return line >= 0 and not piece.strip(">") and not text[line:start].strip("> \t\n")


def _pieces_span(pieces: list[tuple[str, int, int]], head: int, tail: int, block: Block) -> tuple[int, int]:
    if head < len(pieces) - tail:
        return pieces[head][1], pieces[len(pieces) - tail - 1][2]
    at = pieces[head - 1][2] if head else block.start
    return at, at


def _whole_edit(old: Units, new: Units, i: int, j: int, op: Op) -> Edit:
    old_start, old_end = block_span(old, i)
    new_start, new_end = block_span(new, j)
    return Edit(op=op, old_start=old_start, old_end=old_end, new_start=new_start, new_end=new_end)


def block_span(units: Units, at: int) -> tuple[int, int]:
    """All of a block but the white space around it."""
    start = first_letter(units, at)
    return start, units.blocks[at].start + len(units.source(at).rstrip())


def count_changes(old: Words, new: Words, runs: Sequence[Run]) -> tuple[int, int]:
    """Words added and removed."""
    kept_old = sum(old.count(a, a + n) for a, _, n in runs)
    kept_new = sum(new.count(b, b + n) for _, b, n in runs)
    return new.count() - kept_new, old.count() - kept_old


def make_row(
    old: Units,
    new: Units,
    i: int,
    j: int,
    kinds: set[Kind],
    edits: tuple[Edit, ...],
    *,
    counts: tuple[int, int] = (0, 0),
    reflowed: tuple[int, int] = (0, 0),
    coarse: bool = False,
    silent: bool = False,
) -> CountedRow:
    row = BlockRow(
        kinds=in_order(kinds),
        old=old.blocks[i],
        new=new.blocks[j],
        old_section=old.section_number(i),
        new_section=new.section_number(j),
        edits=edits,
        coarse=coarse,
    )
    return CountedRow(
        row=row,
        added=counts[0],
        removed=counts[1],
        old_reflowed=reflowed[0],
        new_reflowed=reflowed[1],
        is_silent=silent,
    )


def _silent_kind(block: Block, source: str) -> Kind:
    """What came or went without a word: where a link leads, or no more than markup (a label, a comment)."""
    return Kind.LINK if block.kind is BlockKind.TARGET and addresses(block.kind, source) else Kind.MARKUP


def lone_row(units: Units, at: int, point: int, *, is_new: bool) -> CountedRow:
    """A block of one side only: one edit over all of it; `point` is where it would stand in the other text."""
    start, end = block_span(units, at)
    section = units.section_number(at)
    kind, op = (Kind.ADDED, Op.INSERT) if is_new else (Kind.REMOVED, Op.DELETE)
    spans = (point, point, start, end) if is_new else (start, end, point, point)
    edit = Edit(op=op, old_start=spans[0], old_end=spans[1], new_start=spans[2], new_end=spans[3])
    block = units.blocks[at]
    words = units.count(at)
    silent = units.is_silent(at)
    row = BlockRow(
        kinds=(kind, _silent_kind(block, source=units.source(at))) if silent else (kind,),
        old=None if is_new else block,
        new=block if is_new else None,
        old_section=None if is_new else section,
        new_section=section if is_new else None,
        edits=(edit,) if start < end else (),
    )
    return CountedRow(
        row=row,
        added=words if is_new else 0,
        removed=0 if is_new else words,
        is_silent=silent,
    )
