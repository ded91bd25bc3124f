"""Rows of a comparison: aligned, folded, marked, numbered."""

import subprocess
from pathlib import Path

import pytest

from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Comparison
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.core.document.parsing import parse_path
from visioneditor.gui.comparing.comparison_rows import comparison_rows
from visioneditor.gui.comparing.comparison_view import ComparisonView
from visioneditor.gui.comparing.moved_blocks import is_left_behind
from visioneditor.gui.prose.rows import NEW, BarKind, Cell, LabelLine, MarkKind, Row, Space
from visioneditor.gui.prose.selecting import pieces_of
from visioneditor.gui.prose.shown import render_words

OPEN = ComparisonView(is_all_open=True)


def fold_texts(row: Row) -> list[str]:
    return [label.text for label in row.fold.labels if label.text] if row.fold is not None else []


def label_texts(cell: Cell | None) -> list[str]:
    pieces = cell.pieces if cell is not None else ()
    return [label.text for piece in pieces if isinstance(piece, LabelLine) for label in piece.labels]


def marked(row: Row, column: int) -> list[tuple[MarkKind, str]]:
    found = []
    for piece in pieces_of(row, column):
        shown = render_words(piece.words)
        found += [(mark.kind, shown.text[mark.start : mark.end]) for mark in shown.marks]
    return found


def row_with(rows: tuple[Row, ...], word: str) -> Row:
    for row in rows:
        for column in range(len(row.cells)):
            if any(word in render_words(piece.words).text for piece in pieces_of(row, column)):
                return row
    raise AssertionError(word)


def test_unchanged_sections_fold_into_one_row(comparison: Comparison) -> None:
    first = comparison_rows(comparison, ComparisonView())[0]
    assert fold_texts(first)[0] == "Guide" and "unchanged" in fold_texts(first)[1]


def test_neighbours_fold_into_one_row_with_their_names_and_words() -> None:
    text = "# Guide\n\nOne two.\n\n## More\n\nThree.\n\n## Last\n\nFour."
    comparison = compare(parse_markdown(text + "\n"), parse_markdown(text + " Five.\n"))
    first = comparison_rows(comparison, ComparisonView())[0]
    assert fold_texts(first) == ["2 sections", "unchanged, 5 words: Guide, More"]
    many = parse_markdown("# Guide\n" + "".join(f"\n## S{at}\n\nOne.\n" for at in range(50)))
    (only,) = comparison_rows(compare(many, many), ComparisonView())
    assert fold_texts(only)[0] == "51 sections" and fold_texts(only)[1].endswith("S38 …")


def test_a_moved_section_is_one_row_that_says_where_from(comparison: Comparison) -> None:
    rows = comparison_rows(comparison, ComparisonView())
    (moved,) = [row for row in rows if row.key.startswith("moved:")]
    assert fold_texts(moved)[:2] == ["Gamma", "moved up, 4 → 2"]
    assert moved.fold is not None and moved.fold.bars == (BarKind.MOVED,)


def test_changed_words_are_marked_on_their_side(comparison: Comparison) -> None:
    row = row_with(comparison_rows(comparison, ComparisonView()), "allowing")
    assert (MarkKind.REMOVED, "allows") in marked(row, 0)
    assert (MarkKind.ADDED, "allowing") in marked(row, 1)
    assert [cell.bars for cell in row.cells if cell] == [(BarKind.REMOVED,), (BarKind.ADDED,)]


def test_added_and_removed_sections_say_so_and_mark_no_words(comparison: Comparison) -> None:
    rows = comparison_rows(comparison, ComparisonView())
    fresh, gone = row_with(rows, "Fresh"), row_with(rows, "Gone")
    assert label_texts(fresh.cells[1]) == ["+ section added"] and fresh.cells[0] is None
    assert label_texts(gone.cells[0]) == ["− section removed"] and gone.cells[1] is None
    assert marked(row_with(rows, "kindness"), 1) == []


def test_long_unchanged_paragraphs_of_a_changed_section_fold_to_their_first_words(comparison: Comparison) -> None:
    rows = comparison_rows(comparison, ComparisonView())
    folded = [row for row in rows if row.fold is not None and not row.fold.has_rule]
    assert fold_texts(folded[0])[0].startswith("This long paragraph") and "words unchanged" in fold_texts(folded[0])[1]


