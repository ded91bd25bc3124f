"""Who is behind an account: compared with somebody whom a community's files name, and honest where nothing tells.

A server keeps numbers; a name or a mail comes from commits, from what it said once, or from the user, whose word counts
before all others'.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Protocol

from visioneditor.core.review.model import Account
from visioneditor.core.text import fold
from visioneditor.values import dataclass, field

_BESIDE = re.compile(r"(?P<name>[^<]*)<(?P<mail>[^>]*)>")  # as in notes: Name <mail>


class Named(Protocol):
    """Somebody whom a file names."""

    @property
    def name(self) -> str:
        """The full name."""

    @property
    def irc(self) -> str:
        """The nickname, if told."""

    @property
    def mail(self) -> str:
        """The mail address, if told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of accounts beside their names, by number: who the user says they are, and mails they commit by."""

    said: Mapping[int, str] = field(default_factory=dict)
    mails: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def name_of(self, account: Account) -> str:
        """What the account is called; empty where nobody knows."""
        said = self.said.get(account.number) if account.number is not None else None
        return said or _name_and_mail(account.name)[0] or account.name


def is_person(account: Account, person: Named, known: Known) -> bool | None:
    """Whether the account is that person; None where it cannot be told."""
    said = known.said.get(account.number) if account.number is not None else None
    if said is not None:
        return _plain(said) == _plain(person.name)
    name, mail = _name_and_mail(account.name)
    mails = {mail.lower(), *known.mails.get(account.number or 0, ())}
    if person.mail and person.mail.lower() in mails:
        return True
    return _is_name_of(name, person)


def find_person(account: Account, people: Iterable[Named], known: Known) -> tuple[str | None, bool | None]:
    """The name of who of these the account is, with True; (None, False) where it is none; (None, None) if unknown."""
    is_unsure = False
    for person in people:
        found = is_person(account, person, known)
        if found:
            return person.name, True
        is_unsure |= found is None
    return None, None if is_unsure else False


def _is_name_of(name: str, person: Named) -> bool | None:
    """Whether a name is a person's; a nickname, or a shorter form of the name, tells nothing."""
    mine, theirs = _plain(name), _plain(person.name)
    if mine and (mine == theirs or (person.irc and mine == _plain(person.irc))):
        return True
    words, others = set(mine.split()), set(theirs.split())
    return None if len(words) < 2 or words <= others or (len(others) > 1 and others <= words) else False


def _name_and_mail(name: str) -> tuple[str, str]:
    found = _BESIDE.fullmatch(name.strip())
    if found:
        return found["name"].strip(), found["mail"].strip()
    return ("", name.strip()) if "@" in name else (name.strip(), "")


def _plain(name: str) -> str:
    """A name without accents, case, hyphens and full stops."""
    parted = unicodedata.normalize("NFKD", name)
    return fold("".join(sign for sign in parted if not unicodedata.combining(sign) and sign != "."))
