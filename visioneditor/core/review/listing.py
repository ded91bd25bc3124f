"""What a list of changes shows of each, and what one searches it by."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from visioneditor.core.review.model import Account, ReviewerState, Status, Vote
from visioneditor.core.text import fold, words
from visioneditor.values import dataclass, field

_PART = "\n"  # between texts that are searched as one: no words reach across it


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedChange:
    """One change as a row. Votes and paths are those of its newest patch set; `searched` texts are `searchable`."""

    key: str
    number: int | None
    change_id: str | None
    subject: str
    owner: Account
    status: Status
    branch: str
    patch_sets: int
    created: datetime
    updated: datetime
    ref: str = ""  # refs/heads/NAME of the branch that it is
    topic: str = ""
    hashtags: tuple[str, ...] = ()
    is_work_in_progress: bool = False
    is_private: bool = False
    is_mine: bool = False
    threads: int = 0
    unresolved: int = 0
    drafts: int = 0
    is_voting: bool = False  # a vote or a cover message of mine is unsent
    votes: tuple[Vote, ...] = ()
    reviewers: tuple[tuple[Account, ReviewerState], ...] = ()
    commenters: tuple[Account, ...] = ()
    uploader: Account | None = None
    author: str = ""  # of the newest patch set's commit: "Name <mail>"
    committer: str = ""
    is_reviewed: bool = False  # somebody spoke after the owner did
    revisions: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    searched: str = ""
    searched_message: str = ""
    searched_comments: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it can still become anything."""
        return self.status is Status.NEW

    @property
    def has_drafts(self) -> bool:
        """Whether something of mine is unsent."""
        return self.drafts > 0 or self.is_voting


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who searches, when, and in which project: what `self`, `age:` and `project:` mean."""

    now: datetime
    accounts: frozenset[int] = frozenset()
    mail: str = ""
    projects: frozenset[str] = frozenset()
    mails: Mapping[int, str] = field(default_factory=dict)  # of accounts, as far as commits tell them


def searchable(texts: Iterable[str]) -> str:
    """Texts as one in which words are found by `" word "`: folded, punctuation left out."""
    return _PART.join(f" {' '.join(words(fold(text.replace('_', ' '))))} " for text in texts if text)
