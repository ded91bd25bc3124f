"""Where a very long block is cut in both texts: behind words that both have, and what is alike stays side by side."""

import re
from collections.abc import Iterator, Sequence

from visioneditor.core.compare.model import AlignedRow, Comparison, Edit
from visioneditor.core.document.model import Block
from visioneditor.gui.prose.long_rows import LONG, PART, Cuts, cut_places
from visioneditor.gui.prose.rows import NEW, OLD

_WORD = re.compile(r"\S+\s*")

_Stretch = tuple[int, int, int, int]  # old start, old end, new start, new end


def long_cuts(aligned: AlignedRow, comparison: Comparison) -> Cuts | None:
    """The cuts of what a row shows of either text; None where it is not long."""
    blocks = [block for block in (aligned.old, aligned.new) if block is not None]
    if max(block.end - block.start for block in blocks) <= LONG:
        return None
    if aligned.old is not None and aligned.new is not None:
        found = list(_paired(aligned.row.edits, aligned.old, aligned.new, comparison))
        return {OLD: [old for old, _ in found], NEW: [new for _, new in found]}
    text, document = (NEW, comparison.new) if aligned.new is not None else (OLD, comparison.old)
    return {text: cut_places(document.text, blocks[0].start, blocks[0].end)}


def _paired(edits: Sequence[Edit], old: Block, new: Block, comparison: Comparison) -> Iterator[tuple[int, int]]:
    old_at, new_at = old.start, new.start
    for is_kept, stretch in _stretches(edits, old, new):
        places = _places_between_words if is_kept else _places_in_edit
        for old_place, new_place in places(comparison, stretch):
            if (old_place - old_at >= PART or new_place - new_at >= PART) and (old_place, new_place) < (
                old.end,
                new.end,
            ):
                yield old_place, new_place
                old_at, new_at = old_place, new_place


def _stretches(edits: Sequence[Edit], old: Block, new: Block) -> Iterator[tuple[bool, _Stretch]]:
    """What stands between the edits, and the edits; whether it was kept."""
    old_at, new_at = old.start, new.start
    for edit in edits:
        if edit.old_start < old_at or edit.new_start < new_at or edit.old_end > old.end or edit.new_end > new.end:
            continue  # of another part of what was split
        yield True, (old_at, edit.old_start, new_at, edit.new_start)
        yield False, (edit.old_start, edit.old_end, edit.new_start, edit.new_end)
        old_at, new_at = edit.old_end, edit.new_end
    yield True, (old_at, old.end, new_at, new.end)


def _places_between_words(comparison: Comparison, stretch: _Stretch) -> Iterator[tuple[int, int]]:
    """Behind which words both texts can be cut; where they are written with different signs, nowhere."""
    old_start, old_end, new_start, new_end = stretch
    old = _WORD.finditer(comparison.old.text, old_start, old_end)
    new = _WORD.finditer(comparison.new.text, new_start, new_end)
    for one, other in zip(old, new, strict=False):
        if one.group().strip() != other.group().strip():
            return
        if one.group()[-1].isspace() and other.group()[-1].isspace():
            yield one.end(), other.end()


def _places_in_edit(comparison: Comparison, stretch: _Stretch) -> Iterator[tuple[int, int]]:
    """Of what was replaced by something as long as a part, or longer, as many parts on both sides."""
    old_start, old_end, new_start, new_end = stretch
    old = cut_places(comparison.old.text, old_start, old_end)
    new = cut_places(comparison.new.text, new_start, new_end)
    for at in range(max(len(old), len(new))):
        yield (old[at] if at < len(old) else old_end), (new[at] if at < len(new) else new_end)
