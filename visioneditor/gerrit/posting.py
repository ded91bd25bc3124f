"""What is read and written of a change when a review is published by Gerrit's REST: circumstances, drafts, the review.

Each function is one request (`read_circumstances` two). Errors are the client's: of what is written,
"server.answer-lost" alone means that it may have arrived. What to send, and what to make of that, is left to the
services.
"""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

import msgspec

from visioneditor.core.review.model import Status
from visioneditor.gerrit.client import GerritClient
from visioneditor.gerrit.protocol import CommentRange
from visioneditor.values import dataclass

_STATES = {"MERGED": Status.MERGED, "ABANDONED": Status.ABANDONED}
_VALUE = re.compile(r"[+-]?[0-9]{1,4}")


class AccountInfo(msgspec.Struct, frozen=True):
    """Somebody, by the number."""

    number: int = msgspec.field(name="_account_id", default=0)


class PostedComment(msgspec.Struct, frozen=True, kw_only=True):
    """A comment, or one's own draft of one, as the server has it."""

    uuid: str = msgspec.field(name="id", default="")
    path: str = ""
    patch_set: int = 0
    side: str = "REVISION"
    parent: int | None = None  # which one, where the side is that of a merge's parents
    line: int | None = None
    range: CommentRange | None = None
    in_reply_to: str | None = None
    message: str = ""
    unresolved: bool = False
    tag: str = ""
    author: AccountInfo | None = None  # None: a draft, which is one's own
    updated: str = ""


class PostedMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A message of a change; each review that did anything leaves one."""

    id: str
    tag: str = ""
    patch_set: int = msgspec.field(name="_revision_number", default=0)
    author: AccountInfo | None = None  # None: the server itself
    message: str = ""


class ReviewResult(msgspec.Struct, frozen=True, kw_only=True):
    """What a review answered; a label that the server does not know is not among them."""

    labels: dict[str, int] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What holds for a change on its server, for the account that asked."""

    account: int
    status: Status
    is_work_in_progress: bool
    current: int  # the newest patch set
    revisions: Mapping[int, str]  # every patch set's commit
    labels: Mapping[str, frozenset[int]]  # each label's spelling and its values
    permitted: Mapping[str, frozenset[int]]  # those that the account may give
    votes: Mapping[tuple[str, int], int]  # by label and account, those of 0 left out; on the newest patch set
    messages: tuple[PostedMessage, ...]
    comments: tuple[PostedComment, ...]

    @property
    def is_closed(self) -> bool:
        """Whether it is merged or abandoned."""
        return self.status is not Status.NEW

    @property
    def negative(self) -> frozenset[tuple[str, int]]:
        """Label and account of every vote below 0."""
        return frozenset(key for key, value in self.votes.items() if value < 0)

    @property
    def own_votes(self) -> Mapping[str, int]:
        """One's own votes, by label."""
        return {label: value for (label, account), value in self.votes.items() if account == self.account}

    def messages_tagged(self, tag: str) -> tuple[PostedMessage, ...]:
        """The messages of one's own that a post with this tag left."""
        return tuple(one for one in self.messages if tag and one.tag == tag and _is_by(one.author, self.account))

    def comments_tagged(self, tag: str) -> tuple[PostedComment, ...]:
        """The comments of one's own that a post with this tag left."""
        return tuple(one for one in self.comments if tag and one.tag == tag and _is_by(one.author, self.account))


class _Vote(msgspec.Struct, frozen=True, kw_only=True):
    account: int = msgspec.field(name="_account_id", default=0)
    value: int = 0


class _Label(msgspec.Struct, frozen=True, kw_only=True):
    values: dict[str, str] = {}
    all: list[_Vote] = []


class _Revision(msgspec.Struct, frozen=True, kw_only=True):
    number: int = msgspec.field(name="_number")


class _Change(msgspec.Struct, frozen=True, kw_only=True):
    status: str = "NEW"
    work_in_progress: bool = False
    current_revision: str = ""
    revisions: dict[str, _Revision] = {}
    labels: dict[str, _Label] = {}
    permitted_labels: dict[str, list[str]] = {}
    messages: list[PostedMessage] = []


def read_account(client: GerritClient) -> int:
    """Who one is there; raises "server.wants-account" or "server.wrong-password" where one is nobody."""
    return client.get("/accounts/self", AccountInfo).number


def read_circumstances(client: GerritClient, project: str, number: int, *, account: int) -> Circumstances:
    """What holds for a change now; `account` is whose it is to say "own" of (`read_account`)."""
    path = change_path(project, number)
    change = client.get(f"{path}/detail", _Change, [("o", "ALL_REVISIONS")])
    revisions = {revision.number: name for name, revision in change.revisions.items()}
    return Circumstances(
        account=account,
        status=_STATES.get(change.status, Status.NEW),
        is_work_in_progress=change.work_in_progress,
        current=max(revisions, default=0),
        revisions=revisions,
        labels={name: _values(label.values) for name, label in change.labels.items()},
        permitted={name: _values(values) for name, values in change.permitted_labels.items()},
        votes={
            (name, vote.account): vote.value
            for name, label in change.labels.items()
            for vote in label.all
            if vote.value
        },
        messages=tuple(change.messages),
        comments=_with_paths(client.get(f"{path}/comments", dict[str, list[PostedComment]])),
    )


def read_files(client: GerritClient, project: str, number: int, patch_set: int) -> frozenset[str]:
    """The files that a patch set touches: those that a comment can be posted on, `/COMMIT_MSG` among them."""
    return frozenset(client.get(f"{_revision_path(project, number, patch_set)}/files/", dict[str, msgspec.Raw]))


def read_drafts(client: GerritClient, project: str, number: int) -> tuple[PostedComment, ...]:
    """One's own drafts on the server, those of its web page, too."""
    return _with_paths(client.get(f"{change_path(project, number)}/drafts", dict[str, list[PostedComment]]))


def put_draft(client: GerritClient, project: str, number: int, patch_set: int, body: bytes) -> PostedComment:
    """Put a draft there (a CommentInput with its path); the file may be any of the revision's."""
    return client.write("PUT", f"{_revision_path(project, number, patch_set)}/drafts", PostedComment, body)


def delete_draft(client: GerritClient, project: str, number: int, patch_set: int, uuid: str) -> None:
    """Take a draft away from there."""
    client.write("DELETE", f"{_revision_path(project, number, patch_set)}/drafts/{quote(uuid, safe='')}", type(None))


def post_review(client: GerritClient, project: str, number: int, patch_set: int, body: bytes) -> ReviewResult:
    """Post a ReviewInput, the bytes as they are."""
    return client.write("POST", f"{_revision_path(project, number, patch_set)}/review", ReviewResult, body)


def change_path(project: str, number: int) -> str:
    """Where a change stands beneath a server's root; its number alone where the project is not known."""
    return f"/changes/{quote(project, safe='')}~{number}" if project else f"/changes/{number}"


def _revision_path(project: str, number: int, patch_set: int) -> str:
    return f"{change_path(project, number)}/revisions/{patch_set}"


def _with_paths(found: Mapping[str, list[PostedComment]]) -> tuple[PostedComment, ...]:
    return tuple(msgspec.structs.replace(one, path=path) for path, listed in found.items() for one in listed)


def _values(said: Iterable[str]) -> frozenset[int]:
    """`-1`, ` 0`, `+1` as numbers."""
    return frozenset(int(found[0]) for value in said if (found := _VALUE.fullmatch(value.strip())))


def _is_by(author: AccountInfo | None, account: int) -> bool:
    return author is not None and author.number == account
