"""What a vote has come to: a change's type, its votes, and each thing that its type needs, met or not.

Only votes on the newest patch set count, given there or copied by the server, and of these only members'. Of a voter
who may or may not be a member, both are considered: what holds either way is said, all else is unknown. Words for all
of it are put together at the rim.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from visioneditor.core.consensus.identity import Known, Named, find_person, is_person
from visioneditor.core.consensus.rules import ChangeType, Rules
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
    conditions: tuple[Condition, ...]

    @property
    def passes(self) -> bool | None:
        """True: all is met; False: it is rejected as things stand; None: votes, time or somebody's name is wanting."""
        states = {one.state for one in self.conditions}
        if State.BROKEN in states:
            return False
        return True if states <= {State.MET} else None

    @property
    def members(self) -> int | None:
        """How many members there are; None where nothing tells."""
        return None if self.facts.members is None else len(self.facts.members)

    def of_label(self, label: str) -> tuple[CastVote, ...]:
        """The votes of a label."""
        return tuple(cast for cast in self.votes if _same(cast.vote.label, label))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """The votes that count for a type, and those of voters who may or may not be members."""

    yes: int = 0
    no: int = 0
    unsure_yes: int = 0
    unsure_no: int = 0
    most: int = 0  # votes for it that there can be, once all who have not voted do
    against: tuple[str, ...] = ()


def tally(rules: Rules, facts: ChangeFacts, now: datetime) -> Tally:
    """What the vote on a change has come to."""
    types = rules.types_of(facts.tags, facts.touched)
    kind = types[0] if types else rules.usual
    votes = tuple(_cast(vote, facts) for vote in _standing(facts))
    rollcall = _one_each(cast for cast in votes if _same(cast.vote.label, rules.label))
    sure = [cast.vote.value for cast in rollcall if cast.is_member]
    voted = {cast.member for cast in rollcall if cast.is_member}
    until = facts.uploaded + timedelta(days=kind.days) if kind.days else None
    return Tally(
        facts=facts,
        type=kind,
        other_types=tuple(one.name for one in types[1:]),
        is_tagged=bool(types),
        label=rules.label,
        review=rules.review,
        votes=tuple(sorted(votes, key=lambda cast: not _same(cast.vote.label, rules.label))),
        yes=sum(value > 0 for value in sure),
        no=sum(value < 0 for value in sure),
        abstain=sum(value == 0 for value in sure),
        unsure=sum(cast.is_member is None for cast in rollcall),
        needed=kind.needed(None if facts.members is None else len(facts.members)),
        clock_from=facts.uploaded,
        clock_until=until,
        now=now,
        silent=tuple(member.name for member in facts.members or () if member.name not in voted),
        conditions=tuple(_conditions(kind, rules, facts, votes, rollcall, now)),
    )


def _standing(facts: ChangeFacts) -> Iterable[Vote]:
    return sorted((vote for vote in facts.votes if vote.patch_set == facts.newest), key=lambda vote: vote.written)


def _cast(vote: Vote, facts: ChangeFacts) -> CastVote:
    member, is_member = (None, None) if facts.members is None else find_person(vote.account, facts.members, facts.known)
    name = facts.known.name_of(vote.account)
    name = member if member and (not name or "@" in name) else name
    return CastVote(vote=vote, name=name, member=member, is_member=is_member, is_owner=_is_owner(vote.account, facts))


def _is_owner(account: Account, facts: ChangeFacts) -> bool:
    owner = facts.owner
    if owner is None:
        return False
    if account.number is not None or owner.number is not None:
        return account.number == owner.number
    return bool(account.name) and facts.known.name_of(account) == facts.known.name_of(owner)


def _one_each(votes: Iterable[CastVote]) -> tuple[CastVote, ...]:
    """One vote for each member, who may have several accounts: the last."""
    found: dict[object, CastVote] = {}
    for cast in votes:
        found[cast.member or (cast.vote.account.number, cast.vote.account.name)] = cast
    return tuple(found.values())


def _conditions(
    kind: ChangeType,
    rules: Rules,
    facts: ChangeFacts,
    votes: tuple[CastVote, ...],
    rollcall: tuple[CastVote, ...],
    now: datetime,
) -> Iterable[Condition]:
    count = _count(kind, facts, rollcall)
    is_over = now >= facts.uploaded + timedelta(days=kind.days)
    if kind.held:
        yield Condition(need=Need.RELEASE, state=State.WANTING)
    if kind.yes:
        approvals = [cast for cast in votes if any(_same(cast.vote.label, label) for label in kind.also)]
        yield _votes(kind, facts, count, _one_each((*rollcall, *approvals)) if approvals else rollcall)
    if kind.majority:
        yield _majority(count, is_over=is_over or (facts.members is not None and count.most <= count.no))
    if kind.unopposed:
        yield _unopposed(count)
    if kind.lead:
        yield from _leads(facts, tuple(cast for cast in votes if _same(cast.vote.label, rules.review)))
    if kind.delegate:
        yield _delegate(facts.leads.get(kind.delegate) or Lead(team=kind.delegate), facts, votes)
    if kind.days:
        yield Condition(need=Need.TIME, state=State.MET if is_over else State.WAITING, number=kind.days)


