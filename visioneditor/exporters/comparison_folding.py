"""Changed words within what is needed to understand them: the rest of a long unchanged stretch becomes "…".

The whole sentence around an edit stays, unless it is very long; then some words on either side.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from visioneditor.core.text import WORD
from visioneditor.exporters.comparison_marked import Mark, Piece, Pieces
from visioneditor.values import replace

FOLD = "…"
_SENTENCE = 25  # words of a sentence that are kept up to an edit; more than that is cut
_LEAST = 10  # words kept of a longer one
_FEW = 3  # words of the sentence before an edit; where it has fewer the one before it stays, too
_WORTH = 6  # words: fewer are not worth a fold
_LONGEST = 100  # characters without a blank that are not cut
_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?![a-z])|[。！？｡]")


def fold(pieces: Sequence[Piece]) -> Pieces:
    """The pieces with long unchanged stretches cut."""
    stretches = [tuple(group) for _, group in groupby(pieces, key=lambda piece: piece.mark is Mark.SAME)]
    folded: list[Piece] = []
    for at, stretch in enumerate(stretches):
        if stretch[0].mark is not Mark.SAME:
            folded += stretch
        else:
            folded += _folded(stretch, is_first=at == 0, is_last=at == len(stretches) - 1)
    return tuple(folded)


def opening(text: str, words: int = 9) -> str:
    """The first words of a text."""
    line = " ".join(text[: 40 * words].split())
    found = [match.end() for _, match in zip(range(words), WORD.finditer(line), strict=False)]
    if len(found) < words or len(line) - found[-1] <= 2:
        return line if len(line) == len(" ".join(text.split())) else f"{line} {FOLD}"
    return f"{line[: found[-1]]} {FOLD}"


def _folded(stretch: Sequence[Piece], *, is_first: bool, is_last: bool) -> Iterator[Piece]:
    text = "".join(piece.text for piece in stretch)
    starts = [match.start() for match in WORD.finditer(text)]
    head = 0 if is_first else _head(text, starts)
    tail = len(text) if is_last else _tail(text, starts)
    dropped = sum(head <= start < tail for start in starts)
    if dropped < _WORTH or (is_first and is_last):
        yield from stretch
        return
    yield from _sliced(stretch, 0, head)
    yield Piece(text=("" if is_first else " ") + FOLD + ("" if is_last else " "))
    yield from _sliced(stretch, tail, len(text))


def _head(text: str, starts: Sequence[int]) -> int:
    """Where what is kept behind an edit ends."""
    if len(starts) <= _LEAST:
        return len(text)
    most = starts[_SENTENCE] if len(starts) > _SENTENCE else len(text)
    found = _END.search(text, 0, most)
    end = found.end() if found else _word_start(text, starts[_LEAST])
    return len(text[:end].rstrip())


def _tail(text: str, starts: Sequence[int]) -> int:
    """Where what is kept before an edit begins."""
    if len(starts) <= _LEAST:
        return 0
    least = starts[-_SENTENCE] if len(starts) > _SENTENCE else 0
    ends = [match.end() for match in _END.finditer(text, least, starts[-_FEW])]
    return ends[-1] if ends else _word_start(text, starts[-_LEAST]) if least else 0


def _word_start(text: str, at: int) -> int:
    """Where an address or the like begins that the word at `at` is a part of; scripts without blanks are cut there."""
    blank = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
    return blank if at - blank < _LONGEST else at


def _sliced(stretch: Sequence[Piece], start: int, end: int) -> Iterator[Piece]:
    at = 0
    for piece in stretch:
        first, last = max(start - at, 0), min(end - at, len(piece.text))
        if first < last:
            opens, closes = piece.opens and first == 0, piece.closes and last == len(piece.text)
            yield replace(piece, text=piece.text[first:last], opens=opens, closes=closes)
        at += len(piece.text)
