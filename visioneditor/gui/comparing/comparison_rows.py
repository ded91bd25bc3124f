"""Rows of the Compare mode: sections beside each other or in one text, what did not change folded away.

Which blocks stand beside each other `core.compare.aligning` says; here they become cells with marks, bars and labels.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from visioneditor.core.compare.aligning import align
from visioneditor.core.compare.counting import count_section_words
from visioneditor.core.compare.model import AlignedRow, BlockRow, Comparison, Kind, Op, SectionRow
from visioneditor.core.document.model import Block, BlockKind, Document, Section
from visioneditor.core.document.rendering import render_block
from visioneditor.core.text import count_words
from visioneditor.gui.comparing.change_words import (
    count_of_words,
    edit_note,
    is_up,
    move_words,
    say,
    section_labels,
    spoken_row,
    title_of,
)
from visioneditor.gui.prose.blocks import HIDDEN, READ_ROOM, SIDE_ROOM, BlockSetter
from visioneditor.gui.prose.rows import (
    NEW,
    OLD,
    BarKind,
    BlockWords,
    Cell,
    Face,
    Fold,
    Label,
    LabelLine,
    Mark,
    MarkKind,
    MergedWords,
    Piece,
    Row,
    Space,
)

LONG_PARAGRAPH = 60  # words: longer unchanged ones inside a changed section are folded
_OPENING = 9  # words of it that stay
_SAME = frozenset({Kind.UNCHANGED, Kind.REFLOWED})
_OLD_OPS = frozenset({Op.DELETE, Op.REPLACE})
_NEW_OPS = frozenset({Op.INSERT, Op.REPLACE})
_QUIET_OPS = frozenset({Op.MARKUP, Op.LINK})


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    """How a comparison is shown. `opened` holds the keys of open folds."""

    opened: frozenset[str] = frozenset()
    is_all_open: bool = False
    is_unified: bool = False
    is_source: bool = False

    def shows(self, key: str) -> bool:
        """Whether a fold is open."""
        return (key in self.opened) is not self.is_all_open


def comparison_rows(comparison: Comparison, view: ComparisonView) -> tuple[Row, ...]:
    """All rows, in the order of the new text, with numbered changes."""
    return tuple(_numbered(_Builder(comparison, view).rows()))


def _numbered(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows that changed (they come with the number 1) counted: neighbours of one section are one change."""
    number, last = 0, None
    for row in rows:
        if not row.change:
            last = None
            yield row
            continue
        here = (row.section, row.old_section if row.section is None else None, row.fold is not None)
        if here != last or row.fold is not None:
            number += 1
        last = here
        yield replace(row, change=number)


