"""Who of each project has been heard on a change: who voted, who only commented, from whom nothing is known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from visioneditor.core.consensus.identity import Known, is_person
from visioneditor.core.people import Person
from visioneditor.core.review.model import Account, Vote
from visioneditor.core.teams import Contact
from visioneditor.values import dataclass

MACHINE_LABELS = frozenset({"verified"})  # on which nobody votes but what tests a change


class Heard(StrEnum):
    """How somebody has been heard, the strongest first."""

    VOTED = "voted"
    EARLIER = "voted on an earlier patch set"
    COMMENTED = "only commented"
    UNKNOWN = "cannot be told"  # somebody without a name took part, or nobody is named who speaks for the project
    SILENT = "not heard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What was said of a change, by whom: votes with their patch set, and the accounts that wrote anything."""

    newest: int
    votes: tuple[Vote, ...] = ()  # people's
    writers: tuple[Account, ...] = ()
    known: Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How a project took part: the strongest of all who speak for it; `votes` on the newest patch set, by label."""

    project: str
    contacts: tuple[Contact, ...]
    heard: Heard
    votes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """All of it; `others` took part and speak for no project."""

    parts: tuple[Part, ...]
    others: tuple[tuple[str, Heard], ...] = ()

    def of(self, project: str) -> Part | None:
        """How a project took part."""
        return next((part for part in self.parts if part.project == project), None)


def take_part(projects: Mapping[str, Sequence[Contact]], talk: Talk) -> Participation:
    """How each project took part, by those who speak for it."""
    people = [contact.person for contacts in projects.values() for contact in contacts]
    return Participation(
        parts=tuple(_part(project, tuple(contacts), talk) for project, contacts in projects.items()),
        others=tuple(_others(people, talk)),
    )


def _part(project: str, contacts: tuple[Contact, ...], talk: Talk) -> Part:
    heard = min((_heard(one.person, talk) for one in contacts), key=_strength, default=Heard.UNKNOWN)
    votes = {
        vote.label: vote.value
        for vote in sorted(talk.votes, key=lambda vote: vote.written)
        if vote.patch_set == talk.newest and any(is_person(vote.account, one.person, talk.known) for one in contacts)
    }
    return Part(project=project, contacts=contacts, heard=heard, votes=tuple(votes.items()))


def _heard(person: Person, talk: Talk) -> Heard:
    now = [vote.account for vote in talk.votes if vote.patch_set == talk.newest]
    found = {
        Heard.VOTED: _is_among(person, now, talk.known),
        Heard.EARLIER: _is_among(person, [vote.account for vote in talk.votes], talk.known),
        Heard.COMMENTED: _is_among(person, talk.writers, talk.known),
    }
    sure = next((heard for heard, is_there in found.items() if is_there), None)
    return sure or (Heard.UNKNOWN if None in found.values() else Heard.SILENT)


def _is_among(person: Person, accounts: Iterable[Account], known: Known) -> bool | None:
    """Whether somebody is one of these; None where one of them may be or may not be."""
    found = {is_person(account, person, known) for account in dict.fromkeys(accounts)}
    return True if True in found else None if None in found else False


def _others(people: Sequence[Person], talk: Talk) -> Iterator[tuple[str, Heard]]:
    """Those who took part and are nobody's lead or liaison, each name once, the strongest first."""
    said = [(vote.account, Heard.VOTED if vote.patch_set == talk.newest else Heard.EARLIER) for vote in talk.votes]
    said += [(account, Heard.COMMENTED) for account in talk.writers]
    found: dict[str, Heard] = {}
    for account, heard in sorted(said, key=lambda one: _strength(one[1])):
        if not any(is_person(account, person, talk.known) for person in people):
            found.setdefault(talk.known.name_of(account) or account.shown, heard)
    yield from found.items()


def _strength(heard: Heard) -> int:
    return list(Heard).index(heard)
