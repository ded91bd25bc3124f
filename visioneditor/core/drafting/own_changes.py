"""What a draft changed since its base, line by line: for the marks beside its source, and to take one change back.

The changes are those that Compare shows. Lines wrapped anew are none; an edited paragraph is marked where its words
are others now, and what went leaves a mark at the line behind which it stood.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property

from visioneditor.core.compare.aligning import align
from visioneditor.core.compare.changes import QUIET, Change, changes_by_row, list_changes, numbers_below, stood_here
from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import BlockRow, Comparison, Edit, Kind
from visioneditor.core.compare.taking import take_over
from visioneditor.core.document.model import Block, Document
from visioneditor.core.drafting.text_change import TextChange, trimmed
from visioneditor.values import dataclass


class LineKind(StrEnum):
    """What was done to some lines."""

    ADDED = "added"
    EDITED = "edited"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMark:
    """Lines of the draft, from 1, ends included; `change` counts the changes from 0."""

    first_line: int
    last_line: int
    kind: LineKind
    change: int


class OwnChanges:
    """The changes of a draft; `marks` are in the order of its lines, a moved section's before those within it."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.changes: tuple[Change, ...] = list_changes(comparison)
        self.words_added = comparison.summary.words_added
        self.words_removed = comparison.summary.words_removed
        found = dict.fromkeys(self._marks()) if comparison.old.blocks else {}  # else all is new
        self.marks = tuple(sorted(_joined(tuple(found)), key=lambda mark: (mark.first_line, -mark.last_line)))

    @property
    def text(self) -> str:
        """The draft's text that this was found in."""
        return self.comparison.new.text

    def mark_at(self, line: int) -> LineMark | None:
        """The mark of a line; of several the one that says most of it."""
        here = [mark for mark in self.marks if mark.first_line <= line <= mark.last_line]
        return min(here, key=lambda mark: mark.last_line - mark.first_line, default=None)

    def mark_beyond(self, line: int, step: int) -> LineMark | None:
        """The first mark of the next change behind a line (or before it), round the end."""
        here, firsts = self.mark_at(line), dict[int, LineMark]()
        for mark in self.marks:
            firsts.setdefault(mark.change, mark)
        others = [mark for mark in firsts.values() if here is None or mark.change != here.change]
        if not others:
            return here
        if step > 0:
            return next((mark for mark in others if mark.first_line > line), others[0])
        return next((mark for mark in reversed(others) if mark.first_line < line), others[-1])

    @cached_property
    def kinds_by_block(self) -> Mapping[int, LineKind]:
        """What happened to the draft's blocks, by their start; of what went nothing is left to be marked."""
        numbers, found = changes_by_row(self.changes), {}
        for aligned in align(self.comparison) if self.comparison.old.blocks else ():
            if aligned.new is not None and id(aligned.row) in numbers:
                found[aligned.new.start] = _kind_of(aligned.row)
        return found

    def before(self, change: Change) -> str:
        """What the base says where a change is, its lines as they stand there."""
        old = self.comparison.old.text
        return "\n".join(old[start:end].strip("\n") for start, end in change.old)

    def take_back(self, change: Change) -> TextChange | None:
        """What makes the draft say there what its base says; None where that cannot be put in any more."""
        taken = take_over(self.comparison, (change,), self.comparison.new, rejects=True)
        return trimmed(self.text, TextChange(0, len(self.text), taken.text)) if not taken.left else None

    def _marks(self) -> Iterator[LineMark]:
        yield from self._moved_sections()
        numbers, line = changes_by_row(self.changes), 0  # the line of what is shown above
        for aligned in align(self.comparison):
            row, number = aligned.row, numbers.get(id(aligned.row), 0) - 1
            if aligned.new is not None:
                if number >= 0:
                    yield from self._of_block(row, aligned.new, number)
                line = aligned.new.last_line
            elif number >= 0 and row.new is None and not stood_here(aligned):
                at = max(1, line)
                yield LineMark(first_line=at, last_line=at, kind=LineKind.REMOVED, change=number)

    def _moved_sections(self) -> Iterator[LineMark]:
        document = self.comparison.new
        for number, change in enumerate(self.changes):
            moved = self.comparison.sections[change.section].new if change.moves_section else ()
            below = numbers_below(document, {section.number for section in moved})
            blocks = [block for one in document.sections if one.number in below for block in document.blocks_of(one)]
            if blocks:
                first, last = blocks[0].first_line, blocks[-1].last_line
                yield LineMark(first_line=first, last_line=last, kind=LineKind.MOVED, change=number)

    def _of_block(self, row: BlockRow, block: Block, number: int) -> Iterator[LineMark]:
        whole = LineMark(first_line=block.first_line, last_line=block.last_line, kind=_kind_of(row), change=number)
        if whole.kind is not LineKind.EDITED:
            yield whole
        elif row.edits and not row.coarse:
            yield from (_of_edit(self.comparison.new, block, edit, number) for edit in row.edits)
        elif set(row.kinds) - QUIET or self.changes[number].kinds != (Kind.MOVED,):
            yield whole


def find_own_changes(base: Document, draft: Document) -> OwnChanges:
    """Compare a draft with what it was begun on."""
    return OwnChanges(compare(base, draft))


def _kind_of(row: BlockRow) -> LineKind:
    if row.old is None:
        return LineKind.ADDED
    return LineKind.MOVED if Kind.MOVED in row.kinds and not row.edits else LineKind.EDITED


def _of_edit(draft: Document, block: Block, edit: Edit, number: int) -> LineMark:
    start, end = edit.new_start, max(edit.new_start, edit.new_end - 1)
    first = block.first_line + draft.text.count("\n", block.start, start)
    last = first + draft.text.count("\n", start, end)
    return LineMark(first_line=first, last_line=min(last, block.last_line), kind=LineKind.EDITED, change=number)


def _joined(marks: tuple[LineMark, ...]) -> Iterator[LineMark]:
    """Marks of one kind and change that follow each other as one; blank lines between added blocks go with them."""
    open_mark: LineMark | None = None
    for mark in marks:
        if open_mark is not None and _follows(open_mark, mark):
            last = max(open_mark.last_line, mark.last_line)
            open_mark = LineMark(first_line=open_mark.first_line, last_line=last, kind=mark.kind, change=mark.change)
            continue
        if open_mark is not None:
            yield open_mark
        open_mark = mark
    if open_mark is not None:
        yield open_mark


def _follows(before: LineMark, mark: LineMark) -> bool:
    is_same = (before.kind, before.change) == (mark.kind, mark.change)
    room = 4 if mark.kind is LineKind.ADDED else 1  # lines: adornments and blank ones stand between blocks
    return is_same and before.first_line <= mark.first_line <= before.last_line + room
