"""Comparisons of very long paragraphs: parts that stand beside each other."""

import pytest

from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.gui.comparing.comparison_rows import comparison_rows
from visioneditor.gui.comparing.comparison_view import ComparisonView
from visioneditor.gui.prose.long_rows import LONG
from visioneditor.gui.prose.rows import NEW, OLD, BlockWords, MarkKind, MergedWords, Row
from visioneditor.gui.prose.selecting import pieces_of
from visioneditor.gui.prose.shown import render_words

OLD_LINE = " ".join(f"word{number} of many" for number in range(2_000))
NEW_LINE = OLD_LINE.replace("word700 of", "word700 out of").replace("word1500 of ", "").replace("word30 ", "name30 ")
OTHER = " ".join(f"term{number} in few" for number in range(3_000))
GROWN = OLD_LINE.replace("word900", " ".join(f"new{number}" for number in range(3_000)))


def build(old: str, new: str, *, is_unified: bool = False, is_source: bool = False) -> tuple[Row, ...]:
    comparison = compare(parse_markdown(old), parse_markdown(new))
    return comparison_rows(comparison, ComparisonView(is_unified=is_unified, is_source=is_source))


def spans(rows: tuple[Row, ...], text: int) -> list[tuple[int, int]]:
    words = [piece.words for row in rows for at in range(len(row.cells)) for piece in pieces_of(row, at)]
    parted = [each for both in words for each in ((both.old, both.new) if isinstance(both, MergedWords) else (both,))]
    return [each.part for each in parted if isinstance(each, BlockWords) and each.text == text and each.part]


@pytest.mark.parametrize("is_unified", [False, True])
@pytest.mark.parametrize("is_source", [False, True])
@pytest.mark.parametrize("new", [NEW_LINE, GROWN, OTHER])
def test_the_parts_are_the_whole_of_both_texts(new: str, is_unified: bool, is_source: bool) -> None:
    rows = build(OLD_LINE, new, is_unified=is_unified, is_source=is_source)
    for text, source in ((OLD, OLD_LINE), (NEW, new)):
        found = spans(rows, text)
        assert "".join(source[start:end] for start, end in found) == source
        assert max(end - start for start, end in found) < LONG


def test_parts_beside_each_other_have_the_same_words() -> None:
    rows = build(OLD_LINE, NEW_LINE)
    shown = [[render_words(piece.words).text.split() for at in (0, 1) for piece in pieces_of(row, at)] for row in rows]
    assert len(rows) > len(OLD_LINE) / LONG
    assert all(old[-1] == new[-1] and len(set(old) ^ set(new)) <= 4 for old, new in shown)


def test_every_edit_is_marked_in_its_part() -> None:
    rows = build(OLD_LINE, NEW_LINE)
    marked = [
        shown.text[mark.start : mark.end]
        for row in rows
        for at in (0, 1)
        for piece in pieces_of(row, at)
        for shown in [render_words(piece.words)]
        for mark in shown.marks
        if mark.kind in (MarkKind.ADDED, MarkKind.REMOVED)
    ]
    assert sorted(marked) == sorted(["word30", "name30", "out", "word1500 of"])
    assert {row.change for row in rows} == {1}


def test_removed_words_stand_once_in_one_column() -> None:
    rows = build(OLD_LINE, NEW_LINE, is_unified=True)
    texts = [render_words(piece.words).text for row in rows for piece in pieces_of(row, 0)]
    whole = " ".join(texts).split()
    assert whole.count("word30") == whole.count("name30") == whole.count("word1500") == 1
