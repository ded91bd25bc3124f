"""Rows of a section's history: a column for each revision, with what is said of it above, and below what projects said.

The words that came and went since the column at the left are marked, in a column alone those that the revision changed.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from visioneditor.core.annotation import Annotation
from visioneditor.core.compare.model import Kind
from visioneditor.core.document.model import BlockKind
from visioneditor.core.document.parsing import parse_path
from visioneditor.gui.comparing.comparison_rows import comparison_rows
from visioneditor.gui.comparing.comparison_view import ComparisonView
from visioneditor.gui.history.aligned import Line, align_columns
from visioneditor.gui.prose.blocks import SIDE_ROOM, BlockSetter
from visioneditor.gui.prose.rows import (
    FIRST_PROJECT,
    NEW,
    OLD,
    Cell,
    Face,
    Label,
    LabelLine,
    Piece,
    Row,
    Space,
    spans_of_row,
)
from visioneditor.gui.reading.answer_cells import head_labels, without_gap
from visioneditor.gui.widgets.revision_names import shown_date
from visioneditor.services.section_history import SectionRevision
from visioneditor.services.section_texts import SectionText
from visioneditor.values import replace

_WORDS = {
    Kind.ADDED: "came in",
    Kind.REMOVED: "words taken out",
    Kind.MARKUP: "markup",
    Kind.LINK: "where a link leads",
    Kind.REFLOWED: "lines broken anew",
    Kind.RELEVELED: "level",
    Kind.SPLIT: "split",
    Kind.MERGED: "merged",
}
_PAD = 12

_Spans = Sequence[tuple[int, int]]


def say(text: str) -> str:
    """A text of this page, translated."""
    return QCoreApplication.translate("History", text)


def history_rows(texts: Sequence[SectionText], *, is_typeset: bool) -> tuple[Row, ...]:
    """The rows of these revisions, the oldest at the left."""
    if not texts:
        return ()
    view = ComparisonView(is_all_open=True, is_unified=True, is_typeset=is_typeset)
    columns = [_placed(text, tuple(_block_rows(text, view))) for text in texts]
    lines = align_columns(columns)
    said = Row(key="said", cells=tuple(map(_answers_cell, texts)), pad_above=_PAD, pad_below=_PAD, has_rule=True)
    return (
        Row(
            key="head",
            cells=tuple(_head_cell(text, is_dated=len(texts) > 1) for text in texts),
            pad_above=_PAD,
            pad_below=_PAD,
        ),
        *(_line(number, line, len(texts), is_last=line is lines[-1]) for number, line in enumerate(lines)),
        *((said,) if any(said.cells) else ()),
    )


def _line(number: int, line: Line[Row], width: int, *, is_last: bool) -> Row:
    cells = [line[at].cells[0] if at in line else None for at in range(width)]
    first = next(iter(line.values()))
    kept = [cell if number or cell is None else replace(cell, pieces=_first(cell)) for cell in cells]
    return Row(
        key=f"line:{number}",
        cells=tuple(kept),
        is_heading=first.is_heading,
        spoken=first.spoken,
        has_rule=not number,
        pad_above=0 if number else _PAD,
        pad_below=_PAD if is_last else 0,
    )


def _first(cell: Cell) -> tuple[Piece | LabelLine, ...]:
    return (replace(cell.pieces[0], above=Space.NONE), *cell.pieces[1:])


# One column


def _block_rows(text: SectionText, view: ComparisonView) -> Iterator[Row]:
    """A row for each block, with its changes marked where it is compared with something."""
    if text.comparison is not None:
        rows = comparison_rows(text.comparison, view)
        yield from (row for row in rows if row.fold is None and row.cells and _is_within(row, text))
        return
    setter = BlockSetter(document=text.document, text=NEW, room=SIDE_ROOM)
    setter.begin_section()
    for block in text.document.blocks:
        if _meet((block.start, block.end), text.spans) and (pieces := setter.pieces(block)):
            key = f"new:{block.start}"
            yield Row(key=key, cells=(Cell(pieces=tuple(pieces)),), is_heading=block.kind is BlockKind.HEADING)


def _is_within(row: Row, text: SectionText) -> bool:
    spans = spans_of_row(row)
    news = [(start, end) for side, start, end in spans if side == NEW]
    if news:
        return any(_meet(span, text.spans) for span in news)
    return any(_meet((start, end), text.old_spans) for side, start, end in spans if side == OLD)


def _meet(span: tuple[int, int], spans: _Spans) -> bool:
    return any(span[0] < end and span[1] > start for start, end in spans)


def _placed(text: SectionText, rows: Sequence[Row]) -> tuple[tuple[int | None, int | None, Row], ...]:
    """Rows with the place of their block, and of its partner in the text before."""
    pairs = dict(_pairs(text))

    def placed(row: Row) -> tuple[int | None, int | None, Row]:
        starts = {side: start for side, start, _ in reversed(spans_of_row(row))}
        own = starts.get(NEW)
        return own, starts.get(OLD, pairs.get(own) if own is not None else None), row

    return tuple(map(placed, rows))


def _pairs(text: SectionText) -> Iterator[tuple[int, int]]:
    for section in text.comparison.sections if text.comparison is not None else ():
        for block in section.blocks:
            if block.old is not None and block.new is not None:
                yield block.new.start, block.old.start


# What is said of it


def _head_cell(text: SectionText, *, is_dated: bool) -> Cell:
    """When, who, what for, what happened to the section, and the way to the whole comparison.

    `is_dated`: the date stands above the column already.
    """
    revision, entry = text.revision, text.revision.entry
    day, way = shown_date(entry.date), _way(text)
    lines: list[tuple[Label, ...]] = [] if is_dated else [(Label(text=day, token="text", face=Face.NAME), way)]
    lines.append((Label(text=entry.subject, token="text", face=Face.PROGRAM),))
    lines.append((Label(text=" · ".join(filter(None, (entry.author, what_happened(revision))))),))
    if len(entry.changes) > 1:
        lines += [(Label(text=say("{0}: {1}").format(one.author, one.subject)),) for one in entry.changes]
    named = say("Change {0}").format(", ".join(text.changes)) if text.changes else ""
    if is_dated:
        lines.append((Label(text=named), way))
    elif named:
        lines.append((Label(text=named),))
    spaced = (LabelLine(labels=labels, above=Space.NONE) for labels in lines)
    return Cell(pieces=tuple(spaced), speaker=day)


def _way(text: SectionText) -> Label:
    name = text.revision.entry.revision[:8]
    return Label(text=name, token="accent", action=f"compare:{text.number}", is_right=True)


def what_happened(revision: SectionRevision) -> str:
    """What a revision did to the section, in words."""
    told = [say(_WORDS.get(kind, kind.value)) for kind in revision.kinds]
    if Kind.ADDED in revision.kinds:
        told = [say(_WORDS[Kind.ADDED])]
    previous = revision.previous
    if previous is not None and previous.path != revision.entry.path:
        told.append(say("from {0}").format(previous.path))
    return ", ".join(told)


def _answers_cell(text: SectionText) -> Cell | None:
    """What projects said while these words stood."""
    if not text.answers:
        return None
    until = say("What projects say") if text.until is None else say("What projects said until {0}")
    name = until.format(shown_date(text.until)) if text.until is not None else until
    pieces: list[Piece | LabelLine] = [LabelLine(labels=(Label(text=name, face=Face.SMALL_NAME),), above=Space.NONE)]
    for number, one in enumerate(text.answers):
        pieces.append(LabelLine(labels=_without_ways(one), above=Space.PARAGRAPH))
        pieces += _words(one, FIRST_PROJECT + number)
    return Cell(pieces=tuple(pieces), speaker=name)


def _without_ways(annotation: Annotation) -> tuple[Label, ...]:
    """Project, stance and staleness; its reflection as it is now is no place to go to from here."""
    return tuple(replace(label, action="") for label in head_labels(annotation, annotation.project))


def _words(annotation: Annotation, text: int) -> tuple[Piece, ...]:
    reflection = parse_path(annotation.path, annotation.text)
    setter = BlockSetter(document=reflection, text=text, face=Face.SIDE_NOTE)
    return without_gap([piece for block in reflection.blocks for piece in setter.pieces(block)])
