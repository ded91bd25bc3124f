"""What leaves when a change's review is published now: planned here, offline, exactly as it is sent."""

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping

from visioneditor.core.review.checks import (
    Known,
    check_amount,
    check_change,
    check_cover,
    check_planned,
    check_votes,
    utf16_size,
)
from visioneditor.core.review.model import Change, Comment
from visioneditor.core.review.publication import (
    OutboxItem,
    PlannedComment,
    Post,
    Problem,
    Publication,
    Route,
    Server,
)
from visioneditor.gerrit.protocol import ReviewInput, build_draft, build_input, build_inputs, group_replies, join
from visioneditor.services.changes import change_keys
from visioneditor.services.gerrit_places import places_at_gerrit
from visioneditor.services.knowledge import load_known
from visioneditor.services.published import load_published
from visioneditor.services.review_server import find_server
from visioneditor.services.reviewing import load_comments, load_cover, load_votes
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass, replace

TAG = "visioneditor-"
_SAMPLE_TAG = TAG + "0" * 12  # all are of this size


def plan_publication(
    workspace: Workspace,
    change: Change,
    *,
    server: Server | None = None,
    chosen: Collection[str] | None = None,
    learn: Callable[[Known, Iterable[Comment]], Known] | None = None,
) -> Publication:
    """All that would leave now; what is being sent already is left out. It runs git: not for the UI thread.

    `server` is the one that the repository names unless it is given, `chosen` are the planned comments that go by
    their ids: all unless it is given. `learn` knows more of the change than what was fetched.
    """
    found = server or find_server(workspace, change)
    items = _items_of(workspace, change)
    begun = tuple(item for item in items if item.is_begun)
    planned = _plan_comments(workspace, change, begun)
    known = _known(workspace, change, planned, begun)
    if learn is not None:
        known = learn(known, [one.comment for one in planned])
    route = found.route if found else Route.NOTES
    checked = [check_planned(one, known, route, tag=_SAMPLE_TAG) for one in planned]
    wanted = [one for one in checked if chosen is None or one.id in chosen]
    words = _own_words(workspace, change, begun, known)
    posts = _build_posts(workspace, change, [one for one in wanted if not one.is_blocked], words)
    too_much = check_amount(posts, known)
    return Publication(
        change=change,
        server=found,
        posts=posts if not too_much else (),
        blocked=tuple(one for one in wanted if one.is_blocked or too_much),
        unchosen=tuple(one for one in checked if one not in wanted),
        problems=(*check_change(known), *_replaced(items), *words.problems, *too_much),
    )


def begun_items(workspace: Workspace, change: Change) -> tuple[OutboxItem, ...]:
    """What of a change's review the server has or may have already, and is not fetched yet."""
    return tuple(item for item in _items_of(workspace, change) if item.is_begun)


def _items_of(workspace: Workspace, change: Change) -> tuple[OutboxItem, ...]:
    keys = set(change_keys(change))
    return tuple(item for item in workspace.store.outbox(workspace.repository.key) if item.change_key in keys)


def _replaced(items: Iterable[OutboxItem]) -> tuple[Problem, ...]:
    """That what was written down before, and has not left, gives way to what is published now."""
    waiting = [item for item in items if not item.is_begun]
    return (Problem(message="publish.replaces", is_blocking=False),) if waiting else ()


def _plan_comments(workspace: Workspace, change: Change, begun: Iterable[OutboxItem]) -> list[PlannedComment]:
    gone, uuids = _gone(begun)
    drafts = [one for one in load_comments(workspace, change, drafts_only=True) if one.id not in gone]
    groups = group_replies(draft for draft in drafts if draft.message.strip())
    blank = tuple((draft,) for draft in drafts if not draft.message.strip())
    placed = places_at_gerrit(workspace, change, [join(group) for group in (*groups, *blank)])
    return [
        PlannedComment(drafts=group, comment=replace(comment, parent=uuids.get(comment.parent or "", comment.parent)))
        for group, comment in zip((*groups, *blank), placed, strict=True)
    ]


