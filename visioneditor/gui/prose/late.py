"""A row's cells where there may be a hundred of them: each made when it comes on the screen, the last ones kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar, overload

T = TypeVar("T")
_MOST = 32  # more than a screen has room for


class Late(Sequence[T]):
    """So many values, made one by one when they are asked for."""

    __slots__ = ("_count", "_made", "_make")

    def __init__(self, count: int, make: Callable[[int], T], made: Mapping[int, T] | None = None) -> None:
        self._count, self._make = count, make
        self._made = dict(made or {})

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...

    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        if isinstance(at, slice):
            return tuple(self[each] for each in range(*at.indices(self._count)))
        number = range(self._count)[at]
        value = self._made.pop(number) if number in self._made else self._make(number)
        self._made[number] = value  # the last one again
        if len(self._made) > _MOST:
            del self._made[next(iter(self._made))]
        return value

    def __iter__(self) -> Iterator[T]:
        return (self[at] for at in range(self._count))

    def made(self) -> tuple[T, ...]:
        """Those that are there already."""
        return tuple(self._made.values())


def made_of(values: Sequence[T]) -> Sequence[T]:
    """What there is of some values without making more of them."""
    return values.made() if isinstance(values, Late) else values