def _count(kind: ChangeType, facts: ChangeFacts, rollcall: Iterable[CastVote]) -> _Count:
    cast = tuple(rollcall)
    agreeing = [one for one in cast if one.vote.value > 0 and (kind.owner or not one.is_owner)]
    against = [one for one in cast if one.vote.value < 0]
    lost = sum(one.is_member is True and one.vote.value <= 0 for one in cast)
    return _Count(
        yes=sum(one.is_member is True for one in agreeing),
        no=sum(one.is_member is True for one in against),
        unsure_yes=sum(one.is_member is None for one in agreeing),
        unsure_no=sum(one.is_member is None for one in against),
        most=len(facts.members or ()) - lost - _owner_is_lost(kind, facts, cast),
        against=tuple(one.name or one.vote.account.shown for one in against if one.is_member),
    )


def _owner_is_lost(kind: ChangeType, facts: ChangeFacts, cast: Iterable[CastVote]) -> bool:
    """Whether the owner is a member whose vote does not count for it, and who is not among the lost already."""
    if kind.owner or facts.owner is None or any(one.is_owner and one.vote.value <= 0 for one in cast):
        return False
    return find_person(facts.owner, facts.members or (), facts.known)[1] is True


def _votes(kind: ChangeType, facts: ChangeFacts, count: _Count, votes: Iterable[CastVote]) -> Condition:
    approvals = _count(kind, facts, votes)
    yes = approvals.yes
    needed = kind.needed(None if facts.members is None else len(facts.members))
    if needed is None:
        return Condition(need=Need.VOTES, state=State.UNKNOWN)
    missing = max(0, needed - yes)
    if not missing:
        state = State.MET
    elif yes + approvals.unsure_yes >= needed:
        state = State.UNKNOWN
    elif facts.members is not None and count.most < needed:
        state = State.BROKEN
    else:
        state = State.WANTING
    return Condition(need=Need.VOTES, state=state, number=missing)


def _majority(count: _Count, *, is_over: bool) -> Condition:
    """A tie is a rejection; `is_over`: what is not so by now is not waited for."""
    if count.yes > count.no + count.unsure_no:
        state = State.MET
    elif count.yes + count.unsure_yes > count.no and (count.unsure_yes or count.unsure_no):
        state = State.UNKNOWN
    else:
        state = State.BROKEN if is_over and count.no else State.WANTING
    return Condition(need=Need.MAJORITY, state=state)


def _unopposed(count: _Count) -> Condition:
    state = State.BROKEN if count.no else State.UNKNOWN if count.unsure_no else State.MET
    return Condition(need=Need.UNOPPOSED, state=state, number=count.no, names=count.against)


def _leads(facts: ChangeFacts, reviews: tuple[CastVote, ...]) -> Iterable[Condition]:
    """One condition for each team that the change is about."""
    if not facts.teams:
        yield Condition(need=Need.LEAD, state=State.UNKNOWN)
    for team in facts.teams:
        lead = facts.leads.get(team) or Lead(team=team)
        agreeing = [one.vote.account for one in reviews if one.vote.value > 0]
        yield Condition(need=Need.LEAD, state=_agreement(lead, agreeing, reviews, facts), names=_names(lead))


def _delegate(lead: Lead, facts: ChangeFacts, votes: tuple[CastVote, ...]) -> Condition:
    agreeing = [one.vote.account for one in votes if one.vote.value > 0] + ([facts.owner] if facts.owner else [])
    return Condition(need=Need.DELEGATE, state=_agreement(lead, agreeing, votes, facts), names=_names(lead))


def _agreement(lead: Lead, agreeing: Iterable[Account], votes: Iterable[CastVote], facts: ChangeFacts) -> State:
    """Whether whoever speaks for the team agrees; of several one is enough, against those who do not."""
    found = [_speaks_for(lead, account, facts) for account in agreeing]
    if True in found:
        return State.MET
    if any(one.vote.value < 0 and _speaks_for(lead, one.vote.account, facts) for one in votes):
        return State.BROKEN
    return State.UNKNOWN if None in found or not lead.people else State.WANTING


def _speaks_for(lead: Lead, account: Account, facts: ChangeFacts) -> bool | None:
    found = [is_person(account, person, facts.known) for person in lead.people]
    return True if True in found else None if None in found else False


def _names(lead: Lead) -> tuple[str, ...]:
    """The team, then who speaks for it."""
    return (lead.team, *(person.name for person in lead.people))


def _same(label: str, other: str) -> bool:
    return label.lower() == other.lower()
