"""A section followed back from one text to the one before it: through new names, moves, splits and merges.

Where it was no section of its own before, but part of one, the stretch that it stood in is followed on: a change to
the rest of that section is none of it.
"""

from collections.abc import Iterable, Iterator

from visioneditor.core.compare.model import BlockRow, Comparison, Kind, SectionRow
from visioneditor.core.document.model import Document
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What of a text a section is: whole sections, by their ids; with a `stretch` what lies between its offsets."""

    ids: tuple[str, ...]
    stretch: tuple[int, int] | None = None

    def spans(self, document: Document) -> tuple[tuple[int, int], ...]:
        """Where it stands, in the order of the text."""
        if self.stretch is not None:
            return (self.stretch,)
        return tuple((section.start, section.end) for section in document.sections if section.id in self.ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBack:
    """What happened to a part from one text to the next, and what it was before; None: it did not exist."""

    kinds: tuple[Kind, ...]
    before: Part | None

    @property
    def is_touched(self) -> bool:
        """Whether anything happened to it."""
        return bool(self.kinds)


def step_back(comparison: Comparison, part: Part) -> StepBack:
    """Follow a part of the new text into the old one."""
    if part.stretch is not None:
        return _stretch_back(comparison, part, part.stretch)
    rows = tuple(row for row in comparison.sections if any(section.id in part.ids for section in row.new))
    kinds = _told(kind for row in rows for kind in row.kinds)
    befores = [_before(comparison, row, part) for row in rows if row.old]
    found = [before for before in befores if before is not None]
    stretches = [before for before in found if before.stretch is not None]
    if len(found) == 1 == len(stretches):
        return StepBack(kinds=kinds, before=stretches[0])
    ids = tuple(dict.fromkeys(id for before in found for id in before.ids))
    return StepBack(kinds=kinds, before=Part(ids=ids) if ids else None)


def _before(comparison: Comparison, row: SectionRow, part: Part) -> Part | None:
    """What a row was: all of its old sections, or, where one was split, the stretch that became this part."""
    whole = Part(ids=tuple(section.id for section in row.old))
    if len(row.new) == 1 or all(section.id in part.ids for section in row.new):
        return whole
    numbers = {section.number for section in row.new if section.id in part.ids}
    if numbers & _heirs(row):
        return whole  # the section goes on as this one; others left it
    return _stretch(comparison, whole.ids, [block for block in row.blocks if block.new_section in numbers])


def _heirs(row: SectionRow) -> set[int]:
    """The new sections that go on under the name of the old one that was split."""
    titles = {section.title for section in row.old if section.number}
    return {section.number for section in row.new if section.title in titles}


def _stretch_back(comparison: Comparison, part: Part, stretch: tuple[int, int]) -> StepBack:
    rows = [row for row in comparison.sections if any(section.id in part.ids for section in row.new)]
    own = [block for row in rows for block in row.blocks if _is_within(block, stretch)]
    before = _stretch(comparison, tuple(dict.fromkeys(section.id for row in rows for section in row.old)), own)
    gone = [block for row in rows for block in row.blocks if before is not None and _went_from(block, before)]
    kinds = _told(kind for block in (*own, *gone) for kind in block.kinds)
    return StepBack(kinds=kinds if before is not None else (Kind.ADDED,), before=before)


def _is_within(block: BlockRow, stretch: tuple[int, int]) -> bool:
    return block.new is not None and block.new.start < stretch[1] and block.new.end > stretch[0]


def _went_from(block: BlockRow, before: Part) -> bool:
    """Whether a block that is gone stood in the stretch."""
    if block.new is not None or block.old is None or before.stretch is None:
        return False
    return before.stretch[0] <= block.old.start < before.stretch[1]


def _stretch(comparison: Comparison, ids: tuple[str, ...], blocks: Iterable[BlockRow]) -> Part | None:
    """The old text from the first to the last of the blocks' old sides; those that came from elsewhere do not count."""
    paired = [block for block in blocks if block.old is not None]
    stayed = [block for block in paired if Kind.MOVED not in block.kinds] or paired
    olds = [block.old for block in stayed if block.old is not None]
    if not olds:
        return None
    stretch = min(block.start for block in olds), max(block.end for block in olds)
    held = tuple(_holding(comparison.old, stretch, ids))
    return Part(ids=held or ids, stretch=stretch)


def _holding(document: Document, stretch: tuple[int, int], ids: tuple[str, ...]) -> Iterator[str]:
    for section in document.sections:
        if section.id in ids and section.start < stretch[1] and section.end >= stretch[0]:
            yield section.id


def _told(kinds: Iterable[Kind]) -> tuple[Kind, ...]:
    found = frozenset(kinds)
    return tuple(kind for kind in Kind if kind in found and kind is not Kind.UNCHANGED)
