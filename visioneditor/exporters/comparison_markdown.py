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
from dataclasses import replace
from itertools import groupby

from visioneditor.core.compare.counting import count_section_words
from visioneditor.core.compare.model import Comparison, Kind, SectionRow
from visioneditor.core.document.model import Block, BlockKind
from visioneditor.core.text import WORD, count_words
from visioneditor.exporters.comparison_folding import FOLD, fold, opening
from visioneditor.exporters.comparison_marked import (
    Mark,
    Piece,
    Pieces,
    has_changed_words,
    item_markers,
    mixed_cells,
    shown_cells,
    shown_text,
    whole,
    with_addresses,
)
from visioneditor.exporters.comparison_shape import Shape, ShownRow, ShownSection, is_title, shape
from visioneditor.exporters.comparison_text_cells import clean
from visioneditor.exporters.comparison_wording import (
    block_name,
    block_word,
    counted,
    nothing_changed,
    quoted,
    summary_parts,
    words_of,
)

_SIGNS = re.compile(
    r"[`*\[\]<~$]"  # what always means something
    r"|\\(?=[!-/:-@\[-`{-~])|&(?=#|\w+;)"  # only before what it works on
    r"|(?<![^\W_])_|_(?![^\W_])"  # not within words
)
_AT_START = re.compile(r"^(\s*)(?:([-+=>#|:])|(\d+)([.)]))")
_CALL = re.compile(r"(?<![\w.])@(?=\w)")
_NUMBER = re.compile(r"\d{1,9}[.)]")
_WORD_JOINER = "\N{WORD JOINER}"
_MARKS = {Mark.GONE: "~~", Mark.COME: "**", Mark.SAME: "", Mark.QUIET: ""}
_MOST_REMOVED, _KEPT = 60, 25  # words of a block that is gone: more than that is cut to its first ones
_LISTED = frozenset({BlockKind.ITEM, BlockKind.ENTRY, BlockKind.FIELD})


def render_comparison_markdown(comparison: Comparison, *, names: tuple[str, str] = ("", "")) -> str:
    """All that changed; `names` are those of the two sides."""
    title = f"**{escape(names[0])} → {escape(names[1])}**" if any(names) else ""
    same = nothing_changed(comparison)
    parts = [same] if same else [" · ".join(summary_parts(comparison.summary)), *_Printing(comparison).chapters()]
    return "\n\n".join([title, *parts] if title else parts) + "\n"


def escape(text: str) -> str:
    """Text on one line whose signs mean themselves, wherever on a line it stands."""
    text = _SIGNS.sub(r"\\\g<0>", " ".join(clean(text).split()))
    return _CALL.sub("@" + _WORD_JOINER, text)


def _line(text: str) -> str:
    """An escaped text at the beginning of a line."""
    return _AT_START.sub(lambda found: f"{found[1]}{found[3] or ''}\\{found[2] or found[4]}", text)


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
        rows = [row for row in shown.rows if not is_title(shown, row)]
        if not shown.section.new and sum(map(self._count, rows)) > 2 * _MOST_REMOVED:
            yield _quote([_line(_opening(" ".join(map(self._text, rows))))])
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
            yield from _fence(whole(shown_text(block, document.text), Mark.COME if is_new else Mark.GONE))
            return
        name = f"{escape(block.marker.strip())}: " if block.kind is BlockKind.DIRECTIVE and block.marker else ""
        if is_new:
            words = escape(_with_addresses(whole(shown_text(block, document.text))))
        else:
            words = _opening(self._text(shown))
        if not words and not name:
            return
        yield f"{lead}{label}{name}{words}" if label or name else lead + _line(words)

    def _edited(self, shown: ShownRow, lead: str) -> Iterator[str]:
        row, block = shown.row, shown.block
        notes = [escape(note) for note in self.words.block_notes(row, shown.joined)]
        if Kind.MOVED in row.kinds:
            notes.insert(0, escape(self.words.block_move(row, went_up=id(row) in self.shape.went_up)))
        head = f"**{_sentence('; '.join(notes))}:** " if notes else ""
        if not any(has_changed_words(joined) for joined in shown.joined):
            text = escape(quoted(self._text(shown)))
            yield f"{lead}{head}{text}" if head else lead + _line(text)
            return
        (pieces,) = mixed_cells(self.comparison, shown.joined, is_whole=True)
        if block.kind is BlockKind.LITERAL:
            yield from [head.strip()] if head else []
            yield from _fence(pieces)
            return
        text = _marked(fold(pieces))
        yield f"{lead}{head}{text}" if head else lead + _line(text)

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
            found = [_marked(pieces) for pieces in mixed_cells(self.comparison, shown.joined)]
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


# marks


