"""The prose view of a merge: thousands of small texts, each with offsets of its own."""

from collections.abc import Sequence

from visioneditor.gui.prose.columns import Shape
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.prose.rows import Place, Row


class MergeView(ProseView):
    """Keeps what is read at its height by the rows' keys: an offset says nothing here, and costs a look at each row."""

    def place(self) -> Place | None:
        return None

    def set_rows(self, rows: Sequence[Row], *, shape: Shape | None = None, projects: int | None = None) -> None:
        seen = next(((self._stage.rows[at].key, y) for at, y in self._stage.visible()), None)
        super().set_rows(rows, shape=shape, projects=projects)
        row = self._stage.row_of_key(seen[0]) if seen is not None else None
        if seen is not None and row is not None:
            self._stage.scroll.to_row(row, seen[1])
            self._after_move()
