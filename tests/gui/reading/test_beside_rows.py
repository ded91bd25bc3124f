"""Rows of Side by side."""

from collections.abc import Sequence
from typing import Any

import pytest

from visioneditor.core.annotation import Annotation, Stance
from visioneditor.core.consensus.filtering import AnswerFilter
from visioneditor.core.document.model import Document
from visioneditor.core.document.parsing import parse_path
from visioneditor.gui.prose.accessible import spoken_row
from visioneditor.gui.prose.late import Late
from visioneditor.gui.prose.rows import Cell, Label, LabelLine, Piece, Row
from visioneditor.gui.prose.shown import render_words
from visioneditor.gui.reading import answer_cells
from visioneditor.gui.reading.answer_cells import Answers
from visioneditor.gui.reading.beside_rows import beside_rows, vision_sections
from visioneditor.gui.reading.beside_view import BesideView, annotation_key, answer_key
from visioneditor.values import replace

BOTH = ("ironic", "zun")


def build(vision: Document, annotations: Sequence[Annotation], **view: Any) -> tuple[Row, ...]:
    shown = BesideView(**{"projects": BOTH} | view)
    return beside_rows(vision_sections(vision), Answers(vision, annotations), shown)


def labels(cell: Cell | None) -> list[Label]:
    assert cell is not None
    return [label for piece in cell.pieces if isinstance(piece, LabelLine) for label in piece.labels]


def texts(cell: Cell | None) -> list[str]:
    return [label.text for label in labels(cell)]


def test_a_row_a_section_and_a_column_a_project(vision: Document, annotations: tuple[Annotation, ...]) -> None:
    rows = build(vision, annotations)
    assert [len(row.cells) for row in rows] == [3, 3, 3]
    assert texts(rows[1].cells[1]) == ["No answer"]
    assert labels(rows[1].cells[2])[0].icon == "stance:contributes"


def test_a_stale_answer_says_so_and_what_changed_can_be_asked(
    vision: Document, annotations: tuple[Annotation, ...]
) -> None:
    found = labels(build(vision, annotations)[2].cells[1])
    assert "stale" in [label.text for label in found]
    assert f"since:{annotation_key(annotations[1])}" in [label.action for label in found]
    assert "Written against 7e4adc75." in [label.text for label in found]


def test_only_an_opened_answer_makes_its_row_higher(vision: Document, annotations: tuple[Annotation, ...]) -> None:
    opened = frozenset({answer_key("zun", vision.sections[1])})
    assert build(vision, annotations)[1].shaping == (0,)
    assert build(vision, annotations, opened=opened)[1].shaping == (0, 2)


