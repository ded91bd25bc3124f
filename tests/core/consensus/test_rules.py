"""The rules of a vote are data: OpenStack's by default, a repository's own where it has some."""

from fractions import Fraction

import pytest

from tests.core.consensus.votes import rules
from visioneditor.core.consensus.rules import parse_rules
from visioneditor.errors import VisionEditorError


def test_the_types_of_openstacks_house_rules_are_all_there() -> None:
    assert {one.name for one in rules().types} == {
        "on-hold",
        "charter-change",
        "formal-vote",
        "new-project",
        "goal-proposal",
        "code-change",
        "documentation-change",
        "election-results",
        "typo-fix",
        "liaison-update",
        "project-update",
        "release-management",
        "goal-update",
    }
    assert rules().usual.name == "formal-vote"


def test_a_repository_without_rules_has_the_usual_ones() -> None:
    assert parse_rules('[documents]\nvision = "vision.rst"\n', rules()) == rules()


def test_a_repository_changes_what_it_names() -> None:
    own = parse_rules('[tally]\nlabel = "Council"\nmembers = "council.yaml"\n', rules())
    assert (own.label, own.members, own.types) == ("Council", ("council.yaml",), rules().types)


def test_own_types_replace_the_usual_ones() -> None:
    own = parse_rules('[tally.types.motion]\nyes = "1/2"\ndays = 3\ntags = ["vote"]\n', rules())
    assert [one.name for one in own.types] == ["motion"]
    assert own.usual.yes == Fraction(1, 2) and own.usual.needed(9) == 5
    assert own.types_of(("Vote",)) == own.types


@pytest.mark.parametrize(
    "text",
    [
        "tally = 3",
        "[tally",
        "[tally]\nlabel = 3",
        '[tally]\nlabel = ""',
        '[tally]\nreview = "a\\u0000b"',
        "tally = " + "[" * 5000,
        "[tally]\nlable = 'Council'",
        "[tally]\ndefault = 'no-such-type'",
        "[tally.types]",
        "[tally.types.motion]\nyes = '3/2'",
        "[tally.types.motion]\nyes = -1",
        "[tally.types.motion]\nyes = true",
        "[tally.types.motion]\ndays = '7'",
        "[tally.types.motion]\ndays = -7",
        "[tally.types.motion]\nname = 'other'",
        "[tally.types.motion]\nmajorities = true",
        "[tally.types]\nmotion = 3",
    ],
)
def test_rules_that_cannot_be_understood_are_not_guessed_at(text: str) -> None:
    with pytest.raises(VisionEditorError) as refused:
        parse_rules(text, rules())
    assert refused.value.message == "tally.bad-rules"
