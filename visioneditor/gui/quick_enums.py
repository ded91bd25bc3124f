"""Makes PySide's enumerations in a fifth of the time that Python takes for them.

PySide asks Python for an enumeration with each of its classes that is used: for the first paint two hundred, with four
thousand members. Python makes each member as if it were one of a class that somebody wrote, with names of its own, a
constructor and types mixed in, and that was a sixth of every start. Those of PySide are names with numbers. Python
makes the enumeration itself, without members, and these are put into it here as Python would have put them; flags, and
whatever is not plain, Python makes alone. Where Python may have changed how members are kept, it makes all of them.
"""

import sys
from enum import Enum, EnumType, IntEnum
from typing import Any

_KNOWN = ((3, 11), (3, 12), (3, 13))  # a test compares what is made with what Python makes
_NOT_PLAIN = frozenset({"name", "value", "mro", *dir(int)})  # an enumeration has these already
_CREATE = "_create_"  # what a call like Enum("Colour", [("RED", 1)]) leads to

_create = vars(EnumType)[_CREATE]


def use() -> None:
    """Make enumerations in this way from now on."""
    if sys.version_info[:2] in _KNOWN:
        setattr(EnumType, _CREATE, create)


def create(kind: type[Enum], class_name: str, names: Any, **told: Any) -> Any:
    """An enumeration of that name with members from pairs of names and numbers; Python may name the arguments, too."""
    if kind not in (Enum, IntEnum) or not _is_plain(names):
        return _create(kind, class_name, names, **told)
    made = _create(kind, class_name, [], **told)
    _put_members(made, int if kind is IntEnum else object, names)
    return made


def _is_plain(names: Any) -> bool:
    return type(names) is list and all(
        type(pair) is tuple and type(pair[1]) is int and pair[0][0] != "_" and pair[0] not in _NOT_PLAIN
        for pair in names
    )


def _put_members(made: Any, number: Any, pairs: list[tuple[str, int]]) -> None:
    order, by_name, by_value = made._member_names_, made._member_map_, made._value2member_map_
    values: list[int] = getattr(made, "_hashable_values_", [])
    make, put, is_number = number.__new__, type.__setattr__, number is int
    for name, value in pairs:
        member = by_value.get(value)
        if member is None:  # else it is another name for what is there already
            member = make(made, value) if is_number else make(made)
            member._value_ = value
            member._name_ = name
            member.__objclass__ = made
            member._sort_order_ = len(order)
            order.append(name)
            by_value[value] = member
            values.append(value)
        by_name[name] = member
        put(made, name, member)
