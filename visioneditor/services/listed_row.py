"""A change as a row of the list: what its review, its commits and the notes tell, gathered once."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from visioneditor.core.review.listing import ListedChange, searchable
from visioneditor.core.review.model import (
    Account,
    Change,
    Comment,
    Review,
    ReviewSummary,
    Status,
    Thread,
    Vote,
    build_threads,
)
from visioneditor.repository.model import Signature
from visioneditor.repository.objects import Commit
from visioneditor.values import replace

_BEGINNING = datetime.min.replace(tzinfo=UTC)


def build_row(
    change: Change,
    tip: Commit | None,
    paths: Sequence[str],
    *,
    review: Review | None,
    summary: ReviewSummary | None,
    is_merged: bool,
) -> ListedChange:
    """The row; `tip` is the newest patch set's commit, `summary` there where somebody reviewed it in the notes."""
    threads = summary.threads if summary else build_threads(review.comments if review else ())
    row = ListedChange(
        key=change.key,
        number=change.number,
        change_id=change.change_id,
        subject=change.subject,
        owner=Account(number=None, name=tip.author.name if tip else ""),
        status=Status.MERGED if is_merged else Status.NEW,
        branch=change.branch,
        ref=change.ref,
        patch_sets=len(change.patch_sets),
        created=change.patch_sets[0].uploaded or _BEGINNING,
        updated=_newest([change.current.uploaded], threads),
        threads=len(threads),
        unresolved=sum(thread.is_unresolved for thread in threads),
        votes=_current_votes(summary.votes if summary else review.votes if review else (), change),
        commenters=_commenters(_comments(threads)),
        author=_shown(tip.author) if tip else "",
        committer=_shown(tip.committer) if tip else "",
        revisions=tuple(one.revision for one in change.patch_sets),
        paths=tuple(paths),
        searched_message=searchable([tip.message if tip else ""]),
        searched_comments=searchable(comment.message for comment in _comments(threads)),
    )
    return row if review is None else _with_review(row, review, change)


def finish_row(row: ListedChange) -> ListedChange:
    """The row with what one finds it by, once its people have their names."""
    people = (row.owner, *(account for account, _ in row.reviewers), *row.commenters)
    number = [str(row.number)] if row.number is not None else []
    places = (row.topic, *row.hashtags, row.branch, row.ref.removeprefix("refs/heads/"), *row.paths)
    return replace(row, searched=searchable([*number, row.subject, row.author, *_names(people), *places]))


def _with_review(row: ListedChange, review: Review, change: Change) -> ListedChange:
    """What a Gerrit keeps goes before what commits tell."""
    spoken = (message.author for message in review.messages)
    return replace(
        row,
        owner=review.owner,
        status=review.status,
        topic=review.topic,
        hashtags=review.hashtags,
        is_work_in_progress=review.is_work_in_progress,
        is_private=review.is_private,
        created=review.created,
        updated=max(review.updated, row.updated),
        reviewers=review.reviewers,
        commenters=tuple(dict.fromkeys((*row.commenters, *(one for one in spoken if one.number is not None)))),
        uploader=review.uploads[-1].uploader if review.uploads else None,
        is_reviewed=_is_reviewed(review),
        searched_comments="\n".join([row.searched_comments, searchable(one.text for one in review.messages)]),
    )


def _is_reviewed(review: Review) -> bool:
    """Whether the last word of all is somebody else's than the owner's, as Gerrit counts: by messages."""
    authors = [message.author.number for message in review.messages if message.author.number is not None]
    return bool(authors) and authors[-1] != review.owner.number


def _current_votes(votes: Iterable[Vote], change: Change) -> tuple[Vote, ...]:
    return tuple(vote for vote in votes if vote.patch_set == change.current.number)


def _newest(dates: Sequence[datetime | None], threads: Iterable[Thread]) -> datetime:
    known = [date for date in (*dates, *(one.written for one in _comments(threads))) if date is not None]
    return max(known, default=_BEGINNING)


def _comments(threads: Iterable[Thread]) -> list[Comment]:
    return [comment for thread in threads for comment in thread.comments]


def _commenters(comments: Iterable[Comment]) -> tuple[Account, ...]:
    return tuple(
        dict.fromkeys(Account(number=one.account, name=one.author if one.account is None else "") for one in comments)
    )


def _names(people: Iterable[Account]) -> list[str]:
    return list(dict.fromkeys(person.shown for person in people))


def _shown(signature: Signature) -> str:
    return f"{signature.name} <{signature.mail}>"
