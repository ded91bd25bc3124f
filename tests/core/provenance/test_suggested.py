"""Which words a comment's suggestion brought."""

import pytest

from visioneditor.core.provenance.suggested import find_suggested
from visioneditor.core.text import words

REPLACED = "The cloud is for everyone who needs one."
SUGGESTED = "The cloud is for all people who need a cloud of their own."


def taken(now: str) -> list[str]:
    told = words(now)
    return [told[at] for at in sorted(find_suggested(REPLACED, SUGGESTED, told))]


def test_words_that_a_suggestion_adds_are_its_own_and_those_it_keeps_are_not() -> None:
    assert taken(SUGGESTED) == ["all", "people", "need", "a", "cloud", "of", "their", "own"]


def test_a_suggestion_stays_known_among_other_words() -> None:
    assert "people" in taken(f"Some time ago. {SUGGESTED} Nobody doubts it.")


@pytest.mark.parametrize("now", [REPLACED, "Nothing of it stands here.", "It is for people.", ""])
def test_a_suggestion_that_was_not_taken_brought_nothing(now: str) -> None:
    assert taken(now) == []


def test_a_suggestion_that_only_takes_away_brought_nothing() -> None:
    assert not find_suggested(REPLACED, "The cloud is for everyone.", words("The cloud is for everyone."))
