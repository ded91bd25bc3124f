"""Blocks that were split or merged: which of their parts an edit falls to, and what is no part."""

from tests.core.compare.samples import changed_blocks, compare_markdown, edits, new_text, old_text
from tests.core.compare.structures import compare_rst
from visioneditor.core.compare.model import BlockRow, Comparison, Kind


def _edits_of(comparison: Comparison, row: BlockRow) -> list[tuple[str, str]]:
    return [(old_text(comparison, edit), new_text(comparison, edit)) for edit in row.edits]


def test_a_sign_exchanged_where_a_paragraph_is_split_stays_at_the_end_of_the_first_part() -> None:
    comparison = compare_markdown(
        "(!) The gate is locked at dusk. (!)\nWhoever comes late rings the bell twice.\n",
        "(?) The gate is locked at dusk. (?)\n\nWhoever comes late rings the bell twice.\n",
    )
    first, second = (row for _, row in changed_blocks(comparison))
    assert _edits_of(comparison, first) == [("!", "?"), ("!", "?")]
    assert second.kinds == (Kind.SPLIT,)


def test_a_sign_that_ends_a_part_goes_with_it_though_the_parts_changed_order() -> None:
    comparison = compare_rst(
        "- garden: https://example.org/672/\n  A newer example of a walk.\n",
        "- A newer example of walks:\n\n  * garden: https://example.org/672\n  * cellar: https://example.org/737\n",
    )
    found = {new_text(comparison, row.edits[-1]): row for _, row in changed_blocks(comparison) if row.edits}
    assert ("/", "") in [pair for row in found.values() for pair in _edits_of(comparison, row) if row.new]
    walks = next(row for _, row in changed_blocks(comparison) if row.new and row.new.first_line == 1)
    assert _edits_of(comparison, walks) == [("a walk.", "walks:")]


def test_an_item_whose_words_all_stayed_gives_none_to_the_one_below_it() -> None:
    comparison = compare_markdown(
        "- Garden Gate\n  - Garden Gate (https://example.org/gate)\n  - Cellar (https://example.org/cellar)\n",
        "- [Garden Gate](https://example.org/team)\n  - [Garden Gate](https://example.org/gate)\n"
        "  - [Cellar](https://example.org/cellar)\n",
    )
    assert not any(Kind.SPLIT in row.kinds for _, row in changed_blocks(comparison))
    assert ("delete", "(https://example.org/gate)", "") in edits(comparison)


def test_a_heading_that_held_the_whole_text_is_split_into_all_that_follows() -> None:
    parts = (
        "The gate is locked at dusk by whoever has the watch.",
        "Whoever comes late rings the bell twice.",
        "The keys hang beside the stove in the kitchen.",
    )
    comparison = compare_markdown(f"# House {' '.join(parts)}\n", "# House\n\n" + "\n\n".join(parts) + "\n")
    assert (comparison.summary.words_added, comparison.summary.words_removed) == (0, 0)


def test_an_edit_in_a_drawn_row_that_two_paragraphs_went_into_holds_no_words_of_the_next_column() -> None:
    comparison = compare_rst(
        "bell.\n\nbell bell bell.\n",
        "+------------+-----------+\n| bell bell  | bell bell |\n| bell bell. | bell.     |\n"
        "+------------+-----------+\n",
    )
    assert not any("|" in new for op, _, new in edits(comparison) if op != "markup")
