"""How the words of a text are parted by when, or by whom, they came in: groups with their shares, sections, the oldest.

Words are told by the number of the change that brought them; -1 stands for words that are not committed yet.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from visioneditor.core.document.model import Section
from visioneditor.values import dataclass

MOST_GROUPS = 8  # more could not be told apart
OWN = -1
_LEAST_RUN = 3  # words in a row that are worth being called the oldest


class GroupBy(StrEnum):
    """What words are told apart by."""

    AGE = "age"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Who brought words in, and when."""

    author: str
    date: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginWord:
    """A word at `text[start:end]`, and the number of the change that brought it."""

    start: int
    end: int
    change: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Words of some years, or of an author; `shade` tells it from the other ones, from 0 to MOST_GROUPS - 1.

    The name is empty for the authors that have no group of their own.
    """

    name: str
    shade: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """The groups, the oldest or the largest first, and of each change which of them it belongs to."""

    by: GroupBy
    groups: tuple[Group, ...]
    of_change: tuple[int, ...]


def group_words(by: GroupBy, changes: Sequence[Came], words: Sequence[OriginWord]) -> Grouping:
    """Part the words of a text into few groups."""
    counts = Counter(word.change for word in words if word.change != OWN)
    return _by_age(changes, counts) if by is GroupBy.AGE else _by_author(changes, counts)


def _by_age(changes: Sequence[Came], counts: Counter[int]) -> Grouping:
    """Spans of years, all equally long."""
    years = [came.date.year for came in changes]
    used = [years[change] for change in counts]
    if not used:
        return Grouping(by=GroupBy.AGE, groups=(), of_change=(0,) * len(changes))
    first, last = min(used), max(used)
    length = -(-(last - first + 1) // MOST_GROUPS)
    of_change = tuple(max(0, year - first) // length for year in years)
    count = (last - first) // length + 1
    sums = _sums(of_change, counts, count)
    starts = [first + at * length for at in range(count)]
    return Grouping(
        by=GroupBy.AGE,
        groups=tuple(
            Group(name=_span(start, min(last, start + length - 1)), shade=_shade(at, count), words=words)
            for at, (start, words) in enumerate(zip(starts, sums, strict=True))
        ),
        of_change=tuple(min(at, count - 1) for at in of_change),
    )


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _shade(at: int, count: int) -> int:
    """Few groups are as far apart as they can be."""
    return round(at * (MOST_GROUPS - 1) / (count - 1)) if count > 1 else MOST_GROUPS - 1


def _by_author(changes: Sequence[Came], counts: Counter[int]) -> Grouping:
    by_author: Counter[str] = Counter()
    for change, count in counts.items():
        by_author[changes[change].author] += count
    ranked = sorted(by_author, key=lambda name: (-by_author[name], name))
    has_others = len(ranked) > MOST_GROUPS
    own = ranked[: MOST_GROUPS - 1] if has_others else ranked
    numbers = {name: at for at, name in enumerate(own)}
    groups = [Group(name=name, shade=at, words=by_author[name]) for at, name in enumerate(own)]
    if has_others:
        rest = sum(by_author[name] for name in ranked[len(own) :])
        groups.append(Group(name="", shade=MOST_GROUPS - 1, words=rest))
    of_change = tuple(numbers.get(came.author, len(own)) for came in changes)
    return Grouping(by=GroupBy.AUTHOR, groups=tuple(groups), of_change=of_change)


def _sums(of_change: Sequence[int], counts: Counter[int], groups: int) -> list[int]:
    sums = [0] * groups
    for change, count in counts.items():
        sums[of_change[change]] += count
    return sums


def share_sections(
    sections: Sequence[Section], words: Sequence[OriginWord], grouping: Grouping
) -> tuple[tuple[int, ...], ...]:
    """Of each section, its sub-sections left out, how many words each group has; those that are nobody's yet last."""
    starts = [section.start for section in sections]
    found: list[tuple[int, ...]] = []
    at = 0
    for number, _ in enumerate(sections):
        end = starts[number + 1] if number + 1 < len(starts) else None
        sums = [0] * (len(grouping.groups) + 1)
        while at < len(words) and (end is None or words[at].start < end):
            if words[at].start >= starts[number]:
                change = words[at].change
                sums[grouping.of_change[change] if change != OWN else -1] += 1
            at += 1
        found.append(tuple(sums))
    return tuple(found)


def oldest_words(
    words: Sequence[OriginWord], changes: Sequence[Came], blocks: Sequence[int], most: int
) -> tuple[OriginWord, ...]:
    """The runs of words that came in first: by the day they came in, the longest of each day first.

    `blocks` are the places where blocks begin, over which no run goes on.
    """
    runs = [run for run in _runs(words, blocks) if run[0].change != OWN and len(run) >= _LEAST_RUN]
    runs.sort(key=lambda run: (_day(changes[run[0].change]), -len(run), run[0].start))
    return tuple(OriginWord(start=run[0].start, end=run[-1].end, change=run[0].change) for run in runs[:most])


def _day(came: Came) -> date:
    return came.date.date()


def _runs(words: Sequence[OriginWord], blocks: Sequence[int]) -> Iterator[list[OriginWord]]:
    return (list(run) for _, run in groupby(words, lambda word: (word.change, bisect_right(blocks, word.start))))
