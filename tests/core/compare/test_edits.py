"""Words compared: sentences first, islands given up, edits slid to where a person would put them."""

import pytest

from visioneditor.core.compare.cleaning import slide
from visioneditor.core.compare.edits import diff_words
from visioneditor.core.compare.sentences import cut_sentences
from visioneditor.core.compare.words import Words


def made(text: str) -> Words:
    """Words parted by blanks, signs apart."""
    tokens = tuple(text.split())
    return Words(
        tokens=tokens,
        starts=tuple(range(len(tokens))),
        ends=tuple(range(1, len(tokens) + 1)),
        looks=((),) * len(tokens),
        counted=tuple(token.isalnum() for token in tokens),
    )


def changes(old: str, new: str) -> list[tuple[str, str]]:
    """What went and what came, edit by edit."""
    before, after = made(old), made(new)
    runs, _ = diff_words(before, after)
    found: list[tuple[str, str]] = []
    i = j = 0
    for a, b, n in [*runs, (len(before.tokens), len(after.tokens), 0)]:
        if a > i or b > j:
            found.append((" ".join(before.tokens[i:a]), " ".join(after.tokens[j:b])))
        i, j = a + n, b + n
    return found


def test_a_sentence_put_in_is_one_edit_from_its_first_word_to_its_full_stop() -> None:
    old = "The cloud is open . The cloud is here ."
    new = "The cloud is open . The cloud is large . The cloud is here ."
    assert changes(old, new) == [("", "The cloud is large .")]


def test_a_lone_word_between_larger_changes_is_no_match() -> None:
    old = "users find every button of the old panel"
    new = "operators have written most of our new manuals"
    assert len(changes(old, new)) == 1


def test_words_far_apart_stay_apart() -> None:
    old = "users of the cloud help themselves through an open interface every day"
    new = "people of the cloud help themselves through an open interface every night"
    assert changes(old, new) == [("users", "people"), ("day", "night")]


def test_sentences_are_paired_before_their_words() -> None:
    old = "The first goal is to scale . The second goal is to fail apart ."
    new = "The second goal is to fail well apart . The first goal is to scale ."
    assert sum(len(gone.split()) + len(come.split()) for gone, come in changes(old, new)) == 17


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One . Two .", 2),
        ("As e . g . here .", 1),
        ("Is it ? It is ! ( Really . ) Yes", 4),
        ("云 。 雨 。", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_no_lower_case_follows(text: str, count: int) -> None:
    assert len(cut_sentences(tuple(text.split()))) == count


def test_an_edit_slides_to_begin_behind_a_comma() -> None:
    old, new = made("red , green , blue"), made("red , black , green , blue")
    assert slide([(0, 0, 1), (1, 3, 4)], old, new) == [(0, 0, 2), (2, 4, 3)]
