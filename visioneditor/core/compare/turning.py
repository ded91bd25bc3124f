"""A comparison seen from the other side: what was added was removed, what was split was merged."""

from visioneditor.core.compare.block_rows import CountedRow, in_order
from visioneditor.core.compare.model import BlockRow, Edit, Kind, Op

_KINDS = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED, Kind.SPLIT: Kind.MERGED, Kind.MERGED: Kind.SPLIT}
_OPS = {Op.INSERT: Op.DELETE, Op.DELETE: Op.INSERT}


def turn_row(counted: CountedRow) -> CountedRow:
    """The same block row with its sides exchanged."""
    row = counted.row
    return CountedRow(
        row=BlockRow(
            kinds=turn_kinds(row.kinds),
            old=row.new,
            new=row.old,
            old_section=row.new_section,
            new_section=row.old_section,
            edits=tuple(map(turn_edit, row.edits)) if row.edits else (),
            coarse=row.coarse,
        ),
        added=counted.removed,
        removed=counted.added,
        old_reflowed=counted.new_reflowed,
        new_reflowed=counted.old_reflowed,
        is_silent=counted.is_silent,
    )


def turn_kinds(kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """The kinds as the other side calls them."""
    if _KINDS.keys().isdisjoint(kinds):
        return kinds
    return in_order([_KINDS.get(kind, kind) for kind in kinds])


def turn_edit(edit: Edit) -> Edit:
    """The same edit with its sides exchanged."""
    return Edit(
        op=_OPS.get(edit.op, edit.op),
        old_start=edit.new_start,
        old_end=edit.new_end,
        new_start=edit.old_start,
        new_end=edit.old_end,
    )
