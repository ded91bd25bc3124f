"""The values a comparison is made of; shapes follow the command line's `visioneditor.comparison/1`."""

from enum import StrEnum

from visioneditor.core.document.model import Block, Document, Section
from visioneditor.values import dataclass

Piece = tuple[int, int] | str  # a span of the old text, or letters of the new one


class Kind(StrEnum):
    """What happened to a section or a block; one may have several."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    RENAMED = "renamed"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    RELEVELED = "releveled"
    MARKUP = "markup"
    LINK = "link"
    REFLOWED = "reflowed"


class Op(StrEnum):
    """What an edit does."""

    DELETE = "delete"
    INSERT = "insert"
    REPLACE = "replace"
    MARKUP = "markup"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A difference of words: `old_text[old_start:old_end]` became `new_text[new_start:new_end]`.

    Begins and ends at word borders. An insert's old span is empty and stands where the words would stand, and the
    other way round.
    """

    op: Op
    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRow:
    """A block of one text beside the block of the other it was matched with; one side is None where it has none."""

    kinds: tuple[Kind, ...]
    old: Block | None
    new: Block | None
    old_section: int | None  # Section.number
    new_section: int | None
    edits: tuple[Edit, ...] = ()
    coarse: bool = False  # too large to compare by words: shown as replaced as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow:
    """Sections of both texts that belong together: one and one, none and one, one and several …"""

    kinds: tuple[Kind, ...]
    old: tuple[Section, ...]
    new: tuple[Section, ...]
    blocks: tuple[BlockRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counted words (a replaced word once as added, once as removed), new lines re-wrapped, rows by kind."""

    words_added: int = 0
    words_removed: int = 0
    words_moved: int = 0
    markup_changes: int = 0
    link_changes: int = 0
    reflowed_lines: int = 0
    sections: tuple[tuple[Kind, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two documents laid beside each other; rows in the order of the new one, removed sections where they stood."""

    old: Document
    new: Document
    sections: tuple[SectionRow, ...]
    summary: Summary

    def runs(self) -> tuple["TextRun", ...]:
        """What became of every character: runs that cover either text exactly, in the order of the new one."""
        from visioneditor.core.compare.accounting import account

        return account(self)

    def patch(self) -> "Patch":
        """What has to be known beside the old text to get the new one."""
        from visioneditor.core.compare.accounting import build_patch

        return build_patch(self)

    def apply(self, old_text: str) -> str:
        """The new text, made of the old one and of what edits, moves and layout record."""
        return self.patch().apply(old_text)


class RunKind(StrEnum):
    """What became of a run of text."""

    KEPT = "kept"  # the same letters on both sides
    MOVED = "moved"  # the same, in a block or section that was moved
    EDITED = "edited"  # of an edit, or the markup signs beside one
    LAYOUT = "layout"  # white space, line ends, markers, adornments, or another spelling of the same sign


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRun:
    """`old_text[old_start:old_end]` became `new_text[new_start:new_end]`; one of the two may be empty."""

    kind: RunKind
    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """A new text as spans of the old one and what these do not hold; it knows nothing else of the new text."""

    old_length: int
    pieces: tuple[Piece, ...]

    def apply(self, old_text: str) -> str:
        """The new text."""
        if len(old_text) != self.old_length:
            raise ValueError(f"made for a text of {self.old_length} characters, not of {len(old_text)}")
        return "".join(piece if isinstance(piece, str) else old_text[slice(*piece)] for piece in self.pieces)

    @property
    def recorded(self) -> int:
        """How many characters of the new text are held here because the old one does not give them."""
        return sum(len(piece) for piece in self.pieces if isinstance(piece, str))


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedRow:
    """One row of a side-by-side display: two block rows' sides that stand beside each other.

    `section` is an index in Comparison.sections. `row` says what happened; of an unedited moved block the old side
    has a row of its own, where it stood, with `new` None and `row` the same.
    """

    section: int
    row: BlockRow
    old: Block | None
    new: Block | None
