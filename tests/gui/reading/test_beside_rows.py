"""Rows of Side by side."""

from visioneditor.core.annotation import Annotation
from visioneditor.core.document.model import Document
from visioneditor.gui.prose.rows import Cell, Label, LabelLine
from visioneditor.gui.reading.beside_rows import annotation_key, beside_rows, leaf_sections


def labels(cell: Cell | None) -> list[Label]:
    assert cell is not None
    return [label for piece in cell.pieces if isinstance(piece, LabelLine) for label in piece.labels]


def test_a_row_a_section_and_a_column_a_project(vision: Document, annotations: tuple[Annotation, ...]) -> None:
    rows = beside_rows(vision, ("ironic", "zun"), annotations)
    assert [len(row.cells) for row in rows] == [3, 3, 3]
    assert [label.text for label in labels(rows[1].cells[1])] == ["No answer"]
    assert labels(rows[1].cells[2])[0].icon == "stance:contributes"


def test_a_stale_answer_says_so_and_what_changed_can_be_asked(
    vision: Document, annotations: tuple[Annotation, ...]
) -> None:
    found = labels(beside_rows(vision, ("ironic",), annotations)[2].cells[1])
    assert "stale" in [label.text for label in found]
    assert f"since:{annotation_key(annotations[1])}" in [label.action for label in found]
    assert "Written against 7e4adc75." in [label.text for label in found]


def test_an_opened_answer_is_not_cut(vision: Document, annotations: tuple[Annotation, ...]) -> None:
    cut = beside_rows(vision, ("zun",), annotations)[1].cells[1]
    whole = beside_rows(vision, ("zun",), annotations, frozenset({annotation_key(annotations[0])}))[1].cells[1]
    assert cut is not None and whole is not None
    assert (cut.is_fitted, whole.is_fitted) == (True, False)


def test_leaf_sections_have_no_sub_sections(vision: Document) -> None:
    assert [section.title for section in leaf_sections(vision)] == ["Self-service", "Durability"]
