"""Values: classes whose fields are their annotations, as `dataclasses` makes them, made so that a start need not wait.

`dataclasses` writes and compiles six functions for every class, a third of a millisecond each time, whether a value is
ever made or not: for our classes an eighth of a start. Here all functions but `__init__` are shared, and that one is
compiled with a class's first value. Names and meaning are those of `dataclasses`, as which type checkers see them, and
whose functions know these classes.
"""

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

_T = TypeVar("_T")
_NOTHING: Any = object()


class Field(NamedTuple):
    """One field of a value."""

    name: str
    default: Any = _NOTHING
    default_factory: Any = _NOTHING
    metadata: Mapping[str, object] = {}
    init: bool = True


def _field(
    *,
    default: Any = _NOTHING,
    default_factory: Any = _NOTHING,
    metadata: Mapping[str, object] | None = None,
    init: bool = True,
) -> Any:
    """A field that has more to it than its type and default."""
    return Field("", default, default_factory, metadata or {}, init)


def _dataclass(
    *, frozen: bool = False, slots: bool = False, kw_only: bool = False, eq: bool = True
) -> Callable[[type[_T]], type[_T]]:
    """Make a class of values of one with annotations; its bases have no fields of their own."""

    def finish(cls: type[_T]) -> type[_T]:
        content = dict(vars(cls))
        found = tuple(_take_field(name, content) for name in content.get("__annotations__", ()))
        members = _members(found, is_frozen=frozen, is_keyword_only=kw_only, has_equality=eq)
        content |= {name: member for name, member in members.items() if content.get(name) is None}
        for name in ("__dict__", "__weakref__"):
            content.pop(name, None)
        if slots:
            content["__slots__"] = tuple(each.name for each in found)
        made: Any = type(cls)
        made = made(cls.__name__, cls.__bases__, content)
        made.__init__ = _make_first(made, found, is_frozen=frozen, is_keyword_only=kw_only)
        return cast(type[_T], made)

    return finish


def _fields(value: object) -> tuple[Field, ...]:
    """The fields of a value or of its class, in their order."""
    return value.__fields__  # type: ignore[attr-defined, no-any-return]


def _replace(value: _T, **changes: Any) -> _T:
    """The value with some of its fields changed."""
    for each in _fields(value):
        if each.init and each.name not in changes:
            changes[each.name] = getattr(value, each.name)
    return type(value)(**changes)


def _take_field(name: str, content: dict[str, Any]) -> Field:
    default = content.pop(name, _NOTHING)
    return default._replace(name=name) if isinstance(default, Field) else Field(name, default)


# What all classes share.


def _members(
    found: tuple[Field, ...], *, is_frozen: bool, is_keyword_only: bool, has_equality: bool
) -> Mapping[str, object]:
    names = tuple(each.name for each in found)
    members: dict[str, object] = {
        "__fields__": found,
        "__dataclass_fields__": _AsDataclass(),
        "__match_args__": () if is_keyword_only else names,
        "__repr__": _repr,
        "__getstate__": _getstate,
        "__setstate__": _setstate,
    }
    if has_equality:
        members |= _equality(names, is_hashable=is_frozen)
    return members | ({"__setattr__": _refuse, "__delattr__": _refuse} if is_frozen else {})


def _equality(names: tuple[str, ...], *, is_hashable: bool) -> Mapping[str, object]:
    content: Callable[[object], object] = attrgetter(*names) if names else lambda value: ()

    def is_equal(self: object, other: object) -> bool:
        return content(self) == content(other) if other.__class__ is self.__class__ else NotImplemented

    def hash_content(self: object) -> int:
        return hash(content(self))

    return {"__eq__": is_equal, "__hash__": hash_content if is_hashable else None}


def _repr(self: object) -> str:
    shown = ", ".join(f"{each.name}={getattr(self, each.name, '…')!r}" for each in _fields(self))
    return f"{type(self).__qualname__}({shown})"


def _getstate(self: object) -> list[object]:
    return [getattr(self, each.name) for each in _fields(self)]


def _setstate(self: object, state: Iterable[object]) -> None:
    for each, content in zip(_fields(self), state, strict=True):
        object.__setattr__(self, each.name, content)


def _refuse(self: object, name: str, *_: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change field {name!r} of a frozen {type(self).__qualname__}")


class _AsDataclass:
    """What `dataclasses`' own functions go by, and who works with them; made when a class is first asked for it."""

    def __get__(self, value: object, owner: type) -> Mapping[str, object]:
        import dataclasses

        def as_theirs(each: Field) -> Any:
            if each.default_factory is not _NOTHING:
                return dataclasses.field(default_factory=each.default_factory, init=each.init, kw_only=True)
            default = dataclasses.MISSING if each.default is _NOTHING else each.default
            return dataclasses.field(default=default, metadata=each.metadata, init=each.init, kw_only=True)

        theirs = [(each.name, owner.__annotations__[each.name], as_theirs(each)) for each in _fields(owner)]
        made: Any = dataclasses.make_dataclass(owner.__name__, theirs)
        found: Mapping[str, object] = made.__dataclass_fields__
        owner.__dataclass_fields__ = found  # type: ignore[attr-defined]  # in the place of this, for the next who asks
        return found


# What each class has of its own: how a value is made.


def _make_first(cls: type, found: tuple[Field, ...], *, is_frozen: bool, is_keyword_only: bool) -> Callable[..., None]:
    """Makes the class's first value, and with it the function that makes all others."""

    def make_first(self: object, *args: object, **kwargs: object) -> None:
        init = _build_init(cls, found, is_frozen=is_frozen, is_keyword_only=is_keyword_only)
        cls.__init__ = init  # type: ignore[misc]
        init(self, *args, **kwargs)

    return make_first


def _build_init(cls: type, found: tuple[Field, ...], *, is_frozen: bool, is_keyword_only: bool) -> Callable[..., None]:
    taken = [each for each in found if each.init]
    known: dict[str, Any] = {"_NOTHING": _NOTHING, "_put": object.__setattr__}
    parameters = ["self", *(["*"] if is_keyword_only and taken else []), *map(_write_parameter, taken)]
    body = [_write_step(each, cls, is_frozen=is_frozen, known=known) for each in found if each.init or _has_maker(each)]
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(body or ["pass"]), known)
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _has_maker(each: Field) -> bool:
    return each.default_factory is not _NOTHING


def _write_parameter(each: Field) -> str:
    return f"{each.name}=_default_{each.name}" if _has_maker(each) or each.default is not _NOTHING else each.name


def _write_step(each: Field, cls: type, *, is_frozen: bool, known: dict[str, Any]) -> str:
    """The line that puts a field into a value; what it needs to know is added to `known`."""
    name, content = each.name, each.name
    known |= {f"_default_{name}": each.default, f"_make_{name}": each.default_factory}
    if _has_maker(each):
        content = f"_make_{name}() if {name} is _NOTHING else {name}" if each.init else f"_make_{name}()"
    slot = vars(cls).get(name)
    if not is_frozen:
        return f"self.{name} = {content}"
    if slot is None:
        return f"_put(self, {name!r}, {content})"
    known[f"_put_{name}"] = slot.__set__
    return f"_put_{name}(self, {content})"


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import fields as fields
    from dataclasses import replace as replace
else:
    dataclass, field, fields, replace = _dataclass, _field, _fields, _replace