def test_unchanged_neighbours_fold_together_and_a_short_one_beside_a_change_stays() -> None:
    paragraphs = [f"Paragraph {number} says what it has to say in words." for number in range(12)]
    old = "# Guide\n\n" + "\n\n".join(paragraphs) + "\n"
    new = old.replace("Paragraph 11 says", "Paragraph 11 tells")
    comparison = compare(parse_path("a.md", old), parse_path("a.md", new))
    rows = comparison_rows(comparison, ComparisonView())
    (fold,) = [row for row in rows if row.fold is not None]
    assert fold_texts(fold) == ["Paragraph 0 says what it has to say in …", "and 9 more, 100 words unchanged"]
    assert row_with(rows, "Paragraph 10")
    opened = comparison_rows(comparison, ComparisonView(opened=frozenset({fold.key})))
    assert [row.fold for row in opened] == [None] * 13


def test_opening_everything_shows_all_words_of_both_texts(comparison: Comparison) -> None:
    rows = comparison_rows(comparison, OPEN)
    for column, document in enumerate((comparison.old, comparison.new)):
        shown = " ".join(render_words(piece.words).text for row in rows for piece in pieces_of(row, column))
        for block in document.blocks:
            for run in block.runs:
                assert document.text[run.start : run.end].split()[0] in shown


def test_an_opened_fold_stays_as_the_way_to_close_it(comparison: Comparison) -> None:
    first = comparison_rows(comparison, ComparisonView())[0]
    opened = comparison_rows(comparison, ComparisonView(opened=frozenset({first.key})))
    assert opened[0].key == first.key and opened[0].fold is not None and opened[0].fold.is_open
    assert first.covers and not opened[0].covers


def test_unified_puts_removed_words_before_added_ones(comparison: Comparison) -> None:
    rows = comparison_rows(comparison, ComparisonView(is_unified=True))
    row = row_with(rows, "allowing")
    assert [kind for kind, _ in marked(row, 0)][:2] == [MarkKind.REMOVED, MarkKind.ADDED]
    (cell,) = row.cells
    assert cell is not None and cell.bars == (BarKind.REMOVED, BarKind.ADDED)
    assert all(len(row.cells) <= 1 for row in rows)


def test_source_shows_the_lines_as_they_stand(comparison: Comparison) -> None:
    row = row_with(comparison_rows(comparison, ComparisonView(is_source=True)), "allowing")
    (piece,) = pieces_of(row, 1)
    assert "[reads](b.md)" in render_words(piece.words).text and piece.first_line > 0


def test_changes_are_counted_through(comparison: Comparison) -> None:
    rows = comparison_rows(comparison, ComparisonView())
    numbers = [row.change for row in rows if row.change and not is_left_behind(row)]
    assert numbers == sorted(numbers) and set(numbers) == set(range(1, max(numbers) + 1))


def test_keys_are_unique_in_every_view(comparison: Comparison) -> None:
    for view in (ComparisonView(), OPEN, ComparisonView(is_unified=True), ComparisonView(is_source=True)):
        keys = [row.key for row in comparison_rows(comparison, view)]
        assert len(keys) == len(set(keys))


def test_rows_say_in_words_what_happened(comparison: Comparison) -> None:
    row = row_with(comparison_rows(comparison, ComparisonView()), "allowing")
    assert row.spoken.startswith("paragraph, 1 word added, 1 word removed")


@pytest.mark.parametrize("is_unified", [False, True])
def test_six_moved_sections_of_the_real_principles(governance: Path, is_unified: bool) -> None:
    old, new = (
        parse_path(
            "principles.rst",
            subprocess.run(
                ["git", "-C", str(governance), "show", f"{revision}:reference/principles.rst"],
                check=True,
                capture_output=True,
                text=True,
                encoding="utf-8",
            ).stdout,
        )
        for revision in ("bfcdcebd^", "bfcdcebd")
    )
    rows = comparison_rows(compare(old, new), ComparisonView(is_unified=is_unified))
    assert sum(row.key.startswith("moved:") for row in rows) == 6
    assert all(row.fold is not None for row in rows)
    assert max(row.change for row in rows) == 6
    assert any(text == NEW for row in rows for text, _, _ in row.covers)


def split() -> tuple[Row, ...]:
    """A section that became two; a list was written above its first paragraph."""
    words = "Ours is a vision of clouds that people build together, one small part after the other, in the open."
    more = "Those who run the clouds say what they need, and those who write them listen, for years to come."
    new = f"# Goals\n\n- Why we write this\n\n{words}\n\n# Needs\n\n{more} Always.\n"
    return comparison_rows(compare(parse_markdown(f"# Goals\n\n{words}\n\n{more}\n"), parse_markdown(new)), OPEN)


