"""Rows of the Compare mode: sections beside each other or in one text, what did not change folded away.

Which blocks stand beside each other `core.compare.aligning` says; here they become cells with marks, bars and labels.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from visioneditor.core.compare.aligning import align
from visioneditor.core.compare.changes import Change, changes_by_row, list_changes, stood_here
from visioneditor.core.compare.counting import count_section_words
from visioneditor.core.compare.model import AlignedRow, BlockRow, Comparison, Kind, SectionRow
from visioneditor.core.document.model import Block, BlockKind, Section
from visioneditor.gui.comparing.change_marks import new_bars, new_marks, old_bars, old_marks
from visioneditor.gui.comparing.change_words import section_labels, spoken_row
from visioneditor.gui.comparing.comparison_folds import (
    fold_runs,
    is_only_moved,
    moved_fold,
    run_fold,
    same_fold,
)
from visioneditor.gui.comparing.comparison_view import SAME, ComparisonView, block_key, is_same, kind_words, number_of
from visioneditor.gui.comparing.edit_notes import quiet_labels
from visioneditor.gui.comparing.long_blocks import long_cuts
from visioneditor.gui.comparing.moved_blocks import MovedBlocks
from visioneditor.gui.comparing.moved_sections import is_moved_section, left_key, left_row, left_sections, with_way_back
from visioneditor.gui.comparing.unified_rows import unified_rows, unified_source_rows
from visioneditor.gui.prose.blocks import HIDDEN, READ_ROOM, SIDE_ROOM, BlockSetter
from visioneditor.gui.prose.long_rows import cut_row, is_long
from visioneditor.gui.prose.rows import NEW, OLD, BarKind, Cell, Label, LabelLine, Mark, Row, Space
from visioneditor.values import replace


def comparison_rows(
    comparison: Comparison,
    view: ComparisonView,
    changes: Sequence[Change] | None = None,
    counted: Mapping[int, int] | None = None,
) -> tuple[Row, ...]:
    """All rows, in the order of the new text, each with the number of its change.

    `counted` are the words of the newer text's sections by their number, where they are known.
    """
    known = list_changes(comparison) if changes is None else changes
    return tuple(_Builder(comparison, view, known, counted or {}).rows())


class _Builder:
    """Builds the rows of one comparison."""

    def __init__(
        self, comparison: Comparison, view: ComparisonView, changes: Sequence[Change], counted: Mapping[int, int]
    ) -> None:
        self._comparison = comparison
        self._view = view
        self._counted = counted
        self._numbers = changes_by_row(changes)
        room = READ_ROOM if view.is_unified else SIDE_ROOM
        self._old = BlockSetter(document=comparison.old, text=OLD, room=room)
        self._new = BlockSetter(document=comparison.new, text=NEW, room=room)
        self._aligned = align(comparison)
        self._moved = MovedBlocks(comparison, view, self._aligned)

    def _count(self, section: Section) -> int:
        """The words of a section of the newer text."""
        known = self._counted.get(section.number)
        return count_section_words(self._comparison.new, section) if known is None else known

    # sections

    def rows(self) -> Iterator[Row]:
        """Section by section; neighbours that did not change go into one fold."""
        left = left_sections(self._comparison)
        yield from self._left_sections(left.get(-1, ()))
        group: list[tuple[SectionRow, tuple[AlignedRow, ...]]] = []
        for at, rows in groupby(self._aligned, lambda row: row.section):
            section, aligned = self._comparison.sections[at], tuple(rows)
            if is_same(section):
                group.append((section, aligned))
            if group and (at in left or not is_same(section)):
                yield from self._same(group)
                group = []
            if not is_same(section):
                yield from self._changed(section, aligned)
            yield from self._left_sections(left.get(at, ()))
        if group:
            yield from self._same(group)

    def _left_sections(self, sections: Sequence[SectionRow]) -> Iterator[Row]:
        for section in sections:
            number = next((self._number(row) for row in section.blocks if self._number(row)), 0)
            yield left_row(section, number)

    def _same(self, group: Sequence[tuple[SectionRow, tuple[AlignedRow, ...]]]) -> Iterator[Row]:
        row = same_fold([section for section, _ in group], self._view, self._count)
        yield row
        if row.fold is not None and row.fold.is_open:
            for section, aligned in group:
                yield from self._section(section, aligned)

    def _changed(self, section: SectionRow, aligned: Sequence[AlignedRow]) -> Iterator[Row]:
        if not is_only_moved(section):
            yield from self._section(section, aligned)
            return
        number = next((self._number(each.row) for each in aligned if self._number(each.row)), 0)
        fold = moved_fold(section, self._view, self._count)
        row = with_way_back(replace(fold, change=number), section)
        yield row
        if row.fold is not None and row.fold.is_open:
            yield from (replace(each, change=0) for each in self._section(section, aligned))

    def _section(self, section: SectionRow, aligned: Sequence[AlignedRow]) -> Iterator[Row]:
        """A section's rows; the first has a rule above, the last free room below."""
        self._old.begin_section()
        self._new.begin_section()
        rows = list(self._runs(section, aligned))
        for at, row in enumerate(rows):
            first, last = at == 0, at == len(rows) - 1
            yield replace(
                row,
                has_rule=first,
                pad_above=9 if first else 0,
                pad_below=13 if last else 0,
                cells=_leading(row, rows[at - 1] if at else None),
            )

    def _runs(self, section: SectionRow, aligned: Sequence[AlignedRow]) -> Iterator[Row]:
        for is_folded, run in fold_runs(section, aligned, self._comparison, self._view):
            if is_folded:
                for each in run:
                    self._take_note(each)
                yield run_fold(section, run, self._comparison, self._view)
                yield from (row for each in run for row in self._left_here(each))
            else:
                yield from (row for each in run for row in (*self._block_rows(section, each), *self._left_here(each)))

    # blocks

    def _block_rows(self, section: SectionRow, aligned: AlignedRow) -> Iterator[Row]:
        if stood_here(aligned):
            yield replace(self._moved.left_behind(aligned.row), change=self._number(aligned.row))
        else:
            yield from self._texts(section, aligned)

    def _left_here(self, aligned: AlignedRow) -> Iterator[Row]:
        for row in self._moved.left_behind_here(aligned):
            yield replace(self._moved.left_behind(row, is_hidden=False), change=self._number(row))

    def _number(self, row: BlockRow) -> int:
        """The change that a block is a part of, from 1; 0 for none."""
        return self._numbers.get(id(row), 0)

    def _take_note(self, aligned: AlignedRow) -> None:
        """Let the setters see a block that is not set, for the gaps of the next one."""
        if aligned.old is not None:
            self._old.pieces(aligned.old)
        if aligned.new is not None:
            self._new.pieces(aligned.new)

    def _texts(self, section: SectionRow, aligned: AlignedRow) -> Iterator[Row]:
        row, comparison = aligned.row, self._comparison
        has_no_change = set(row.kinds) <= SAME
        block = aligned.new or aligned.old
        assert block is not None
        if block.kind in HIDDEN and has_no_change and not self._view.is_source:
            return
        old_labels, new_labels = self._labels(section, aligned)
        old = self._cell(self._old, aligned.old, old_marks(row, comparison), old_labels, old_bars(section, aligned))
        new = self._cell(self._new, aligned.new, new_marks(row, comparison), new_labels, new_bars(section, aligned))
        is_whole = row.old is None or row.new is None
        old, new = (replace(cell, is_whole=is_whole) if cell else None for cell in (old, new))
        if old is None and new is None:
            return
        result = Row(
            key=block_key(aligned),
            section=_number_at(section.new, aligned.new),
            old_section=_number_at(section.old, aligned.old),
            is_heading=block.kind is BlockKind.HEADING,
            change=self._number(row),
            spoken=spoken_row(row, comparison, kind_words(block)),
        )
        cuts = long_cuts(aligned, comparison)
        for each in self._laid(result, old, new, row):
            yield from cut_row(each, cuts) if cuts is not None and is_long(each) else (each,)

    def _laid(self, result: Row, old: Cell | None, new: Cell | None, row: BlockRow) -> Iterator[Row]:
        """The cells of both texts in their columns, or in one."""
        if self._view.is_unified and self._view.is_source:
            yield from unified_source_rows(result, old, new, row)
        elif self._view.is_unified:
            yield from unified_rows(result, old, new, row)
        else:
            yield replace(result, cells=(old, new))

    def _cell(
        self,
        setter: BlockSetter,
        block: Block | None,
        marks: Sequence[Mark],
        labels: Sequence[Label],
        bars: tuple[BarKind, ...],
    ) -> Cell | None:
        if block is None:
            return None
        is_raw = self._view.is_source or block.kind in HIDDEN
        pieces = setter.pieces(block, marks, is_raw=is_raw)
        if not pieces:
            return None
        lines = tuple(LabelLine(labels=(label,), above=Space.NONE) for label in labels)
        return Cell(pieces=(*pieces, *lines), bars=bars)

    def _labels(self, section: SectionRow, aligned: AlignedRow) -> tuple[tuple[Label, ...], tuple[Label, ...]]:
        block = aligned.new or aligned.old
        is_moved, is_heading = Kind.MOVED in aligned.row.kinds, block is not None and block.kind is BlockKind.HEADING
        if is_heading and (not is_moved or Kind.MOVED in section.kinds):
            back = f"row:{left_key(section)}" if is_moved_section(section) else ""
            return section_labels(section, back)
        return self._moved.labels(aligned.row) if is_moved else ((), quiet_labels(aligned.row, self._comparison))


def _number_at(sections: Sequence[Section], block: Block | None) -> int | None:
    """The number of the section that holds a block; of several (parts, or a whole of them) none where it has none."""
    if len(sections) < 2:
        return number_of(sections)
    if block is None:
        return None
    return next((each.number for each in reversed(sections) if each.start <= block.start), sections[0].number)


def _leading(row: Row, above: Row | None) -> tuple[Cell | None, ...]:
    """The cells with the gaps they need: none below the section's rule, none where the column is free above."""
    if above is None:
        return tuple(_without_gap(cell) if cell is not None else None for cell in row.cells)
    if None in row.cells or len(above.cells) != len(row.cells):
        return tuple(row.cells)
    pairs = zip(row.cells, above.cells, strict=True)
    return tuple(_without_gap(cell) if cell and higher is None else cell for cell, higher in pairs)


def _without_gap(cell: Cell) -> Cell:
    first = cell.pieces[0]
    return replace(cell, pieces=(replace(first, above=Space.NONE), *cell.pieces[1:]))
