"""How wide the columns of a table are, and how small its type: words are kept whole where that can be.

A column gets the width of its longest word before any gets what it likes. Where these do not fit beside each other, the
type is set smaller; where they still do not, a row's cells stand one below the other, each beside its column's name.
Where a word is longer than the whole line, the widest columns give way, so that only their words are broken.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate

from visioneditor.gui.prose.rows import TableShape, TableWord
from visioneditor.values import dataclass

SHRINKS = (1.0, 0.93, 0.87, 0.8)  # of the type
_EMPTY = 8.0  # pixels that a column without words has between its pads
_AVERAGE = 0.47  # of the size: an average character's width
_MOST_NAMES = 0.42  # of the line: what the names of columns may take beside stacked cells

Measure = Callable[[TableWord, float], float]  # a word's width in pixels, its type shrunk by so much


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePlan:
    """The borders of the columns, in pixels from the first one, and how much smaller the type is.

    Stacked cells have two columns: their names, which may have no width, and the cells one below the other.
    """

    borders: tuple[float, ...]
    shrink: float = 1.0
    is_stacked: bool = False


def plan_table(shape: TableShape, room: float, pad: float, size: float, measure: Measure) -> TablePlan:
    """Columns for a table of that shape in so many pixels; `pad` is what a cell needs beside its words."""
    least: list[float] = []
    for shrink in SHRINKS:
        least = [max((_EMPTY, *(measure(word, shrink) for word in words))) + pad for words in shape.words]
        if sum(least) <= room:
            liked = [
                max(low, count * size * shrink * _AVERAGE + pad) for low, count in zip(least, shape.liked, strict=True)
            ]
            return TablePlan(borders=_borders(share_room(least, liked, room)), shrink=shrink)
    return _stack(shape, room, pad, measure) or TablePlan(
        borders=_borders(_squeeze(least, room, pad)), shrink=SHRINKS[-1]
    )


def _stack(shape: TableShape, room: float, pad: float, measure: Measure) -> TablePlan | None:
    """Cells one below the other, beside the names of their columns where there is room; None where a word is longer."""
    longest = max((measure(word, 1.0) for words in shape.words for word in words), default=0.0) + pad
    whole = [measure(TableWord(text=name), 1.0) for name in shape.names]
    parts = [measure(TableWord(text=part), 1.0) for name in shape.names for part in name.split()]
    names = max(min(max(whole, default=0.0), room * _MOST_NAMES - pad), *parts, 0.0) + pad if any(whole) else 0.0
    if longest > room:
        return None
    names = names if longest + names <= room else 0.0
    return TablePlan(borders=_borders((names, room - names)), is_stacked=True)


def share_room(least: Sequence[float], liked: Sequence[float], room: float) -> list[float]:
    """What each column needs, then what it likes, as far as there is room; what is left over goes by what is liked."""
    spare, wish = room - sum(least), sum(liked) - sum(least)
    if wish > spare:
        return [low + (high - low) * spare / wish for low, high in zip(least, liked, strict=True)]
    return [high * room / sum(liked) for high in liked]


def _squeeze(least: Sequence[float], room: float, pad: float) -> list[float]:
    """The widest columns cut to one width; narrower ones keep what they need."""
    widths, left, open_columns = list(least), room, sorted(range(len(least)), key=lambda at: least[at])
    while open_columns:
        fair = max(pad + _EMPTY, left / len(open_columns))
        at = open_columns.pop(0)
        widths[at] = min(least[at], fair)
        left -= widths[at]
    total = sum(widths)
    return [width * room / total for width in widths]


def _borders(widths: Sequence[float]) -> tuple[float, ...]:
    return tuple(map(float, map(round, accumulate(widths, initial=0.0))))
