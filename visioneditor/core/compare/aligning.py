"""Rows for a side-by-side display: which block stands beside which, and where one column has a gap.

A block that was moved as it is has a row in either column, where it stood and where it stands. One that was edited as
well stands beside its old words where it is now. Of a split block the whole stands beside the first part, of a merged
one the first of the parts beside the whole.
"""

from collections import defaultdict

from visioneditor.core.compare.model import AlignedRow, BlockRow, Comparison, Kind, SectionRow

_Key = tuple[int, int, int]


def align(comparison: Comparison) -> tuple[AlignedRow, ...]:
    """All rows from top to bottom."""
    homes = {section.number: at for at, row in enumerate(comparison.sections) for section in row.old}
    left: defaultdict[int, list[BlockRow]] = defaultdict(list)
    for row in comparison.sections:
        for block in row.blocks:
            if _stands_apart(block) and block.old_section in homes:
                left[homes[block.old_section]].append(block)
    rows: list[AlignedRow] = []
    shown: set[tuple[bool, int]] = set()  # the parts of a block may have gone to several sections
    for at, row in enumerate(comparison.sections):
        rows += _align_section(at, row, left[at], shown)
    return tuple(rows)


def _stands_apart(row: BlockRow) -> bool:
    """Whether the block was moved as it is."""
    return Kind.MOVED in row.kinds and not any(kind in row.kinds for kind in (Kind.EDITED, Kind.SPLIT, Kind.MERGED))


def _align_section(
    at: int, section: SectionRow, left: list[BlockRow], shown: set[tuple[bool, int]]
) -> list[AlignedRow]:
    keyed: list[tuple[_Key, AlignedRow]] = []
    stood: list[tuple[int, int]] = []  # old and new start of blocks that kept their place
    for place, row in enumerate(section.blocks):
        old = None if _stands_apart(row) or _is_shown(row, shown, is_new=False) else row.old
        new = None if _is_shown(row, shown, is_new=True) else row.new
        keyed.append(((place, 0, 0), AlignedRow(section=at, row=row, old=old, new=new)))
        if row.old is not None and Kind.MOVED not in row.kinds:
            stood.append((row.old.start, place))
    for row in left:
        assert row.old is not None
        start = row.old.start
        place = max((place for before, place in stood if before < start), default=-1)
        keyed.append(((place, 1, start), AlignedRow(section=at, row=row, old=row.old, new=None)))
    return [row for _, row in sorted(keyed, key=lambda pair: pair[0])]


def _is_shown(row: BlockRow, shown: set[tuple[bool, int]], *, is_new: bool) -> bool:
    """Whether the block stands in an earlier row already, as the whole of several parts; from now on it does."""
    block = row.new if is_new else row.old
    if block is None or not {Kind.SPLIT, Kind.MERGED} & set(row.kinds):
        return False
    key = is_new, block.start
    if key in shown:
        return True
    shown.add(key)
    return False
