"""What changed in a block, as marks on its words and as bars beside it."""

from visioneditor.core.compare.model import AlignedRow, BlockRow, Comparison, Kind, Op, SectionRow
from visioneditor.core.document.model import BlockKind
from visioneditor.gui.comparing.edit_notes import edit_note
from visioneditor.gui.prose.rows import BarKind, Mark, MarkKind

OLD_OPS = frozenset({Op.DELETE, Op.REPLACE})
_NEW_OPS = frozenset({Op.INSERT, Op.REPLACE})
_QUIET_OPS = frozenset({Op.MARKUP, Op.LINK})


def old_marks(row: BlockRow, comparison: Comparison) -> tuple[Mark, ...]:
    """The marks on the old words; a block that is gone as a whole has none."""
    if row.new is None:
        return ()
    return tuple(
        Mark(
            kind=MarkKind.MARKUP if edit.op in _QUIET_OPS else MarkKind.REMOVED,
            start=edit.old_start,
            end=edit.old_end,
            note=edit_note(edit, row, comparison, is_old=True),
        )
        for edit in row.edits
        if edit.op is not Op.INSERT
    )


def new_marks(row: BlockRow, comparison: Comparison) -> tuple[Mark, ...]:
    """The marks on the new words; a block that is new as a whole has none."""
    if row.old is None:
        return ()
    return tuple(
        Mark(
            kind=MarkKind.MARKUP if edit.op in _QUIET_OPS else MarkKind.ADDED,
            start=edit.new_start,
            end=edit.new_end,
            note=edit_note(edit, row, comparison, is_old=False),
        )
        for edit in row.edits
        if edit.op is not Op.DELETE
    )


def old_bars(section: SectionRow, aligned: AlignedRow) -> tuple[BarKind, ...]:
    """The bars beside a block of the old text."""
    if aligned.row.new is None:
        return (BarKind.REMOVED,)
    if _stands_moved(section, aligned):
        return (BarKind.MOVED,)
    return _bars_of(aligned.row, OLD_OPS, BarKind.REMOVED)


def new_bars(section: SectionRow, aligned: AlignedRow) -> tuple[BarKind, ...]:
    """The bars beside a block of the new text."""
    if aligned.row.old is None:
        return (BarKind.ADDED,)
    if _stands_moved(section, aligned):
        return (BarKind.MOVED,)
    return _bars_of(aligned.row, _NEW_OPS, BarKind.ADDED)


def _stands_moved(section: SectionRow, aligned: AlignedRow) -> bool:
    """Whether the hollow bar stands here: at a moved section's heading, or at a moved block without edits."""
    block = aligned.new or aligned.old
    if block is not None and block.kind is BlockKind.HEADING and Kind.MOVED in section.kinds:
        return not aligned.row.edits
    return Kind.MOVED in aligned.row.kinds and not aligned.row.edits and Kind.MOVED not in section.kinds


def _bars_of(row: BlockRow, ops: frozenset[Op], kind: BarKind) -> tuple[BarKind, ...]:
    if any(edit.op in ops for edit in row.edits):
        return (kind,)
    words = any(edit.op not in _QUIET_OPS for edit in row.edits)
    return (BarKind.MARKUP,) if row.edits and not words else ()
