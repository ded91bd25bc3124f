"""Selected text: places in rows, what lies between two of them in a column, and its words as they are copied."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from visioneditor.core.text import word_pattern
from visioneditor.gui.prose.rows import BlockWords, MergedWords, Piece, Row, SelectedSpan, Words
from visioneditor.gui.prose.shown import Shown, render_words
from visioneditor.values import dataclass


class Caret(NamedTuple):
    """A place between shown characters: row, piece of the row's cell, character."""

    row: int
    piece: int
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """From where to where text is selected, in one column; `anchor` is the end that stays."""

    column: int
    anchor: Caret
    caret: Caret

    @property
    def start(self) -> Caret:
        """The end nearer to the top."""
        return min(self.anchor, self.caret)

    @property
    def end(self) -> Caret:
        """The end nearer to the bottom."""
        return max(self.anchor, self.caret)

    @property
    def is_empty(self) -> bool:
        """Whether nothing lies between its ends."""
        return self.anchor == self.caret

    def within(self, row: int, piece: int, length: int) -> tuple[int, int] | None:
        """Which of a piece's characters are selected."""
        start, end = self.start, self.end
        if not (start.row, start.piece) <= (row, piece) <= (end.row, end.piece):
            return None
        first = start.place if (start.row, start.piece) == (row, piece) else 0
        last = end.place if (end.row, end.piece) == (row, piece) else length
        return (first, last) if first < last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectedPiece:
    """A piece and the stretch of its shown characters that is selected."""

    row: int
    piece: Piece
    shown: Shown
    start: int
    end: int


def pieces_of(row: Row, column: int) -> tuple[Piece, ...]:
    """The pieces of text in a row's column, labels left out."""
    cell = row.cells[column] if column < len(row.cells) else None
    return tuple(piece for piece in cell.pieces if isinstance(piece, Piece)) if cell is not None else ()


def selected_pieces(rows: Sequence[Row], selection: Selection) -> Iterator[SelectedPiece]:
    """What is selected, piece by piece."""
    for number in range(selection.start.row, min(selection.end.row + 1, len(rows))):
        for at, piece in enumerate(pieces_of(rows[number], selection.column)):
            shown = render_words(piece.words)
            stretch = selection.within(number, at, len(shown.text))
            if stretch is not None:
                yield SelectedPiece(row=number, piece=piece, shown=shown, start=stretch[0], end=stretch[1])


def copied_text(rows: Sequence[Row], selection: Selection) -> str:
    """The selected words as plain text: paragraphs parted by a blank line, list items and table rows by a line end.

    Where both texts stand in one column, the newer one's; the older one's where nothing else is selected.
    """
    chosen = list(selected_pieces(rows, selection))
    text = max((text for part in chosen if (text := _text_of(part)) is not None), default=None)
    return _joined([part for part in chosen if text is None or _text_of(part, text) in (None, text)], text)


def _text_of(part: SelectedPiece, wanted: int | None = None) -> int | None:
    """Which text the selected words are of, the newer one of two (or the wanted one); None: of none."""
    span = part.shown.source_span(part.start, part.end, wanted) or part.shown.source_span(part.start, part.end)
    return span[0] if span is not None else None


def _joined(chosen: Sequence[SelectedPiece], text: int | None) -> str:
    parts: list[str] = []
    last: Piece | None = None
    for part in chosen:
        if last is not None:
            parts.append(_between(last, part.piece))
        if part.piece.marker and part.start == 0:
            parts.append(f"{'-' if part.piece.marker == '•' else part.piece.marker} ")
        is_mixed = isinstance(part.piece.words, MergedWords)
        parts.append(part.shown.clean(part.start, part.end, text if is_mixed else None))
        last = part.piece
    return "".join(parts)


def _joint(above: Words, words: Words) -> str | None:
    """What parts two parts of one long paragraph: a blank where it is not shown in the first; None: they are none."""
    if isinstance(above, MergedWords) and isinstance(words, MergedWords):
        above, words = above.new, words.new
    if not isinstance(above, BlockWords) or not isinstance(words, BlockWords) or above.part is None:
        return None
    if words.part is None or above.text != words.text or above.part[1] != words.part[0]:
        return None
    border = words.part[0]
    is_shown = above.is_raw or any(run.start < border <= run.end for run in words.block.runs)
    return "" if is_shown else " "


def _between(last: Piece, piece: Piece) -> str:
    if piece.is_beside:
        return "\t"
    above, words = last.words, piece.words
    if (joint := _joint(above, words)) is not None:
        return joint
    if isinstance(above, BlockWords) and isinstance(words, BlockWords) and above.is_raw and words.is_raw:
        gap = words.source[above.block.end : words.block.start]
        return gap if gap and not gap.strip() else "\n\n"  # source is copied with its own line ends
    in_one_list = bool(last.marker) and bool(piece.marker)
    return "\n" if in_one_list or (last.has_grid and piece.has_grid) else "\n\n"


