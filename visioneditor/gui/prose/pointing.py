"""What is under a point of the screen: text, a link, a fold, a label, a count in the margin."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF

from visioneditor.core.document.model import Run, Style
from visioneditor.gui.prose.columns import Column
from visioneditor.gui.prose.laid import LaidCell, LaidPiece
from visioneditor.gui.prose.painting import Count
from visioneditor.gui.prose.rows import BlockWords, LinkHit, MergedWords
from visioneditor.gui.prose.selecting import Caret
from visioneditor.gui.prose.stage import Stage
from visioneditor.values import dataclass

CountsOf = Callable[[int, int], Sequence[Count]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a point is on; `caret` is the nearest place in the text of its column."""

    row: int
    column: int
    caret: Caret | None = None
    is_text: bool = False
    is_fold: bool = False
    action: str = ""
    link: LinkHit | None = None
    thread: str = ""
    note: str = ""

    @property
    def can_be_clicked(self) -> bool:
        """Whether a click does something here."""
        return bool(self.is_fold or self.action or self.link or self.thread)


def column_at(columns: Sequence[Column], x: float) -> int:
    """The column that holds a distance from the left; the last one beyond them."""
    return next((at for at, column in enumerate(columns) if x < column.right), len(columns) - 1)


def hit_at(stage: Stage, point: QPointF, counts_of: CountsOf) -> Hit | None:
    """What is at a point of the content; None below the last row."""
    for row, top in stage.visible():
        laid = stage.lay(row)
        if top <= point.y() < top + laid.height:
            return _hit_in_row(stage, row, QPointF(point.x(), point.y() - top), counts_of)
    return None


def _hit_in_row(stage: Stage, row: int, point: QPointF, counts_of: CountsOf) -> Hit:
    laid, value = stage.lay(row), stage.rows[row]
    column = column_at(stage.typesetter.plan.columns, point.x())
    if value.fold is not None:
        action = next((label.label.action for label in laid.labels if label.box.contains(point)), "")
        return Hit(row=row, column=column, is_fold=not action, action=action)
    cell = laid.cells[column] if column < len(laid.cells) else None
    if cell is None:
        return Hit(row=row, column=column)
    for count in counts_of(row, column):
        if count.box.contains(point):
            return Hit(row=row, column=column, thread=count.key)
    for label in cell.labels:
        if label.label.action and label.box.contains(point):
            return Hit(row=row, column=column, action=label.label.action)
    return _hit_in_text(row, column, cell, point)


def _hit_in_text(row: int, column: int, cell: LaidCell, point: QPointF) -> Hit:
    at = nearest_piece(cell, point)
    if at is None:
        return Hit(row=row, column=column)
    piece = cell.pieces[at]
    place = piece.touches_text(point)
    return Hit(
        row=row,
        column=column,
        caret=Caret(row, at, piece.character_at(point)),
        is_text=place is not None,
        link=link_at(piece, place) if place is not None else None,
        note=next((m.note for m in cell.marks if m.note and any(box.contains(point) for box in m.boxes)), ""),
    )


def nearest_piece(cell: LaidCell, point: QPointF) -> int | None:
    """The piece of a cell that is nearest to a point."""

    def distance(at: int) -> tuple[float, float]:
        box = cell.pieces[at].box
        down = max(box.top() - point.y(), point.y() - box.bottom(), 0.0)
        return down, max(box.left() - point.x(), point.x() - box.right(), 0.0)

    return min(range(len(cell.pieces)), key=distance, default=None)


def link_at(piece: LaidPiece, place: int) -> LinkHit | None:
    """The link that a shown character belongs to."""
    words = piece.piece.words
    text, offset = piece.shown.texts[place], piece.shown.offsets[place]
    if isinstance(words, MergedWords):
        words = words.old if text == words.old.text else words.new
    if not isinstance(words, BlockWords) or offset < 0:
        return None
    for run in words.block.runs:
        if run.start <= offset < run.end and run.style & Style.LINK:
            return link_hit(words, run)
    return None


def link_hit(words: BlockWords, run: Run) -> LinkHit:
    """What is announced when a link is followed."""
    return LinkHit(text=words.text, run=run, shown=run.shown or words.source[run.start : run.end])
