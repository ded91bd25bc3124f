"""What holds of every comparison, whatever the texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.compare.drafts import Block, Drafts, drafts
from tests.core.compare.samples import broken_promises, counts, facts, kinds_by_title, markdown, misplaced_blocks
from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.counting import count_document_words
from visioneditor.core.compare.lcs import common_runs, run_plain_engine
from visioneditor.core.compare.model import Kind
from visioneditor.core.document.model import Document, Markup

# A section without a title, and too few words in it to be known by.
_ABOVE = "# \n\ncloud.\n\ncloud.\n\ncloud.\n\ncloud. cloud. cloud.\n\ncloud. cloud. cloud.\n\n"
_NAMELESS = "## \n\n- cloud `code`.\n- cloud.\n- cloud.\n\ncloud. cloud. cloud.\n"
# One paragraph's parts went to two sections.
_WHOLE = "cloud.\n\n# \n\ncloud cloud cloud a.\n\ncloud cloud cloud cloud cloud cloud cloud.\n\n# \n\ncloud.\n"
_PARTS = "cloud.\n\ncloud cloud cloud a.\n\n# \n\n# \n\ncloud cloud cloud cloud cloud cloud cloud.\n\ncloud.\n"
FOUND = {  # by earlier runs
    "nameless": (_ABOVE + _NAMELESS, _ABOVE + "# \n\n" + _NAMELESS),
    "in parts": (_WHOLE, _PARTS),
    "cut link": ("\n", "# [link](x)mselves\n"),
    "rewrapped quote": ("cloud.\n\n> cloud cloud the open\n> place\n", "cloud.\n\n> cloud cloud\n> the open place\n"),
}


def check(old: Document, new: Document) -> None:
    """All that holds of any two documents."""
    there, back = compare(old, new), compare(new, old)
    assert broken_promises(there) == []
    assert misplaced_blocks(there) == []
    assert facts(there) == facts(back, turned=True)
    assert counts(there) == counts(back, turned=True)
    grown = count_document_words(new) - count_document_words(old)
    assert grown == there.summary.words_added - there.summary.words_removed


@pytest.mark.parametrize("name", FOUND)
def test_what_once_broke_a_promise_keeps_it(name: str) -> None:
    check(*map(markdown, FOUND[name]))


@given(drafts())
def test_rows_offsets_and_sums_hold_and_exchanged_texts_give_the_mirror_image(made: Drafts) -> None:
    check(*made.documents())


@given(drafts())
def test_a_text_compared_with_itself_has_no_change(made: Drafts) -> None:
    old, new = made.documents()
    for document in (old, new):
        comparison = compare(document, document)
        assert kinds_by_title(comparison) == {}
        assert {block.kinds for row in comparison.sections for block in row.blocks} <= {(Kind.UNCHANGED,)}
        assert set(counts(comparison).values()) <= {0}


@given(drafts(), st.integers(1, 9), st.integers(1, 9))
def test_rewrapping_either_side_changes_no_word_count(made: Drafts, old_width: int, new_width: int) -> None:
    as_they_are, wrapped = compare(*made.documents()), compare(*made.documents(old_width, new_width))
    assert counts(as_they_are) == counts(wrapped)
    assert as_they_are.summary.words_moved == wrapped.summary.words_moved


@pytest.mark.parametrize(("old_width", "new_width"), [(1, 1), (1, 2), (2, 1), (2, 5), (5, 2)])
def test_which_of_several_like_blocks_belong_together_does_not_depend_on_line_breaks(
    old_width: int, new_width: int
) -> None:
    old = ("cloud.", "cloud. help.", "cloud. help cloud cloud.")
    new = ("cloud.", "cloud. help.", "cloud. help", "cloud cloud.")
    blocks = [tuple(Block("paragraph", tuple(words.split())) for words in side) for side in (old, new)]
    comparison = compare(*Drafts(Markup.RST, *blocks).documents(old_width, new_width))
    assert set(counts(comparison).values()) == {0}


def test_the_direction_does_not_depend_on_line_breaks() -> None:
    said = "one two three four five six seven eight https://example.org open failure. (so) the."
    first = said.split()
    sides = ((first, ["failure.", "failure."]), (first[:8], [*first[8:], "failure.", "failure."]))
    old, new = (tuple(Block("paragraph", tuple(words)) for words in side) for side in sides)
    made = Drafts(Markup.TEXT, old, new)
    found = [counts(compare(*made.documents(*widths))) for widths in ((5, 5), (2, 6), (6, 2))]
    assert found[0] == found[1] == found[2]


@given(drafts(), st.integers(1, 9))
def test_a_text_wrapped_anew_is_reflowed_and_nothing_else(made: Drafts, width: int) -> None:
    comparison = compare(*Drafts(made.markup, made.old, made.old).documents(5, width))
    assert {kind for row in comparison.sections for kind in row.kinds} <= {Kind.UNCHANGED, Kind.REFLOWED}
    assert set(counts(comparison).values()) <= {0}


@given(st.lists(st.integers(0, 6), max_size=60), st.lists(st.integers(0, 6), max_size=60))
def test_both_builds_of_the_engine_give_the_same_runs(old: list[int], new: list[int]) -> None:
    assert common_runs(old, new) == common_runs(old, new, run_plain_engine)


@given(st.lists(st.integers(0, 9), max_size=40), st.lists(st.integers(0, 9), max_size=40))
def test_runs_are_common_and_in_order(old: list[int], new: list[int]) -> None:
    runs, coarse = common_runs(old, new)
    assert not coarse
    at = (0, 0)
    for a, b, n in runs:
        assert old[a : a + n] == new[b : b + n]
        assert n > 0
        assert (a >= at[0], b >= at[1]) == (True, True)
        at = a + n, b + n