def selected_span(rows: Sequence[Row], selection: Selection) -> SelectedSpan | None:
    """The selection's place in the file; of a merged text in the newer one, or in the only one it has words of."""
    chosen = list(selected_pieces(rows, selection))
    spans = [part.shown.source_span(part.start, part.end) for part in chosen]
    texts = [span[0] for span in spans if span is not None]
    if not texts:
        return None
    text = max(texts)
    kept: list[SelectedPiece] = []
    places: list[tuple[int, int]] = []
    for part in chosen:
        span = part.shown.source_span(part.start, part.end, text)
        if span is None:
            continue
        if places and span[1] < places[-1][1] and not part.piece.is_beside:
            break  # moved here from above: what follows is not one stretch of the file with what was before
        kept.append(part)
        places.append((span[1], span[2]))
    start, end = min(place[0] for place in places), max(place[1] for place in places)
    return SelectedSpan(text=text, start=start, end=end, quote=_joined(kept, text).strip())


def word_at(text: str, place: int) -> tuple[int, int]:
    """The word, or the run of other characters, that holds a place."""
    for found in word_pattern(text).finditer(text):
        if found.start() <= place < found.end():
            return found.span()
    return (place, min(place + 1, len(text)))


def source_place(rows: Sequence[Row], column: int, caret: Caret) -> tuple[int, int] | None:
    """Text and offset of the character behind a caret; None where that is none of a document's."""
    shown = _shown_at(rows, column, caret) if caret.row < len(rows) else None
    if shown is None or caret.place >= len(shown.offsets) or shown.offsets[caret.place] < 0:
        return None
    return shown.texts[caret.place], shown.offsets[caret.place]


def select_word_at(rows: Sequence[Row], column: int, caret: Caret) -> Selection | None:
    """The word that a place is in or at the end of, else the next one of its piece, as a selection."""
    pieces = pieces_of(rows[caret.row], column) if caret.row < len(rows) else ()
    if caret.piece >= len(pieces):
        return None
    text = render_words(pieces[caret.piece].words).text
    found = next((each for each in word_pattern(text).finditer(text) if each.end() >= caret.place), None)
    if found is None:
        return None
    start, end = found.span()
    return Selection(column=column, anchor=caret._replace(place=start), caret=caret._replace(place=end))


def next_word(text: str, place: int) -> int:
    """The end of the word at or after a place."""
    found = word_pattern(text).search(text, place)
    return found.end() if found else len(text)


def previous_word(text: str, place: int) -> int:
    """The beginning of the word before a place."""
    starts = [found.start() for found in word_pattern(text).finditer(text) if found.start() < place]
    return starts[-1] if starts else 0


Step = Callable[[str, int], int]
STEPS: dict[str, Step] = {
    "next-character": lambda text, place: min(place + 1, len(text)),
    "previous-character": lambda text, place: max(place - 1, 0),
    "next-word": next_word,
    "previous-word": previous_word,
    "end": lambda text, place: len(text),
    "start": lambda text, place: 0,
}
_FORWARD = re.compile(r"next|end")


def moved_caret(rows: Sequence[Row], column: int, caret: Caret, step: str) -> Caret:
    """A caret one step on; over the end of a piece into the next one that has text in this column."""
    shown = _shown_at(rows, column, caret)
    place = STEPS[step](shown.text if shown else "", caret.place)
    if place != caret.place:
        return Caret(caret.row, caret.piece, place)
    if _FORWARD.match(step):
        following = _neighbour(rows, column, caret, 1)
        return Caret(following.row, following.piece, 0) if following else caret
    before = _neighbour(rows, column, caret, -1)
    if before is None:
        return caret
    text = _shown_at(rows, column, before)
    return Caret(before.row, before.piece, len(text.text) if text else 0)


def _shown_at(rows: Sequence[Row], column: int, caret: Caret) -> Shown | None:
    pieces = pieces_of(rows[caret.row], column)
    return render_words(pieces[caret.piece].words) if caret.piece < len(pieces) else None


def _neighbour(rows: Sequence[Row], column: int, caret: Caret, direction: int) -> Caret | None:
    row, piece = caret.row, caret.piece + direction
    while 0 <= row < len(rows):
        if 0 <= piece < len(pieces_of(rows[row], column)):
            return Caret(row, piece, 0)
        row += direction
        if 0 <= row < len(rows):
            piece = 0 if direction > 0 else len(pieces_of(rows[row], column)) - 1
    return None


def first_caret(rows: Sequence[Row], column: int, row: int) -> Caret | None:
    """The first place with text in a column, from a row on."""
    return next((Caret(at, 0, 0) for at in range(row, len(rows)) if pieces_of(rows[at], column)), None)


def last_caret(rows: Sequence[Row], column: int) -> Caret | None:
    """The last place with text in a column."""
    for at in range(len(rows) - 1, -1, -1):
        pieces = pieces_of(rows[at], column)
        if pieces:
            return Caret(at, len(pieces) - 1, len(render_words(pieces[-1].words).text))
    return None
