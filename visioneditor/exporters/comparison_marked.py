"""The texts of a comparison as they are read, cut into marked pieces: both mixed in one, or each by itself.

Markup signs are gone, line breaks within a paragraph are blanks. How a mark looks is left to whoever prints it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from visioneditor.core.compare.model import BlockRow, Comparison, Edit, Op
from visioneditor.core.document.model import Block, BlockKind, Document, Style
from visioneditor.core.document.rendering import (
    CELL_BREAK,
    RenderedText,
    StyledSpan,
    render_block,
    render_cells,
    shown_span,
)
from visioneditor.values import dataclass, replace

UNSEEN = frozenset({BlockKind.COMMENT, BlockKind.TARGET})  # shown as they stand in the source
QUIET_OPS = frozenset({Op.MARKUP, Op.LINK})
_ADDRESS = re.compile(r"[/.#]")
_BULLETS = {"-": "•", "*": "•", "+": "•"}


class Mark(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    GONE = "gone"
    COME = "come"
    QUIET = "quiet"  # another markup or link target, the same words


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text with one mark and one style. A literal cut in two opens in its first piece only."""

    text: str
    mark: Mark = Mark.SAME
    style: Style = Style.PLAIN
    target: str = ""
    opens: bool = True
    closes: bool = True
    edit: Edit | None = None


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A marked stretch of a shown text."""

    start: int
    end: int
    mark: Mark
    edit: Edit


def shown_text(block: Block, text: str, *, typeset: bool = False) -> RenderedText:
    """A block as one text; comments, link targets and the like, which no reader sees, as they stand."""
    if not is_raw(block):
        return render_block(block, text, typeset)
    source = text[block.start : block.end]
    return RenderedText(text=source.replace("\n", " "), offsets=tuple(range(block.start, block.end)))


def shown_cells(block: Block, text: str, *, typeset: bool = False) -> tuple[RenderedText, ...]:
    """The cells of a table's row; of anything else its one text."""
    return render_cells(block, text, typeset) if block.cells else (shown_text(block, text, typeset=typeset),)


def whole(rendered: RenderedText, mark: Mark = Mark.SAME) -> Pieces:
    """All of a text under one mark."""
    return tuple(_cut(rendered, 0, len(rendered.text), mark))


def side(rendered: RenderedText, edits: Sequence[Edit], *, is_old: bool, is_raw: bool = False) -> Pieces:
    """One of the two texts, with its own words of each edit marked; where markup is shown (`is_raw`) it is words."""
    pieces: list[Piece] = []
    at = 0
    for span in _spans(rendered, edits, is_old, is_raw):
        pieces += _cut(rendered, at, span.start, Mark.SAME)
        pieces += _cut(rendered, max(at, span.start), span.end, span.mark, span.edit)
        at = max(at, span.end)
    pieces += _cut(rendered, at, len(rendered.text), Mark.SAME)
    return tuple(pieces)


