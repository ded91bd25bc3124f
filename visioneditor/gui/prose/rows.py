"""What a prose view shows, as values: rows of cells, cells of pieces, with their marks, bars and labels.

Rows are built by pure functions from documents and comparisons and need no Qt. They hold blocks, not laid-out text:
what is visible of them is rendered and laid out by the view when it comes to it.
"""

from collections.abc import Mapping, Sequence
from enum import IntEnum, StrEnum

from visioneditor.core.document.model import Block, Run
from visioneditor.values import dataclass

OLD, NEW = 0, 1  # the texts a view shows, by number; a project's are counted on from there
FIRST_PROJECT = 2


class Face(StrEnum):
    """The role a piece is set in; sizes are the view's."""

    BODY = "body"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    TERM = "term"
    SIDE_NOTE = "side-note"  # an annotation beside the vision
    LITERAL = "literal"
    SOURCE = "source"
    PROGRAM = "program"
    SMALL = "small"
    NAME = "name"  # the program's font, semi-bold
    SMALL_NAME = "small-name"
    TITLE = "title"  # a section's title in a folded row
    OPENING = "opening"  # a folded paragraph's first words


class MarkKind(StrEnum):
    """What is marked in a text."""

    ADDED = "added"
    REMOVED = "removed"
    MARKUP = "markup"
    MOVED = "moved"
    COMMENT = "comment"
    COMMENT_ON = "comment-on"  # of the thread in hand
    COMMENT_DONE = "comment-done"  # of a resolved thread: a line, for nobody waits for anything there
    COMMENT_BESIDE = "comment-beside"  # its words are gone: what they stood in
    COMMENT_BESIDE_ON = "comment-beside-on"
    FOUND = "found"
    FOUND_HERE = "found-here"
    SELECTED = "selected"


class BarKind(StrEnum):
    """The bar in the margin; its shape tells, its colour helps."""

    ADDED = "added"  # solid
    REMOVED = "removed"  # dashed
    MOVED = "moved"  # hollow
    MARKUP = "markup"  # dotted


