"""The values of publishing: what leaves, where to, what stands in its way, and what waits in the outbox.

Nothing is sent here, and nothing asked: what a server says comes in as values.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from visioneditor.core.review.model import Change, Comment
from visioneditor.messages.every import MESSAGES
from visioneditor.values import dataclass, field


class Route(StrEnum):
    """How a review leaves."""

    REST = "rest"
    SSH = "ssh"
    NOTES = "notes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where a change is reviewed."""

    root: str  # what REST lies beneath; by ssh `ssh://user@host:port`
    project: str
    route: Route = Route.REST


class Way(StrEnum):
    """What the writer of a comment can do about a problem, beside leaving the comment out."""

    EDIT = "edit"
    ON_LINE = "on-line"  # put it on the line, without its characters
    ON_FILE = "on-file"  # put it on the file as a whole
    ON_PATCH_SET = "on-patch-set"  # put it on the patch set as a whole, its file named in its words
    AS_NEW_THREAD = "as-new-thread"  # it answers what the server does not have
    DROP_VOTE = "drop-vote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What a server would refuse or swallow, or what one should know beforehand: a sentence of errors.py, by its id."""

    message: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    is_blocking: bool = True  # what it is about does not leave; else it is told and nothing more
    ways: tuple[Way, ...] = ()
    label: str = ""  # of the vote that it is about

    @property
    def summary(self) -> str:
        """One plain sentence in English."""
        return MESSAGES[self.message].summary.format(**self.arguments)

    @property
    def hint(self) -> str:
        """What to do about it, in English; empty where there is nothing to say."""
        return MESSAGES[self.message].hint.format(**self.arguments)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedComment:
    """A comment as it leaves: a draft, with one's own replies to it beneath its words, at the server's place."""

    drafts: tuple[Comment, ...]  # as they stand here, the first is the one answered
    comment: Comment
    is_server_draft: bool = False  # its file is not in the patch set's diff: it goes by way of a draft on the server
    body: bytes = b""  # its own JSON; of a server draft it is sent so, of others it stands in the post's body
    problems: tuple[Problem, ...] = ()

    @property
    def id(self) -> str:
        """The first draft's."""
        return self.drafts[0].id or ""

    @property
    def is_blocked(self) -> bool:
        """Whether it stays here."""
        return any(problem.is_blocking for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One request: what goes to one patch set. `body` is exactly what is sent, but for the ids of server drafts."""

    patch_set: int
    revision: str
    comments: tuple[PlannedComment, ...] = ()
    votes: Mapping[str, int] = field(default_factory=dict)
    cover: str = ""
    tag: str = ""  # by which it is found on the server; no two requests have the same
    body: bytes = b"{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """All that would leave now, in the order of posting: older patch sets first, votes and cover with the newest."""

    change: Change
    server: Server | None  # None: the change has no server, its comments go into the repository as notes
    posts: tuple[Post, ...] = ()
    blocked: tuple[PlannedComment, ...] = ()
    unchosen: tuple[PlannedComment, ...] = ()  # what the writer keeps for later
    problems: tuple[Problem, ...] = ()  # of votes, of the change, of all of it together


class ItemState(StrEnum):
    """How far an item of the outbox is."""

    WAITING = "waiting"  # for the network, for its turn, or for the next try
    SENDING = "sending"  # it may have arrived: the server is looked at before it is sent again
    HELD = "held"  # something else than thought holds there now; the writer decides
    REFUSED = "refused"  # the server will not have it as it is
    SENT = "sent"  # the server has it, its comments are not fetched yet; no longer shown as in the outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What was known of a change when its review was written down: what differs later holds the review back."""

    current: int  # its newest patch set
    is_closed: bool = False
    negative: frozenset[tuple[str, int]] = frozenset()  # label and account of every vote below 0 on `current`
    unresolved: frozenset[str] = frozenset()  # uuids answered whose thread was unresolved


@dataclass(frozen=True, slots=True, kw_only=True)
class PutDraft:
    """A comment that was put on the server as a draft, for a review to publish it; until then it is not forgotten."""

    patch_set: int
    planned: PlannedComment


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxItem:
    """One request written down to be sent once; it holds all that sending needs, whatever becomes of the drafts."""

    id: str
    repository: str  # its key in the store
    folder: str  # where it lies, to fetch what the server has made of it
    change_key: str
    keys: tuple[str, ...] = ()  # all under which something of the change is in the store
    number: int
    subject: str
    server: Server
    post: Post
    baseline: Baseline
    state: ItemState = ItemState.WAITING
    reason: Problem | None = None  # why it waits, is held or was refused
    is_released: bool = False  # the writer said: send it whatever has changed
    since: datetime
    tries: int = 0
    next_try: datetime | None = None
    unsure_until: datetime | None = None  # till when a request may arrive of which it is not known whether it did
    is_dropped: bool = False  # it goes as soon as it is known that it has not arrived
    put: tuple[PutDraft, ...] = ()  # on the server, or perhaps; also by items in whose place this one stands
    uuids: Mapping[str, str] = field(default_factory=dict)  # of what was published, by the ids of the drafts

    @property
    def is_begun(self) -> bool:
        """Whether the server has it or may have it: nothing of it may be sent in another way."""
        return self.state in (ItemState.SENDING, ItemState.SENT) or self.unsure_until is not None

    @property
    def draft_ids(self) -> frozenset[str]:
        """Of the drafts in it."""
        return frozenset(draft.id or "" for planned in self.post.comments for draft in planned.drafts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of items just now."""

    posted: tuple[OutboxItem, ...] = ()
    waiting: tuple[OutboxItem, ...] = ()
    held: tuple[OutboxItem, ...] = ()
    refused: tuple[OutboxItem, ...] = ()
