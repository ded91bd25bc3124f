"""A tally in English: its conditions as one reads them in a list, and what is still missing, in sentences."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from visioneditor.core.consensus.tally_model import CastVote, Condition, Need, State, Tally
from visioneditor.core.review.model import Status

_HOLDING, _CHECKING = "workflow", "verified"  # Gerrit's labels of those who approve, and of what tests


def condition_words(one: Condition, tally: Tally) -> str:
    """A row of the list of conditions."""
    return _ROWS[one.need](one, tally)


def missing_sentence(one: Condition, tally: Tally) -> str:
    """What would meet a condition, or why nothing does; empty where it is met."""
    return "" if one.state is State.MET else _MISSING[one.need](one, tally)


def missing_sentences(tally: Tally) -> Iterator[str]:
    """What is still missing for a decision, or stands in its way; none where all is met."""
    if tally.facts.status is Status.ABANDONED:
        yield "The change was abandoned; nothing is decided before it is restored."
    yield from filter(None, (missing_sentence(one, tally) for one in tally.conditions))
    if tally.unsure and any(one.state is State.UNKNOWN for one in tally.conditions):
        yield _unsure_sentence(tally)


def notes(tally: Tally) -> Iterator[str]:
    """What one should know beside the count, a sentence each."""
    facts = tally.facts
    if not facts.is_on_server:
        yield "No Gerrit's votes on this change are here: only those in the repository's notes are counted."
    if facts.status is not Status.NEW:
        yield f"The change was {facts.status.value}."
    elif facts.is_work_in_progress:
        yield "Its owner says that it is work in progress."
    if not tally.is_tagged:
        yield f"No hashtag or topic tells its type, so it counts as {tally.type.name}."
    if tally.other_types:
        yield f"It is also tagged {_listed(tally.other_types)}."
    if facts.members is None:
        yield "Nothing here lists the members, so nobody's vote is known to count."
    for cast in tally.votes:
        yield from _note_on_vote(cast, tally)
    if tally.script_members not in (0, tally.members):
        yield f"The committee's own script takes it to have {tally.script_members} members."
    if tally.type.differs:
        yield f"The committee's own script differs: {tally.type.differs}."


def _note_on_vote(cast: CastVote, tally: Tally) -> Iterator[str]:
    """What a vote that does not count tells all the same."""
    label, value = cast.vote.label.lower(), cast.vote.value
    name = voter_name(cast)
    who, given = f"{name[:1].upper()}{name[1:]}", f"({cast.vote.label} {value:+d})"
    if label == tally.review.lower() and value < 0:
        yield f"{who} disagrees {given}, which is not counted."
    elif label == _HOLDING and value:
        yield f"{who} has approved it {given}." if value > 0 else f"{who} holds it back {given}."
    elif label == _CHECKING and value < 0:
        yield f"{who} found it failing {given}; the committee's own script lets nothing pass then."


def verdict(tally: Tally) -> str:
    """The outcome in a few words."""
    if tally.facts.status is not Status.NEW:
        return f"{tally.facts.status.value} already"
    if tally.passes is None:
        return "not decided yet"
    return "all that is needed is there" if tally.passes else "rejected as things stand"


def needed_words(tally: Tally) -> str:
    """How many are needed: what stands below the bar."""
    if not tally.type.yes:
        return ""
    if tally.needed is None:
        return f"{tally.type.yes} of the members are needed; how many there are is not known"
    verb = "is" if tally.needed == 1 else "are"
    more = ", and more for than against" if tally.type.majority else ""
    return f"{tally.needed} {verb} needed{more}"


def count_words(tally: Tally) -> tuple[tuple[int, str], ...]:
    """The numbers over the bar with their words."""
    counted = [
        (tally.yes, "for"),
        (tally.no, "against"),
        (tally.abstain, "abstains" if tally.abstain == 1 else "abstain"),
    ]
    if tally.unsure:
        counted.append((tally.unsure, "unknown"))
    silent = silent_count(tally)
    if silent is not None:
        counted.append((silent, "has not voted" if silent == 1 else "have not voted"))
    return tuple(counted)


def silent_words(tally: Tally) -> str:
    """Who has not voted, by name; empty where nobody is missing, or too many voters are unknown to say so."""
    if not tally.silent or tally.unsure:
        return ""
    return f"Not heard yet: {', '.join(tally.silent)}"


def silent_count(tally: Tally) -> int | None:
    """How many members have surely not voted; None where nothing lists them."""
    return None if tally.members is None else max(0, len(tally.silent) - tally.unsure)


def voter_name(cast: CastVote) -> str:
    """What a voter is called."""
    return cast.name or cast.vote.account.shown


def duration_words(left: timedelta) -> str:
    """What is left of a time, in days, else in hours."""
    hours = max(1, -(-int(left.total_seconds()) // 3600))
    number, unit = (-(-hours // 24), "day") if hours > 24 else (hours, "hour")
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _votes_row(one: Condition, tally: Tally) -> str:
    return {
        State.MET: "Enough votes for",
        State.BROKEN: "Not enough votes for, whoever else votes",
        State.UNKNOWN: "Enough votes for, if those who voted are members",
    }.get(one.state, f"{_counted(one.number, 'more vote')} for")


def _majority_row(one: Condition, tally: Tally) -> str:
    if one.state is State.UNKNOWN:
        return "More for than against, depending on who voted"
    return "More for than against" if one.state is State.MET else "Not more for than against"


def _unopposed_row(one: Condition, tally: Tally) -> str:
    if one.state is State.UNKNOWN:
        return "Nobody against, if those who are no members"
    return "Nobody against" if one.state is State.MET else f"{_listed(one.names)} against"


def _lead_row(one: Condition, tally: Tally) -> str:
    if not one.names:
        return "The lead of the project agrees"
    return f"{_leads(one)} agrees"


def _delegate_row(one: Condition, tally: Tally) -> str:
    return f"Proposed or approved by {_leads(one)}"


def _release_row(one: Condition, tally: Tally) -> str:
    return "On hold"


def _time_row(one: Condition, tally: Tally) -> str:
    opened = f"Open for {_counted(one.number, 'day')}"
    if one.state is State.MET or tally.clock_until is None:
        return opened
    return f"{opened}: {duration_words(tally.clock_until - tally.now)} left"


_ROWS = {
    Need.VOTES: _votes_row,
    Need.MAJORITY: _majority_row,
    Need.UNOPPOSED: _unopposed_row,
    Need.LEAD: _lead_row,
    Need.DELEGATE: _delegate_row,
    Need.RELEASE: _release_row,
    Need.TIME: _time_row,
}


def _votes_missing(one: Condition, tally: Tally) -> str:
    if tally.needed is None:
        return "How many votes are needed is not known: nothing here lists the members."
    if one.state is State.BROKEN:
        return f"{tally.needed} votes for it cannot be reached any more, even if all who have not voted do."
    owner = "" if tally.type.owner else " from others than the owner"
    count = f"{one.number} more {tally.label} +1{owner} {'is' if one.number == 1 else 'are'} needed"
    if one.state is State.UNKNOWN:
        return f"{count}, which those give whose membership cannot be told, if they are members."
    return f"{count}."


def _majority_missing(one: Condition, tally: Tally) -> str:
    if one.state is State.UNKNOWN:
        return "Whether more are for it than against it depends on who the voters are."
    if one.state is State.BROKEN:
        return f"No more members are for it ({tally.yes}) than against it ({tally.no}): it is rejected."
    return f"More members have to be for it than against it; now {tally.yes} are for and {tally.no} against."


def _unopposed_missing(one: Condition, tally: Tally) -> str:
    if one.state is State.UNKNOWN:
        return "Somebody whose membership cannot be told is against it: as a member's, that vote would stop it."
    return f"{_listed(one.names)} voted against it, and one such vote stops it."


def _lead_missing(one: Condition, tally: Tally) -> str:
    if one.state is State.BROKEN:
        return f"{_leads(one)} voted against it."
    if not one.names:
        return "Which project it is about cannot be told, and so not whether its lead agrees."
    if len(one.names) == 1:
        return f"{tally.review} +1 from whoever leads {one.names[0]}, whom nothing here names, is needed."
    unsure = ", unless one of the voters without a name is it" if one.state is State.UNKNOWN else ""
    return f"{tally.review} +1 from {_leads(one)}, or a delegate, is needed{unsure}."


def _delegate_missing(one: Condition, tally: Tally) -> str:
    if one.state is State.BROKEN:
        return f"{_leads(one)} voted against it."
    if len(one.names) == 1:
        return f"Whoever leads {one.names[0]}, whom nothing here names, decides."
    unsure = ", unless one of the people without a name is it" if one.state is State.UNKNOWN else ""
    return f"The approval of {_leads(one)} is needed{unsure}."


def _release_missing(one: Condition, tally: Tally) -> str:
    return "The change is on hold."


def _time_missing(one: Condition, tally: Tally) -> str:
    until = tally.clock_until or tally.now
    return f"It has to stay open for {duration_words(until - tally.now)} more, until {_moment(until)}."


_MISSING = {
    Need.VOTES: _votes_missing,
    Need.MAJORITY: _majority_missing,
    Need.UNOPPOSED: _unopposed_missing,
    Need.LEAD: _lead_missing,
    Need.DELEGATE: _delegate_missing,
    Need.RELEASE: _release_missing,
    Need.TIME: _time_missing,
}


def _unsure_sentence(tally: Tally) -> str:
    voters = "voter" if tally.unsure == 1 else "voters"
    return f"Whether {tally.unsure} {voters} belong{'s' if tally.unsure == 1 else ''} to the committee cannot be told."


def _leads(one: Condition) -> str:
    """ "Artem (keystone)", or "the lead of keystone" where nobody is named."""
    team, *people = one.names
    return f"{' or '.join(people)} ({team})" if people else f"the lead of {team}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _moment(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M} UTC"
