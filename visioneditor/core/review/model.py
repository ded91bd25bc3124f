"""The values of a review: changes, patch sets, comments, threads. Names follow Gerrit's."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from visioneditor.core.document.model import COMMIT_MESSAGE_PATH as COMMIT_MESSAGE_PATH
from visioneditor.values import dataclass

PATCH_SET_PATH = "/PATCHSET_LEVEL"


class Side(StrEnum):
    """Which text a comment speaks of: the patch set's own or its parent's, of a merge also another parent's."""

    REVISION = "revision"
    PARENT = "parent"
    PARENT_2 = "parent-2"
    PARENT_3 = "parent-3"
    PARENT_4 = "parent-4"

    @property
    def parent_number(self) -> int:
        """Which of the patch set's parents it is, from 1; 0 for the patch set's own text."""
        if self is Side.REVISION:
            return 0
        return int(self.value.partition("-")[2] or 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Gerrit's range: lines from 1, characters from 0 in UTF-16 units, the end excluded."""

    start_line: int
    start_character: int
    end_line: int
    end_character: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchSet:
    """A numbered revision of a change."""

    number: int
    revision: str
    parent: str | None  # the base: the commit its parent side shows
    uploaded: datetime | None = None


class Status(StrEnum):
    """How far a change is; Gerrit's words."""

    NEW = "new"
    MERGED = "merged"
    ABANDONED = "abandoned"


class ReviewerState(StrEnum):
    """How somebody takes part in a review."""

    REVIEWER = "reviewer"
    CC = "cc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody on a server: the number is all that Gerrit keeps in git, the name comes from elsewhere."""

    number: int | None
    name: str = ""

    @property
    def shown(self) -> str:
        """The name, else what there is."""
        return self.name or (f"account {self.number}" if self.number is not None else "the server")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A label's value on a patch set, given there or copied from an earlier one."""

    patch_set: int
    label: str
    value: int
    account: Account
    written: datetime
    is_copied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewMessage:
    """What somebody, or the server, said of a change as a whole."""

    patch_set: int
    author: Account
    written: datetime
    text: str
    tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A patch set as the server wrote it down."""

    number: int
    revision: str
    uploader: Account
    uploaded: datetime
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a server keeps of a change beside its patch sets; messages and comments oldest first."""

    change_id: str | None
    subject: str
    branch: str
    owner: Account
    status: Status
    topic: str
    hashtags: tuple[str, ...]
    is_work_in_progress: bool
    is_private: bool
    created: datetime
    updated: datetime
    uploads: tuple[Upload, ...]
    reviewers: tuple[tuple[Account, ReviewerState], ...]
    votes: tuple[Vote, ...]
    messages: tuple[ReviewMessage, ...]
    comments: tuple["Comment", ...]
    withdrawn: tuple[Vote, ...] = ()  # votes that were taken back, or went with their voter


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Gerrit's review unit: a number's, a branch's, or the one a commit of the main line stands for."""

    key: str  # the contract's `change_key`
    number: int | None
    change_id: str | None
    subject: str
    branch: str
    patch_sets: tuple[PatchSet, ...]
    ref: str = ""  # refs/heads/NAME of the branch that it is, where it is one
    former_keys: tuple[str, ...] = ()  # under which drafts were written before it got the present one

    @property
    def current(self) -> PatchSet:
        """The newest patch set."""
        return self.patch_sets[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment, published (`uuid`) or one's own draft (`id`); `line` is None on a file or a patch set."""

    uuid: str | None
    id: str | None = None
    draft: bool = False
    change_key: str
    patch_set: int
    revision: str  # the patch set's commit
    path: str
    side: Side = Side.REVISION
    line: int | None = None
    range: Range | None = None
    quote: str = ""
    author: str
    account: int | None = None  # the author's on the server it came from
    written: datetime
    parent: str | None = None  # the uuid (or a draft's id) it answers
    unresolved: bool = True
    message: str

    @property
    def key(self) -> str:
        """What tells it from others: the uuid of what is published, the id of a draft."""
        return self.uuid or self.id or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A comment and its answers, oldest first."""

    comments: tuple[Comment, ...]

    @property
    def root(self) -> Comment:
        """The comment that began it; it has the place."""
        return self.comments[0]

    @property
    def key(self) -> str:
        """What tells this thread from others."""
        return self.root.key

    @property
    def is_unresolved(self) -> bool:
        """Whether the last comment says so."""
        return self.comments[-1].unresolved


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSummary:
    """What is shown of a change's review beside its patch sets."""

    status: Status
    topic: str = ""
    hashtags: tuple[str, ...] = ()
    is_work_in_progress: bool = False
    votes: tuple[Vote, ...] = ()
    messages: tuple[ReviewMessage, ...] = ()
    threads: tuple[Thread, ...] = ()


def build_threads(comments: Iterable[Comment]) -> tuple[Thread, ...]:
    """Chain answers to what they answer, ordered by time written; an answer to nothing known begins a thread.

    Clocks differ and some tools keep seconds only, so an answer never comes before what it answers. Threads are ordered
    by their root's path, line and time.
    """
    ordered = sorted(comments, key=lambda comment: (comment.written, comment.key))
    by_key = {key: comment for comment in ordered for key in (comment.uuid, comment.id) if key}
    chains: dict[int, list[tuple[datetime, int, Comment]]] = {}
    for comment in ordered:
        lineage = _lineage(comment, by_key)
        at = max(one.written for one in lineage), len(lineage), comment
        chains.setdefault(id(lineage[-1]), []).append(at)
    threads = (
        Thread(comments=tuple(comment for _, _, comment in sorted(chain, key=lambda at: at[:2])))
        for chain in chains.values()
    )
    return tuple(sorted(threads, key=lambda t: (t.root.path, t.root.line or 0, t.root.written)))


def _lineage(comment: Comment, by_key: Mapping[str, Comment]) -> list[Comment]:
    """A comment, what it answers, what that answers, … as far as it is known; a ring is cut."""
    lineage = [comment]
    while (above := by_key.get(lineage[-1].parent or "")) and above not in lineage:
        lineage.append(above)
    return lineage