def test_an_answer_is_read_only_when_it_is_seen(
    vision: Document, annotations: tuple[Annotation, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def parse(path: str, text: str) -> Document:
        parsed.append(path)
        return parse_path(path, text)

    monkeypatch.setattr(answer_cells, "parse_path", parse)
    rows = build(vision, annotations)
    assert not parsed
    assert texts(rows[1].cells[2])[0] == "contributes"
    assert parsed == ["zun.md"]


def test_an_answer_to_the_section_above_stands_for_those_below_it(
    vision: Document, annotations: tuple[Annotation, ...]
) -> None:
    above = replace(annotations[0], section=vision.sections[0])
    found = texts(build(vision, (above,))[2].cells[2])
    assert "From its answer to the section above, “Vision”." in found


def test_an_answer_from_above_is_stale_where_this_section_changed(
    vision: Document, annotations: tuple[Annotation, ...]
) -> None:
    above = replace(annotations[0], section=vision.sections[0], stale=False)
    answers = Answers(vision, (above,), {above.written_against or "": frozenset({vision.sections[2].number})})
    rows = beside_rows(vision_sections(vision), answers, BesideView(projects=("zun",)))
    assert ["stale" in texts(row.cells[1]) for row in rows] == [False, False, True]
    key = next(label.action for label in labels(rows[2].cells[1]) if label.action.startswith("since:"))
    found = answers.named(key.removeprefix("since:"))
    assert found is not None and found.section == vision.sections[2] and found.stale
    assert answers.named(annotation_key(above)) == above
    assert answers.named("nobody:1:2") is None


def test_sections_without_an_answer_of_the_sort_asked_for_are_folded(
    vision: Document, annotations: tuple[Annotation, ...]
) -> None:
    rows = build(vision, annotations, wanted=AnswerFilter(stances=frozenset({Stance.GAP})))
    assert [row.sections for row in rows] == [(1, 2), ()]
    assert texts(rows[1].cells[1])[0] == "gap"
    opened = build(vision, annotations, wanted=AnswerFilter(is_stale=True), opened=frozenset({rows[0].key}))
    assert [row.fold is not None for row in opened] == [True, False, False, False]


def test_of_an_answer_that_is_not_asked_for_only_the_stance_stands_there(
    vision: Document, annotations: tuple[Annotation, ...]
) -> None:
    also = replace(annotations[1], section=vision.sections[1])
    rows = build(vision, (*annotations, also), wanted=AnswerFilter(stances=frozenset({Stance.GAP})))
    cell = next(row for row in rows if row.section == 2).cells[2]
    assert cell is not None and len(cell.pieces) == 1 and texts(cell) == ["contributes"]


def test_cards_hold_those_who_answered_and_name_the_others(
    vision: Document, annotations: tuple[Annotation, ...]
) -> None:
    answers = [replace(annotations[0], project=name) for name in ("a", "b", "c")]
    rows = build(vision, answers, projects=("a", "b", "c", "d"), cards=2)
    beside = [row for row in rows if row.section == 2]
    assert [row.is_heading for row in beside] == [True, False, False]
    assert [texts(cell)[0] for row in beside[:2] for cell in row.cells[1:] if cell] == ["a", "b", "c"]
    assert beside[1].cells[0] is None, "the section itself stands there once"
    assert texts(beside[2].cells[1]) == ["No answer: d"]
    below = [row for row in rows if row.section == 3]
    assert [texts(row.cells[1]) for row in below if row.cells[1]] == [["No answer: a, b, c, d"]]
    above = [*answers, replace(answers[0], project="d", section=vision.sections[0])]
    rows = build(vision, above, projects=("a", "b", "c", "d"), cards=2)
    said = [texts(row.cells[1]) for row in rows if row.section == 3 and row.cells[1]]
    assert said == [["Answered with the section above: d", "No answer: a, b, c"]]
    assert len({row.key for row in rows}) == len(rows)


def test_late_values_are_made_once_and_the_oldest_forgotten() -> None:
    made: list[int] = []

    def make(at: int) -> int:
        made.append(at)
        return at

    late = Late(100, make)
    assert (late[3], late[3], late[-1], len(late)) == (3, 3, 99, 100)
    assert made == [3, 99] and late.made() == (3, 99)
    assert late[10:12] == (10, 11)
    assert list(late) == list(range(100))
    assert len(late.made()) == 32


def test_what_two_projects_say_differently_is_marked(vision: Document, annotations: tuple[Annotation, ...]) -> None:
    said = "Every call says which version it means, and the oldest one is four years old."
    one = replace(annotations[1], project="a", text=said, stale=False)
    answers = (one, replace(one, project="b", text=said.replace("four", "seven")))
    row = build(vision, answers, projects=("a", "b"), marks_differences=True)[2]
    for cell, word, other in zip(row.cells[1:], ("four", "seven"), ("b", "a"), strict=True):
        assert cell is not None
        pieces = [piece for piece in cell.pieces if isinstance(piece, Piece)]
        shown = [render_words(piece.words) for piece in pieces]
        assert [text.text[mark.start : mark.end] for text in shown for mark in text.marks] == [word]
        assert f"Underlined: what {other} does not say" in texts(cell)
    alone = build(vision, answers[:1], projects=("a", "b"), marks_differences=True)[2]
    assert texts(alone.cells[2]) == ["No answer"]


def test_a_screen_reader_hears_whose_words_they_are(vision: Document, annotations: tuple[Annotation, ...]) -> None:
    same = replace(annotations[1], project="zun")
    said = spoken_row(build(vision, (*annotations, same))[2])
    assert said.startswith("section: Durability What is written stays. ironic: gap stale Ironic does not.")
    assert "zun: gap stale Ironic does not." in said, "also where another one says the same"
    assert "ironic: No answer zun: contributes" in spoken_row(build(vision, annotations)[1])
