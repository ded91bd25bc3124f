"""The rules by which a committee decides, as data: types of change, and what each of them needs.

They stand in the table `[tally]` of `visioneditor.toml`; a repository without one has those that ship with the program.
"""

import math
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, TypeVar

from visioneditor.core.text import fold
from visioneditor.errors import VisionEditorError
from visioneditor.values import dataclass, fields

_SHARE = re.compile(r"(\d{1,3})/(\d{1,3})")
_MOST = 10_000  # votes, days: no committee has more
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeType:
    """A type of change, with what it needs; resources/rules/openstack.toml explains the words."""

    name: str
    rule: str = ""
    tags: tuple[str, ...] = ()  # hashtags and topics that name it, beside its own name
    yes: Fraction = Fraction(0)  # a number of votes, or below 1 a share of all members
    owner: bool = True
    majority: bool = False
    unopposed: bool = False
    days: int = 0
    lead: bool = False
    delegate: str = ""
    only: str = ""
    also: tuple[str, ...] = ()
    held: bool = False
    differs: str = ""

    def needed(self, members: int | None) -> int | None:
        """How many votes for it are needed of so many members; None where that depends on a number nobody knows."""
        if not 0 < self.yes < 1:
            return int(self.yes)
        return None if members is None else max(1, math.ceil(self.yes * members))

    @property
    def names(self) -> frozenset[str]:
        """All tags that name it, folded."""
        return frozenset(map(fold, (self.name, *self.tags)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a committee decides: the label its members vote with, the one everybody reviews with, the types of change."""

    label: str
    review: str
    default: str
    types: tuple[ChangeType, ...]
    members: tuple[str, ...] = ()  # where the members are listed; empty: where they usually are
    script_members: int = 0  # how many the committee's own script takes it to have; 0: that is not known

    def types_of(self, tags: tuple[str, ...], touched: frozenset[str] = frozenset()) -> tuple[ChangeType, ...]:
        """The types that some tags name, in their order; `touched`: what of the teams' entries the change alters."""
        folded = frozenset(map(fold, tags))
        named = [one for one in self.types if one.names & folded and (not one.only or touched == {one.only})]
        lighter = {tag for one in named if one.only for tag in one.tags}
        return tuple(one for one in named if one.only or one.name not in lighter)

    @property
    def usual(self) -> ChangeType:
        """The type of a change that no tag names one of."""
        return next(one for one in self.types if one.name == self.default)


def parse_rules(text: str, usual: Rules | None = None) -> Rules:
    """The rules in a TOML file's `[tally]`; what it leaves out is as in the usual ones.

    Raises "tally.bad-rules", which says what cannot be understood.
    """
    import tomllib  # not for whoever only reads

    try:
        table = tomllib.loads(text).get("tally")
    except (tomllib.TOMLDecodeError, RecursionError) as error:  # the latter: brackets without end
        raise _bad(str(error)) from error
    if table is None and usual is not None:
        return usual
    if not isinstance(table, dict):
        raise _bad("[tally] is no table")
    return _parse_table(table, usual)


def _parse_table(table: Mapping[str, Any], usual: Rules | None) -> Rules:
    unknown = set(table) - {each.name.replace("_", "-") for each in fields(Rules)}
    if unknown:
        raise _bad(f"[tally] has no {min(unknown)!r}")
    types = _parse_types(table["types"]) if "types" in table else usual.types if usual else ()
    default = _take(table, "default", str, usual.default if usual else "")
    if default not in {one.name for one in types}:
        default = types[0].name if types and "default" not in table else ""
    if not default:
        raise _bad("the default is none of the types")
    return Rules(
        label=_label(table, "label", usual.label if usual else ""),
        review=_label(table, "review", usual.review if usual else ""),
        default=default,
        types=types,
        members=_texts(table, "members"),
        script_members=_number(table, "script-members", usual.script_members if usual and "types" not in table else 0),
    )


def _parse_types(table: object) -> tuple[ChangeType, ...]:
    if not isinstance(table, dict) or not table:
        raise _bad("[tally.types] names no type")
    return tuple(_parse_type(name, entry) for name, entry in table.items())


def _parse_type(name: str, entry: object) -> ChangeType:
    if not isinstance(entry, dict):
        raise _bad(f"{name} is no table")
    unknown = set(entry) - {each.name for each in fields(ChangeType)} | set(entry) & {"name"}
    if unknown:
        raise _bad(f"{name} has {min(unknown)!r}, which means nothing")
    return ChangeType(
        name=name,
        rule=_take(entry, "rule", str, name),
        tags=_texts(entry, "tags"),
        yes=_share(entry.get("yes", 0), name),
        owner=_take(entry, "owner", bool, True),
        majority=_take(entry, "majority", bool, False),
        unopposed=_take(entry, "unopposed", bool, False),
        days=_number(entry, "days"),
        lead=_take(entry, "lead", bool, False),
        delegate=_take(entry, "delegate", str, ""),
        only=_take(entry, "only", str, ""),
        also=_texts(entry, "also"),
        held=_take(entry, "held", bool, False),
        differs=_take(entry, "differs", str, ""),
    )


def _label(table: Mapping[str, Any], key: str, default: str) -> str:
    """The name of a label, which git is asked for."""
    name = _take(table, key, str, default)
    if not name or not name.isprintable():
        raise _bad(f"{key} = {name!r}")
    return name


def _share(value: object, name: str) -> Fraction:
    found = _SHARE.fullmatch(value) if isinstance(value, str) else None
    if found and 0 < int(found[1]) < int(found[2]):
        return Fraction(int(found[1]), int(found[2]))
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST:
        return Fraction(value)
    raise _bad(f"{name}: yes is neither a number nor a share as in 1/3")


def _number(table: Mapping[str, Any], key: str, default: int = 0) -> int:
    number = _take(table, key, int, default)
    if isinstance(number, bool) or not 0 <= number <= _MOST:
        raise _bad(f"{key} = {number!r}")
    return number


def _take(table: Mapping[str, Any], key: str, kind: type[_Value], default: _Value) -> _Value:
    value = table.get(key, default)
    if not isinstance(value, kind):
        raise _bad(f"{key} = {value!r}")
    return value


def _texts(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A list of texts, or one."""
    value = table.get(key, ())
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list | tuple) or not all(isinstance(one, str) for one in listed):
        raise _bad(f"{key} = {value!r}")
    return tuple(listed)


def _bad(what: str) -> VisionEditorError:
    return VisionEditorError("tally.bad-rules", what=what)
