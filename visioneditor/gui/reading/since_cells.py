"""A section as it stands at the left of Side by side, with what changed in it since an answer was written."""

from collections.abc import Iterator

from visioneditor.core.annotation import Annotation
from visioneditor.core.compare.model import Comparison
from visioneditor.core.document.model import Section
from visioneditor.core.staleness import WordsChanged, count_changed
from visioneditor.gui.comparing.change_words import count_of_words
from visioneditor.gui.comparing.comparison_rows import comparison_rows
from visioneditor.gui.comparing.comparison_view import ComparisonView
from visioneditor.gui.prose.rows import BarKind, BlockWords, Cell, Label, LabelLine, Mark, MarkKind, Piece, Row, Space
from visioneditor.gui.reading.answer_cells import say, without_gap
from visioneditor.gui.reading.beside_view import annotation_key
from visioneditor.values import replace

_MARKS = {BarKind.ADDED: MarkKind.ADDED, BarKind.REMOVED: MarkKind.REMOVED}


def since_cell(comparison: Comparison, section: Section, annotation: Annotation, *, is_typeset: bool) -> Cell:
    """The section with the words that came and went marked, and below them what can be done."""
    view = ComparisonView(is_all_open=True, is_unified=True, is_typeset=is_typeset)
    rows = comparison_rows(comparison, view)
    texts = [piece for row in _rows_of(rows, section) for cell in row.cells if cell for piece in marked_pieces(cell)]
    return Cell(pieces=(*without_gap(texts), *_said(annotation, count_changed(comparison, section.number))))


def _rows_of(rows: tuple[Row, ...], section: Section) -> Iterator[Row]:
    """A section's rows; what went out of it stands among them and is in no section of the new text."""
    is_inside = False
    for row in rows:
        if row.section is not None or row.sections or row.is_heading:
            is_inside = row.section == section.number
        if is_inside and row.fold is None:
            yield row


def marked_pieces(cell: Cell) -> Iterator[Piece]:
    """A cell's texts; where all of it came or went, which Compare says with a bar, all of its words are marked."""
    kind = next((_MARKS[bar] for bar in cell.bars if bar in _MARKS), None) if cell.is_whole else None
    for piece in cell.pieces:
        if isinstance(piece, Piece):
            words = piece.words
            if kind is not None and isinstance(words, BlockWords) and not words.marks:
                mark = Mark(kind=kind, start=words.block.start, end=words.block.end)
                piece = replace(piece, words=replace(words, marks=(mark,)))
            yield piece


def _said(annotation: Annotation, changed: WordsChanged) -> Iterator[LabelLine]:
    key = annotation_key(annotation)
    against = (annotation.written_against or "")[:8]
    parts = [say("{0} added").format(count_of_words(changed.added))] if changed.added else []
    parts += [say("{0} removed").format(count_of_words(changed.removed))] if changed.removed else []
    told = ", ".join(parts) or say("words in another order")
    sentence = say("Since {0}, which {1} answered: {2}").format(against, annotation.project, told)
    yield LabelLine(labels=(Label(text=sentence, icon="clock", token="stale"),), above=Space.PARAGRAPH)
    yield LabelLine(
        labels=(
            Label(text=say("Compare the whole documents"), token="accent", action=f"compare:{key}"),
            Label(text=say("Hide the changes"), token="accent", action=f"since:{key}"),
        ),
        above=Space.NONE,
    )
