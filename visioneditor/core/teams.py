"""Who is who in a community: teams, who leads them or speaks for them, and the team that a project belongs to.

A project is looked for among the teams of `projects.yaml`, then among their deliverables, then in `legacy.yaml`, which
remembers what was retired. The forms these files had in earlier years are read, too: teams that are called by their
service and have a codename, leads and their nicknames in one string, liaisons that are only nicknames of members.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from visioneditor.core.people import Member, Person, parse_members, parse_person, plain_text
from visioneditor.core.plain_yaml import load_yaml
from visioneditor.core.text import decode, fold
from visioneditor.values import dataclass, replace

LEAD = "lead"
COMMITTEE_LIAISON = "tc-liaison"

_SEVERAL = re.compile(r"(?<=\))\s*(?:and|&|,|/)\s*")  # two leads in one string
_NOBODY = re.compile(r"leaderless|vacant|none|n/?a|tb[adc]|appointment needed|nobody|unknown", re.IGNORECASE)
_NO_NICK = re.compile(r"(?:no|none)\b.*", re.IGNORECASE)  # "No nick supplied"
_NO_MAIL = re.compile(r"[^@]*|example@.*", re.IGNORECASE)
_MOST = 2_000  # teams, and names of one


class FoundAs(StrEnum):
    """Where the name of a project stood."""

    TEAM = "team"
    DELIVERABLE = "deliverable"
    LEGACY = "legacy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody who speaks for a team; `role` is "lead", or what they are liaison for ("tc-liaison", "release")."""

    person: Person
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team as its repository names it; `leads` is empty where nobody leads it alone, rarely it has several."""

    name: str
    leads: tuple[Person, ...] = ()
    liaisons: tuple[Contact, ...] = ()  # those to the committee first
    service: str = ""
    mission: str = ""
    url: str = ""
    found_as: FoundAs = FoundAs.TEAM

    @property
    def lead(self) -> str:
        """Who leads it, by name; empty where nobody does."""
        return " and ".join(person.name for person in self.leads)

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Whom to ask: who leads it, else its liaisons, those to the committee alone where it has any."""
        if self.leads:
            return tuple(Contact(person=person, role=LEAD) for person in self.leads)
        first = self.liaisons[:1] and self.liaisons[0].role
        return tuple(one for one in self.liaisons if one.role == first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Teams:
    """All teams of a revision; names are matched with case, blanks and hyphens folded."""

    teams: tuple[Team, ...] = ()
    by_name: Mapping[str, Team]
    by_deliverable: Mapping[str, Team]
    by_legacy: Mapping[str, Team]

    def team_of(self, project: str) -> Team | None:
        """The team of that name, else the one whose deliverable it is, else the one it was; None if nobody knows it."""
        name = fold(project)
        return self.by_name.get(name) or self.by_deliverable.get(name) or self.by_legacy.get(name)

    def contacts_of(self, project: str) -> tuple[Contact, ...]:
        """Who speaks for a project: of a deliverable its team's; nobody for what is retired, or what nobody knows."""
        team = self.team_of(project)
        return team.contacts if team is not None and team.found_as is not FoundAs.LEGACY else ()


@lru_cache(maxsize=16)
def parse_teams(teams: bytes, legacy: bytes = b"", members: bytes = b"") -> Teams:
    """The bytes of the files as teams; of `members` only those are needed whom a team names by a nickname."""
    by_name: dict[str, Team] = {}
    by_deliverable: dict[str, Team] = {}
    by_legacy: dict[str, Team] = {}
    known = {fold(one.irc): one for one in parse_members(decode(members)) if one.irc}
    living = list(_entries(teams, known))
    for team, entry in living:
        for name in (team.name, plain_text(entry.get("codename"))):
            if name:
                by_name.setdefault(fold(name), team)
        for name in islice(_deliverables(entry), _MOST):
            by_deliverable.setdefault(fold(name), replace(team, found_as=FoundAs.DELIVERABLE))
    for team, entry in _entries(legacy, {}):
        for name in (team.name, *islice(_deliverables(entry), _MOST)):
            by_legacy.setdefault(fold(name), replace(team, found_as=FoundAs.LEGACY))
    return Teams(
        teams=tuple(team for team, _ in living),
        by_name=by_name,
        by_deliverable=by_deliverable,
        by_legacy=by_legacy,
    )


def _entries(data: bytes, members: Mapping[str, Member]) -> Iterator[tuple[Team, Mapping[str, Any]]]:
    loaded = load_yaml(data)
    for name, entry in islice(loaded.items(), _MOST) if isinstance(loaded, dict) else ():
        if isinstance(name, str) and isinstance(entry, dict):
            yield _team(name, entry, members), entry


def _team(name: str, entry: Mapping[str, Any], members: Mapping[str, Member]) -> Team:
    liaisons = islice(_liaisons(entry.get("liaisons"), members), _MOST)
    return Team(
        name=name,
        leads=tuple(_leads(entry.get("ptl"))),
        liaisons=tuple(sorted(liaisons, key=lambda one: one.role != COMMITTEE_LIAISON)),
        service=plain_text(entry.get("service")),
        mission=" ".join(plain_text(entry.get("mission")).split()),
        url=plain_text(entry.get("url")),
    )


def _leads(ptl: object) -> Iterator[Person]:
    """Those named; until 2015 they stood in one string. A word in place of a name says that there is nobody."""
    told = _SEVERAL.split(ptl) if isinstance(ptl, str) else [ptl]
    yield from (_cleaned(person) for person in map(parse_person, told) if person is not None and _is_somebody(person))


def _liaisons(liaisons: object, members: Mapping[str, Member]) -> Iterator[Contact]:
    """Those named for each thing; a bare nickname is that of the committee's member who cares for the team."""
    kinds = liaisons if isinstance(liaisons, dict) else {COMMITTEE_LIAISON: liaisons}
    for kind, listed in kinds.items():
        for one in _list(listed):
            member = members.get(fold(one)) if isinstance(one, str) else None
            person = Person(name=member.name, irc=member.irc, mail=member.mail) if member else _named(one)
            if person is not None and _is_somebody(person) and isinstance(kind, str):
                yield Contact(person=_cleaned(person), role=_role(kind))


def _named(entry: object) -> Person | None:
    """Somebody who is named; of whom only a nickname stands there that no member has, it is all there is."""
    person = parse_person(entry)
    is_nick = isinstance(entry, str) and person is not None and " " not in person.name
    return Person(name=person.name, irc=person.name) if is_nick and person else person


def _role(kind: str) -> str:
    """What somebody is liaison for: "events-liaison" is "events", "tc_members" the committee."""
    said = fold(kind).replace("_", " ").removesuffix(" liaison").replace(" ", "-")
    return COMMITTEE_LIAISON if said in ("tc", "tc-members") else said


def _is_somebody(person: Person) -> bool:
    return not _NOBODY.fullmatch(person.name)


def _cleaned(person: Person) -> Person:
    """Without words that say that there is none."""
    irc = "" if _NO_NICK.fullmatch(person.irc) else person.irc
    return replace(person, irc=irc, mail="" if _NO_MAIL.fullmatch(person.mail) else person.mail)


def _deliverables(entry: Mapping[str, Any]) -> Iterator[str]:
    """Names of deliverables and of their source repositories, the former first."""
    deliverables = entry.get("deliverables")
    named = deliverables if isinstance(deliverables, dict) else {}
    yield from (name for name in named if isinstance(name, str))
    listed = (found for value in named.values() if isinstance(value, dict) for found in _list(value.get("repos")))
    older = (value.get("repo") if isinstance(value, dict) else value for value in _list(entry.get("projects")))
    for path in chain(listed, older):
        if isinstance(path, dict):
            path = path.get("repo")
        if isinstance(path, str):
            yield path.rpartition("/")[2]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