def _spans(rendered: RenderedText, edits: Sequence[Edit], is_old: bool, is_raw: bool) -> list[Span]:
    found: list[Span] = []
    for edit in edits:
        start, end = (edit.old_start, edit.old_end) if is_old else (edit.new_start, edit.new_end)
        if start == end:
            continue
        first, last = shown_span(rendered, start, end)
        is_quiet = edit.op in QUIET_OPS and not is_raw
        mark = Mark.QUIET if is_quiet else Mark.GONE if is_old else Mark.COME
        found.append(Span(start=first, end=last, mark=mark, edit=edit))
    return sorted(found, key=lambda span: (span.start, span.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Joint:
    """A place in the new text: the old words that stood there, and how far the new ones reach."""

    start: int
    end: int
    old: RenderedText
    gone: tuple[int, int]


def mix(new: RenderedText, edits: Iterable[tuple[Edit, RenderedText]], *, is_raw: bool = False) -> Pieces:
    """The new text with the old words put in where they stood; each edit comes with the old text it speaks of."""
    pieces: list[Piece] = []
    at = 0
    told = (pair for pair in edits if is_raw or pair[0].op not in QUIET_OPS)
    for joint in sorted(_joints(new, told), key=lambda joint: (joint.start, joint.end, joint.gone)):
        start, end = max(at, joint.start), max(at, joint.end)
        if start == end and _belongs_behind_blank(new, start, joint):
            start = end = start + 1
        pieces += _cut(new, at, start, Mark.SAME)
        blank = _take_blank(pieces, joint) if start < end else ""
        pieces += _gone(joint, pieces, new.text[end : end + 1], is_replaced=start < end)
        pieces += [Piece(text=blank)] if blank else []
        pieces += _cut(new, start, end, Mark.COME)
        at = end
    pieces += _cut(new, at, len(new.text), Mark.SAME)
    return tuple(pieces)


def _joints(new: RenderedText, edits: Iterable[tuple[Edit, RenderedText]]) -> Iterator[_Joint]:
    for edit, old in edits:
        start, end = shown_span(new, edit.new_start, edit.new_end)
        gone = shown_span(old, edit.old_start, edit.old_end) if edit.old_start < edit.old_end else (0, 0)
        if edit.new_start == edit.new_end:
            end = start
        if old.text[slice(*gone)] != new.text[start:end]:  # else a change in another cell of the row
            yield _Joint(start=start, end=end, old=old, gone=gone)


def _belongs_behind_blank(new: RenderedText, at: int, joint: _Joint) -> bool:
    """Whether words that are gone stood after a blank that is still there, and begins here."""
    first = joint.gone[0]
    after_blank = first > 0 and joint.old.text[first - 1].isspace()
    return after_blank and new.text[at : at + 1].isspace() and not new.text[max(0, at - 1) : at].isspace()


def _take_blank(pieces: list[Piece], joint: _Joint) -> str:
    """Take away the blank that would part old words from what they followed without one; the new ones need it."""
    start, end = joint.gone
    last = pieces[-1] if pieces else None
    if start == end or last is None or not last.text[-1:].isspace() or not last.text.strip():
        return ""
    if not start or joint.old.text[start - 1].isspace():
        return ""
    pieces[-1] = replace(last, text=last.text[:-1])
    return last.text[-1]


def _gone(joint: _Joint, before: Sequence[Piece], following: str, *, is_replaced: bool) -> Iterator[Piece]:
    """The old words, with the blanks that part them from what stands around them now."""
    start, end = joint.gone
    if start == end:
        return
    text = joint.old.text
    last = before[-1].text[-1:] if before else ""
    if start and text[start - 1].isspace() and last and not last.isspace():
        yield Piece(text=text[start - 1])
    yield from _cut(joint.old, start, end, Mark.GONE)
    blank = text[end : end + 1]
    if not is_replaced and blank.isspace() and following and not following.isspace():
        yield Piece(text=blank)


def _cut(rendered: RenderedText, start: int, end: int, mark: Mark, edit: Edit | None = None) -> Iterator[Piece]:
    """`rendered.text[start:end]` cut where its style changes."""
    if start >= end:
        return
    at = start
    for span in _styled(rendered, start, end):
        if at < span.start:
            yield Piece(text=rendered.text[at : span.start], mark=mark, edit=edit)
        first, last = max(at, span.start), min(end, span.end)
        yield Piece(
            text=rendered.text[first:last],
            mark=mark,
            style=span.style,
            target=span.target,
            opens=first == span.start,
            closes=last == span.end,
            edit=edit,
        )
        at = last
    if at < end:
        yield Piece(text=rendered.text[at:end], mark=mark, edit=edit)


def _styled(rendered: RenderedText, start: int, end: int) -> Iterator[StyledSpan]:
    """The styled spans that touch a stretch, in order."""
    spans = rendered.spans
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle].end <= start:
            low = middle + 1
        else:
            high = middle
    while low < len(spans) and spans[low].start < end:
        yield spans[low]
        low += 1


def with_addresses(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, str]]:
    """New words, each piece with the address behind it where it leads to one that it does not show."""
    held: list[Piece] = []
    for piece in (*pieces, Piece(text="")):
        if held and not piece.text.isspace() and piece.target != held[0].target:
            address = _address(held)
            yield from ((one, "") for one in held[:-1])
            yield held[-1], address
            held = []
        if held or (piece.target and _ADDRESS.search(piece.target)):
            held.append(piece)
        elif piece.text:
            yield piece, ""