def _marked(pieces: Iterable[Piece]) -> str:
    """Mixed text with its marks. A mark stands around whole words: elsewhere Markdown would not see it."""
    parts: list[str] = []
    for mark, text in _whole_words(pieces):
        core = text.strip()
        if not core:
            parts.append(" " if text else "")
            continue
        lead, trail = (" " if text[0].isspace() else ""), (" " if text[-1].isspace() else "")
        if mark is Mark.COME and parts and parts[-1].endswith("~~"):
            lead = " "
        parts.append(f"{lead}{_MARKS[mark]}{escape(core)}{_MARKS[mark]}{trail}")
    return " ".join("".join(parts).split())


def _whole_words(pieces: Iterable[Piece]) -> list[tuple[Mark, str]]:
    """The pieces as runs of one mark, a change within a word or of a sign behind it made one of the whole word."""
    runs = [
        (mark, _with_addresses(group) if mark is Mark.COME else "".join(piece.text for piece in group))
        for mark, group in groupby(pieces, key=lambda piece: piece.mark)
    ]
    found: list[tuple[Mark, str]] = []
    at = 0
    while at < len(runs):
        if not _is_change(runs[at]):
            found.append(runs[at])
            at += 1
            continue
        gone, come = "", ""
        while at < len(runs) and (_is_change(runs[at]) or (runs[at][1].isspace() and at + 1 < len(runs))):
            gone += runs[at][1] if runs[at][0] is not Mark.COME else ""
            come += runs[at][1] if runs[at][0] is not Mark.GONE else ""
            at += 1
        before = _rest_before(found[-1][1]) if found and _is_bare(gone, come, 0) else ""
        if before:
            found[-1] = (found[-1][0], found[-1][1][: -len(before)])
        after = _rest_after(runs[at][1]) if at < len(runs) and _is_bare(gone, come, -1) else ""
        if after:
            runs[at] = (runs[at][0], runs[at][1][len(after) :])
        if gone or before or after:
            found.append((Mark.GONE, before + gone + after))
        if come or before or after:
            found.append((Mark.COME, before + come + after))
    return found


def _with_addresses(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text + address for piece, address in with_addresses(pieces))


def _is_change(run: tuple[Mark, str]) -> bool:
    return run[0] in (Mark.GONE, Mark.COME)


def _is_bare(gone: str, come: str, end: int) -> bool:
    """Whether a mark would begin or end with a sign."""
    return any(text and not text[end].isspace() and WORD.fullmatch(text[end]) is None for text in (gone, come))


def _rest_before(text: str) -> str:
    """The letters and signs at the end of a text, back to a blank or the beginning of its last word."""
    if not text or text[-1].isspace():
        return ""
    found = list(WORD.finditer(text, max(0, len(text) - 80)))
    blank = max(text.rfind(" "), text.rfind("\n")) + 1
    return text[max(blank, found[-1].start() if found else 0) :]


def _rest_after(text: str) -> str:
    """The same at the beginning of a text."""
    if not text or text[0].isspace():
        return ""
    found = WORD.search(text)
    first = text.split(None, 1)[0]
    return first[: found.end()] if found and found.end() <= len(first) else first


def _fence(pieces: Pieces) -> Iterator[str]:
    """Lines of a literal as a diff; the fence is longer than any in it."""
    lines = list(_diff_lines(pieces))
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"{fence}diff"
    yield from lines
    yield fence


def _diff_lines(pieces: Pieces) -> Iterator[str]:
    """The changed lines, each with its neighbours."""
    pairs = list(_line_pairs(pieces))
    changed = [gone != come for gone, come in pairs]
    was_left_out = False
    for at, (gone, come) in enumerate(pairs):
        if not any(changed[max(0, at - 1) : at + 2]):
            was_left_out = True
            continue
        yield from [f" {FOLD}"] if was_left_out else []
        was_left_out = False
        if not changed[at]:
            yield f" {clean(gone[0])}".rstrip()
            continue
        yield from (f"-{clean(line)}" for line in gone)
        yield from (f"+{clean(line)}" for line in come)


def _line_pairs(pieces: Pieces) -> Iterator[tuple[list[str], list[str]]]:
    """Lines of both texts between line ends that they share; none where one side has nothing there."""
    gone, come = "", ""
    marks: set[Mark] = set()
    for piece in (*pieces, replace(pieces[-1], text="\n", mark=Mark.SAME)) if pieces else ():
        for at, part in enumerate(piece.text.split("\n")) if piece.mark is Mark.SAME else [(0, piece.text)]:
            if at:
                yield _lines(gone, Mark.GONE in marks or not marks), _lines(come, Mark.COME in marks or not marks)
                gone, come, marks = "", "", set()
            gone += part if piece.mark is not Mark.COME else ""
            come += part if piece.mark is not Mark.GONE else ""
            if part:
                marks |= {Mark.GONE, Mark.COME} if piece.mark is Mark.SAME else {piece.mark}


def _lines(text: str, is_there: bool) -> list[str]:
    return text.split("\n") if is_there else []
