"""What two projects say differently."""

from visioneditor.core.consensus.differences import Difference, compare_answers
from visioneditor.core.document.markdown import parse_markdown

SAID = "Every call says which version it means, and the oldest that we understand is four years old.\n"


def only(difference: Difference) -> tuple[list[str], list[str]]:
    left, right = difference.left.text, difference.right.text
    return [left[a:b] for a, b in difference.only_left], [right[a:b] for a, b in difference.only_right]


def test_words_that_one_of_them_has_alone_are_told() -> None:
    found = compare_answers(parse_markdown(SAID), parse_markdown(SAID.replace("four", "seven")))
    assert found.is_alike and not found.is_same
    assert only(found) == (["four"], ["seven"])


def test_a_paragraph_without_a_like_one_is_told_as_a_whole() -> None:
    found = compare_answers(parse_markdown(SAID), parse_markdown(SAID + "\nNobody is left behind by that.\n"))
    assert only(found) == ([], ["Nobody is left behind by that."])


def test_the_same_words_wrapped_otherwise_are_the_same() -> None:
    assert compare_answers(parse_markdown(SAID), parse_markdown(SAID.replace("means, and", "means,\nand"))).is_same


def test_of_answers_that_have_nothing_in_common_no_word_is_told() -> None:
    found = compare_answers(parse_markdown(SAID), parse_markdown("We keep objects in three places.\n"))
    assert not found.is_alike and only(found) == ([], [])
    assert not compare_answers(parse_markdown(""), parse_markdown(SAID)).is_alike


def test_exchanged_the_same_words_are_told_the_other_way_round() -> None:
    one, two = parse_markdown(SAID), parse_markdown(SAID.replace("four", "seven") + "\nMore.\n")
    assert only(compare_answers(one, two)) == only(compare_answers(two, one))[::-1]