def _address(pieces: Sequence[Piece]) -> str:
    shown = "".join(piece.text for piece in pieces)
    is_whole = pieces[0].opens and pieces[-1].closes
    return f" <{pieces[0].target}>" if is_whole and pieces[0].target not in shown else ""


# what is to be shown of a row


def item_markers(document: Document) -> Mapping[int, str]:
    """What stands before each item, by its start: a bullet or a number, also where the source leaves counting open."""
    found: dict[int, str] = {}
    numbers: dict[tuple[int, int], int] = {}
    for block in document.blocks:
        if block.kind is not BlockKind.ITEM:
            continue
        marker = block.marker.strip()
        key = block.group, block.depth
        digits = marker.strip("().")
        numbers[key] = int(digits) if digits.isdecimal() and len(digits) < 10 else numbers.get(key, 0) + 1
        found[block.start] = _BULLETS.get(marker, marker.replace("#", str(numbers[key])))
    return found


def is_raw(block: Block) -> bool:
    """Whether a block is shown as it stands in the source, its markup being its words."""
    return block.kind in UNSEEN or (block.kind is BlockKind.OTHER and not block.runs)


def has_changed_words(row: BlockRow) -> bool:
    """Whether words that are shown changed, not only their markup."""
    block = row.new or row.old
    raw = block is not None and is_raw(block)
    return any(raw or edit.op not in QUIET_OPS for edit in row.edits)


def mixed_cells(comparison: Comparison, joined: Sequence[BlockRow], *, is_whole: bool = False) -> tuple[Pieces, ...]:
    """A new block with the old words in it, cell by cell, or as one text (`is_whole`).

    `joined` are the rows of all parts that a joined block was made from; of any other block its one row.
    """
    new = joined[0].new
    assert new is not None
    source = comparison.new.text
    has_others = any(row.old is None or len(row.old.cells) != len(new.cells) for row in joined)
    if is_whole or not new.cells or has_others:
        olds = [(row, shown_text(row.old, comparison.old.text)) for row in joined if row.old]
        told = [(edit, old) for row, old in olds for edit in row.edits]
        pieces = mix(shown_text(new, source), told, is_raw=is_raw(new))
        return (pieces,) if is_whole or not new.cells else tuple(_cut_into_cells(pieces))
    found: list[Pieces] = []
    old_cells = [shown_cells(row.old, comparison.old.text) for row in joined if row.old]
    for at, cell in enumerate(shown_cells(new, source)):
        cell_edits = [
            (edit, cells[at])
            for row, cells in zip(joined, old_cells, strict=True)
            for edit in row.edits
            if _touches(edit, cells[at], cell)
        ]
        found.append(mix(cell, cell_edits))
    return tuple(found)


def _cut_into_cells(pieces: Iterable[Piece]) -> Iterator[Pieces]:
    """The pieces of a row, parted where the new cells are."""
    cell: list[Piece] = []
    for piece in pieces:
        parts = piece.text.split(CELL_BREAK) if piece.mark is not Mark.GONE else [piece.text.replace(CELL_BREAK, " ")]
        for at, part in enumerate(parts):
            if at:
                yield tuple(cell)
                cell = []
            if part:
                cell.append(replace(piece, text=part))
    yield tuple(cell)


def _touches(edit: Edit, old: RenderedText, new: RenderedText) -> bool:
    gone, come = (edit.old_start, edit.old_end), (edit.new_start, edit.new_end)
    return any(start < end and _holds(text, start, end) for text, (start, end) in ((old, gone), (new, come)))


def _holds(text: RenderedText, start: int, end: int) -> bool:
    first, last = shown_span(text, start, end)
    return first < last
