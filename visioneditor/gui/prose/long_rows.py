"""Cuts very long paragraphs into rows of their own, so that only what is near the screen has to be laid out.

A line of a megabyte would be one piece, typeset whole before its first word could be seen. Cuts stand at word borders;
of two texts beside each other, where their words agree. What is a part looks and copies like the whole.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from visioneditor.gui.prose.rows import (
    BlockWords,
    Cell,
    LabelLine,
    Mark,
    MergedWords,
    Piece,
    Row,
    Space,
    Words,
    length_of,
)
from visioneditor.values import replace

LONG = 6_000  # characters: more than any paragraph that is meant to be read
PART = 2_000

Cuts = Mapping[int, Sequence[int]]  # for each text the offsets at which it is cut; for all of them as many


def is_long(row: Row) -> bool:
    """Whether a paragraph of the row is to be cut."""
    return any(_long_piece(cell) is not None for cell in row.cells if cell is not None)


def cut_places(source: str, start: int, end: int) -> list[int]:
    """Where a stretch of a text is cut that stands alone: behind blanks."""
    places: list[int] = []
    at = start + PART
    while at < end - PART // 2:
        place = _behind_blank(source, at, end)
        places.append(place)
        at = place + PART
    return places


def _behind_blank(source: str, at: int, end: int) -> int:
    """The first place behind a blank; where there is none for long, any."""
    limit = min(end, at + PART)
    return next((place + 1 for place in range(at, limit) if source[place].isspace()), limit)


def cut_alone(row: Row) -> Iterator[Row]:
    """A row of one text in parts, where it is long."""
    if not is_long(row):
        yield row
        return
    words = [piece.words for cell in row.cells if cell is not None and (piece := _long_piece(cell)) is not None]
    found = {
        each.text: cut_places(each.source, each.block.start, each.block.end)
        for each in words
        if isinstance(each, BlockWords)
    }
    yield from cut_row(row, found)


def cut_row(row: Row, cuts: Cuts) -> Iterator[Row]:
    """A row in one part more than there are cuts; the first keeps its key."""
    count = max(map(len, cuts.values()), default=0) + 1
    cells = [list(_cut_cell(cell, cuts, count)) for cell in row.cells]
    for at in range(count):
        yield replace(
            row,
            key=f"{row.key}~{at}" if at else row.key,
            cells=tuple(parts[at] for parts in cells),
            has_rule=row.has_rule and not at,
            pad_above=row.pad_above if not at else 0,
            pad_below=row.pad_below if at == count - 1 else 0,
        )


def _long_piece(cell: Cell) -> Piece | None:
    texts = [piece for piece in cell.pieces if isinstance(piece, Piece)]
    found = [piece for piece in texts if not piece.is_beside and not piece.has_grid and length_of(piece.words) > LONG]
    return found[0] if found else None


def _cut_cell(cell: Cell | None, cuts: Cuts, count: int) -> Iterator[Cell | None]:
    """The cell's parts; what stands above its text goes with the first, what stands below with the last."""
    piece = _long_piece(cell) if cell is not None else None
    if cell is None or piece is None:
        yield cell
        yield from [None] * (count - 1)
        return
    place = cell.pieces.index(piece)
    for at, part in enumerate(_cut_piece(piece, cuts, count)):
        above: Sequence[Piece | LabelLine] = cell.pieces[:place] if not at else ()
        below = cell.pieces[place + 1 :] if at == count - 1 else ()
        pieces = (*above, *([part] if length_of(part.words) else ()), *below)
        yield replace(cell, pieces=pieces) if pieces else None


def _cut_piece(piece: Piece, cuts: Cuts, count: int) -> Iterator[Piece]:
    for at in range(count):
        words = _part_of(piece.words, cuts, at)
        new, old = (_line_at(words, line, cuts, at) for line in (piece.first_line, piece.old_line))
        if not at:
            yield replace(piece, words=words)
        else:
            yield replace(
                piece, words=words, above=Space.NONE, marker="", is_rail_joined=True, first_line=new, old_line=old
            )


def _line_at(words: Words, first_line: int, cuts: Cuts, at: int) -> int:
    """The number of the line that a part begins in."""
    if not first_line or not isinstance(words, BlockWords) or words.part is None:
        return first_line
    return first_line + words.source.count("\n", words.block.start, words.part[0])


def _part_of(words: Words, cuts: Cuts, at: int) -> Words:
    if isinstance(words, MergedWords):
        old, new = _part_of(words.old, cuts, at), _part_of(words.new, cuts, at)
        assert isinstance(old, BlockWords) and isinstance(new, BlockWords)
        return MergedWords(old=old, new=new, joints=_joints_in(words.joints, old, new))
    if not isinstance(words, BlockWords):
        return words
    borders = [words.block.start, *cuts.get(words.text, ()), words.block.end]
    start, end = list(pairwise(borders))[at]
    return replace(words, part=(start, end), marks=_marks_in(words.marks, start, end))


def _joints_in(
    joints: Sequence[tuple[int, int, int]], old: BlockWords, new: BlockWords
) -> tuple[tuple[int, int, int], ...]:
    """What was removed from a part of the old text, and where it is put in that part of the new one."""
    assert old.part is not None and new.part is not None
    (first, last), (low, high) = old.part, new.part
    return tuple(
        (max(start, first), min(end, last), min(max(place, low), high))
        for start, end, place in joints
        if start < last and end > first
    )


def _marks_in(marks: Sequence[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """The marks of a part; they are in the order of the text and do not overlap."""
    first = bisect_right(marks, start, key=lambda mark: mark.end)
    last = bisect_left(marks, end, key=lambda mark: mark.start)
    return tuple(replace(mark, start=max(mark.start, start), end=min(mark.end, end)) for mark in marks[first:last])
