"""Marked pieces: both texts can be read out of a mixed one, each side is whole, folding loses no mark."""

from hypothesis import given
from hypothesis import strategies as st

from tests.core.compare.samples import compare_markdown
from visioneditor.exporters.comparison_folding import fold, opening
from visioneditor.exporters.comparison_marked import Mark, Pieces, mixed_cells, shown_text, side

_WORDS = st.lists(
    st.sampled_from(["cloud", "grey", "white,", "*is*", "`now`", "the", "rain.", "[far](a.md)", "雲は"]), min_size=1
)


def read(pieces: Pieces, *marks: Mark) -> str:
    return "".join("".join(piece.text for piece in pieces if piece.mark in marks).split())


def paragraphs(old: list[str], new: list[str]) -> list[tuple[str, str, Pieces, Pieces, Pieces]]:
    """For each pair of paragraphs both texts, the mixed one, and the two sides."""
    comparison = compare_markdown("Begin " + " ".join(old), "Begin " + " ".join(new))
    found = []
    for section in comparison.sections:
        for row in section.blocks:
            if row.old is not None and row.new is not None and len(section.blocks) == 1:
                was, now = shown_text(row.old, comparison.old.text), shown_text(row.new, comparison.new.text)
                (mixed,) = mixed_cells(comparison, (row,), is_whole=True)
                sides = side(was, row.edits, is_old=True), side(now, row.edits, is_old=False)
                found.append((was.text, now.text, mixed, *sides))
    return found


@given(_WORDS, _WORDS)
def test_both_texts_can_be_read_out_of_the_mixed_one(old: list[str], new: list[str]) -> None:
    for was, now, mixed, _, _ in paragraphs(old, new):
        assert read(mixed, Mark.SAME, Mark.GONE) == "".join(was.split())
        assert read(mixed, Mark.SAME, Mark.COME) == "".join(now.split())


@given(_WORDS, _WORDS)
def test_each_side_is_whole(old: list[str], new: list[str]) -> None:
    for was, now, _, old_side, new_side in paragraphs(old, new):
        assert "".join(piece.text for piece in old_side) == was
        assert "".join(piece.text for piece in new_side) == now


@given(_WORDS, _WORDS)
def test_folding_loses_nothing_that_is_marked(old: list[str], new: list[str]) -> None:
    for _, _, mixed, _, _ in paragraphs(old, new):
        assert read(fold(mixed), Mark.GONE) == read(mixed, Mark.GONE)
        assert read(fold(mixed), Mark.COME) == read(mixed, Mark.COME)


@given(_WORDS, _WORDS)
def test_words_stay_apart_in_the_mixed_text(old: list[str], new: list[str]) -> None:
    for _, now, mixed, _, _ in paragraphs(old, new):
        kept = "".join(piece.text for piece in mixed if piece.mark is not Mark.GONE)
        assert kept.split() == now.split()


def test_an_opening_is_the_first_words() -> None:
    assert opening("one two three four", 2) == "one two …"
    assert opening("one two.", 2) == "one two."
