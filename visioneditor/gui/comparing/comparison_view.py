"""How a comparison is shown, and what its rows are known by."""

from collections.abc import Sequence

from visioneditor.core.compare.model import AlignedRow, Kind, SectionRow
from visioneditor.core.document.model import Block, Section
from visioneditor.values import dataclass

SAME = frozenset({Kind.UNCHANGED, Kind.REFLOWED})  # kinds that nobody needs to look at


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    """How a comparison is shown. `opened` holds the keys of open folds."""

    opened: frozenset[str] = frozenset()
    is_all_open: bool = False
    is_unified: bool = False
    is_source: bool = False
    is_typeset: bool = True  # quotes and dashes as a printer sets them

    def shows(self, key: str) -> bool:
        """Whether a fold is open."""
        return (key in self.opened) is not self.is_all_open


def is_same(row: SectionRow) -> bool:
    """Whether nothing in a section changed."""
    return set(row.kinds) <= SAME


def section_key(row: SectionRow) -> str:
    """A section's name, the same when rows are built anew."""
    return row.new[0].id if row.new else f"old:{row.old[0].id}"


def block_key(aligned: AlignedRow) -> str:
    """A block's name, the same when rows are built anew."""
    return f"new:{aligned.new.start}" if aligned.new is not None else f"old:{aligned.old.start if aligned.old else 0}"


def number_of(sections: Sequence[Section]) -> int | None:
    """The number of the first of some sections."""
    return sections[0].number if sections else None


def kind_words(block: Block) -> str:
    """What a block is, in words."""
    return block.kind.value.replace("-", " ")