class _Builder:
    """Builds the rows of one comparison."""

    def __init__(self, comparison: Comparison, view: ComparisonView) -> None:
        self._comparison = comparison
        self._view = view
        room = READ_ROOM if view.is_unified else SIDE_ROOM
        self._old = BlockSetter(document=comparison.old, text=OLD, room=room)
        self._new = BlockSetter(document=comparison.new, text=NEW, room=room)
        self._aligned = align(comparison)
        self._order = {
            (id(row.row), row.new is None): at for at, row in enumerate(self._aligned) if Kind.MOVED in row.row.kinds
        }

    def rows(self) -> Iterator[Row]:
        """Section by section; neighbours that did not change go into one fold."""
        sections = [
            (self._comparison.sections[at], tuple(rows)) for at, rows in groupby(self._aligned, lambda row: row.section)
        ]
        for is_same, group in groupby(sections, lambda pair: _is_same(pair[0])):
            if is_same:
                yield from self._same(tuple(group))
            else:
                for section, aligned in group:
                    yield from self._changed(section, aligned)

    # sections that did not change

    def _same(self, group: Sequence[tuple[SectionRow, tuple[AlignedRow, ...]]]) -> Iterator[Row]:
        first = group[0][0]
        key = f"same:{_key(first)}"
        is_open = self._view.shows(key)
        yield Row(
            key=key,
            fold=Fold(labels=self._same_labels([row for row, _ in group], is_open), is_open=is_open),
            section=_number(first.new),
            old_section=_number(first.old),
            sections=tuple(section.number for row, _ in group for section in row.new),
            covers=() if is_open else tuple(span for row, _ in group for span in _covered(row)),
            spoken=say("unchanged, folded") if not is_open else say("unchanged, open"),
        )
        if is_open:
            for section, aligned in group:
                yield from self._section(section, aligned)

    def _same_labels(self, rows: Sequence[SectionRow], is_open: bool) -> tuple[Label, ...]:
        icon = Label(text="", icon="fold-vertical" if is_open else "unfold-vertical")
        if len(rows) == 1:
            words = sum(count_section_words(self._comparison.new, section) for section in rows[0].new)
            title = rows[0].new[0].title or say("Beginning")
            return (icon, _said(title, "text"), _said(say("unchanged, {0}").format(count_of_words(words))))
        titles = ", ".join(row.new[0].title for row in rows if row.new[0].title)
        count = say("{0} sections").format(len(rows))
        return (icon, _said(count, "text"), _said(say("unchanged: {0}").format(titles)))

    # sections that did

    def _changed(self, section: SectionRow, aligned: Sequence[AlignedRow]) -> Iterator[Row]:
        if not _is_only_moved(section):
            yield from self._section(section, aligned)
            return
        key = f"moved:{_key(section)}"
        is_open = self._view.shows(key)
        yield Row(
            key=key,
            fold=Fold(
                labels=self._moved_labels(section, is_open), is_open=is_open, ground="paper", bars=(BarKind.MOVED,)
            ),
            section=_number(section.new),
            old_section=_number(section.old),
            change=1,
            covers=() if is_open else _covered(section),
            spoken=say("section, {0}, folded").format(move_words(section)),
        )
        if is_open:
            yield from (replace(row, change=0) for row in self._section(section, aligned))

    def _moved_labels(self, row: SectionRow, is_open: bool) -> tuple[Label, ...]:
        words = count_section_words(self._comparison.new, row.new[0])
        return (
            Label(text="", icon="arrow-up" if is_up(row) else "arrow-down", token="moved"),
            Label(text=row.new[0].title, token="text", face=Face.TITLE),
            Label(text=move_words(row), token="moved", face=Face.SMALL_NAME),
            Label(text=say("{0} unchanged").format(count_of_words(words))),
            Label(text="", icon="chevron-down" if is_open else "chevron-right", is_right=True),
        )

    def _section(self, section: SectionRow, aligned: Sequence[AlignedRow]) -> Iterator[Row]:
        """A section's rows; the first has a rule above, the last free room below."""
        self._old.begin_section()
        self._new.begin_section()
        rows = [row for each in aligned for row in self._block_rows(section, each)]
        for at, row in enumerate(rows):
            first, last = at == 0, at == len(rows) - 1
            yield replace(
                row,
                has_rule=first,
                pad_above=9 if first else 0,
                pad_below=13 if last else 0,
                cells=_leading(row, first),
            )

    def _block_rows(self, section: SectionRow, aligned: AlignedRow) -> Iterator[Row]:
        if aligned.new is None and aligned.row.new is not None:
            yield self._left_behind(aligned)
        elif self._is_folded(section, aligned):
            yield self._folded_paragraph(section, aligned)
        else:
            yield from self._texts(section, aligned)

    def _is_folded(self, section: SectionRow, aligned: AlignedRow) -> bool:
        if _is_same(section) or aligned.new is None or aligned.old is None or not set(aligned.row.kinds) <= _SAME:
            return False
        if aligned.new.kind is BlockKind.HEADING or aligned.new.cells or self._view.shows(_block_key(aligned)):
            return False
        return count_words(_visible(self._comparison.new, aligned.new)) > LONG_PARAGRAPH

    def _folded_paragraph(self, section: SectionRow, aligned: AlignedRow) -> Row:
        assert aligned.new is not None
        text = _visible(self._comparison.new, aligned.new)
        words = count_of_words(count_words(_visible(self._comparison.new, aligned.new)))
        labels = (
            Label(text="", icon="unfold-vertical"),
            Label(text=_opening(text), face=Face.OPENING),
            _said(say("{0} unchanged").format(words)),
        )
        self._take_note(aligned)
        return Row(
            key=_block_key(aligned),
            fold=Fold(labels=labels, has_rule=False, ground="paper"),
            section=_number(section.new),
            old_section=_number(section.old),
            covers=_covered_blocks(aligned.old, aligned.new),
            spoken=say("paragraph, unchanged, folded"),
        )

    def _take_note(self, aligned: AlignedRow) -> None:
        """Let the setters see a block that is not set, for the gaps of the next one."""
        if aligned.old is not None:
            self._old.pieces(aligned.old)
        if aligned.new is not None:
            self._new.pieces(aligned.new)

    def _left_behind(self, aligned: AlignedRow) -> Row:
        """Where a moved block stood: its first words and where it went."""
        row = aligned.row
        assert row.old is not None
        text = _visible(self._comparison.old, row.old)
        went_up = self._goes_up(row)
        words = say("moved up to {0}") if went_up else say("moved down to {0}")
        labels = (
            Label(text="", icon="arrow-up" if went_up else "arrow-down", token="moved"),
            Label(text=_opening(text), face=Face.OPENING),
            Label(
                text=words.format(title_of(self._comparison.new, row.new_section)),
                token="moved",
                face=Face.SMALL_NAME,
                action=f"go:{NEW}:{row.new.start}" if row.new is not None else "",
            ),
        )
        return Row(
            key=f"left:{row.old.start}",
            fold=Fold(labels=labels, has_rule=False, ground="paper", bars=(BarKind.MOVED,)),
            section=row.new_section if row.old_section is None else None,
            old_section=row.old_section,
            change=1,
            spoken=spoken_row(row, self._comparison, _kind(row.old)),
        )

    def _goes_up(self, row: BlockRow) -> bool:
        """Whether a moved block stands nearer to the beginning than it did."""
        old_end, new_end = self._order.get((id(row), True)), self._order.get((id(row), False))
        if old_end is not None and new_end is not None:
            return new_end < old_end
        return (row.new_section or 0) < (row.old_section or 0)

    # rows of text

    def _texts(self, section: SectionRow, aligned: AlignedRow) -> Iterator[Row]:
        row = aligned.row
        is_same = set(row.kinds) <= _SAME
        block = aligned.new or aligned.old
        assert block is not None
        if block.kind in HIDDEN and is_same and not self._view.is_source:
            return
        old_labels, new_labels = self._labels(section, aligned)
        old = self._cell(self._old, aligned.old, self._old_marks(row), old_labels, self._old_bars(section, aligned))
        new = self._cell(self._new, aligned.new, self._new_marks(row), new_labels, self._new_bars(section, aligned))
        is_whole = row.old is None or row.new is None
        old, new = (replace(cell, is_whole=is_whole) if cell else None for cell in (old, new))
        if old is None and new is None:
            return
        result = Row(
            key=_block_key(aligned),
            section=_number(section.new),
            old_section=_number(section.old),
            is_heading=block.kind is BlockKind.HEADING,
            change=0 if is_same and not (old_labels or new_labels) else 1,
            spoken=spoken_row(row, self._comparison, _kind(block)),
        )
        if self._view.is_unified:
            yield from _unified(result, old, new, row)
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
        if block is not None and block.kind is BlockKind.HEADING and Kind.MOVED not in aligned.row.kinds:
            return section_labels(section)
        if block is not None and block.kind is BlockKind.HEADING and Kind.MOVED in section.kinds:
            return section_labels(section)
        if Kind.MOVED not in aligned.row.kinds:
            return (), ()
        return self._moved_block_labels(aligned.row)

    def _moved_block_labels(self, row: BlockRow) -> tuple[tuple[Label, ...], tuple[Label, ...]]:
        came_up = self._goes_up(row)
        whence = title_of(self._comparison.old, row.old_section)
        is_near = row.old_section is not None and title_of(self._comparison.new, row.new_section) == whence
        if is_near:
            words = say("moved up") if came_up else say("moved down")
        else:
            words = (say("moved up from {0}") if came_up else say("moved down from {0}")).format(whence)
        new = Label(text=words, token="moved", icon="arrow-up" if came_up else "arrow-down", face=Face.SMALL_NAME)
        old = Label(text=say("stood in {0}").format(whence), token="moved", icon="corner-up-left", face=Face.SMALL_NAME)
        return ((old,) if not is_near else ()), (new,)

    def _old_marks(self, row: BlockRow) -> tuple[Mark, ...]:
        if row.new is None:
            return ()
        return tuple(
            Mark(
                kind=MarkKind.MARKUP if edit.op in _QUIET_OPS else MarkKind.REMOVED,
                start=edit.old_start,
                end=edit.old_end,
                note=edit_note(edit, self._comparison, is_old=True),
            )
            for edit in row.edits
            if edit.op is not Op.INSERT
        )

    def _new_marks(self, row: BlockRow) -> tuple[Mark, ...]:
        if row.old is None:
            return ()
        return tuple(
            Mark(
                kind=MarkKind.MARKUP if edit.op in _QUIET_OPS else MarkKind.ADDED,
                start=edit.new_start,
                end=edit.new_end,
                note=edit_note(edit, self._comparison, is_old=False),
            )
            for edit in row.edits
            if edit.op is not Op.DELETE
        )

    def _old_bars(self, section: SectionRow, aligned: AlignedRow) -> tuple[BarKind, ...]:
        row = aligned.row
        if row.new is None:
            return (BarKind.REMOVED,)
        if _stands_moved(section, aligned):
            return (BarKind.MOVED,)
        return _bars_of(row, _OLD_OPS, BarKind.REMOVED)

    def _new_bars(self, section: SectionRow, aligned: AlignedRow) -> tuple[BarKind, ...]:
        row = aligned.row
        if row.old is None:
            return (BarKind.ADDED,)
        if _stands_moved(section, aligned):
            return (BarKind.MOVED,)
        return _bars_of(row, _NEW_OPS, BarKind.ADDED)


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


