"""The columns of the list of changes: what stands in each, how it is ordered, which give way where room is short."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from visioneditor.core.review.listing import ListedChange
from visioneditor.core.review.model import Status, Vote
from visioneditor.gui.widgets.revision_names import shown_date
from visioneditor.values import dataclass

_STATUS = {Status.NEW: "Open", Status.MERGED: "Merged", Status.ABANDONED: "Abandoned"}


class Sort(StrEnum):
    """What stands in a column."""

    NUMBER = "number"
    SUBJECT = "subject"
    OWNER = "owner"
    STATUS = "status"
    VOTES = "votes"
    THREADS = "threads"
    DRAFTS = "drafts"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; `order` is what rows are sorted by, `gives_way` the sooner the larger, 0 never."""

    sort: Sort
    title: str
    text: Callable[[ListedChange], str]
    order: Callable[[ListedChange], object]
    most_letters: int = 24
    gives_way: int = 0
    is_descending: bool = False  # at the first click


def status_words(change: ListedChange) -> str:
    """How far it is, in a word or two."""
    if change.number is None and change.status is Status.NEW:
        return "Branch"
    if change.is_open and change.is_work_in_progress:
        return "In progress"
    return ("Private, " if change.is_private else "") + _STATUS[change.status]


def label_words(change: ListedChange) -> str:
    """The vote that counts of each label: the lowest where one is against, else the highest."""
    labels: dict[str, list[Vote]] = {}
    for vote in change.votes:
        if vote.value:
            labels.setdefault(vote.label, []).append(vote)
    return "  ".join(f"{_initials(label)} {_telling(votes):+d}" for label, votes in sorted(labels.items()))


def aside_words(change: ListedChange) -> str:
    """What stands behind the subject where there is room: a branch's name, topic, hashtags."""
    parts = (
        branch_name(change) if change.number is None else "",
        change.topic,
        *(f"#{tag}" for tag in change.hashtags),
    )
    return "  ".join(part for part in parts if part)


def thread_words(change: ListedChange) -> str:
    """How many threads there are, of how many nobody has resolved."""
    if not change.threads:
        return ""
    return f"{change.unresolved} of {change.threads}" if change.unresolved else str(change.threads)


def draft_words(change: ListedChange) -> str:
    """What of mine is unsent."""
    if not change.drafts:
        return "vote" if change.is_voting else ""
    return f"{change.drafts} + vote" if change.is_voting else str(change.drafts)


def spoken(change: ListedChange) -> str:
    """A row as a screen reader says it."""
    name = f"change {change.number}" if change.number is not None else "branch " + branch_name(change)
    said = [name, change.subject, f"by {change.owner.shown}", status_words(change).lower()]
    said += [f"topic {change.topic}"] if change.topic else []
    said += [f"{change.unresolved} of {change.threads} threads unresolved"] if change.threads else []
    said += [f"{draft_words(change)} unsent"] if change.has_drafts else []
    return ", ".join([*said, f"updated {shown_date(change.updated)}"])


def described(change: ListedChange) -> str:
    """A row's tooltip: what the columns have no room for."""
    lines = [change.subject, " · ".join(part for part in (change.owner.shown, status_words(change)) if part)]
    lines += [aside_words(change)] if aside_words(change) else []
    lines += [f"{vote.label} {vote.value:+d} {vote.account.shown}" for vote in change.votes if vote.value]
    lines += [f"{change.unresolved} of {change.threads} threads unresolved"] if change.threads else []
    return "\n".join([*lines, *_few(change.paths)])


def branch_name(change: ListedChange) -> str:
    """A local branch's short name, else the first letters of the key."""
    return change.ref.removeprefix("refs/heads/") or change.key[:10]


def number_words(change: ListedChange) -> str:
    """The number; a branch has none."""
    return str(change.number) if change.number is not None else ""


def _few(paths: Iterable[str], most: int = 8) -> list[str]:
    listed = list(paths)
    more = [f"and {len(listed) - most} more files"] if len(listed) > most else []
    return [*listed[:most], *more]


def _telling(votes: list[Vote]) -> int:
    values = [vote.value for vote in votes]
    return min(values) if min(values) < 0 else max(values)


def _initials(label: str) -> str:
    return "".join(part[:1] for part in label.split("-")).upper()


COLUMNS: tuple[Column, ...] = (
    Column(sort=Sort.NUMBER, title="Number", text=number_words, order=lambda one: one.number or 0, is_descending=True),
    Column(
        sort=Sort.SUBJECT,
        title="Subject",
        text=lambda one: one.subject or one.key,
        order=lambda one: one.subject.casefold(),
    ),
    Column(
        sort=Sort.OWNER,
        title="Owner",
        text=lambda one: one.owner.shown,
        order=lambda one: one.owner.shown.casefold(),
        most_letters=20,
        gives_way=2,
    ),
    Column(
        sort=Sort.STATUS,
        title="Status",
        text=status_words,
        order=lambda one: (not one.is_open, status_words(one)),
        gives_way=1,
    ),
    Column(sort=Sort.VOTES, title="Votes", text=label_words, order=label_words, gives_way=3, most_letters=30),
    Column(
        sort=Sort.THREADS,
        title="Threads",
        text=thread_words,
        order=lambda one: (one.unresolved, one.threads),
        is_descending=True,
    ),
    Column(
        sort=Sort.DRAFTS,
        title="My drafts",
        text=draft_words,
        order=lambda one: (one.drafts, one.is_voting),
        is_descending=True,
    ),
    Column(
        sort=Sort.UPDATED,
        title="Updated",
        text=lambda one: shown_date(one.updated),
        order=lambda one: one.updated,
        gives_way=1,
        is_descending=True,
    ),
)
