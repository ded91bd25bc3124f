"""A changed block in one column: both texts' words in one cell, or the old one above the new one."""

from collections.abc import Iterator

from visioneditor.core.compare.model import BlockRow
from visioneditor.gui.comparing.change_marks import OLD_OPS
from visioneditor.gui.comparing.change_words import say
from visioneditor.gui.prose.rows import BlockWords, Cell, Face, Label, LabelLine, MergedWords, Piece, Row, Space
from visioneditor.values import replace


def unified_rows(row: Row, old: Cell | None, new: Cell | None, block_row: BlockRow) -> Iterator[Row]:
    """One cell with both texts' words where they can be mixed, else the old one above the new one."""
    if old is None or new is None:
        yield replace(row, cells=(new or (_said_removed(old) if block_row.new is None else old),))
        return
    new = _with_labels_of(old, new)
    if not block_row.edits:
        yield replace(row, cells=(new,))
        return
    merged = _merged(old, new, block_row)
    if merged is not None:
        yield replace(row, cells=(merged,))
        return
    yield replace(row, key=f"{row.key}:old", cells=(old,))
    yield replace(row, cells=(new,))


def unified_source_rows(row: Row, old: Cell | None, new: Cell | None, block_row: BlockRow) -> Iterator[Row]:
    """The old lines above the new ones, each with its own number; unchanged ones once, with both."""
    if old is not None and new is not None and not block_row.edits:
        new = _with_labels_of(old, new)
        lines = [piece.first_line for piece in old.pieces if isinstance(piece, Piece)]
        yield replace(row, cells=(_with_numbers(new, lines[0] if lines else 0),))
        return
    if old is not None:
        first = next((piece.first_line for piece in old.pieces if isinstance(piece, Piece)), 0)
        is_alone = new is None and block_row.new is None
        lone = _said_removed(old) if is_alone else old
        key = row.key if new is None else f"{row.key}:old"
        assert lone is not None
        yield replace(row, key=key, cells=(_with_numbers(lone, first, has_new=False),))
    if new is not None:
        yield replace(row, cells=(_with_numbers(new, 0),))


def _with_numbers(cell: Cell, old_line: int, *, has_new: bool = True) -> Cell:
    """Both columns of numbers; 0: none of the old text's."""
    pieces = (
        replace(piece, indent=piece.indent * 2, old_line=old_line, first_line=piece.first_line if has_new else 0)
        if isinstance(piece, Piece)
        else piece
        for piece in cell.pieces
    )
    return replace(cell, pieces=tuple(pieces))


def _with_labels_of(old: Cell, new: Cell) -> Cell:
    """What is said of the older text alone, as that its section was split, is said here, too."""
    if any(isinstance(piece, LabelLine) for piece in new.pieces):
        return new
    return replace(new, pieces=(*new.pieces, *(piece for piece in old.pieces if isinstance(piece, LabelLine))))


def _said_removed(cell: Cell | None) -> Cell | None:
    """A removed block says so where nothing beside it shows that it is gone."""
    if cell is None or not cell.pieces or any(isinstance(piece, LabelLine) for piece in cell.pieces):
        return cell
    label = Label(text="− " + say("removed"), token="removed", face=Face.SMALL_NAME)
    return replace(cell, pieces=(*cell.pieces, LabelLine(labels=(label,), above=Space.NONE)))


def _merged(old: Cell, new: Cell, row: BlockRow) -> Cell | None:
    """The new text's cell with the removed words put in; None where the two are not set alike."""
    old_texts, new_texts = ([piece for piece in cell.pieces if isinstance(piece, Piece)] for cell in (old, new))
    if len(old_texts) != len(new_texts):
        return None
    joints = tuple((edit.old_start, edit.old_end, edit.new_start) for edit in row.edits if edit.op in OLD_OPS)
    merged = [_merged_piece(*pair, joints) for pair in zip(old_texts, new_texts, strict=True)]
    texts = [piece for piece in merged if piece is not None]
    if len(texts) < len(merged):
        return None
    labels = [piece for piece in new.pieces if isinstance(piece, LabelLine)]
    return replace(new, pieces=(*texts, *labels), bars=tuple(dict.fromkeys((*old.bars, *new.bars))))


def _merged_piece(old: Piece, new: Piece, joints: tuple[tuple[int, int, int], ...]) -> Piece | None:
    if not isinstance(old.words, BlockWords) or not isinstance(new.words, BlockWords):
        return new if old.words == new.words else None
    return replace(new, words=MergedWords(old=old.words, new=new.words, joints=joints))