def _unified(row: Row, old: Cell | None, new: Cell | None, block_row: BlockRow) -> Iterator[Row]:
    """One cell with both texts' words where they can be mixed, else the old one above the new one."""
    if old is None or new is None:
        yield replace(row, cells=(new or _said_removed(old),))
        return
    if not block_row.edits:
        yield replace(row, cells=(new,))
        return
    merged = _merged(old, new, block_row)
    if merged is not None:
        yield replace(row, cells=(merged,))
        return
    yield replace(row, key=f"{row.key}:old", cells=(old,))
    yield replace(row, cells=(new,))


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
    joints = tuple((edit.old_start, edit.old_end, edit.new_start) for edit in row.edits if edit.op in _OLD_OPS)
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


def _leading(row: Row, is_first: bool) -> tuple[Cell | None, ...]:
    """A section's first row needs no gap above it; the pad below the rule is enough."""
    if not is_first:
        return row.cells
    return tuple(_without_gap(cell) if cell is not None else None for cell in row.cells)


def _without_gap(cell: Cell) -> Cell:
    first = cell.pieces[0]
    return replace(cell, pieces=(replace(first, above=Space.NONE), *cell.pieces[1:]))


def _is_same(row: SectionRow) -> bool:
    return set(row.kinds) <= _SAME


