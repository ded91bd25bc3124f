"""Places in a text, counted in code points as the core does, and in the UTF-16 units that Qt counts."""

from bisect import bisect_left
from collections.abc import Iterable

_LAST_PLAIN = "\uffff"


def units(text: str, offset: int) -> int:
    """Code points as UTF-16 units."""
    return offset if text.isascii() else len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def code_points(text: str, units: int) -> int:
    """UTF-16 units as code points."""
    return units if text.isascii() else len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "replace"))


def all_units(text: str, offsets: Iterable[int]) -> list[int]:
    """Very many places at once."""
    if text.isascii() or max(text) <= _LAST_PLAIN:
        return list(offsets)
    wide = [at for at, sign in enumerate(text) if sign > _LAST_PLAIN]
    return [offset + bisect_left(wide, offset) for offset in offsets]
