"""A section with what changed in it since it was answered."""

from tests.gui.reading.conftest import VISION
from visioneditor.core.annotation import Annotation
from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.gui.prose.rows import Cell, LabelLine, MarkKind, Piece
from visioneditor.gui.prose.shown import render_words
from visioneditor.gui.reading.since_cells import since_cell


def marked(cell: Cell, kind: MarkKind) -> list[str]:
    shown = [render_words(piece.words) for piece in cell.pieces if isinstance(piece, Piece)]
    return [one.text[mark.start : mark.end] for one in shown for mark in one.marks if mark.kind is kind]


def labels(cell: Cell) -> list[str]:
    return [label.text for line in cell.pieces if isinstance(line, LabelLine) for label in line.labels]


def build(new: str, annotation: Annotation) -> Cell:
    comparison = compare(parse_markdown(VISION), parse_markdown(new))
    section = next(one for one in comparison.new.sections if one.title == "Durability")
    return since_cell(comparison, section, annotation, is_typeset=False)


def test_words_that_came_and_went_are_marked_in_one_text(annotations: tuple[Annotation, ...]) -> None:
    cell = build(VISION.replace("is written stays", "is written lasts for ever"), annotations[1])
    assert marked(cell, MarkKind.ADDED) == ["lasts for ever"]
    assert marked(cell, MarkKind.REMOVED) == ["stays"]
    assert labels(cell)[0] == "Since 7e4adc75, which ironic answered: 3 words added, 1 word removed"


def test_a_paragraph_that_came_as_a_whole_is_marked_as_a_whole(annotations: tuple[Annotation, ...]) -> None:
    cell = build(VISION + "\nNobody has to ask for that.\n", annotations[1])
    assert marked(cell, MarkKind.ADDED) == ["Nobody has to ask for that."]


def test_only_the_section_itself_is_shown(annotations: tuple[Annotation, ...]) -> None:
    cell = build(VISION.replace("Users help", "People help") + "\nMore.\n", annotations[1])
    shown = " ".join(render_words(piece.words).text for piece in cell.pieces if isinstance(piece, Piece))
    assert shown.startswith("Durability") and "help" not in shown


def test_a_paragraph_that_went_as_a_whole_is_shown_struck(annotations: tuple[Annotation, ...]) -> None:
    comparison = compare(parse_markdown(VISION + "\nNobody has to ask for that.\n"), parse_markdown(VISION))
    cell = since_cell(comparison, comparison.new.sections[-1], annotations[1], is_typeset=False)
    assert marked(cell, MarkKind.REMOVED) == ["Nobody has to ask for that."]
