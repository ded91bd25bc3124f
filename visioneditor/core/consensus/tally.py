"""What a vote has come to: a change's type, its votes, and each thing that its type needs, met or not.

Only votes on the newest patch set count, given there or copied by the server, and of these only members'. Words for all
of it are put together at the rim.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from visioneditor.core.consensus.conditions import find_conditions, one_each
from visioneditor.core.consensus.identity import find_person
from visioneditor.core.consensus.rules import Rules
from visioneditor.core.consensus.tally_model import CastVote, ChangeFacts, Tally
from visioneditor.core.review.model import Account, Vote


def tally(rules: Rules, facts: ChangeFacts, now: datetime) -> Tally:
    """What the vote on a change has come to."""
    types = rules.types_of(facts.tags, facts.touched)
    kind = types[0] if types else rules.usual
    votes = tuple(_cast(vote, facts) for vote in _standing(facts))
    rollcall = one_each(cast for cast in votes if cast.is_of(rules.label))
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
        votes=tuple(sorted(votes, key=lambda cast: not cast.is_of(rules.label))),
        yes=sum(value > 0 for value in sure),
        no=sum(value < 0 for value in sure),
        abstain=sum(value == 0 for value in sure),
        unsure=sum(cast.is_member is None for cast in rollcall),
        needed=kind.needed(None if facts.members is None else len(facts.members)),
        clock_from=facts.uploaded,
        clock_until=until,
        now=now,
        silent=tuple(member.name for member in facts.members or () if member.name not in voted),
        script_members=rules.script_members if 0 < kind.yes < 1 else 0,
        conditions=tuple(find_conditions(kind, rules, facts, votes, rollcall, now)),
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
