"""Which changes one wants to see: all, those of words, moves, markup and links, or threads alone."""

from collections.abc import Sequence
from enum import StrEnum

from visioneditor.core.compare.changes import Change
from visioneditor.core.compare.model import Kind


class Shows(StrEnum):
    """What the list, the strip and the steps from change to change are limited to."""

    ALL = "all"
    WORDS = "words"
    MOVES = "moves"
    MARKUP = "markup"
    THREADS = "threads"


_KINDS = {
    Shows.WORDS: frozenset({Kind.EDITED, Kind.ADDED, Kind.REMOVED, Kind.RENAMED}),
    Shows.MOVES: frozenset({Kind.MOVED, Kind.SPLIT, Kind.MERGED, Kind.RELEVELED}),
    Shows.MARKUP: frozenset({Kind.MARKUP, Kind.LINK}),
    Shows.THREADS: frozenset[Kind](),
}


def shown_changes(changes: Sequence[Change], shows: Shows) -> tuple[int, ...]:
    """The numbers, from 1, of the changes that are shown."""
    return tuple(number for number, change in enumerate(changes, 1) if is_shown(change, shows))


def is_shown(change: Change, shows: Shows) -> bool:
    """Whether a change is of the kind that one wants to see."""
    if shows is Shows.ALL:
        return True
    if shows is Shows.WORDS and not change.words_added + change.words_removed:
        return bool({Kind.EDITED, Kind.RENAMED} & set(change.kinds))
    return bool(_KINDS[shows] & set(change.kinds))
