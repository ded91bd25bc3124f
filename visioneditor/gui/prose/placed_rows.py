"""Rows that know which of them shows an offset of a text: found where they are made, before a view waits for it.

They may know their shapes, too, what makes a row's height: one that only stands elsewhere by now is not measured again.
"""

from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property

from visioneditor.gui.prose.rows import BlockWords, LabelLine, Piece, Row, shaping_cells, spans_of_row

Places = Mapping[int, tuple[list[int], list[int], list[int]]]  # for each text starts, ends and rows, by their start


class PlacedRows(tuple[Row, ...]):
    """Rows; what is found of them stays with them."""

    @cached_property
    def places(self) -> Places:
        """Where each text is shown, or hidden."""
        return find_places(self)

    def placed(self) -> "PlacedRows":
        """The same rows, once this is known."""
        _ = self.places
        return self

    @cached_property
    def shapes(self) -> tuple[int, ...]:
        """Of each row a number that is another one where its height may be; wherever in the text it stands."""
        return tuple(map(_shape_of, self))

    def shaped(self) -> "PlacedRows":
        """The same rows, once this is known."""
        _ = self.shapes
        return self

    @property
    def are_shaped(self) -> bool:
        """Whether it is known."""
        return "shapes" in self.__dict__


def _shape_of(row: Row) -> int:
    pieces = (_of_piece(piece) for cell in shaping_cells(row) if cell is not None for piece in cell.pieces)
    return hash((row.fold, row.pad_above, row.pad_below, row.has_rule, row.least_lines, *pieces))


def _of_piece(piece: Piece | LabelLine) -> Hashable:
    if isinstance(piece, LabelLine):
        return piece
    words: Hashable = piece.words
    if isinstance(piece.words, BlockWords):
        block, part = piece.words.block, piece.words.part
        text = piece.words.source[slice(*(part or (block.start, block.end)))]
        words = text, block.kind, piece.words.runs, piece.words.is_raw
    setting = piece.face, piece.above, piece.indent, piece.marker, piece.rails, piece.span, piece.is_boxed
    return words, setting, piece.is_beside, piece.has_grid, piece.table, piece.table_column, piece.is_strong


def find_places(rows: Iterable[Row]) -> Places:
    """Where each text is shown, or hidden, in some rows."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    for at, row in enumerate(rows):
        for text, start, end in spans_of_row(row):
            found.setdefault(text, []).append((start, end, at))
    places = {}
    for text, spans in found.items():
        starts, ends, numbers = zip(*sorted(spans), strict=True)
        places[text] = (list(starts), list(ends), list(numbers))
    return places
