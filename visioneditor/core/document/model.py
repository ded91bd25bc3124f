"""The values a prose document is made of.

A document is a flat list of blocks in the order of the source, each with its exact place in it, and a list of sections
over them. Offsets are Unicode code points from the start of the text, ends excluded; lines count from 1, ends included.
"""

from collections.abc import Iterator, Mapping
from enum import IntFlag, StrEnum, auto

from visioneditor.values import dataclass, field

COMMIT_MESSAGE_PATH = "/COMMIT_MSG"  # Gerrit's name of a commit's message, read and commented on as files are


class Markup(StrEnum):
    """How a document is written."""

    RST = "rst"
    MARKDOWN = "markdown"
    TEXT = "text"


class BlockKind(StrEnum):
    """What a block is; the words of the command line's JSON."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TERM = "term"
    TABLE_ROW = "table-row"
    TABLE_CELL = "table-cell"
    LITERAL = "literal"
    DIRECTIVE = "directive"
    FIELD = "field"
    COMMENT = "comment"
    TARGET = "target"
    QUOTE = "quote"
    ENTRY = "entry"
    OTHER = "other"


class Style(IntFlag):
    """How a run of visible text is set."""

    PLAIN = 0
    EMPHASIS = auto()
    STRONG = auto()
    LITERAL = auto()
    LINK = auto()
    STRIKE = auto()
    LABEL = auto()  # a field's name, a footnote's mark: set apart, but words


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of visible text, `text[start:end]` of the source, never across a line end (so a run holds no LF).

    Markup signs, link targets, adornments, indentation and list markers lie between runs and belong to none.
    `shown` is set where what is read differs from the source (an entity in Markdown); such a run is one unit.
    `target` is a link's target as its author wrote it; `role` an RST role's name ("doc", "ref", …), so that the two
    together say where a link leads.
    """

    start: int
    end: int
    style: Style = Style.PLAIN
    target: str = ""
    role: str = ""
    shown: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, list item, table row, literal …; blocks do not overlap and follow each other.

    `start` is the beginning of its first line (markers, adornments and indentation included), `end` the end of its last
    line without the LF. A list item or directive is a block of its own first paragraph or line; what else it holds
    follows as blocks of a greater `depth`.
    """

    kind: BlockKind
    start: int
    end: int
    first_line: int
    last_line: int
    runs: tuple[Run, ...] = ()
    depth: int = 0  # how many lists, quotes and directives it stands in
    indent: int = 0  # columns at which its text begins, for telling a re-indentation
    marker: str = ""  # an item's bullet or number, a directive's, role's or literal's language name; as in the source
    level: int = 0  # a heading's
    cells: tuple[int, ...] = ()  # a table row: for each cell the index in `runs` where it begins
    header: bool = False  # a table row that heads its columns
    group: int = 0  # blocks of one list, table or literal share a number that no other group of the document has


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section's own part: from its heading to the line before the next heading of any level."""

    number: int  # from 1; 0 is the preamble
    id: str
    title: str  # visible text, white space folded
    source_title: str  # the heading as it stands in the file, on one line
    level: int
    first_line: int
    last_line: int
    start: int
    end: int  # of its last line, without the LF
    parent: int | None  # number of the nearest earlier section of a smaller level
    first_block: int  # index in Document.blocks
    block_count: int


class ProblemLevel(StrEnum):
    """How bad a problem is; none of them keeps a document from being shown."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something a parser would complain about, at a line."""

    line: int
    level: ProblemLevel
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name that links can lead to: a place in this document (`offset`) or an address (`address`), never both."""

    name: str  # normalised: lower case, white space folded
    offset: int | None = None
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed text. `text` is whole: every character lies in one block or in the layout between blocks."""

    text: str
    markup: Markup
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()
    labels: Mapping[str, Label] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The first heading's text; empty where there is none."""
        return next((section.title for section in self.sections if section.number), "")

    def blocks_of(self, section: Section) -> tuple[Block, ...]:
        """The section's own blocks, its heading first; sub-sections have theirs."""
        return self.blocks[section.first_block : section.first_block + section.block_count]

    def section_at(self, offset: int) -> Section | None:
        """The section whose lines hold the offset; None in a document without sections."""
        low, high = 0, len(self.sections)
        while low < high:
            middle = (low + high) // 2
            if self.sections[middle].start <= offset:
                low = middle + 1
            else:
                high = middle
        return self.sections[low - 1] if low else (self.sections[0] if self.sections else None)

    def section(self, id: str) -> Section | None:
        """The section of that id, or None."""
        return next((section for section in self.sections if section.id == id), None)

    def pieces(self) -> Iterator[str]:
        """Blocks and the layout between them, in order; put together they are the text."""
        at = 0
        for block in self.blocks:
            yield self.text[at : block.start]
            yield self.text[block.start : block.end]
            at = block.end
        yield self.text[at:]
