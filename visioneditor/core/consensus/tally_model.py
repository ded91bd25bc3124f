"""The values of a tally: what counts of a change, votes with who gave them, and what is needed, met or not."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from visioneditor.core.consensus.identity import Known, Named
from visioneditor.core.consensus.rules import ChangeType
from visioneditor.core.people import Member
from visioneditor.core.review.model import Account, Status, Vote
from visioneditor.values import dataclass, field


class Need(StrEnum):
    """What a type of change can need."""

    VOTES = "votes"
    MAJORITY = "majority"
    UNOPPOSED = "unopposed"
    LEAD = "lead"
    DELEGATE = "delegate"
    RELEASE = "release"  # from being on hold
    TIME = "time"


class State(StrEnum):
    """How far a need is."""

    MET = "met"
    WANTING = "wanting"  # votes can still meet it
    BROKEN = "broken"  # neither time nor a vote more mends it
    WAITING = "waiting"  # for time alone
    UNKNOWN = "unknown"  # who somebody is decides it


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing needed. `number` counts what is still wanting (votes), `names` the people or teams it is about."""

    need: Need
    state: State
    number: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CastVote:
    """A vote on the newest patch set. `member` is who it is among the members; `is_member` None: cannot be told."""

    vote: Vote
    name: str
    member: str | None = None
    is_member: bool | None = None
    is_owner: bool = False

    def is_of(self, label: str) -> bool:
        """Whether it was given on that label, in whatever case one writes it."""
        return self.vote.label.lower() == label.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Who speaks for a team: its lead, or those who share that; none where the files name nobody."""

    team: str
    people: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFacts:
    """What counts of a change. `teams` are those whose entries it changes; `members` None: nothing lists them."""

    newest: int
    uploaded: datetime
    owner: Account | None = None
    tags: tuple[str, ...] = ()  # hashtags, then the topic
    votes: tuple[Vote, ...] = ()
    status: Status = Status.NEW
    is_work_in_progress: bool = False
    is_on_server: bool = True
    members: tuple[Member, ...] | None = None
    teams: tuple[str, ...] = ()
    touched: frozenset[str] = frozenset()  # the fields of these entries that differ, where nothing else does
    leads: Mapping[str, Lead] = field(default_factory=dict)  # by the team's name
    known: Known = field(default_factory=Known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The state of a vote. `yes`, `no` and `abstain` count sure members only; `unsure` voters may be members, too."""

    facts: ChangeFacts
    type: ChangeType
    other_types: tuple[str, ...]  # whose tags it bears, too
    is_tagged: bool
    label: str
    review: str
    votes: tuple[CastVote, ...]
    yes: int
    no: int
    abstain: int
    unsure: int
    needed: int | None
    clock_from: datetime
    clock_until: datetime | None
    now: datetime
    silent: tuple[str, ...]  # members who have not voted
    script_members: int  # how many the committee's own script takes it to have; 0: it does not matter here
    conditions: tuple[Condition, ...]

    @property
    def passes(self) -> bool | None:
        """True: all is met; False: it is rejected as things stand; None: votes, time or somebody's name is wanting."""
        states = {one.state for one in self.conditions}
        if State.BROKEN in states or self.facts.status is Status.ABANDONED:
            return False
        return True if states <= {State.MET} else None

    @property
    def members(self) -> int | None:
        """How many members there are; None where nothing tells."""
        return None if self.facts.members is None else len(self.facts.members)

    def of_label(self, label: str) -> tuple[CastVote, ...]:
        """The votes of a label."""
        return tuple(cast for cast in self.votes if cast.is_of(label))
