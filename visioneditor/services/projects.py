"""Who is who in a community: teams, their leads, and the team that a project belongs to.

A project is looked for among the teams of `reference/projects.yaml`, then among their deliverables, then in
`reference/legacy.yaml`, which remembers what was retired. The forms these files had in earlier years are read, too. A
repository without them, or with broken ones, simply names no teams.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from visioneditor.core.plain_yaml import load_yaml
from visioneditor.core.text import fold
from visioneditor.services.reading import read_listed, resolve_revision
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass, replace

TEAM_PATHS = ("reference/projects.yaml", "projects.yaml", "reference/programs.yaml", "programs.yaml")
LEGACY_PATHS = ("reference/legacy.yaml", "legacy.yaml")

_LEAD = re.compile(r"(?P<name>[^(<]*?)\s*(?:\((?P<irc>[^)]*)\))?\s*(?:<(?P<mail>[^>]*)>)?\s*")
_MOST = 2_000  # teams, and names of one


class FoundAs(StrEnum):
    """Where the name of a project stood."""

    TEAM = "team"
    DELIVERABLE = "deliverable"
    LEGACY = "legacy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team as its repository names it; `lead` is empty where nobody leads it alone."""

    name: str
    lead: str = ""
    lead_mail: str = ""
    lead_irc: str = ""
    service: str = ""
    mission: str = ""
    url: str = ""
    found_as: FoundAs = FoundAs.TEAM


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


def load_teams(workspace: Workspace, revision: str | None = None) -> Teams:
    """The teams that the repository names at a revision."""
    resolved = resolve_revision(workspace, revision)
    return parse_teams(_read_first(workspace, resolved, TEAM_PATHS), _read_first(workspace, resolved, LEGACY_PATHS))


def _read_first(workspace: Workspace, revision: str, paths: tuple[str, ...]) -> bytes:
    found = (read_listed(workspace, revision, path) for path in paths)
    return next((data for data in found if data is not None), b"")


@lru_cache(maxsize=16)
def parse_teams(teams: bytes, legacy: bytes = b"") -> Teams:
    """The bytes of both files as teams."""
    by_name: dict[str, Team] = {}
    by_deliverable: dict[str, Team] = {}
    by_legacy: dict[str, Team] = {}
    living = list(_entries(teams))
    for team, entry in living:
        for name in (team.name, _text(entry.get("codename"))):
            if name:
                by_name.setdefault(fold(name), team)
        for name in islice(_deliverables(entry), _MOST):
            by_deliverable.setdefault(fold(name), replace(team, found_as=FoundAs.DELIVERABLE))
    for team, entry in _entries(legacy):
        for name in (team.name, *islice(_deliverables(entry), _MOST)):
            by_legacy.setdefault(fold(name), replace(team, found_as=FoundAs.LEGACY))
    return Teams(
        teams=tuple(team for team, _ in living),
        by_name=by_name,
        by_deliverable=by_deliverable,
        by_legacy=by_legacy,
    )


def _entries(data: bytes) -> Iterator[tuple[Team, Mapping[str, Any]]]:
    loaded = load_yaml(data)
    for name, entry in islice(loaded.items(), _MOST) if isinstance(loaded, dict) else ():
        if isinstance(name, str) and isinstance(entry, dict):
            yield _team(name, entry), entry


def _team(name: str, entry: Mapping[str, Any]) -> Team:
    lead, irc, mail = _lead(entry.get("ptl"))
    return Team(
        name=name,
        lead=lead,
        lead_mail=mail,
        lead_irc=irc,
        service=_text(entry.get("service")),
        mission=" ".join(_text(entry.get("mission")).split()),
        url=_text(entry.get("url")),
    )


def _lead(ptl: object) -> tuple[str, str, str]:
    """Name, nickname and mail; until 2015 they stood in one string."""
    if isinstance(ptl, dict):
        return _text(ptl.get("name")), _text(ptl.get("irc")), _text(ptl.get("email"))
    found = _LEAD.fullmatch(ptl) if isinstance(ptl, str) else None
    return (found["name"], found["irc"] or "", found["mail"] or "") if found else ("", "", "")


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


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
