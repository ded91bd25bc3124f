"""What leaves when a change's review is published now: planned here, offline, exactly as it is sent."""

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache

from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Change, Comment, PatchSet
from visioneditor.core.review.publication import (
    OutboxItem,
    PlannedComment,
    Post,
    Problem,
    Publication,
    Server,
)
from visioneditor.gerrit.protocol import ReviewInput, build_inputs, group_replies, join
from visioneditor.services.changes import change_keys
from visioneditor.services.gerrit_places import places_at_gerrit
from visioneditor.services.labels import load_labels
from visioneditor.services.published import load_published
from visioneditor.services.review_server import find_server
from visioneditor.services.reviewing import load_comments, load_cover, load_votes
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

TAG = "visioneditor-"
_MAGIC = frozenset({PATCH_SET_PATH, COMMIT_MESSAGE_PATH, "/MERGE_LIST"})


def plan_publication(
    workspace: Workspace,
    change: Change,
    *,
    server: Server | None = None,
    chosen: Collection[str] | None = None,
) -> Publication:
    """All that would leave now; what is being sent already is left out. It runs git: not for the UI thread.

    `server` is the one that the repository names unless it is given, `chosen` are the planned comments that go by
    their ids: all unless it is given.
    """
    found = server or find_server(workspace, change)
    begun = begun_items(workspace, change)
    planned = _plan_comments(workspace, change, begun)
    wanted = [one for one in planned if chosen is None or one.id in chosen]
    return Publication(
        change=change,
        server=found,
        posts=_build_posts(workspace, change, [one for one in wanted if not one.is_blocked], begun),
        blocked=tuple(one for one in wanted if one.is_blocked),
        unchosen=tuple(one for one in planned if one not in wanted),
    )


def begun_items(workspace: Workspace, change: Change) -> tuple[OutboxItem, ...]:
    """What of a change's review the server has or may have already, and is not fetched yet."""
    keys = set(change_keys(change))
    items = workspace.store.outbox(workspace.repository.key)
    return tuple(item for item in items if item.is_begun and item.change_key in keys)


def _plan_comments(workspace: Workspace, change: Change, begun: Iterable[OutboxItem]) -> list[PlannedComment]:
    gone = frozenset(id for item in begun for id in item.draft_ids)
    uuids = {id: uuid for item in begun for id, uuid in item.uuids.items()}
    drafts = [one for one in load_comments(workspace, change, drafts_only=True) if one.id not in gone]
    groups = group_replies(draft for draft in drafts if draft.message.strip())
    placed = places_at_gerrit(workspace, change, [join(group) for group in groups])
    is_in_diff = _differs(workspace, change)
    return [
        PlannedComment(
            drafts=group,
            comment=replace(comment, parent=uuids.get(comment.parent or "", comment.parent)),
            is_server_draft=not is_in_diff(comment.patch_set, comment.path),
            problems=(Problem(message="publish.answers-unsent"),) if comment.parent in gone - set(uuids) else (),
        )
        for group, comment in zip(groups, placed, strict=True)
    ]


def _build_posts(
    workspace: Workspace, change: Change, planned: Iterable[PlannedComment], begun: Iterable[OutboxItem]
) -> tuple[Post, ...]:
    """In the order of posting: older patch sets first, the newest with votes and cover last."""
    votes, cover = _own_words(workspace, change, begun)
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

    comments = tuple(planned)
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


def _own_words(workspace: Workspace, change: Change, begun: Iterable[OutboxItem]) -> tuple[dict[str, int], str]:
    """Votes, in the server's spelling, and cover message; those under way are left out."""
    under_way = [item.post for item in begun]
    spelt = {label.name.lower(): label.name for label in load_labels(workspace.repository)}
    votes = {
        spelt.get(label.lower(), label): value
        for label, value in load_votes(workspace, change).items()
        if all(post.votes.get(spelt.get(label.lower(), label)) != value for post in under_way)
    }
    cover = load_cover(workspace, change).strip()
    return votes, "" if any(post.cover == cover for post in under_way) else cover


def _differs(workspace: Workspace, change: Change) -> Callable[[int, str], bool]:
    """Whether a file is one that a patch set changes; on others the server takes no comment but by way of a draft."""
    plumbing, repository = workspace.repository.plumbing, workspace.repository
    numbered = {one.number: one for one in change.patch_sets}

    @cache
    def paths(one: PatchSet) -> frozenset[str]:
        commit = repository.find_commit(one.revision)
        if commit is None or len(commit.parents) > 1:  # of a merge the server shows less than differs from a parent
            return frozenset()
        options = ("-r", "--root", "--no-commit-id", "--no-renames", "--name-only", "-z")
        said = plumbing.tell("diff-tree", *options, commit.oid)
        return frozenset(said.decode("utf-8", "replace").split("\0"))

    def is_there(number: int, path: str) -> bool:
        return path in _MAGIC or (number in numbered and path in paths(numbered[number]))

    return is_there
