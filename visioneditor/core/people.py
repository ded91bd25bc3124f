"""People as a community's files name them: the members of its committee, in the forms of all years.

`members.yaml` is a list of mappings; the text file `members` before it has a line for each member,
`Name (nickname) <mail> [until] {role}`, of which only the name is always there.
"""

import re
from collections.abc import Iterator
from itertools import islice

from visioneditor.core.plain_yaml import load_yaml
from visioneditor.values import dataclass

MEMBER_PATHS = ("reference/members.yaml", "members.yaml", "reference/members", "members")  # the newer form first

_MOST = 2_000
_LINE = re.compile(
    r"(?P<name>[^(<\[{#:]+?)[ \t]*(?:\((?P<irc>[^)]*)\))?[ \t]*(?:<(?P<mail>[^>]*)>)?"
    r"[ \t]*(?:\[(?P<until>[^]]*)\])?[ \t]*(?:\{(?P<role>[^}]*)\})?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with a name; what is not told is empty."""

    name: str
    irc: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of the committee; `until` in the file's own words ("February 2026"), `role` "chair", "vice-chair"."""

    name: str
    irc: str = ""
    mail: str = ""
    until: str = ""
    role: str = ""


def parse_members(text: str) -> tuple[Member, ...]:
    """The members that either form of the file lists, in its order; none where it is neither."""
    listed = load_yaml(text)
    return tuple(islice(_listed(listed) if isinstance(listed, list) else _lines(text), _MOST))


def parse_person(entry: object) -> Person | None:
    """Somebody from a mapping or, as until 2015, from one string `Name (nickname) <mail>`."""
    if isinstance(entry, dict):
        name = plain_text(entry.get("name"))
        irc, mail = plain_text(entry.get("irc")), plain_text(entry.get("email"))
        return Person(name=name, irc=irc, mail=mail) if name else None
    found = _LINE.fullmatch(entry.strip()) if isinstance(entry, str) else None
    return Person(name=found["name"].strip(), irc=found["irc"] or "", mail=found["mail"] or "") if found else None


def plain_text(value: object) -> str:
    """A value that should be a text; empty where it is none."""
    return value.strip() if isinstance(value, str) else ""


def _listed(entries: list[object]) -> Iterator[Member]:
    for entry in entries:
        person = parse_person(entry) if isinstance(entry, dict) else None
        if person is not None and isinstance(entry, dict):
            until, role = plain_text(entry.get("date")), plain_text(entry.get("role"))
            yield _member(person, until, role)


def _lines(text: str) -> Iterator[Member]:
    for line in text.splitlines():
        found = _LINE.fullmatch(line.strip())
        person = parse_person(line) if found else None
        if found and person is not None and any(found[part] for part in ("irc", "mail", "until")):
            yield _member(person, (found["until"] or "").strip(), found["role"] or "")


def _member(person: Person, until: str, role: str) -> Member:
    said = "-".join(role.lower().split())
    return Member(name=person.name, irc=person.irc, mail=person.mail, until=until, role=said)
