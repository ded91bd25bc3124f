"""Very long paragraphs, cut into rows."""

from itertools import pairwise

import pytest

from visioneditor.core.document.markdown import parse_markdown
from visioneditor.core.document.model import Document
from visioneditor.gui.prose.long_rows import LONG, PART
from visioneditor.gui.prose.rows import NEW, BlockWords, Row, Space, spans_of_row
from visioneditor.gui.prose.selecting import Caret, Selection, copied_text, pieces_of, selected_span
from visioneditor.gui.prose.shown import render_words
from visioneditor.gui.reading.reading_rows import reading_rows

LINE = " ".join(f"word{number} *and* more" for number in range(2_000))
WRAPPED = LINE.replace("and* more ", "and* more\n")


def rows_of(text: str) -> tuple[Row, ...]:
    return reading_rows(parse_markdown(text))


@pytest.mark.parametrize("text", [LINE, WRAPPED])
def test_the_parts_of_a_long_paragraph_are_all_of_it(text: str) -> None:
    document: Document = parse_markdown(text)
    rows = reading_rows(document)
    assert len(rows) > len(text) / PART / 2
    spans = [span for row in rows for span in spans_of_row(row)]
    assert [spans[0][1], spans[-1][2]] == [0, len(text)]
    assert all(one[2] == other[1] for one, other in pairwise(spans))
    assert max(end - start for _, start, end in spans) < LONG
    whole = render_words(BlockWords(source=text, block=document.blocks[0])).text
    assert " ".join("".join(_shown(row) + " " for row in rows).split()) == " ".join(whole.split())


def _shown(row: Row) -> str:
    return render_words(pieces_of(row, 0)[0].words).text


@pytest.mark.parametrize("text", [LINE, WRAPPED])
def test_a_long_paragraph_is_copied_as_one(text: str) -> None:
    rows = rows_of(text)
    end = Caret(len(rows) - 1, 0, len(_shown(rows[-1])))
    selection = Selection(column=0, anchor=Caret(0, 0, 0), caret=end)
    assert copied_text(rows, selection).split() == LINE.replace("*", "").split()
    assert "\n\n" not in copied_text(rows, selection)
    span = selected_span(rows, selection)
    assert span is not None and (span.text, span.start, span.end) == (NEW, 0, len(text))


def test_only_the_first_part_has_a_bullet_and_a_gap() -> None:
    first, *others = rows_of(f"- {LINE}")
    assert pieces_of(first, 0)[0].marker
    assert {(piece.marker, piece.above) for row in others for piece in pieces_of(row, 0)} == {("", Space.NONE)}
    assert len({row.key for row in (first, *others)}) == len(others) + 1


def test_a_line_without_blanks_is_cut_all_the_same() -> None:
    assert len(rows_of("x" * 5 * LONG)) > 3


def test_a_paragraph_that_can_be_read_stays_whole() -> None:
    assert len(rows_of("word " * (LONG // 6))) == 1
