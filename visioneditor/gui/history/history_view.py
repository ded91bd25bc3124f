"""The texts of a section's revisions; going to another one keeps what is read at its height."""

from collections import Counter
from collections.abc import Sequence

from visioneditor.core.text import words
from visioneditor.gui.prose.columns import Shape
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.prose.rows import Piece, Place, Row
from visioneditor.gui.prose.shown import render_words

_LEAST_ALIKE = 0.5  # of the words of a block


class HistoryView(ProseView):
    """Finds the block that was read by its words: an offset of one revision says nothing in another."""

    def place(self) -> Place | None:
        return None

    def set_rows(self, rows: Sequence[Row], *, shape: Shape | None = None, projects: int | None = None) -> None:
        read = next(((self._stage.rows[at], y) for at, y in self._stage.visible() if y >= 0), None)
        has_moved = self._stage.scroll.value > 0
        super().set_rows(rows, shape=shape, projects=projects)
        row = row_alike(read[0], rows) if read is not None and has_moved else None
        if read is not None and row is not None:
            self._stage.scroll.to_row(row, read[1])
            self._after_move()


def row_alike(read: Row, rows: Sequence[Row]) -> int | None:
    """The row that has most of the words of one that was read."""
    wanted = _words(read)
    shares = [(_words(row) & wanted).total() / max(1, wanted.total(), _words(row).total()) for row in rows]
    best = max(range(len(rows)), key=lambda at: shares[at], default=None)
    return best if best is not None and shares[best] >= _LEAST_ALIKE else None


def _words(row: Row) -> Counter[str]:
    cells = (cell for cell in row.cells if cell is not None)
    pieces = (piece for cell in cells for piece in cell.pieces if isinstance(piece, Piece))
    return Counter(word for piece in pieces for word in words(render_words(piece.words).text))
