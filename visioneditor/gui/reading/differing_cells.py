"""Two projects' answers to a section with the words marked that stand in one of them only."""

from collections.abc import Sequence

from visioneditor.core.consensus.differences import Difference, Span, compare_answers
from visioneditor.core.document.model import Document, Section
from visioneditor.core.document.parsing import parse_path
from visioneditor.gui.prose.blocks import BlockSetter
from visioneditor.gui.prose.rows import FIRST_PROJECT, Cell, Face, Mark, MarkKind, Piece
from visioneditor.gui.reading.answer_cells import Given, Shown, answer_cell, say, without_gap
from visioneditor.gui.reading.beside_view import BesideView


def differing_cells(left: Given, right: Given, section: Section, view: BesideView) -> tuple[Cell, Cell]:
    """The cells of both; how alike they are is said in either."""
    difference = compare_answers(_document(left), _document(right))
    shown = (
        _shown(difference.left, difference.only_left, FIRST_PROJECT, _told(difference, right)),
        _shown(difference.right, difference.only_right, FIRST_PROJECT + 1, _told(difference, left)),
    )
    first = answer_cell(left, section, view, FIRST_PROJECT, shown[0])
    return first, answer_cell(right, section, view, FIRST_PROJECT + 1, shown[1])


def _document(given: Given) -> Document:
    text = "\n\n".join(one.text for one in given.annotations)
    return parse_path(given.annotations[0].path, text)


def _told(difference: Difference, other: Given) -> str:
    name = other.annotations[0].project
    if difference.is_same:
        return say("The same words as {0}’s").format(name)
    if difference.is_alike:
        return say("Underlined: what {0} does not say").format(name)
    return say("In other words than {0}’s").format(name)


def _shown(document: Document, only: Sequence[Span], text: int, said: str) -> Shown:
    setter = BlockSetter(document=document, text=text, face=Face.SIDE_NOTE)
    marks = [Mark(kind=MarkKind.ADDED, start=start, end=end, note=said) for start, end in only]
    pieces: list[Piece] = []
    for block in document.blocks:
        own = [mark for mark in marks if mark.start < block.end and mark.end > block.start]
        pieces += setter.pieces(block, own)
    return Shown(pieces=without_gap(pieces), said=said)
