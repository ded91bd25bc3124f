"""What happened to some words, revision by revision back to where they came in: brought, edited, moved, gone, restored.

Where words took the place of others, those are followed further: they are what stood there before.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from visioneditor.core.provenance.lineage import Gone, Lineage
from visioneditor.values import dataclass

_ROOM = 50  # words that others may grow by as what stood there before them joins in


class Happening(StrEnum):
    """What a revision did with words."""

    BROUGHT = "brought"
    EDITED = "edited"
    MOVED = "moved"
    REMOVED = "removed"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One revision's doing. `before` and `after` are words of the revision before it and of itself, in their order."""

    revision: int
    kind: Happening
    before: tuple[int, ...]
    after: tuple[int, ...]


def follow_words(lineage: Lineage, words: Sequence[int]) -> tuple[Event, ...]:
    """What happened to these words, the newest first; the last event is that the oldest of them came in."""
    return tuple(_follow(lineage, set(words)))


def _follow(lineage: Lineage, tracked: set[int]) -> Iterator[Event]:
    most = 4 * len(tracked) + _ROOM
    gone_in: dict[int, list[Gone]] = {}
    for gone in lineage.gone:
        gone_in.setdefault(gone.revision, []).append(gone)
    for revision in range(len(lineage.rows) - 1, -1, -1):
        row = lineage.rows[revision]
        earlier = lineage.rows[revision - 1] if revision else ()
        after = tuple(word for word in row if word in tracked)
        removed = [gone for gone in gone_in.get(revision, ()) if not tracked.isdisjoint(gone.words)]
        replaced = _replaced(lineage, revision, row, after, gone_in.get(revision, ())) if after else set[int]()
        if len(tracked | replaced) <= most:
            tracked |= replaced
        before = tuple(word for word in earlier if word in tracked)
        kind = _kind(lineage, revision, before, after, is_removed=bool(removed))
        if kind is not None:
            yield Event(revision=revision, kind=kind, before=before, after=after)


def _kind(
    lineage: Lineage, revision: int, before: Sequence[int], after: Sequence[int], *, is_removed: bool
) -> Happening | None:
    if not after:
        return Happening.REMOVED if is_removed else None
    if not before:
        is_back = not lineage.restored[revision].isdisjoint(after)
        return Happening.RESTORED if is_back else Happening.BROUGHT
    if set(before) != set(after):
        return Happening.EDITED
    return Happening.MOVED if not lineage.moved[revision].isdisjoint(after) else None


def _replaced(
    lineage: Lineage, revision: int, row: Sequence[int], after: Sequence[int], gone: Sequence[Gone]
) -> set[int]:
    """Words that went in a revision where these came in, or between them."""
    place = {word: at for at, word in enumerate(row)}
    first, last = place[after[0]], place[after[-1]]
    lefts, rights = set[int](), set[int]()
    for word in after:
        if lineage.births[word] == revision:
            lefts.add(_older_beside(lineage, revision, row, place[word], -1))
            rights.add(_older_beside(lineage, revision, row, place[word], 1))
    found = set[int]()
    for one in gone:
        is_within = first <= place.get(one.before, -1) and place.get(one.behind, len(row)) <= last
        if is_within or (one.before in lefts and one.behind in rights):
            found.update(one.words)
    return found


def _older_beside(lineage: Lineage, revision: int, row: Sequence[int], at: int, step: int) -> int:
    """The nearest word on one side that did not come in with the revision; -1: there is none."""
    while 0 <= at < len(row) and lineage.births[row[at]] == revision:
        at += step
    return row[at] if 0 <= at < len(row) else -1
