"""Selected text, its place in the file, and what is copied of it."""

import pytest

from visioneditor.core.document.markdown import parse_markdown
from visioneditor.gui.prose.rows import Row
from visioneditor.gui.prose.selecting import (
    Caret,
    Selection,
    copied_text,
    first_caret,
    last_caret,
    moved_caret,
    selected_span,
    word_at,
)
from visioneditor.gui.reading.reading_rows import reading_rows

TEXT = "# Head\n\nOne *two* three.\n\n- first\n- second\n\n| a | b |\n|---|---|\n| c | d |\n"


@pytest.fixture
def rows() -> tuple[Row, ...]:
    return reading_rows(parse_markdown(TEXT))


def everything(rows: tuple[Row, ...]) -> Selection:
    first, last = first_caret(rows, 0, 0), last_caret(rows, 0)
    assert first is not None and last is not None
    return Selection(column=0, anchor=first, caret=last)


def test_all_is_copied_as_plain_text(rows: tuple[Row, ...]) -> None:
    assert copied_text(rows, everything(rows)) == "Head\n\nOne two three.\n\n- first\n- second\n\na\tb\nc\td"


def test_the_span_runs_from_the_first_to_the_last_word(rows: tuple[Row, ...]) -> None:
    selection = Selection(column=0, anchor=Caret(2, 0, 3), caret=Caret(1, 0, 4))
    span = selected_span(rows, selection)
    assert span is not None
    assert TEXT[span.start : span.end] == "two* three.\n\n- fir"
    assert span.quote == "two three.\n\n- fir"


def test_a_caret_goes_on_into_the_next_block(rows: tuple[Row, ...]) -> None:
    assert moved_caret(rows, 0, Caret(0, 0, 4), "next-character") == Caret(1, 0, 0)
    assert moved_caret(rows, 0, Caret(1, 0, 0), "previous-character") == Caret(0, 0, 4)
    assert moved_caret(rows, 0, Caret(1, 0, 0), "next-word") == Caret(1, 0, 3)
    assert moved_caret(rows, 0, Caret(1, 0, 7), "previous-word") == Caret(1, 0, 4)


def test_a_caret_stays_at_the_rims(rows: tuple[Row, ...]) -> None:
    last = last_caret(rows, 0)
    assert last is not None
    assert moved_caret(rows, 0, last, "next-word") == last
    assert moved_caret(rows, 0, Caret(0, 0, 0), "previous-word") == Caret(0, 0, 0)


def test_a_double_click_takes_the_word() -> None:
    assert word_at("one two, three", 5) == (4, 7)
    assert word_at("one two, three", 7) == (7, 8)
