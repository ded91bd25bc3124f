"""What the keyboard can stop at in a prose view: folds, labels that do something, links; found without laying out."""

from collections.abc import Iterator, Sequence

from visioneditor.core.document.model import Run, Style
from visioneditor.gui.prose.rows import BlockWords, Cell, LabelLine, MergedWords, Piece, Row
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A fold (neither action nor run), a label's action, or a link's run, in a row."""

    row: int
    column: int = 0
    piece: int = 0  # among the cell's pieces of text
    action: str = ""
    text: int = 0
    run: Run | None = None


def targets_of(number: int, row: Row, columns: Sequence[int] | None = None) -> tuple[Target, ...]:
    """The stops of a row, in the order they are read; of cells that are made when they are seen those of `columns`."""
    if row.fold is not None:
        return (Target(row=number),)
    looked_in: Sequence[int] = range(len(row.cells))
    if columns is not None and row.shaping is not None:
        looked_in = [at for at in columns if at < len(row.cells)]
    return tuple(
        target
        for column in looked_in
        if (cell := row.cells[column]) is not None
        for target in _targets_of_cell(number, column, cell)
    )


def _targets_of_cell(number: int, column: int, cell: Cell) -> Iterator[Target]:
    at = -1
    for piece in cell.pieces:
        if isinstance(piece, LabelLine):
            yield from (
                Target(row=number, column=column, action=label.action) for label in piece.labels if label.action
            )
        else:
            at += 1
            yield from _links(number, column, at, piece)


def _links(number: int, column: int, at: int, piece: Piece) -> Iterator[Target]:
    words = piece.words.new if isinstance(piece.words, MergedWords) else piece.words
    if not isinstance(words, BlockWords) or words.is_raw:
        return
    runs = words.block.runs[slice(*words.runs)] if words.runs is not None else words.block.runs
    last: Run | None = None
    for run in runs:
        if run.style & Style.LINK and not _continues(last, run):
            yield Target(row=number, column=column, piece=at, text=words.text, run=run)
        last = run


def _continues(last: Run | None, run: Run) -> bool:
    """Whether a link goes on from the line before."""
    return last is not None and bool(last.style & Style.LINK) and (last.target, last.role) == (run.target, run.role)


def next_target(
    rows: Sequence[Row], here: Target | None, first_row: int, step: int, columns: Sequence[int] | None = None
) -> Target | None:
    """The stop after (`step` 1) or before (-1) another one, or the first one from a row on; `columns` are seen."""
    row = here.row if here is not None else first_row
    found: Sequence[Target] = targets_of(row, rows[row], columns) if 0 <= row < len(rows) else ()
    if here is not None and here in found:
        at = found.index(here) + step
        if 0 <= at < len(found):
            return found[at]
        row += step
    while 0 <= row < len(rows):
        found = targets_of(row, rows[row], columns)
        if found:
            return found[0] if step > 0 else found[-1]
        row += step
    return None
