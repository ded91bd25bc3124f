"""Each thing that a type of change needs, held against the votes: met, wanting, waiting for time, unknown or broken.

Of a voter who may or may not be a member, both are considered: what holds either way is said, all else is unknown.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from visioneditor.core.consensus.identity import find_person, is_person
from visioneditor.core.consensus.rules import ChangeType, Rules
from visioneditor.core.consensus.tally_model import CastVote, ChangeFacts, Condition, Lead, Need, State
from visioneditor.core.review.model import Account
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """The votes that count for a type, and those of voters who may or may not be members."""

    yes: int = 0
    no: int = 0
    unsure_yes: int = 0
    unsure_no: int = 0
    most: int = 0  # votes for it that there can be, once all who have not voted do
    against: tuple[str, ...] = ()


def find_conditions(
    kind: ChangeType,
    rules: Rules,
    facts: ChangeFacts,
    votes: tuple[CastVote, ...],
    rollcall: tuple[CastVote, ...],
    now: datetime,
) -> Iterable[Condition]:
    """What the type needs, in the order in which one reads it; `rollcall` has one vote of each voter."""
    count = _count(kind, facts, rollcall)
    is_over = now >= facts.uploaded + timedelta(days=kind.days)
    if kind.held:
        yield Condition(need=Need.RELEASE, state=State.WANTING)
    if kind.yes:
        approvals = [cast for cast in votes if cast.vote.value > 0 and any(map(cast.is_of, kind.also))]
        yield _votes(kind, facts, count, one_each((*rollcall, *approvals)) if approvals else rollcall)
    if kind.majority:
        yield _majority(count, is_over=is_over or (facts.members is not None and count.most <= count.no))
    if kind.unopposed:
        yield _unopposed(count)
    if kind.lead:
        yield from _leads(facts, tuple(cast for cast in votes if cast.is_of(rules.review)))
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


def one_each(votes: Iterable[CastVote]) -> tuple[CastVote, ...]:
    """One vote for each member, who may have several accounts: the last."""
    found: dict[object, CastVote] = {}
    for cast in votes:
        found[cast.member or (cast.vote.account.number, cast.vote.account.name)] = cast
    return tuple(found.values())
