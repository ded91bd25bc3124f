"""The rows of a view with what is laid out of them: the cache, the place on the screen, and where an offset stands."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QPointF

from visioneditor.gui.prose.heights import Heights, Scroll
from visioneditor.gui.prose.laid import LaidRow
from visioneditor.gui.prose.late import made_of
from visioneditor.gui.prose.placed_rows import PlacedRows, Places, find_places
from visioneditor.gui.prose.rows import FIRST_PROJECT, Place, Row, spans_of_row
from visioneditor.gui.prose.typesetter import Typesetter

_MOST_LAID = 400  # rows kept laid out
_MOST_CHARACTERS, _LEAST_LAID = 80_000, 40  # of them: each character takes some 50 bytes
_MOST_GUESSED = 400  # rows whose height is guessed one by one; of more, only so many evenly spread


class Stage:
    """Rows, laid out as they are needed; widths and fonts come with a typesetter."""

    def __init__(self, typesetter: Typesetter) -> None:
        self.typesetter = typesetter
        self.rows: Sequence[Row] = ()
        self._laid: dict[int, LaidRow] = {}
        self._counted: dict[int, int] = {}  # the characters of each when it was asked for last
        self._characters = 0  # of what is laid out
        self._real: set[int] = set()
        self._near = 0, 0  # a row, and how far around it every height is known
        self._places: Places | None = None
        self.scroll = Scroll(Heights(), self._measure)

    def show(self, rows: Sequence[Row], typesetter: Typesetter | None = None, *, keeps_heights: bool = False) -> None:
        """Take other rows or another typesetter; everything is laid out anew.

        `keeps_heights`: it is set as before, so that rows that were measured keep their heights, where they are known.
        """
        heights = self._heights_by_shape() if keeps_heights else {}
        if rows is not self.rows:
            self._places = None
        self.rows = rows
        self.typesetter = typesetter or self.typesetter
        self._laid.clear()
        self._counted.clear()
        self._characters = 0
        self._real.clear()
        self._near = 0, 0
        page, tail = self.scroll.page, self.scroll.tail
        self.scroll = Scroll(Heights(self._guesses()), self._measure, tail)
        self.scroll.page = page
        self._take_heights(heights)

    def _heights_by_shape(self) -> dict[int, float]:
        """What is known of the rows that are shown, by their shapes."""
        if not isinstance(self.rows, PlacedRows) or not self.rows.are_shaped:
            return {}
        return {self.rows.shapes[row]: self.scroll.heights.height(row) for row in self._real}

    def _take_heights(self, known: Mapping[int, float]) -> None:
        if known and isinstance(self.rows, PlacedRows) and self.rows.are_shaped:
            for row, shape in enumerate(self.rows.shapes):
                if shape in known:
                    self.scroll.heights.put(row, known[shape])
                    self._real.add(row)

    def _guesses(self) -> list[float]:
        step = -(-len(self.rows) // _MOST_GUESSED) or 1
        guessed = [self.typesetter.guess(row) for row in self.rows[::step]]
        return [guessed[at // step] for at in range(len(self.rows))]

    def _measure(self, row: int) -> float:
        if row in self._real:
            return self.scroll.heights.height(row)
        return self.lay(row).height

    def lay(self, row: int) -> LaidRow:
        """A row laid out, from the cache where it is there."""
        laid = self._laid.pop(row, None)
        if laid is None:
            laid = self.typesetter.lay(self.rows[row])
            self._real.add(row)
            self.scroll.heights.put(row, laid.height)
        self._laid[row] = laid
        self._count(row, laid.characters)
        while len(self._laid) > _MOST_LAID or (self._characters > _MOST_CHARACTERS and len(self._laid) > _LEAST_LAID):
            oldest = next(iter(self._laid))
            del self._laid[oldest]
            self._count(oldest, 0)
        return laid

    def _count(self, row: int, characters: int) -> None:
        """Keep count of what is laid out; of a row with late cells that grows."""
        self._characters += characters - self._counted.pop(row, 0)
        self._counted[row] = characters

    def unmeasured(self, most: int) -> Iterator[int]:
        """Rows whose height is only guessed, those near to the screen first, at most `most`."""
        if self._near[0] != self.scroll.row:
            self._near = self.scroll.row, 0
        here, known = self._near
        count = 0
        for distance in range(known, len(self.rows)):
            if not count:
                self._near = here, distance  # nearer ones are measured
            for row in {here + distance, here - distance}:
                if 0 <= row < len(self.rows) and row not in self._real:
                    yield row
                    count += 1
                    if count >= most:
                        return

    def measure_quietly(self, row: int) -> None:
        """Learn a row's height without keeping its layout; the place on the screen stays."""
        self._measure(row)

    @property
    def is_measured(self) -> bool:
        """Whether every height is known."""
        return len(self._real) >= len(self.rows)

    def visible(self) -> list[tuple[int, float]]:
        """The rows on the screen with the height at which each begins."""
        return self.scroll.visible()

    def row_of(self, text: int, offset: int) -> int | None:
        """The row that shows, or hides, an offset of a text; else the nearest one before it."""
        starts, _, rows = self._index().get(text, ([], [], []))
        if not starts:
            return None
        return rows[max(0, bisect_right(starts, offset) - 1)]

    def row_of_section(self, number: int) -> int | None:
        """The first row of a section of the newer text, or the closed fold that it is in."""
        of_its_own = next((at for at, row in enumerate(self.rows) if row.section == number and not row.sections), None)
        if of_its_own is not None:
            return of_its_own
        return next((at for at, row in enumerate(self.rows) if number in row.sections), None)

    def row_of_key(self, key: str) -> int | None:
        """The row of that key."""
        return next((at for at, row in enumerate(self.rows) if row.key == key), None)

    def _index(self) -> Places:
        if isinstance(self.rows, PlacedRows):
            return self.rows.places
        if self._places is None:
            self._places = find_places(self.rows)
        return self._places

    def row_at(self, eye: float) -> tuple[int, float] | None:
        """The first row at a height of the screen, or below, that shows a text; and the height it begins at."""
        for at, y in self.visible():
            if y + self.scroll.heights.height(at) > eye and spans_of_row(self.rows[at]):
                return at, y
        return None

    def place(self, eye: float) -> Place | None:
        """The row at a height of the screen, by what it shows of the newest text it has."""
        found = self.row_at(eye)
        if found is None:
            return None
        at, y = found
        spans = spans_of_row(self.rows[at])
        own = [span for span in spans if span[0] < FIRST_PROJECT] or spans  # each answer's offsets begin at 0
        text, start, _ = max(own, key=lambda span: (span[0], -span[1]))
        line = self._line_at(at, eye - y, {span[0] for span in own})
        text, start, top = line if line is not None else (text, start, 0.0)
        return Place(text=text, offset=start, y=y + top, section=self.rows[at].section)

    def _line_at(self, row: int, down: float, texts: set[int]) -> tuple[int, int, float] | None:
        """The line at a height of a row: which text it is of, its first offset there, and its top in the row."""
        for cell in reversed(made_of(self.lay(row).cells)):
            for piece in cell.pieces if cell is not None else ():
                if not piece.box.top() <= down < piece.box.bottom():
                    continue
                first, last = piece.line_range(piece.character_at(QPointF(piece.box.left(), down)))
                shown = piece.shown
                own = (at for at in range(first, last) if shown.offsets[at] >= 0 and shown.texts[at] in texts)
                if (at := next(own, None)) is not None:
                    return shown.texts[at], shown.offsets[at], piece.caret(at).top()
        return None

    def restore(self, place: Place) -> None:
        """Bring what a place names to the height it had."""
        row = self.row_of(place.text, place.offset)
        if row is None and place.section is not None:
            row = self.row_of_section(place.section)
        if row is not None:
            self.scroll.to_row(row, place.y, self._top_of(row, place))

    def _top_of(self, row: int, place: Place) -> float:
        """How far down in a row the line of a place is; 0 where the row shows another part of the text."""
        for cell in made_of(self.lay(row).cells):
            for piece in cell.pieces if cell is not None else ():
                extent, at = piece.shown.extent(place.text), piece.shown.place_of(place.text, place.offset)
                if extent is not None and at is not None and extent[0] <= place.offset <= extent[1]:
                    return piece.caret(at).top()
        return 0.0
