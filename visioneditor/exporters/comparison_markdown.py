"""A comparison to be pasted into a mail or a review: one short chapter a section, the document's words as quotes.

Words that are gone are ~~struck~~, new ones **bold**. Both read well as plain text, where people have long written them
so, and GitHub renders both. Gerrit renders bold and leaves the tildes standing, which still says what is meant; <del>
and <ins> it would show as tags. So that bold is not taken for emphasis the document's own markup is left out. Blocks
that came or went as a whole are named in a word instead, and lines of literals stand in a fence with + and -. A
paragraph is one line, as GitHub turns line breaks in comments into breaks.

Nothing of a document can become markup, HTML or a call to somebody's attention. Bare addresses stay what they are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from visioneditor.core.compare.counting import count_section_words
from visioneditor.core.compare.model import Comparison, Kind, SectionRow
from visioneditor.core.document.model import Block, BlockKind
from visioneditor.core.text import count_words
from visioneditor.exporters.comparison_folding import fold, opening
from visioneditor.exporters.comparison_markdown_marks import addressed_text, escape, escape_start, fenced, marked_text
from visioneditor.exporters.comparison_marked import (
    Mark,
    has_changed_words,
    item_markers,
    mixed_cells,
    shown_cells,
    shown_text,
    whole,
)
from visioneditor.exporters.comparison_shape import Shape, ShownRow, ShownSection, is_title, shape
from visioneditor.exporters.comparison_wording import (
    block_name,
    block_word,
    counted,
    nothing_changed,
    quoted,
    summary_parts,
    words_of,
)

_NUMBER = re.compile(r"\d{1,9}[.)]")
_MOST_REMOVED, _KEPT = 60, 25  # words of a block that is gone: more than that is cut to its first ones
_LISTED = frozenset({BlockKind.ITEM, BlockKind.ENTRY, BlockKind.FIELD})


def render_comparison_markdown(comparison: Comparison, *, names: tuple[str, str] = ("", "")) -> str:
    """All that changed; `names` are those of the two sides."""
    title = f"**{escape(names[0])} → {escape(names[1])}**" if any(names) else ""
    same = nothing_changed(comparison)
    parts = [same] if same else [" · ".join(summary_parts(comparison.summary)), *_Printing(comparison).chapters()]
    return "\n\n".join([title, *parts] if title else parts) + "\n"


class _Printing:
    """Prints one comparison."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.words = words_of(comparison)
        self.shape: Shape = shape(comparison)
        self.old_markers, self.new_markers = item_markers(comparison.old), item_markers(comparison.new)

    def chapters(self) -> Iterator[str]:
        """A heading a section, what happened to it in words, its changes as quotes."""
        unchanged = 0
        for shown in self.shape.sections():
            if shown.is_same:
                unchanged += 1
                continue
            yield f"### {escape(self.words.title(shown.section))}"
            yield self._notes(shown)
            if not shown.is_only_moved:
                yield from self._blocks(shown)
        if unchanged:
            yield f"{counted(unchanged, 'section')} unchanged."

    def _notes(self, shown: ShownSection) -> str:
        row = shown.section
        move = self.words.section_move(row)
        notes = [move] if move else []
        notes += self.words.section_notes(row)
        if shown.is_only_moved or not (row.old and row.new):
            notes.append(self._size(row) + (" unchanged" if shown.is_only_moved else ""))
        place = (row.new or row.old)[0].first_line
        notes.append(f"line {place}" if row.new else f"old line {place}")
        said = ", ".join(map(escape, notes))
        return said[:1].upper() + said[1:] + ("." if shown.is_only_moved else ":")

    def _size(self, row: SectionRow) -> str:
        document, sections = (self.comparison.new, row.new) if row.new else (self.comparison.old, row.old)
        return counted(sum(count_section_words(document, section) for section in sections), "word")

    def _blocks(self, shown: ShownSection) -> Iterator[str]:
        """The quotes; items of a list and the like in one."""
        is_whole = not (shown.section.old and shown.section.new)
        shows_title = self.words.is_renamed_at_length(shown.section)
        rows = [row for row in shown.rows if shows_title or not is_title(shown, row)]
        if not shown.section.new and sum(map(self._count, rows)) > 2 * _MOST_REMOVED:
            yield _quote([escape_start(_opening(" ".join(map(self._text, rows))))])
            return
        listed: list[str] = []
        for kind, group in groupby(rows, key=lambda row: BlockKind.TABLE_ROW if row.block.cells else row.block.kind):
            told = [row for row in group if not row.is_same or row.block.header]
            if kind is BlockKind.TABLE_ROW:
                found = [list(self._table(told))] if any(not row.is_same for row in told) else []
            else:
                found = list(self._told(told, is_whole=is_whole))
            if kind in _LISTED:
                listed += [line for lines in found for line in lines]
                continue
            quotes = [_quote(lines) for lines in (listed, *found) if lines]
            listed = []
            yield from quotes
        if listed:
            yield _quote(listed)

    # blocks

    def _told(self, rows: Sequence[ShownRow], *, is_whole: bool) -> Iterator[list[str]]:
        """The lines of each row; items that only have another number or place share one."""
        for slight, neighbours in groupby(rows, key=lambda row: self.words.slight_change(row.row)):
            group = tuple(neighbours)
            if slight and len(group) > 1:
                lead = "- " if group[0].block.kind in _LISTED else ""
                yield [f"{lead}**{counted(len(group), block_word(group[0].block))} {slight}**"]
                continue
            yield from (list(self._block(row, is_whole=is_whole)) for row in group)

    def _block(self, shown: ShownRow, *, is_whole: bool) -> Iterator[str]:
        row, block = shown.row, shown.block
        lead = self._lead(block, is_old=row.new is None)
        if shown.is_left:
            if not self.words.is_at_home(row):
                yield lead + self._moved(shown)
        elif row.old is None or row.new is None:
            yield from self._came_or_went(shown, lead, is_whole=is_whole)
        elif shown.new is None:
            return
        elif Kind.MOVED in row.kinds and not row.edits:
            yield lead + self._moved(shown)
        else:
            yield from self._edited(shown, lead)

    def _lead(self, block: Block, *, is_old: bool) -> str:
        """An item's own number, a dash for all other lists; what is no list has none."""
        number = (self.old_markers if is_old else self.new_markers).get(block.start, "")
        if _NUMBER.fullmatch(number):
            return f"{number} "
        return "- " if block.kind in _LISTED else ""

    def _moved(self, shown: ShownRow) -> str:
        row = shown.row
        move = self.words.block_move(row, went_up=id(row) in self.shape.went_up, is_left=shown.is_left)
        text = opening(self._text(shown)) or block_name(shown.block)
        return f"**{_sentence(move)}:** {escape(text)}"

    def _came_or_went(self, shown: ShownRow, lead: str, *, is_whole: bool) -> Iterator[str]:
        block, is_new = shown.block, shown.row.old is None
        document = self.comparison.new if is_new else self.comparison.old
        word = "" if block.kind is not BlockKind.HEADING else f" {block_word(block)}"
        label = "" if is_whole and not word else f"**{'Added' if is_new else 'Removed'}{word}:** "
        if block.kind is BlockKind.LITERAL:
            yield from fenced(whole(shown_text(block, document.text), Mark.COME if is_new else Mark.GONE))
            return
        name = f"{escape(block.marker.strip())}: " if block.kind is BlockKind.DIRECTIVE and block.marker else ""
        if is_new:
            words = escape(addressed_text(whole(shown_text(block, document.text))))
        else:
            words = _opening(self._text(shown))
        if not words and not name:
            return
        yield f"{lead}{label}{name}{words}" if label or name else lead + escape_start(words)

    def _edited(self, shown: ShownRow, lead: str) -> Iterator[str]:
        row, block = shown.row, shown.block
        notes = [escape(note) for note in self.words.block_notes(row, shown.joined)]
        if Kind.MOVED in row.kinds:
            notes.insert(0, escape(self.words.block_move(row, went_up=id(row) in self.shape.went_up)))
        head = f"**{_sentence('; '.join(notes))}:** " if notes else ""
        if not any(has_changed_words(joined) for joined in shown.joined):
            text = escape(quoted(self._text(shown)))
            yield f"{lead}{head}{text}" if head else lead + escape_start(text)
            return
        (pieces,) = mixed_cells(self.comparison, shown.joined, is_whole=True)
        if block.kind is BlockKind.LITERAL:
            yield from [head.strip()] if head else []
            yield from fenced(pieces)
            return
        text = marked_text(fold(pieces))
        yield f"{lead}{head}{text}" if head else lead + escape_start(text)

    def _table(self, rows: Sequence[ShownRow]) -> Iterator[str]:
        """A table of the rows that changed, below their header; what happened to a row in its first column."""
        cells = [(row, self._cells(row)) for row in rows if not (row.is_left and self.words.is_at_home(row.row))]
        count = max(len(found) for _, found in cells)
        if not cells[0][0].block.header:
            yield "| " * (count + 1) + "|"
        for at, (row, found) in enumerate(cells):
            if at == 1 or (at == 0 and not row.block.header):
                yield "|---" * (count + 1) + "|"
            yield "| " + " | ".join([self._row_words(row), *found, *[""] * (count - len(found))]) + " |"
        if len(cells) == 1 and cells[0][0].block.header:
            yield "|---" * (count + 1) + "|"

    def _cells(self, shown: ShownRow) -> list[str]:
        row = shown.row
        if row.old is not None and row.new is not None and has_changed_words(row):
            found = [marked_text(pieces) for pieces in mixed_cells(self.comparison, shown.joined)]
        else:
            document = self.comparison.new if shown.new is not None else self.comparison.old
            found = [escape(cell.text) for cell in shown_cells(shown.block, document.text)]
        return [cell.replace("|", "\\|") for cell in found]

    def _row_words(self, shown: ShownRow) -> str:
        row = shown.row
        if row.old is None or row.new is None:
            return "added" if row.old is None else "removed"
        notes = [] if shown.is_same else self.words.block_notes(row)
        found = "; ".join([*(["moved"] if Kind.MOVED in row.kinds else []), *notes])
        return escape(found).replace("|", "\\|")

    def _text(self, shown: ShownRow) -> str:
        block = shown.block
        document = self.comparison.new if shown.new is not None else self.comparison.old
        return " ".join(shown_text(block, document.text).text.split())

    def _count(self, shown: ShownRow) -> int:
        return count_words(self._text(shown))


def _quote(lines: Iterable[str]) -> str:
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _opening(text: str) -> str:
    """A text that is gone; of a long one the first words and how many there were."""
    number = count_words(text)
    if number <= _MOST_REMOVED:
        return escape(text)
    return f"{escape(opening(text, _KEPT))} ({number:,} words)"
