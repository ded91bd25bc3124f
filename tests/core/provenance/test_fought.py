"""Words that were brought in, taken out and brought back."""

from tests.core.provenance.test_lineage import FIRST, lineage
from visioneditor.core.provenance.fought import fought_over

WITHOUT = FIRST.replace(" for their own users and nobody else", "")
HEAD, MORE = FIRST.split("More\n", 1)


def said(*texts: str) -> list[tuple[str, int, tuple[int, ...], bool]]:
    found = lineage(*texts)
    return [
        (" ".join(found.texts[word] for word in one.words), one.times, one.revisions, one.is_gone)
        for one in fought_over(found)
    ]


def test_words_that_came_back_were_fought_over() -> None:
    assert said(FIRST, WITHOUT, FIRST) == [("for their own users and nobody else", 1, (0, 1, 2), False)]


def test_words_that_went_again_are_told_too() -> None:
    assert said(FIRST, WITHOUT, FIRST, WITHOUT) == [("for their own users and nobody else", 1, (0, 1, 2, 3), True)]


def test_the_most_often_fought_over_come_first() -> None:
    plain = FIRST.replace("Plain ", "")
    found = said(FIRST, WITHOUT, FIRST, WITHOUT, FIRST, plain, FIRST)
    assert [(words, times) for words, times, _, _ in found] == [
        ("for their own users and nobody else", 2),
        ("Plain", 1),
    ]


def test_what_moved_or_stayed_out_was_not_fought_over() -> None:
    assert said(FIRST, "More\n" + MORE + "\n" + HEAD, FIRST) == []
    assert said(FIRST, WITHOUT, WITHOUT + "\nOther words.\n") == []
