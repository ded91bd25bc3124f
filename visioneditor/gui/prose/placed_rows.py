"""Rows that know which of them shows an offset of a text: found where they are made, before a view waits for it."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from visioneditor.gui.prose.rows import Row, spans_of_row

Places = Mapping[int, tuple[list[int], list[int], list[int]]]  # for each text starts, ends and rows, by their start


class PlacedRows(tuple[Row, ...]):
    """Rows; what is found of them stays with them."""

    @cached_property
    def places(self) -> Places:
        """Where each text is shown, or hidden."""
        return find_places(self)

    def placed(self) -> "PlacedRows":
        """The same rows, once this is known."""
        _ = self.places
        return self


def find_places(rows: Iterable[Row]) -> Places:
    """Where each text is shown, or hidden, in some rows."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    for at, row in enumerate(rows):
        for text, start, end in spans_of_row(row):
            found.setdefault(text, []).append((start, end, at))
    places = {}
    for text, spans in found.items():
        starts, ends, numbers = zip(*sorted(spans), strict=True)
        places[text] = (list(starts), list(ends), list(numbers))
    return places
