"""What may stand behind a search operator, read once: numbers with a relation, days, spans of time, patterns."""

import operator
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from visioneditor.errors import VisionEditorError
from visioneditor.values import dataclass

_RELATIONS: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
    "": operator.eq,
}
_NUMBER = re.compile(r"(>=|<=|>|<|=|)([+-]?\d{1,9})")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(?: ?([+-]\d{2}:?\d{2}|Z))?)?")
_SPAN = re.compile(r"\s*(\d{1,6})\s*([a-z]+)")
_UNITS_S = {
    "s sec second seconds": 1,
    "m min minute minutes": 60,
    "h hr hour hours": 3600,
    "d day days": 86_400,
    "w week weeks": 7 * 86_400,
    "mon month months": 30 * 86_400,
    "y year years": 365 * 86_400,
}
_SECONDS = {name: seconds for names, seconds in _UNITS_S.items() for name in names.split()}


@dataclass(frozen=True, slots=True)
class Relation:
    """A number and how others must stand to it."""

    holds: Callable[[int, int], bool]
    number: int

    def admits(self, number: int) -> bool:
        """Whether that number stands to it so."""
        return self.holds(number, self.number)


def bad_value(name: str, value: str, known: str) -> VisionEditorError:
    """An operator that does not take this; `known` says what it takes."""
    return VisionEditorError("query.bad-value", operator=name, value=value, known=known)


def parse_relation(name: str, value: str) -> Relation:
    """`>=2`, `-1`, `=0`."""
    found = _NUMBER.fullmatch(value.replace(" ", ""))
    if found is None:
        raise bad_value(name, value, "a number, also with <, <=, > or >= before it")
    return Relation(_RELATIONS[found[1]], int(found[2]))


def parse_day(name: str, value: str) -> datetime:
    """`2026-01-31`, with an hour and a zone where one likes; UTC where no zone is named."""
    found = _DAY.fullmatch(value)
    try:
        if found is not None:
            zone = (found[3] or "+00:00").replace("Z", "+00:00")
            return datetime.fromisoformat(f"{found[1]}T{found[2] or '00:00'}{zone}").astimezone(UTC)
    except (ValueError, OverflowError):
        pass  # no such day
    raise bad_value(name, value, "a day like 2026-01-31, or 2026-01-31 18:00 in quotes")


def parse_span(name: str, value: str) -> timedelta:
    """`2d`, `3weeks`, `1mon2w`."""
    parts = _SPAN.findall(value.lower())
    is_whole = _SPAN.sub("", value.lower()).strip() == ""
    if not parts or not is_whole or any(unit not in _SECONDS for _, unit in parts):
        raise bad_value(name, value, "a span of time like 2d, 3weeks or 1mon")
    return timedelta(seconds=sum(int(count) * _SECONDS[unit] for count, unit in parts))


def parse_text(name: str, value: str) -> Callable[[str], bool]:
    """Equal to the value, or, behind a `^`, fitting the pattern as a whole; case does not matter."""
    if not value.startswith("^"):
        folded = value.casefold()
        return lambda text: text.casefold() == folded
    try:
        pattern = re.compile(value.removeprefix("^"), re.IGNORECASE | re.DOTALL)
    except (re.error, OverflowError, RecursionError) as error:
        raise bad_value(name, value, "behind ^ a regular expression") from error
    return lambda text: pattern.fullmatch(text) is not None
