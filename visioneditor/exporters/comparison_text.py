"""A comparison to be read in a terminal or a plain file: what changed, in the order of the new document.

Words are shown as they are read, within their sentence. Without colour words that are gone stand in [-…-] and new
ones in {+…+}, as git has it; with colour they are struck out and underlined as well. Blocks that came or went as a
whole have a + or - beside every line, moves an arrow. Nothing of a document can steer the terminal.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from visioneditor.core.compare.counting import count_section_words
from visioneditor.core.compare.model import Comparison, Kind, SectionRow
from visioneditor.core.document.model import Block, BlockKind
from visioneditor.core.text import count_words
from visioneditor.exporters.comparison_folding import FOLD, fold, opening
from visioneditor.exporters.comparison_marked import (
    Pieces,
    has_changed_words,
    item_markers,
    mixed_cells,
    shown_cells,
    shown_text,
    whole,
)
from visioneditor.exporters.comparison_shape import Shape, ShownRow, ShownSection, is_title, shape
from visioneditor.exporters.comparison_text_bits import bits_of, lead_of, literal_lines
from visioneditor.exporters.comparison_text_cells import (
    KEPT_BLANK,
    Bit,
    Line,
    Look,
    cells,
    clean,
    render_line,
    wrap,
)
from visioneditor.exporters.comparison_text_tables import TableRow, table_lines
from visioneditor.exporters.comparison_wording import (
    Words,
    block_name,
    block_word,
    counted,
    nothing_changed,
    quoted,
    summary_parts,
    words_of,
)

MOST_WIDTH = 100
_LEAST_WIDTH = 40
_INDENT = 4
_DEEPEST = 4  # levels that are indented


def render_comparison_text(
    comparison: Comparison, *, colour: bool = False, width: int = 80, names: tuple[str, str] = ("", "")
) -> str:
    """All that changed; `names` are those of the two sides, said where they differ."""
    same = nothing_changed(comparison)
    if same:
        return same + "\n"
    room = max(_LEAST_WIDTH, min(width, MOST_WIDTH))
    lines = _Printing(comparison, is_coloured=colour, width=room).lines(names)
    return "".join(f"{render_line(line, colour=colour).rstrip()}\n" for line in lines)


class _Printing:
    """Prints one comparison."""

    def __init__(self, comparison: Comparison, *, is_coloured: bool, width: int) -> None:
        self.comparison = comparison
        self.words: Words = words_of(comparison)
        self.shape: Shape = shape(comparison)
        self.old_markers, self.new_markers = item_markers(comparison.old), item_markers(comparison.new)
        self.is_coloured, self.width = is_coloured, width
        self.room = width - _INDENT

    def lines(self, names: tuple[str, str]) -> Iterator[Line]:
        """The sums, then section by section."""
        yield from wrap(_joined([Bit(part, Look.TITLE) for part in summary_parts(self.comparison.summary)]), self.width)
        if any(names) and names[0] != names[1]:
            yield from wrap([Bit(f"{clean(names[0])} → {clean(names[1])}", Look.DIM)], self.width)
        was_line = False
        for group in self.shape.groups:
            if group[0].is_same or len(group) > 1:
                if not was_line:
                    yield ()
                yield self._unchanged(group) if group[0].is_same else self._shifted(group)
                was_line = True
                continue
            lines = list(self._section(group[0]))
            if not (was_line and len(lines) == 1):
                yield ()
            yield from lines
            was_line = len(lines) == 1

    def _unchanged(self, group: Sequence[ShownSection]) -> Line:
        """Neighbours that did not change, on one line."""
        number = sum(
            count_section_words(self.comparison.new, section) for shown in group for section in shown.section.new
        )
        told = counted(len(group), "section") + " unchanged" if len(group) > 1 else "unchanged"
        return (Bit(self._listed("=", group, f" · {told}, {counted(number, 'word')}"), Look.DIM),)

    def _shifted(self, group: Sequence[ShownSection]) -> Line:
        """Neighbours that went deeper or higher together, on one line."""
        shift = group[0].shift
        told = f"{len(group)} sections {counted(abs(shift), 'level')} {'deeper' if shift > 0 else 'higher'}"
        return (Bit(self._listed("§", group, f" · {told}"), Look.NOTE),)

    def _listed(self, sign: str, group: Sequence[ShownSection], end: str) -> str:
        titles = [clean(self.words.title(shown.section)) for shown in group]
        return f"{sign} {_fitted(titles, self.width - cells(end) - 2)}{end}"

    # sections

    def _section(self, shown: ShownSection) -> Iterator[Line]:
        yield from self._heading(shown)
        if shown.is_only_moved:
            return
        is_first, was_skipped = True, False
        last: ShownRow | None = None
        for part in self._parts(shown):
            lines = list(self._part(shown, part))
            if not lines:
                was_skipped = was_skipped or all(row.is_same for row in part)
                continue
            if was_skipped and not is_first:
                yield (Bit("    ⋮", Look.DIM),)
            elif not is_first and not _are_close(last, part[0]):
                yield ()
            yield from lines
            is_first, was_skipped, last = False, False, part[-1]

    def _parts(self, shown: ShownSection) -> Iterator[tuple[ShownRow, ...]]:
        """Rows that are told together: those of a table, items that only have another number or place."""
        for is_many, neighbours in groupby(shown.rows, key=self._togetherness):
            group = tuple(neighbours)
            yield from (group,) if is_many else ((row,) for row in group)

    def _togetherness(self, row: ShownRow) -> str:
        if row.block.cells:
            return "table"
        slight = self.words.slight_change(row.row)
        return f"{row.block.kind} {slight}" if slight else ""

    def _part(self, shown: ShownSection, part: Sequence[ShownRow]) -> Iterator[Line]:
        first = part[0]
        if is_title(shown, first):
            if Kind.RELEVELED not in shown.section.kinds:
                yield from self._title_notes(first)
        elif first.block.cells:
            yield from self._table(part) if any(not row.is_same for row in part) else ()
        elif len(part) > 1:
            slight = self.words.slight_change(first.row)
            said = f"{counted(len(part), block_word(first.block))} {slight} · line {first.block.first_line}"
            yield from self._set([Bit(said, Look.NOTE)], "¶", Look.NOTE)
        elif not first.is_same:
            yield from self._block(first)

    def _heading(self, shown: ShownSection) -> Iterator[Line]:
        row = shown.section
        sign, look = _section_sign(row)
        notes: list[Bit] = []
        move = self.words.section_move(row)
        if move:
            notes.append(Bit(clean(f"{'↑' if self.words.goes_up(row) else '↓'} {move}"), Look.MOVED))
        notes += [Bit(clean(note), Look.NOTE) for note in self.words.section_notes(row)]
        if shown.is_only_moved or not (row.old and row.new):
            same = " unchanged" if shown.is_only_moved else ""
            notes.append(Bit(self._size(row) + same, Look.DIM))
        place = (row.new or row.old)[0].first_line
        notes.append(Bit(f"line {place}" if row.new else f"old line {place}", Look.DIM))
        lines = wrap(
            [Bit(f"{sign} ", look), *self._title(shown), Bit(f" ·{KEPT_BLANK}", Look.DIM), *_joined(notes)],
            self.width - 2,
        )
        yield from (line if at == 0 else (Bit("  "), *line) for at, line in enumerate(lines))

    def _title(self, shown: ShownSection) -> list[Bit]:
        """The title; a long one that was changed with its words marked, since no note can name what it was."""
        if self.words.is_renamed_at_length(shown.section) and shown.rows and is_title(shown, shown.rows[0]):
            (pieces,) = mixed_cells(self.comparison, shown.rows[0].joined, is_whole=True)
            return bits_of(pieces, None, is_coloured=self.is_coloured)
        return [Bit(clean(self.words.title(shown.section)), Look.TITLE)]

    def _size(self, row: SectionRow) -> str:
        document, sections = (self.comparison.new, row.new) if row.new else (self.comparison.old, row.old)
        return counted(sum(count_section_words(document, section) for section in sections), "word")

    def _title_notes(self, shown: ShownRow) -> Iterator[Line]:
        for note in self.words.block_notes(shown.row):
            yield from self._set([Bit(clean(f"heading: {note}"), Look.NOTE)], "¶", Look.NOTE)

    # blocks

    def _block(self, shown: ShownRow) -> Iterator[Line]:
        row = shown.row
        if shown.is_left:
            if not self.words.is_at_home(row):
                yield from self._moved(shown)
        elif row.old is None or row.new is None:
            yield from self._came_or_went(shown)
        elif shown.new is None:
            return  # a part of what was joined, told with the whole
        elif Kind.MOVED in row.kinds and not row.edits:
            yield from self._moved(shown)
        else:
            yield from self._edited(shown)

    def _moved(self, shown: ShownRow) -> Iterator[Line]:
        """One line for an end of a move: the first words, and where the others are."""
        row = shown.row
        is_up = id(row) in self.shape.went_up
        document = self.comparison.old if shown.is_left else self.comparison.new
        block = row.old if shown.is_left else row.new
        assert block is not None
        text = clean(_text(block, document.text)) or block_name(block)
        move = self.words.block_move(row, went_up=is_up, is_left=shown.is_left)
        line = block.first_line
        notes = [
            Bit(clean(move), Look.MOVED),
            *(Bit(clean(note), Look.NOTE) for note in self.words.block_notes(row)),
            *([Bit(counted(count_words(text), "word"), Look.DIM)] if block.runs else []),
            Bit(f"old line {line}" if shown.is_left else f"line {line}", Look.DIM),
        ]
        words = Bit(opening(text), Look.DIM if shown.is_left else Look.PLAIN)
        yield from self._set([words, Bit("  "), *_joined(notes)], "↑" if is_up else "↓", Look.MOVED)

    def _came_or_went(self, shown: ShownRow) -> Iterator[Line]:
        """A whole block, a sign beside each line."""
        block = shown.block
        document, sign, look = self.comparison.old, "-", Look.REMOVED
        if shown.row.old is None:
            document, sign, look = self.comparison.new, "+", Look.ADDED
        pieces = whole(shown_text(block, document.text))
        yield from self._body(block, pieces, sign, look)

    def _edited(self, shown: ShownRow) -> Iterator[Line]:
        row, block = shown.row, shown.block
        notes = self.words.block_notes(row, shown.joined)
        is_moved = Kind.MOVED in row.kinds
        is_up = id(row) in self.shape.went_up
        has_words = any(has_changed_words(joined) for joined in shown.joined)
        head: list[Bit] = []
        if is_moved:
            head.append(Bit(clean(self.words.block_move(row, went_up=is_up)), Look.MOVED))
        head += [Bit(clean(note), Look.NOTE) for note in notes]
        if head:
            sign, look = ("↑" if is_up else "↓", Look.MOVED) if is_moved else ("¶", Look.NOTE)
            if not has_words:
                text = quoted(_text(block, self.comparison.new.text), 48)
                head.insert(0, Bit(clean(f"{block_word(block)} {text}")))
            head.append(Bit(f"line {block.first_line}", Look.DIM))
            yield from self._set(_joined(head), sign, look)
        if has_words:
            (pieces,) = mixed_cells(self.comparison, shown.joined, is_whole=True)
            yield from self._body(block, pieces, " ", None)

    def _table(self, rows: Sequence[ShownRow]) -> Iterator[Line]:
        """The changed rows of a table below its header."""
        told = [row for row in rows if not (row.is_left and self.words.is_at_home(row.row))]
        yield from table_lines([self._table_row(row) for row in told], self.room)

    def _table_row(self, shown: ShownRow) -> TableRow:
        row = shown.row
        if row.old is not None and row.new is not None and has_changed_words(row):
            sign, look = _row_sign(shown, is_up=id(row) in self.shape.went_up)
            found = [
                bits_of(pieces, None, is_coloured=self.is_coloured)
                for pieces in mixed_cells(self.comparison, shown.joined)
            ]
        else:
            block = shown.block
            document = self.comparison.new if shown.new is not None else self.comparison.old
            sign, look = _row_sign(shown, is_up=id(row) in self.shape.went_up)
            found = [
                bits_of(whole(cell), look, is_coloured=self.is_coloured) for cell in shown_cells(block, document.text)
            ]
        return TableRow(
            sign=sign,
            look=look,
            is_same=shown.is_same,
            is_header=shown.block.header,
            notes=tuple(Bit(clean(note), Look.NOTE) for note in self._row_notes(shown)),
            cells=tuple(tuple(cell) for cell in found),
        )

    def _row_notes(self, shown: ShownRow) -> list[str]:
        row = shown.row
        return [] if shown.is_same or row.old is None or row.new is None else self.words.block_notes(row)

    # text

    def _body(self, block: Block, pieces: Pieces, sign: str, look: Look | None) -> Iterator[Line]:
        """A block's text, behind its bullet or the like."""
        markers = self.old_markers if sign == "-" else self.new_markers
        lead = lead_of(block, clean(markers.get(block.start, "")))
        depth = 2 * min(block.depth, _DEEPEST)
        if block.kind is BlockKind.LITERAL:
            lines = literal_lines(pieces, look, self.room - depth - 2, is_coloured=self.is_coloured)
            yield from (_behind(sign, look, (Bit(" " * (depth + 2)), *line)) for line in lines)
            return
        if look is None:
            pieces = fold(pieces)
        hang = cells(lead)
        lines = wrap(bits_of(pieces, look, is_coloured=self.is_coloured), self.room - depth - hang) or (
            [()] if lead else []
        )
        for at, line in enumerate(lines):
            before = lead if at == 0 else " " * hang
            yield _behind(sign, look, (Bit(" " * depth + before, look or Look.PLAIN), *line))

    def _set(self, bits: Iterable[Bit], sign: str, look: Look) -> Iterator[Line]:
        """A wrapped line behind a sign."""
        for at, line in enumerate(wrap(bits, self.room)):
            yield _behind(sign if at == 0 else " ", look, line)


