"""Quotes and dashes."""

import pytest

from visioneditor.core.document.typesetting import in_quotes, typeset_quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\"Cloud\" means 'many' things", "“Cloud” means ‘many’ things"),
        ("users' clouds aren't the '90s", "users’ clouds aren’t the ’90s"),
        ("\"'Nested' quotes\", she said.", "“‘Nested’ quotes”, she said."),
        ("she said \"'so'\".", "she said “‘so’”."),
        ("open - and dash-free", "open – and dash-free"),
        ('("x")', "(“x”)"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_straight_signs_become_those_of_print(text: str, expected: str) -> None:
    assert typeset_quotes(text) == expected


def test_untouched_spans_stay_and_their_neighbours_know_what_stands_there() -> None:
    assert typeset_quotes("say \"x'y\" it's", [(4, 9)]) == 'say "x\'y" it’s'


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("a cloud", "“a cloud”"),
        ('"A cloud" is not', "“‘A cloud’ is not”"),
        ("it’s “one” - or", "“it’s ‘one’ – or”"),
        ("users' own", "“users' own”"),
    ],
)
def test_quotes_in_quotes_are_single(words: str, said: str) -> None:
    assert in_quotes(words) == said