def _is_only_moved(row: SectionRow) -> bool:
    is_pair = len(row.old) == 1 and len(row.new) == 1
    return is_pair and Kind.MOVED in row.kinds and set(row.kinds) <= _SAME | {Kind.MOVED}


def _key(row: SectionRow) -> str:
    return row.new[0].id if row.new else f"old:{row.old[0].id}"


def _block_key(aligned: AlignedRow) -> str:
    return f"new:{aligned.new.start}" if aligned.new is not None else f"old:{aligned.old.start if aligned.old else 0}"


def _number(sections: Sequence[Section]) -> int | None:
    return sections[0].number if sections else None


def _covered(row: SectionRow) -> tuple[tuple[int, int, int], ...]:
    old = tuple((OLD, section.start, section.end) for section in row.old)
    return old + tuple((NEW, section.start, section.end) for section in row.new)


def _covered_blocks(old: Block | None, new: Block | None) -> tuple[tuple[int, int, int], ...]:
    sides = ((OLD, old), (NEW, new))
    return tuple((text, block.start, block.end) for text, block in sides if block is not None)


def _kind(block: Block) -> str:
    return block.kind.value.replace("-", " ")


def _said(text: str, token: str = "muted") -> Label:
    return Label(text=text, token=token, face=Face.PROGRAM)


def _visible(document: Document, block: Block) -> str:
    return render_block(block, document.text, typeset=True).text


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:_OPENING]) + (" …" if len(words) > _OPENING else "")


def documents_of(comparison: Comparison) -> dict[int, Document]:
    """The compared documents by the number of their text."""
    return {OLD: comparison.old, NEW: comparison.new}
