"""The state of a vote in the shape of the command line's JSON."""

from datetime import UTC, datetime
from typing import Protocol

import msgspec

from visioneditor.core.consensus.tally_model import CastVote, Condition, Tally
from visioneditor.core.review.model import Change
from visioneditor.exporters.tally_wording import condition_words, missing_sentences, notes


class Standing(Protocol):
    """How a project stands: what a service has found out."""

    @property
    def name(self) -> str:
        """The team's."""

    @property
    def answered(self) -> bool:
        """Whether it has answered the vision."""

    @property
    def lead(self) -> str:
        """Who leads it; empty where nobody is named."""

    @property
    def lead_voted(self) -> bool | None:
        """Whether they have voted; None: cannot be told."""


class TallyVoteRow(msgspec.Struct, kw_only=True, frozen=True):
    """A vote on the newest patch set; `member` is null where it cannot be told."""

    label: str
    account: int | None
    name: str | None
    member: bool | None
    value: int
    owner: bool


class ClockRow(msgspec.Struct, kw_only=True, frozen=True):
    """Since when the newest patch set is open, and until when it has to be."""

    from_: datetime = msgspec.field(name="from")
    until: datetime | None


class ConditionRow(msgspec.Struct, kw_only=True, frozen=True):
    """One thing needed: `met`, `wanting` (votes), `waiting` (for time), `unknown` (who somebody is), `broken`."""

    need: str
    state: str
    words: str


class ProjectRow(msgspec.Struct, kw_only=True, frozen=True):
    """A project, whether it has answered, and whether its lead has voted."""

    name: str
    answered: bool
    lead: str | None
    lead_voted: bool | None


class TallyAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `tally`; with votes of `unsure` members, the counts are at least so many."""

    schema: str = "visioneditor.tally/1"
    change: int | None
    change_key: str
    type: str
    rule: str
    votes: tuple[TallyVoteRow, ...]
    yes: int
    no: int
    abstain: int
    unsure: int
    members: int | None
    not_voted: tuple[str, ...]
    needed: int | None
    passes: bool | None
    clock: ClockRow
    conditions: tuple[ConditionRow, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    projects: tuple[ProjectRow, ...]


def tally_answer(change: Change, tally: Tally, projects: tuple[Standing, ...]) -> TallyAnswer:
    """What `tally` says."""
    until = tally.clock_until
    return TallyAnswer(
        change=change.number,
        change_key=change.key,
        type=tally.type.name,
        rule=tally.type.rule,
        votes=tuple(map(_vote, tally.votes)),
        yes=tally.yes,
        no=tally.no,
        abstain=tally.abstain,
        unsure=tally.unsure,
        members=tally.members,
        not_voted=tally.silent,
        needed=tally.needed,
        passes=tally.passes,
        clock=ClockRow(from_=tally.clock_from.astimezone(UTC), until=until.astimezone(UTC) if until else None),
        conditions=tuple(_condition(one, tally) for one in tally.conditions),
        missing=tuple(missing_sentences(tally)),
        notes=tuple(notes(tally)),
        projects=tuple(map(_project, projects)),
    )


def _vote(cast: CastVote) -> TallyVoteRow:
    return TallyVoteRow(
        label=cast.vote.label,
        account=cast.vote.account.number,
        name=cast.name or None,
        member=cast.is_member,
        value=cast.vote.value,
        owner=cast.is_owner,
    )


def _condition(one: Condition, tally: Tally) -> ConditionRow:
    return ConditionRow(need=one.need.value, state=one.state.value, words=condition_words(one, tally))


def _project(one: Standing) -> ProjectRow:
    return ProjectRow(name=one.name, answered=one.answered, lead=one.lead or None, lead_voted=one.lead_voted)