def _gone(begun: Iterable[OutboxItem]) -> tuple[frozenset[str], dict[str, str]]:
    """The drafts under way, and the uuids of those that the server is known to have."""
    ids = frozenset(id for item in begun for id in item.draft_ids)
    return ids, {id: uuid for item in begun for id, uuid in item.uuids.items()}


def _known(
    workspace: Workspace, change: Change, planned: Collection[PlannedComment], begun: Iterable[OutboxItem]
) -> Known:
    gone, uuids = _gone(begun)
    known = load_known(workspace, change, [one.comment for one in planned])
    return replace(known, unsent=gone - set(uuids), quoted=_quoted_sizes(workspace, change, planned))


def _quoted_sizes(workspace: Workspace, change: Change, planned: Iterable[PlannedComment]) -> dict[str, int]:
    """How much is quoted above answers to what a server does not have, by the uuids of that."""
    answers = {one.comment.parent: one.comment for one in planned if one.comment.parent}
    published = load_published(workspace, change) if answers else ()
    found = ((one.uuid, one, answers[one.uuid]) for one in published if one.uuid and one.uuid in answers)
    return {
        uuid: utf16_size(build_input(answer, {uuid: one}).message) - utf16_size(answer.message.strip())
        for uuid, one, answer in found
    }


def _build_posts(
    workspace: Workspace, change: Change, planned: Iterable[PlannedComment], words: "_OwnWords"
) -> tuple[Post, ...]:
    """In the order of posting: older patch sets first, the newest with votes and cover last."""
    votes, cover = words.votes, words.cover
    by_number: dict[int, list[PlannedComment]] = {}
    for one in planned:
        by_number.setdefault(one.comment.patch_set, []).append(one)
    last = change.current.number
    if votes or cover:
        by_number.setdefault(last, [])
    published = load_published(workspace, change)
    answered = {comment.uuid: comment for comment in published if comment.uuid}
    revisions = {one.number: one.revision for one in change.patch_sets}
    return tuple(
        build_post(
            number,
            revisions.get(number, ""),
            by_number[number],
            answered,
            votes=votes if number == last else {},
            cover=cover if number == last else "",
        )
        for number in sorted(by_number, key=lambda number: (number == last, number))
    )


def build_post(
    number: int,
    revision: str,
    planned: Iterable[PlannedComment],
    answered: Mapping[str, Comment],
    *,
    votes: Mapping[str, int],
    cover: str,
) -> Post:
    """One request with a tag of its own. Comments that go as drafts on the server are not in its body."""
    import msgspec

    comments = tuple(replace(one, body=msgspec.json.encode(build_draft(one.comment, answered))) for one in planned)
    tag = TAG + secrets.token_hex(6)
    has_drafts = any(one.is_server_draft for one in comments)
    body = ReviewInput(
        tag=tag,
        message=cover or None,
        labels=dict(votes) or None,
        comments=build_inputs([one.comment for one in comments if not one.is_server_draft], answered) or None,
        drafts="PUBLISH" if has_drafts else None,
        draft_ids_to_publish=[] if has_drafts else None,  # as the server will have called them
    )
    return Post(
        patch_set=number,
        revision=revision,
        comments=comments,
        votes=votes,
        cover=cover,
        tag=tag,
        body=msgspec.json.encode(body),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _OwnWords:
    """What is said of the change as a whole, and what is wrong with that."""

    votes: Mapping[str, int]
    cover: str
    problems: tuple[Problem, ...]


def _own_words(workspace: Workspace, change: Change, begun: Iterable[OutboxItem], known: Known) -> _OwnWords:
    """Votes, in the server's spelling, and cover message; those under way are left out."""
    under_way = [item.post for item in begun]
    votes, of_votes = check_votes(load_votes(workspace, change), known)
    cover = load_cover(workspace, change).strip()
    of_cover = check_cover(cover)
    return _OwnWords(
        votes={name: value for name, value in votes.items() if all(one.votes.get(name) != value for one in under_way)},
        cover="" if of_cover or any(post.cover == cover for post in under_way) else cover,
        problems=(*of_votes, *of_cover),
    )
