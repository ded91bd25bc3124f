"""Numbers of changes as people paste them."""

import pytest

from visioneditor.core.review.change_numbers import find_number, parse_numbers
from visioneditor.errors import VisionEditorError


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("592205", 592205),
        ("#592205", 592205),
        ("592205/3", 592205),
        ("592205,3", 592205),
        ("https://review.example.org/c/openstack/governance/+/592205", 592205),
        ("https://review.example.org/c/openstack/governance/+/592205/3/reference/vision.rst#12", 592205),
        ("https://review.example.org/c/openstack/governance/+/592205/3", 592205),
        ("https://review.example.org/592205/", 592205),
        ("https://review.example.org/#/c/592205/", 592205),
        ("0", None),
        ("99999999999", None),
        ("²", None),
        ("vision", None),
        ("", None),
    ],
)
def test_a_word_says_a_number_or_none(word: str, number: int | None) -> None:
    assert find_number(word) == number


def test_several_are_parted_as_people_do() -> None:
    assert parse_numbers(" 592205, 601000;592205\n592206/2  ") == (592205, 601000, 592206)
    assert parse_numbers("592205,601000") == (592205, 601000)


@pytest.mark.parametrize("text", ["", "592205 vision"])
def test_what_is_no_number_is_told(text: str) -> None:
    with pytest.raises(VisionEditorError, match="is not the number of a change"):
        parse_numbers(text)
