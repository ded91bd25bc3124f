"""Tints under the words of a text, many at once: each stretch of words has the colour of its group, or is dimmed.

What a cell shows of them is laid out once, so that a tinted text scrolls as fast as any other.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF

from visioneditor.gui.prose.laid import LaidCell, LaidPiece

DIMMED = -1


class TintSpan(NamedTuple):
    """Words at `text[start:end]`; `shade` is the number of their group's colour, or DIMMED."""

    start: int
    end: int
    shade: int


class TintBox(NamedTuple):
    """Where tinted words stand in a row."""

    box: QRectF
    shade: int


class Tints:
    """The tints of one text, in its order; `family` names the colours: with a number behind it each is a token.

    `tell` says of a character of a text what there is to say, where it is pointed at.
    """

    def __init__(self, text: int, family: str, spans: Iterable[TintSpan], tell: Callable[[int, int], str]) -> None:
        self.text, self.family, self.tell = text, family, tell
        self.spans = tuple(spans)
        self._starts = [span.start for span in self.spans]

    def token(self, shade: int) -> str:
        """The colour of a shade."""
        return f"{self.family}-{shade + 1}"

    def boxes(self, cell: LaidCell) -> list[TintBox]:
        """The tints of a laid-out cell; kept with it."""
        if cell.tinted is None or cell.tinted[0] is not self:
            cell.tinted = self, [box for piece in cell.pieces for box in self._boxes(piece)]
        found: list[TintBox] = cell.tinted[1]
        return found

    def _boxes(self, piece: LaidPiece) -> Iterator[TintBox]:
        extent = piece.shown.extent(self.text)
        if extent is None:
            return
        first = max(0, bisect_right(self._starts, extent[0]) - 1)
        for span in self.spans[first : bisect_left(self._starts, extent[1] + 1)]:
            for start, end in piece.shown.ranges(self.text, span.start, span.end):
                yield from (TintBox(box, span.shade) for box in piece.rectangles(start, end))


def join_words(words: Iterable[TintSpan | None]) -> Iterator[TintSpan]:
    """Words in a row that have the same tint as one stretch, with the blanks between; None: words without any."""
    held: TintSpan | None = None
    for word in words:
        if held is not None and word is not None and word.shade == held.shade:
            held = held._replace(end=word.end)
            continue
        if held is not None:
            yield held
        held = word
    if held is not None:
        yield held