class Space(IntEnum):
    """The gap above a piece; how many pixels is the view's."""

    NONE = 0
    TIGHT = 1
    PARAGRAPH = 2
    HEADING = 3
    BELOW_HEADING = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Marked characters of a text; `note` says it in words, for tooltips and screen readers."""

    kind: MarkKind
    start: int
    end: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockWords:
    """The words of a block (or of some of its runs: a table's cell), as rendered, or raw as in the source.

    `part`: only those between two offsets, of a block too long to be laid out whole.
    """

    source: str
    block: Block
    text: int = NEW
    marks: tuple[Mark, ...] = ()
    runs: tuple[int, int] | None = None
    is_raw: bool = False
    part: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedWords:
    """Both texts' words of one block: what was removed stands before what was added in its place.

    `joints` says for each removed stretch of the old text at which offset of the new text it is put.
    """

    old: BlockWords
    new: BlockWords
    joints: tuple[tuple[int, int, int], ...]  # old start, old end, offset in the new text


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainWords:
    """Words of the program, not of a document."""

    shown: str


Words = BlockWords | MergedWords | PlainWords


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWord:
    """A part of a table's words that is not to be broken."""

    text: str
    is_strong: bool = False
    is_literal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableShape:
    """What a whole table asks of its columns: of each its longest words, and the characters it would like a line."""

    words: tuple[tuple[TableWord, ...], ...]
    liked: tuple[int, ...]
    names: tuple[str, ...] = ()  # of the columns, where the table has a header


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A paragraph, laid out as one. Indents are levels; `span` is its share of the cell's width, left and right."""

    words: Words
    face: Face = Face.BODY
    above: Space = Space.PARAGRAPH
    indent: float = 0
    marker: str = ""
    rails: tuple[int, ...] = ()  # levels at which a thin bar stands beside it: quotes, notes
    is_rail_joined: bool = False  # the bars go on from the piece above
    token: str = "text"
    is_boxed: bool = False  # on the side tint: literals
    span: tuple[float, float] = (0.0, 1.0)
    is_beside: bool = False  # at the height of the piece before it
    has_grid: bool = False  # hairlines around it: a table's cell
    table: TableShape | None = None  # of the table it is a cell of, and which column it is in
    table_column: int = 0
    is_strong: bool = False
    first_line: int = 0  # of source: the number of its first line; 0: lines have no numbers
    old_line: int = 0  # the same in the older text, where both stand in one column


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Some words of the program with an icon; with an `action` it can be clicked."""

    text: str
    token: str = "muted"
    icon: str = ""  # a drawing's name, or "stance:" and a stance
    face: Face = Face.SMALL
    action: str = ""
    is_right: bool = False
    is_struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelLine:
    """Labels in a line, from the left, those with `is_right` at the right end; one alone is wrapped."""

    labels: tuple[Label, ...]
    above: Space = Space.TIGHT
    is_for_cut: bool = False  # only where the cell's text was cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in one column of a row. `is_whole`: its bars join those of the next row of the same kind."""

    pieces: tuple[Piece | LabelLine, ...] = ()
    bars: tuple[BarKind, ...] = ()
    is_whole: bool = False
    speaker: str = ""  # whose words these are, said before them to who cannot see what stands above the column


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """A row of labels over the whole width that stands for others: closed, or open above them."""

    labels: tuple[Label, ...]
    is_open: bool = False
    has_rule: bool = True  # hairlines above and below; those of paragraphs have none
    ground: str = "side"
    bars: tuple[BarKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells that stand beside each other, or a fold. `key` stays the same when rows are built anew.

    Where `shaping` is given, only the cells of those columns make its height, which is at least `least_lines` high; in
    the other ones what does not fit is left out with "…", and they are made when they are seen.
    """

    key: str
    cells: Sequence[Cell | None] = ()
    shaping: tuple[int, ...] | None = None
    least_lines: int = 0  # of notes
    fold: Fold | None = None
    section: int | None = None  # Section.number in the newer (or only) text
    old_section: int | None = None
    sections: tuple[int, ...] = ()  # of a fold over several: all of them
    is_heading: bool = False
    change: int = 0  # rows of the same change, counted from 1, share a number; 0: unchanged
    has_rule: bool = False
    pad_above: int = 0
    pad_below: int = 0
    covers: tuple[tuple[int, int, int], ...] = ()  # what a closed fold hides: text, start, end
    spoken: str = ""  # what a screen reader says before the text: "paragraph, moved from Design Goals"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadMark:
    """The words of a thread, and how it stands."""

    key: str
    text: int
    start: int
    end: int
    is_unresolved: bool
    is_in_hand: bool = False
    is_beside: bool = False  # its words are gone: this is what they stood in


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectedSpan:
    """Selected characters of a text, exact in the file, and the words as they would be quoted."""

    text: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What is read, and at which height of the view it stands."""

    text: int
    offset: int
    y: float
    section: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkHit:
    """A link that was clicked: which text it stands in, its run there, and its words."""

    text: int
    run: Run
    shown: str


def spans_of(words: Words) -> tuple[tuple[int, int, int], ...]:
    """The texts and blocks that words come from: text, start, end."""
    if isinstance(words, BlockWords):
        return ((words.text, *(words.part or (words.block.start, words.block.end))),)
    if isinstance(words, MergedWords):
        return spans_of(words.old) + spans_of(words.new)
    return ()


def shaping_cells(row: Row) -> Sequence[Cell | None]:
    """The cells that make a row's height; those of the others may not be made yet."""
    return row.cells if row.shaping is None else [row.cells[at] for at in row.shaping]


def spans_of_row(row: Row) -> tuple[tuple[int, int, int], ...]:
    """Every text and span that a row shows or hides."""
    shown = [
        span
        for cell in shaping_cells(row)
        if cell is not None
        for piece in cell.pieces
        if isinstance(piece, Piece)
        for span in spans_of(piece.words)
    ]
    return (*row.covers, *shown)


def length_of(words: Words) -> int:
    """About how many characters are shown; enough to estimate a height before anything is laid out."""
    if isinstance(words, BlockWords):
        if words.runs is not None:
            runs = words.block.runs[slice(*words.runs)]
            return runs[-1].end - runs[0].start if runs else 0
        start, end = words.part or (words.block.start, words.block.end)
        return end - start
    if isinstance(words, MergedWords):
        return length_of(words.new) + sum(end - start for start, end, _ in words.joints)
    return len(words.shown)


def overlay_by_text(marks: Sequence[tuple[int, Mark]]) -> Mapping[int, tuple[Mark, ...]]:
    """Marks laid over several texts, parted by text and ordered by place."""
    parted: dict[int, list[Mark]] = {}
    for text, mark in marks:
        parted.setdefault(text, []).append(mark)
    return {text: tuple(sorted(found, key=lambda mark: mark.start)) for text, found in parted.items()}
