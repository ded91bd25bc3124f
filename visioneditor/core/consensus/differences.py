"""What two projects' answers to a section have in common, and which words stand in one of them only."""

from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import BlockRow, Op
from visioneditor.core.document.model import Block, Document
from visioneditor.core.document.rendering import render_block
from visioneditor.core.text import words
from visioneditor.values import dataclass

Span = tuple[int, int]
_LEAST_SHARED = 0.3  # of a paragraph's words: less is what any two texts have in common
_OF_WORDS = frozenset({Op.DELETE, Op.INSERT, Op.REPLACE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two answers beside each other. The spans are of words that one of them has alone; none where nothing is alike."""

    left: Document
    right: Document
    only_left: tuple[Span, ...] = ()
    only_right: tuple[Span, ...] = ()
    is_alike: bool = False  # at least one paragraph of the one is much like one of the other

    @property
    def is_same(self) -> bool:
        """Whether both say the same, word for word."""
        return self.is_alike and not self.only_left and not self.only_right


def compare_answers(left: Document, right: Document) -> Difference:
    """Compare the words of two answers."""
    comparison = compare(left, right)
    rows = [row for section in comparison.sections for row in section.blocks]
    alike = [row for row in rows if _is_alike(row, left, right)]
    if not alike:
        return Difference(left=left, right=right)
    paired = {id(row) for row in alike}
    only_left: list[Span] = []
    only_right: list[Span] = []
    for row in rows:
        if id(row) in paired:
            only_left += [(edit.old_start, edit.old_end) for edit in row.edits if edit.op in _OF_WORDS]
            only_right += [(edit.new_start, edit.new_end) for edit in row.edits if edit.op in _OF_WORDS]
        else:
            only_left += [(row.old.start, row.old.end)] if row.old is not None and row.old.runs else []
            only_right += [(row.new.start, row.new.end)] if row.new is not None and row.new.runs else []
    return Difference(
        left=left, right=right, only_left=_filled(only_left), only_right=_filled(only_right), is_alike=True
    )


def _filled(spans: list[Span]) -> tuple[Span, ...]:
    return tuple(sorted({span for span in spans if span[0] < span[1]}))


def _is_alike(row: BlockRow, left: Document, right: Document) -> bool:
    if row.old is None or row.new is None or row.coarse:
        return False
    old, new = _count(left, row.old), _count(right, row.new)
    gone = sum(len(list(words(left.text[edit.old_start : edit.old_end]))) for edit in row.edits if edit.op in _OF_WORDS)
    return bool(old and new) and (old - gone) / max(old, new) >= _LEAST_SHARED


def _count(document: Document, block: Block) -> int:
    return len(list(words(render_block(block, document.text).text)))
