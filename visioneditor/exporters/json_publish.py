"""The answers of `publish` and `outbox`: what was sent, what waits, is held, was refused or stays here, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from visioneditor.core.review.model import Comment
from visioneditor.core.review.publication import (
    ItemState,
    OutboxItem,
    PlannedComment,
    Post,
    Problem,
    Publication,
    Sent,
)

_COVER = "cover"


class PostedRow(msgspec.Struct, kw_only=True, frozen=True):
    """What arrived on one patch set; `message` says whether the cover message was with it."""

    patch_set: int
    comments: int
    votes: dict[str, int]
    message: bool = False
    change: int | None = None
    change_key: str = ""


class LeftRow(msgspec.Struct, kw_only=True, frozen=True):
    """What did not arrive: an item of the outbox, or what never came that far: a draft, `vote:LABEL`, `cover`."""

    id: str
    reason: str
    hint: str = ""
    change_key: str = ""
    patch_set: int | None = None


class PublishAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `publish` and of `outbox --send`."""

    schema: str = "visioneditor.publish/1"
    posted: tuple[PostedRow, ...] = ()
    waiting: tuple[LeftRow, ...] = ()
    held: tuple[LeftRow, ...] = ()
    refused: tuple[LeftRow, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left."""
        return not (self.waiting or self.held or self.refused)


class ProblemRow(msgspec.Struct, kw_only=True, frozen=True):
    """What is known beforehand to be wrong, or worth knowing; `blocking`: what it is about stays here."""

    id: str  # the draft, `vote:LABEL`, `cover`; empty: the change
    reason: str
    hint: str
    blocking: bool


class PlannedReview(msgspec.Struct, kw_only=True, frozen=True):
    """One request; comments that go by drafts on the server first are listed beside its body."""

    change: int | None
    change_key: str
    patch_set: int
    review_input: msgspec.Raw
    server_drafts: tuple[msgspec.Raw, ...] = ()


class DryRunAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `publish --dry-run`, and all of `export`'s: the reviews in the order of posting."""

    schema: str = "visioneditor.export/1"
    reviews: tuple[PlannedReview, ...]
    server: str | None
    route: str
    problems: tuple[ProblemRow, ...] = ()


class ItemRow(msgspec.Struct, kw_only=True, frozen=True):
    """One request that is written down."""

    id: str
    change: int
    change_key: str
    server: str
    state: str
    reason: str | None
    hint: str = ""
    comments: int
    since: datetime
    patch_set: int
    votes: dict[str, int]
    message: bool
    subject: str
    repository: str
    next_try: datetime | None


class OutboxAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `outbox`."""

    schema: str = "visioneditor.outbox/1"
    items: tuple[ItemRow, ...]


def sent_answer(sent: Sent, publication: Publication | None = None) -> PublishAnswer:
    """What became of items; of a publication also what stayed here, as refused."""
    stayed = tuple(_stayed(publication)) if publication else ()
    return PublishAnswer(
        posted=tuple(posted_row(item.post, item.number, item.change_key) for item in sent.posted),
        waiting=tuple(map(_left, sent.waiting)),
        held=tuple(map(_left, sent.held)),
        refused=(*map(_left, sent.refused), *stayed),
    )


def posted_row(post: Post, change: int | None, change_key: str) -> PostedRow:
    """What of a post arrived: all of it, each draft counted."""
    comments = sum(len(one.drafts) for one in post.comments)
    return PostedRow(
        change=change,
        change_key=change_key,
        patch_set=post.patch_set,
        comments=comments,
        votes=dict(post.votes),
        message=bool(post.cover),
    )


def notes_answer(
    comments: Iterable[Comment], votes: Mapping[str, int], cover: str, publication: Publication
) -> PublishAnswer:
    """What was committed as notes, by patch sets, votes and cover with the newest; and what stayed here."""
    change = publication.change
    counts = Counter(comment.patch_set for comment in comments)
    last = change.current.number
    if votes or cover:
        counts.setdefault(last, 0)
    rows = (
        PostedRow(
            change=change.number,
            change_key=change.key,
            patch_set=number,
            comments=counts[number],
            votes=dict(votes) if number == last else {},
            message=bool(cover) and number == last,
        )
        for number in sorted(counts)
    )
    return PublishAnswer(posted=tuple(rows), refused=tuple(_stayed(publication)))


def dry_run_answer(publication: Publication) -> DryRunAnswer:
    """What would leave, to the byte, and what is said of it."""
    change, server = publication.change, publication.server
    return DryRunAnswer(
        reviews=tuple(
            PlannedReview(
                change=change.number,
                change_key=change.key,
                patch_set=post.patch_set,
                review_input=msgspec.Raw(post.body),
                server_drafts=tuple(msgspec.Raw(one.body) for one in post.comments if one.is_server_draft),
            )
            for post in publication.posts
        ),
        server=server.root if server else None,
        route=server.route.value if server else "notes",
        problems=tuple(problem_rows(publication)),
    )


def problem_rows(publication: Publication) -> Iterable[ProblemRow]:
    """All that is said beforehand: of the change, of votes and the message, of comments."""
    for problem in publication.problems:
        yield _problem_row(_whose(problem), problem)
    leaving = (one for post in publication.posts for one in post.comments)
    for planned in (*publication.blocked, *leaving):
        for problem in planned.problems:
            yield _problem_row(planned.id, problem)


def outbox_answer(items: Iterable[OutboxItem]) -> OutboxAnswer:
    """The items in the order written down."""
    return OutboxAnswer(items=tuple(map(_item_row, items)))


def _item_row(item: OutboxItem) -> ItemRow:
    row = posted_row(item.post, item.number, item.change_key)
    is_shown = item.reason is not None and item.state is not ItemState.SENDING
    return ItemRow(
        id=item.id,
        change=item.number,
        change_key=item.change_key,
        server=item.server.root,
        state=item.state.value,
        reason=item.reason.summary if item.reason and is_shown else None,
        hint=item.reason.hint if item.reason and is_shown else "",
        comments=row.comments,
        since=item.since,
        patch_set=row.patch_set,
        votes=row.votes,
        message=row.message,
        subject=item.subject,
        repository=item.folder,
        next_try=item.next_try,
    )


def _left(item: OutboxItem) -> LeftRow:
    return LeftRow(
        id=item.id,
        reason=item.reason.summary if item.reason else "It waits for its turn.",
        hint=item.reason.hint if item.reason else "",
        change_key=item.change_key,
        patch_set=item.post.patch_set,
    )


def _stayed(publication: Publication) -> Iterable[LeftRow]:
    """What never came as far as the outbox, each with the first thing that keeps it here."""
    for planned in publication.blocked:
        problem = next((one for one in planned.problems if one.is_blocking), None)
        problem = problem or next((one for one in publication.problems if one.is_blocking), None)
        if problem is not None:
            yield _stayed_row(planned.id, publication, problem, planned)
    for problem in publication.problems:
        if problem.is_blocking and _whose(problem):
            yield _stayed_row(_whose(problem), publication, problem, None)


def _stayed_row(id: str, publication: Publication, problem: Problem, planned: PlannedComment | None) -> LeftRow:
    return LeftRow(
        id=id,
        reason=problem.summary,
        hint=problem.hint,
        change_key=publication.change.key,
        patch_set=planned.comment.patch_set if planned else None,
    )


def _whose(problem: Problem) -> str:
    """What a problem that is no comment's is about; empty: the change."""
    if problem.label:
        return f"vote:{problem.label}"
    return _COVER if problem.message == "publish.long-cover" else ""


def _problem_row(id: str, problem: Problem) -> ProblemRow:
    return ProblemRow(id=id, reason=problem.summary, hint=problem.hint, blocking=problem.is_blocking)
