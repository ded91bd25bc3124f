"""Rows of Read mode's one column: a block each, in the order of the document."""

from collections.abc import Iterable, Iterator, Mapping

from visioneditor.core.document.model import Block, Document
from visioneditor.gui.prose.blocks import BlockSetter
from visioneditor.gui.prose.long_rows import LONG, cut_alone
from visioneditor.gui.prose.rows import NEW, BarKind, Cell, Row, spans_of_row
from visioneditor.values import replace

_BARS = {"added": BarKind.ADDED, "edited": BarKind.ADDED, "moved": BarKind.MOVED}


def reading_rows(document: Document, *, text: int = NEW) -> tuple[Row, ...]:
    """A document as one column of rendered blocks."""
    setter = BlockSetter(document=document, text=text)
    rows: list[Row] = []
    for block, section in blocks_by_section(document):
        pieces = setter.pieces(block)
        if not pieces:
            continue
        row = Row(
            key=f"{block.start}",
            cells=(Cell(pieces=pieces),),
            section=section,
            is_heading=block.level > 0,
            pad_above=0 if rows else 6,
            spoken=block.kind.value.replace("-", " "),
        )
        rows += cut_alone(row) if block.end - block.start > LONG else (row,)
    return tuple(rows)


def barred_rows(rows: Iterable[Row], kinds: Mapping[int, str]) -> Iterator[Row]:
    """The rows with bars beside blocks that changed; `kinds` says how by their start: added, edited, moved."""
    for row in rows:
        kind = next((kinds[start] for _, start, _ in spans_of_row(row) if start in kinds), None)
        if kind is None:
            yield row
        else:
            cells = (replace(cell, bars=(_BARS[kind],)) if cell is not None else None for cell in row.cells)
            yield replace(row, cells=tuple(cells))


def blocks_by_section(document: Document) -> tuple[tuple[Block, int | None], ...]:
    """Every block with the number of the section it stands in; None before the first one."""
    found: list[tuple[Block, int | None]] = []
    at = 0
    for section in document.sections:
        found += [(block, None) for block in document.blocks[at : section.first_block]]
        found += [(block, section.number) for block in document.blocks_of(section)]
        at = section.first_block + section.block_count
    return (*found, *((block, None) for block in document.blocks[at:]))
