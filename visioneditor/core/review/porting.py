"""Finding words of one text in another through the comparison of the two.

Only what was kept is followed here: words that stand in both texts, wherever their block has gone. Signs between the
words (markup, adornments, indentation) are followed as far as they are alike.
"""

from collections.abc import Iterable, Iterator

from visioneditor.core.compare.model import BlockRow, Comparison, Op
from visioneditor.core.review.anchors import Span, trim
from visioneditor.core.text import WORD

_Stretch = tuple[int, int, int, int]  # old start and end, new start and end of a stretch that holds the same words


def port_span(comparison: Comparison, start: int, end: int, *, backwards: bool = False) -> Span | None:
    """Where the words of the old text between two offsets stand in the new one (`backwards`: the other way round).

    None where one of them is not there, or where they now stand in another order. Words put in or left out between
    them do not matter.
    """
    source, target = comparison.old.text, comparison.new.text
    if backwards:
        source, target = target, source
    start, end = trim(source, start, end)
    if start == end:
        return None
    if source == target:
        return start, end
    places = _places(comparison, start, end, backwards)
    first, last = places.get(start), places.get(end - 1)
    if first is None or last is None or first > last:
        return None
    inside = (places.get(start + word.start()) for word in WORD.finditer(source[start:end]))
    if not all(place is not None and first <= place <= last for place in inside):
        return None
    return first, last + 1


def _places(comparison: Comparison, start: int, end: int, backwards: bool) -> dict[int, int]:
    """For visible characters of the span the offset at which each stands on the other side, where it does."""
    places: dict[int, int] = {}
    for section in comparison.sections:
        for row in section.blocks:
            block = row.new if backwards else row.old
            if block and block.start < end and start < block.end:
                places |= _places_of_row(comparison, row, backwards)
    return places


def _places_of_row(comparison: Comparison, row: BlockRow, backwards: bool) -> dict[int, int]:
    places: dict[int, int] = {}
    for old_start, old_end, new_start, new_end in _kept_stretches(row):
        old = [at for at in range(old_start, old_end) if not comparison.old.text[at].isspace()]
        new = [at for at in range(new_start, new_end) if not comparison.new.text[at].isspace()]
        for old_at, new_at in _pair_characters(comparison, old, new):
            places |= {new_at: old_at} if backwards else {old_at: new_at}
    return places


def _kept_stretches(row: BlockRow) -> Iterator[_Stretch]:
    """What lies between the edits of words, in a row that has both sides."""
    if row.old is None or row.new is None:
        return
    old_at, new_at = row.old.start, row.new.start
    for edit in row.edits:
        yield old_at, edit.old_start, new_at, edit.new_start
        if edit.op in (Op.MARKUP, Op.LINK):
            yield edit.old_start, edit.old_end, edit.new_start, edit.new_end
        old_at, new_at = edit.old_end, edit.new_end
    yield old_at, row.old.end, new_at, row.new.end


def _pair_characters(comparison: Comparison, old: list[int], new: list[int]) -> Iterable[tuple[int, int]]:
    """Equal characters of a stretch: those before and after the signs that differ, and those of its words."""
    before, after = comparison.old.text, comparison.new.text
    old_signs, new_signs = "".join(before[at] for at in old), "".join(after[at] for at in new)
    head = _common_length(old_signs, new_signs)
    tail = _common_length(old_signs[head:][::-1], new_signs[head:][::-1])
    pairs = [*zip(old[:head], new[:head], strict=True)]
    pairs += zip(old[len(old) - tail :], new[len(new) - tail :], strict=True)
    old_words, new_words = ([at for at in side if text[at].isalnum()] for side, text in ((old, before), (new, after)))
    if [before[at] for at in old_words] == [after[at] for at in new_words]:
        pairs += zip(old_words, new_words, strict=True)
    return pairs


def _common_length(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