def _behind(sign: str, look: Look | None, line: Line) -> Line:
    return (Bit(f"  {sign} ", look or Look.PLAIN), *line)


def _joined(bits: Iterable[Bit]) -> list[Bit]:
    """Notes with dots between them."""
    found: list[Bit] = []
    for bit in bits:
        found += [Bit(f" ·{KEPT_BLANK}", Look.DIM), bit] if found else [bit]
    return found


def _fitted(titles: Sequence[str], room: int) -> str:
    """As many titles as have place; of the first at least its beginning."""
    found = titles[0]
    if cells(found) > room:
        first = wrap([Bit(found)], room - 1)[0]
        return "".join(bit.text for bit in first) + FOLD
    for at, title in enumerate(titles[1:], 2):
        more = 3 if at < len(titles) else 0
        if cells(found) + cells(title) + 2 + more > room:
            return f"{found}, {FOLD}" if cells(found) + 3 <= room else found
        found = f"{found}, {title}"
    return found


def _section_sign(row: SectionRow) -> tuple[str, Look]:
    if not row.old:
        return "+", Look.ADDED
    return ("-", Look.REMOVED) if not row.new else ("§", Look.TITLE)


def _row_sign(shown: ShownRow, *, is_up: bool) -> tuple[str, Look]:
    row = shown.row
    if row.old is None:
        return "+", Look.ADDED
    if row.new is None:
        return "-", Look.REMOVED
    if Kind.MOVED in row.kinds:
        return "↑" if is_up else "↓", Look.MOVED
    return " ", Look.PLAIN


def _are_close(last: ShownRow | None, row: ShownRow) -> bool:
    """Whether no blank line parts two blocks: items of a list, entries, fields, both ends of moves."""
    close = (BlockKind.ITEM, BlockKind.ENTRY, BlockKind.FIELD)
    if last is None:
        return True
    return last.block.kind == row.block.kind and row.block.kind in close


def _text(block: Block, source: str) -> str:
    return " ".join(shown_text(block, source).text.split())
