"""Anchors are exact to the UTF-16 unit, whatever the script."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.review.anchors import (
    anchor_line,
    anchor_range,
    anchor_span,
    find_quote,
    find_quotes,
    is_same_quote,
    place,
    span_of,
)
from visioneditor.core.review.model import Comment, Range
from visioneditor.errors import VisionEditorError

TEXT = "Größe\nA 𝔸stral 😀 word\n漢字かな交じり文\ne\u0301te\u0301 est là\n\nvendor-independent\n  API ends.\n"


def at(start_line: int, start_character: int, end_line: int, end_character: int) -> Range:
    return Range(start_line=start_line, start_character=start_character, end_line=end_line, end_character=end_character)


def comment(line: int | None, range: Range | None = None, quote: str = "") -> Comment:
    return Comment(
        uuid="1",
        change_key="42",
        patch_set=1,
        revision="a" * 40,
        path="v.rst",
        line=line,
        range=range,
        quote=quote,
        author="Dana",
        written=datetime(2026, 9, 1, tzinfo=UTC),
        message="?",
    )


@pytest.mark.parametrize(
    ("words", "range"),
    [
        ("Größe", at(1, 0, 1, 5)),
        ("𝔸stral", at(2, 2, 2, 9)),
        ("😀", at(2, 10, 2, 12)),
        ("word", at(2, 13, 2, 17)),
        ("かな", at(3, 2, 3, 4)),
        ("e\u0301te\u0301", at(4, 0, 4, 5)),
        ("là", at(4, 10, 4, 12)),
        ("vendor-independent\n  API", at(6, 0, 7, 5)),
    ],
)
def test_words_are_anchored_in_utf16_units(words: str, range: Range) -> None:
    start = TEXT.index(words)
    anchor = anchor_span(TEXT, start, start + len(words))
    assert anchor == (range, range.end_line, words)
    assert span_of(TEXT, range) == (start, start + len(words))
    assert anchor_range(TEXT, range) == anchor


@given(
    text=st.text(st.sampled_from("ab é\u0301𝔸😀漢\n "), max_size=60),
    ends=st.tuples(st.integers(0, 60), st.integers(0, 60)),
)
def test_a_span_comes_back_from_its_range(text: str, ends: tuple[int, int]) -> None:
    start, end = sorted(min(one, len(text)) for one in ends)
    if not text[start:end].strip():
        return
    anchor = anchor_span(text, start, end)
    first, last = span_of(text, anchor.range)
    assert text[first:last] == anchor.quote == text[start:end].strip()
    assert anchor.line == anchor.range.end_line


def test_white_space_alone_is_nothing_to_comment_on() -> None:
    with pytest.raises(VisionEditorError, match="no words"):
        anchor_span(TEXT, TEXT.index("\n\n"), TEXT.index("\n\n") + 2)


def test_a_line_end_selected_along_does_not_move_the_line() -> None:
    assert anchor_span(TEXT, 0, 6).line == 1


@pytest.mark.parametrize(
    "range", [at(1, 0, 1, 6), at(1, 3, 1, 2), at(2, 3, 2, 9), at(9, 0, 9, 1), at(0, 0, 1, 1), at(1, 2, 1, 2)]
)
def test_a_range_that_the_text_does_not_have_is_refused(range: Range) -> None:
    with pytest.raises(VisionEditorError, match="no such place"):
        anchor_range(TEXT, range)


def test_a_whole_last_line_may_end_at_the_next() -> None:
    assert anchor_range("one\ntwo\n", at(2, 0, 3, 0)).quote == "two\n"


def test_a_line_is_quoted_without_its_indentation() -> None:
    assert anchor_line(TEXT, 7).quote == "API ends."
    with pytest.raises(VisionEditorError, match="line 8"):
        anchor_line(TEXT, 8)


def test_a_quote_is_found_across_line_breaks() -> None:
    assert find_quote(TEXT, "vendor-independent API") == (TEXT.index("vendor"), TEXT.index(" ends"))


def test_a_quote_must_stand_once() -> None:
    with pytest.raises(VisionEditorError, match="2 times"):
        find_quote("one two one", "one")
    with pytest.raises(VisionEditorError, match="not in"):
        find_quote(TEXT, "nowhere")
    with pytest.raises(VisionEditorError, match="not in"):
        find_quote(TEXT, "  ")
    assert find_quotes("aaa", "aa") == [(0, 2), (1, 3)]


def test_the_signs_of_a_quote_mean_themselves() -> None:
    assert find_quote("a+b (c) a.b", "a+b (c)") == (0, 7)


def test_a_comment_stands_on_its_range_its_line_or_nowhere() -> None:
    assert place(comment(1, at(1, 0, 1, 5), "Größe"), TEXT) == (0, 5)
    assert place(comment(1), TEXT) == (0, 5)
    assert place(comment(None), TEXT) is None


def test_the_quote_wins_over_wrong_columns() -> None:
    bytes_of = at(1, 0, 1, 7)  # another tool's columns, counted in bytes
    assert place(comment(2, at(2, 15, 2, 19), "word"), TEXT) == (TEXT.index("word"), TEXT.index("word") + 4)
    assert place(comment(1, bytes_of, "Größe"), TEXT) == (0, 5)
    assert place(comment(1, at(1, 0, 1, 2), "gone"), TEXT) == (0, 2)


def test_the_nearest_of_equal_quotes_is_meant() -> None:
    text = "one two\none two\none two\n"
    assert place(comment(2, at(2, 1, 2, 4), "one"), text) == (8, 11)


def test_quotes_are_the_same_whatever_the_white_space() -> None:
    assert is_same_quote("a  b\n c", "a b c")
    assert not is_same_quote("ab", "a b")
