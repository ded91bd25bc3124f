"""A vote counts on the newest patch set; what was given before or taken back is told apart."""

from datetime import UTC, datetime
from typing import Any

from visioneditor.core.review.model import Account, Vote
from visioneditor.core.review.standing import VoteState, find_standing

ADA, DANA, EMIL = (Account(number=number, name=name) for number, name in enumerate(("Ada", "Dana", "Emil"), 1))


def vote(account: Account, value: int, patch_set: int, **different: Any) -> Vote:
    usual: dict[str, Any] = {"label": "Code-Review", "written": datetime(2026, 1, patch_set, tzinfo=UTC)}
    return Vote(account=account, value=value, patch_set=patch_set, **usual | different)


def told(*votes: Vote, withdrawn: tuple[Vote, ...] = (), newest: int = 3) -> list[tuple[str, int, str]]:
    rows = find_standing(votes, withdrawn, newest)
    return [(one.vote.account.name, one.vote.value, one.state.value) for row in rows for one in row.votes]


def test_the_newest_patch_sets_votes_stand_whether_given_or_copied() -> None:
    votes = vote(ADA, -1, 3), vote(DANA, 2, 3, is_copied=True)
    assert told(*votes) == [("Dana", 2, "stands"), ("Ada", -1, "stands")]
    assert find_standing(votes, (), 3)[0].standing == votes[::-1]


def test_a_vote_that_was_not_carried_over_has_lapsed() -> None:
    assert told(vote(ADA, 1, 1), vote(ADA, 2, 2), vote(DANA, 1, 3)) == [("Dana", 1, "stands"), ("Ada", 2, "lapsed")]


def test_a_vote_that_was_taken_back_is_told_unless_another_came_after() -> None:
    gone = vote(ADA, 2, 2)
    assert told(withdrawn=(gone,)) == [("Ada", 2, VoteState.WITHDRAWN)]
    assert told(vote(ADA, 1, 1), withdrawn=(gone,)) == [("Ada", 2, VoteState.WITHDRAWN)]
    assert told(vote(ADA, 1, 3), withdrawn=(gone,)) == [("Ada", 1, VoteState.STANDS)]


def test_nought_is_no_vote_and_labels_are_the_same_in_any_case() -> None:
    votes = vote(ADA, 0, 3), vote(EMIL, 1, 3, label="Rollcall-Vote"), vote(DANA, -1, 3, label="RollCall-Vote")
    rows = find_standing(votes, (), 3)
    assert [row.label.lower() for row in rows] == ["rollcall-vote"]
    assert [given.vote.account.name for given in rows[0].votes] == ["Emil", "Dana"]