def test_rows_of_a_section_that_was_split_know_their_part() -> None:
    rows = split()
    assert [row.section for row in rows if row.is_heading] == [1, 2]
    assert row_with(rows, "Always").section == 2
    assert {row.old_section for row in rows} <= {1, None}


def test_a_column_that_is_free_above_asks_for_no_gap() -> None:
    row = row_with(split(), "people build")
    old, new = (pieces_of(row, column)[0].above for column in (0, 1))
    assert (old, new) == (Space.NONE, Space.PARAGRAPH)


STOOD = """# Guide

First of all there are the networks that everybody in the house shares with all of the others.

Then come the disks, which outlive the machines they were bought for.

At last there is the bill, and nobody reads it before they pay.

## Costs

A cloud costs what it costs.
"""


def moved_and_edited(to: str) -> tuple[Comparison, tuple[Row, ...]]:
    paragraph = "Then come the disks, which outlive the machines they were bought for.\n\n"
    edited = paragraph.replace("machines", "computers")
    new = STOOD.replace(paragraph, "").replace(to, edited + to if to.startswith("First") else to + "\n" + edited)
    comparison = compare(parse_markdown(STOOD), parse_markdown(new))
    return comparison, comparison_rows(comparison, OPEN)


@pytest.mark.parametrize(
    ("to", "said", "back"),
    [
        ("First of all", "moved up", "moved up"),
        ("A cloud costs what it costs.\n", "moved down to Costs", "moved down from Guide"),
    ],
)
def test_a_moved_and_edited_paragraph_leads_both_ways(to: str, said: str, back: str) -> None:
    comparison, rows = moved_and_edited(to)
    stands = row_with(rows, "computers")
    (left,) = [row for row in rows if is_left_behind(row)]
    assert fold_texts(left) == ["Then come the disks, which outlive the machines they …", said]
    assert left.change == stands.change > 0 and not left.covers
    assert left.fold is not None
    assert [label.action for label in left.fold.labels][-1] == f"go:1:{comparison.new.text.index('Then come')}"
    labels = [piece.labels[0] for piece in stands.cells[1].pieces if isinstance(piece, LabelLine)]  # type: ignore[union-attr]
    assert [(label.text, label.action) for label in labels] == [(back, f"row:{left.key}")]
    at = {row.key: number for number, row in enumerate(rows)}
    before = row_with(rows, "networks that everybody")
    assert at[left.key] == at[before.key] + 1


@pytest.mark.parametrize("is_source", [False, True])
def test_one_column_says_what_is_said_of_the_older_text(is_source: bool) -> None:
    first = "Everybody shares the networks that we have in the house, and nobody owns one of their own."
    second = "The disks outlive all machines that they were bought for, and most of the people as well."
    third = "At last there is the bill for all of it, and hardly anybody reads it before they pay."
    old = f"# Guide\n\n## Shared\n\n{first}\n\n{second}\n\n{third}\n"
    new = old.replace(second, f"## Disks\n\n{second}")
    comparison = compare(parse_markdown(old), parse_markdown(new))
    for is_unified in (False, True):
        rows = comparison_rows(comparison, ComparisonView(is_unified=is_unified, is_source=is_source))
        said = [text for row in rows for cell in row.cells for text in label_texts(cell)]
        assert said.count("split into Shared, Disks") == 1, is_unified


@pytest.mark.parametrize("is_unified", [False, True])
def test_changes_of_links_and_markup_alone_are_named_in_words(is_unified: bool) -> None:
    old = "# Guide\n\nSee [the plan](https://old.example/plan) and *this* and that.\n\nSee [us](a.md), *you* do.\n"
    new = old.replace("old.example", "new.example").replace("*this*", "**this**").replace("that", "`that`")
    new = new.replace("[us](a.md), *you* do", "[us](b.md), *you* did")
    rows = comparison_rows(compare(parse_markdown(old), parse_markdown(new)), ComparisonView(is_unified=is_unified))
    assert label_texts(row_with(rows, "and that").cells[-1]) == [
        "¶ link target changed from https://old.example/plan to https://new.example/plan",
        "¶ markup changed from emphasis to strong emphasis",
        "¶ and 1 more",
    ]
    assert not label_texts(row_with(rows, "did").cells[-1])  # its words tell, and the link's note is in the tooltip
