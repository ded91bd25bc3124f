"""A change of a text as an editor carries it out: some letters in the place of others, so that one step undoes it."""

from collections.abc import Iterable
from typing import NamedTuple


class TextChange(NamedTuple):
    """`text[start:end]` becomes `new`; offsets are those of the text before any change."""

    start: int
    end: int
    new: str


def apply_changes(text: str, changes: Iterable[TextChange]) -> str:
    """The text with all changes made; they do not overlap."""
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def trimmed(text: str, change: TextChange) -> TextChange | None:
    """The same change without what stays as it is at either end; None where nothing changes."""
    old = text[change.start : change.end]
    if old == change.new:
        return None
    least = min(len(old), len(change.new))
    head = next((at for at in range(least) if old[at] != change.new[at]), least)
    tail = next((at for at in range(least - head) if old[-1 - at] != change.new[-1 - at]), least - head)
    return TextChange(change.start + head, change.end - tail, change.new[head : len(change.new) - tail])
