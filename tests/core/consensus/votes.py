"""A committee, and votes for the tests to count."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from visioneditor import resources
from visioneditor.core.consensus.identity import Known
from visioneditor.core.consensus.rules import Rules, parse_rules
from visioneditor.core.consensus.tally import tally
from visioneditor.core.consensus.tally_model import ChangeFacts, Lead, Tally
from visioneditor.core.people import Member, Person
from visioneditor.core.review.model import Account, Vote

NAMES = ("Ada Ash", "Bo Birch", "Cy Cedar", "Di Dogwood", "Ed Elm", "Flo Fir", "Gil Gum", "Hal Holly", "Ivy Ironwood")
MEMBERS = tuple(Member(name=name, mail=f"{name.split()[0].lower()}@example.org") for name in NAMES)
UPLOADED = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = UPLOADED + timedelta(days=8)
SOON = UPLOADED + timedelta(days=2)
OWNER = Account(number=50, name="Olga Oak")
LEADS = {
    "nova": Lead(team="nova", people=(Person(name="Nia Nut"),)),
    "Release Management": Lead(team="Release Management", people=(Person(name="Rolf Rowan"),)),
}


def rules() -> Rules:
    return parse_rules(resources.read("rules/openstack.toml").decode())


def vote(name: str, value: int = 1, label: str = "Rollcall-Vote", patch_set: int = 2) -> Vote:
    """A vote by a member, else by a stranger; a name of digits is an account that nobody knows by name."""
    number = int(name) if name.isdecimal() else NAMES.index(name) + 1 if name in NAMES else 100 + len(name)
    account = Account(number=number, name="" if name.isdecimal() else name)
    return Vote(patch_set=patch_set, label=label, value=value, account=account, written=UPLOADED)


def votes(yes: int, no: int = 0, abstain: int = 0) -> tuple[Vote, ...]:
    """So many members' votes."""
    values = [1] * yes + [-1] * no + [0] * abstain
    return tuple(vote(name, value) for name, value in zip(NAMES, values, strict=False))


def count(type: str, cast: Iterable[Vote] = (), now: datetime = LATER, **facts: Any) -> Tally:
    """The tally of a change with that hashtag, of 9 members' committee."""
    values: dict[str, Any] = {
        "newest": 2,
        "uploaded": UPLOADED,
        "owner": OWNER,
        "tags": (type,) if type else (),
        "votes": tuple(cast),
        "members": MEMBERS,
        "leads": LEADS,
        "known": Known(),
    }
    return tally(rules(), ChangeFacts(**(values | facts)), now)
