"""Which of many threads are shown: of one state or another, and those in which somebody takes part."""

from collections.abc import Callable, Collection, Iterable
from enum import StrEnum

from visioneditor.core.review.model import Comment, Thread
from visioneditor.values import dataclass


class ThreadSort(StrEnum):
    """A sort of threads that one may want to see alone."""

    ALL = "all"
    UNRESOLVED = "unresolved"
    MINE = "mine"  # I said something in it
    UNREAD = "unread"  # something in it came after I last looked


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadFilter:
    """What is looked for; `person` is an author as comments name them, empty for everybody."""

    sort: ThreadSort = ThreadSort.ALL
    person: str = ""

    def takes(self, thread: Thread, wrote: Callable[[Comment], bool], unread: Collection[str]) -> bool:
        """Whether a thread is wanted. `wrote` says whether a comment is mine, `unread` are uuids."""
        if self.person and all(comment.author != self.person for comment in thread.comments):
            return False
        if self.sort is ThreadSort.UNRESOLVED:
            return thread.is_unresolved
        if self.sort is ThreadSort.MINE:
            return any(map(wrote, thread.comments))
        return self.sort is ThreadSort.ALL or any(comment.uuid in unread for comment in thread.comments)


def list_people(threads: Iterable[Thread]) -> tuple[str, ...]:
    """Who takes part in threads, by name."""
    return tuple(sorted({comment.author for thread in threads for comment in thread.comments}, key=str.lower))
