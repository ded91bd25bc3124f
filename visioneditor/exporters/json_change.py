"""A change and its review in the shape of the command line's JSON."""

from datetime import UTC, datetime

import msgspec

from visioneditor.core.review.model import Change, Comment, ReviewMessage, ReviewSummary, Thread, Vote
from visioneditor.exporters.json_comments import RangeShape, range_shape


class PatchSetRow(msgspec.Struct, kw_only=True, frozen=True):
    """A numbered revision."""

    number: int
    revision: str
    uploaded: datetime | None


class VoteRow(msgspec.Struct, kw_only=True, frozen=True):
    """A label's value; `account` is null for who is known by name only, `name` for who is known by number only."""

    patch_set: int
    label: str
    value: int
    account: int | None
    name: str | None
    copied: bool


class MessageRow(msgspec.Struct, kw_only=True, frozen=True):
    """What was said of the change as a whole."""

    patch_set: int
    author: str
    written: datetime
    text: str


class ThreadCommentRow(msgspec.Struct, kw_only=True, frozen=True):
    """One comment of a thread."""

    uuid: str | None
    author: str
    written: datetime
    message: str
    parent: str | None


class ThreadRow(msgspec.Struct, kw_only=True, frozen=True):
    """A thread, in the place of the comment that began it."""

    path: str
    patch_set: int
    side: str
    line: int | None
    range: RangeShape | None
    unresolved: bool
    comments: tuple[ThreadCommentRow, ...]


class ChangeAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `change show`."""

    schema: str = "visioneditor.change/1"
    change: int | None
    change_key: str
    change_id: str | None
    subject: str
    branch: str
    status: str
    topic: str | None
    hashtags: tuple[str, ...]
    work_in_progress: bool
    patch_sets: tuple[PatchSetRow, ...]
    votes: tuple[VoteRow, ...]
    messages: tuple[MessageRow, ...]
    threads: tuple[ThreadRow, ...]


def change_answer(change: Change, review: ReviewSummary) -> ChangeAnswer:
    """What `change show` says."""
    return ChangeAnswer(
        change=change.number,
        change_key=change.key,
        change_id=change.change_id,
        subject=change.subject,
        branch=change.branch,
        status=review.status.value,
        topic=review.topic or None,
        hashtags=review.hashtags,
        work_in_progress=review.is_work_in_progress,
        patch_sets=tuple(
            PatchSetRow(
                number=one.number,
                revision=one.revision,
                uploaded=one.uploaded.astimezone(UTC) if one.uploaded else None,
            )
            for one in change.patch_sets
        ),
        votes=tuple(map(_vote, review.votes)),
        messages=tuple(map(_message, review.messages)),
        threads=tuple(map(_thread, review.threads)),
    )


def _vote(vote: Vote) -> VoteRow:
    return VoteRow(
        patch_set=vote.patch_set,
        label=vote.label,
        value=vote.value,
        account=vote.account.number,
        name=vote.account.name or None,
        copied=vote.is_copied,
    )


def _message(message: ReviewMessage) -> MessageRow:
    return MessageRow(
        patch_set=message.patch_set,
        author=message.author.shown,
        written=message.written.astimezone(UTC),
        text=message.text,
    )


def _thread(thread: Thread) -> ThreadRow:
    root = thread.root
    return ThreadRow(
        path=root.path,
        patch_set=root.patch_set,
        side=root.side.value,
        line=root.line,
        range=range_shape(root.range),
        unresolved=thread.is_unresolved,
        comments=tuple(map(_comment, thread.comments)),
    )


def _comment(comment: Comment) -> ThreadCommentRow:
    return ThreadCommentRow(
        uuid=comment.uuid,
        author=comment.author,
        written=comment.written.astimezone(UTC),
        message=comment.message,
        parent=comment.parent,
    )
