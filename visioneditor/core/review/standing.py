"""Which votes stand: on the newest patch set, given there or carried over; and which no longer do."""

from collections.abc import Iterable
from enum import StrEnum

from visioneditor.core.review.model import Account, Vote
from visioneditor.values import dataclass


class VoteState(StrEnum):
    """What became of a vote."""

    STANDS = "stands"
    LAPSED = "lapsed"  # of an earlier patch set, not carried over to the newest
    WITHDRAWN = "withdrawn"  # taken back, or its voter was removed


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenVote:
    """Somebody's last vote on a label."""

    vote: Vote
    state: VoteState


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelVotes:
    """A label with everybody's last votes: those that stand first, the highest first."""

    label: str
    votes: tuple[GivenVote, ...]

    @property
    def standing(self) -> tuple[Vote, ...]:
        """The votes that count."""
        return tuple(given.vote for given in self.votes if given.state is VoteState.STANDS)


def find_standing(votes: Iterable[Vote], withdrawn: Iterable[Vote], newest: int) -> tuple[LabelVotes, ...]:
    """Each label's votes in the order of their names; a 0 is no vote. `newest`: the newest patch set's number."""
    last: dict[tuple[str, Account], GivenVote] = {}
    for vote in withdrawn:
        last[vote.label.lower(), vote.account] = GivenVote(vote=vote, state=VoteState.WITHDRAWN)
    for vote in sorted(votes, key=lambda vote: (vote.patch_set, vote.written)):
        state = VoteState.STANDS if vote.patch_set == newest else VoteState.LAPSED
        before = last.get((vote.label.lower(), vote.account))
        if before is None or before.vote.patch_set <= vote.patch_set:
            last[vote.label.lower(), vote.account] = GivenVote(vote=vote, state=state)
    labels: dict[str, list[GivenVote]] = {}
    for (label, _), given in last.items():
        if given.vote.value:
            labels.setdefault(label, []).append(given)
    rows = (LabelVotes(label=found[0].vote.label, votes=tuple(sorted(found, key=_rank))) for found in labels.values())
    return tuple(sorted(rows, key=lambda row: row.label.lower()))


def _rank(given: GivenVote) -> tuple[bool, int, str]:
    return given.state is not VoteState.STANDS, -given.vote.value, given.vote.account.shown.lower()
