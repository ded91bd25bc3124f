"""The outbox: what is to be sent is written down first, whole, so that nothing that fails later can lose it.

It is one for the data folder, over all repositories. Sending is another matter.
"""

import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from visioneditor.core.review.model import Status, build_threads
from visioneditor.core.review.publication import Baseline, ItemState, OutboxItem, Post, Problem, Publication
from visioneditor.errors import VisionEditorError
from visioneditor.services.changes import change_keys
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

if TYPE_CHECKING:
    from visioneditor.store.store import Store


def put_in_outbox(
    workspace: Workspace, publication: Publication, *, now: datetime | None = None
) -> tuple[OutboxItem, ...]:
    """Write down what is to be sent, in the place of what was written down before and never begun to be sent.

    Raises "outbox.overtaken" where that is not what is there any more.
    """
    items = tuple(_build_items(workspace, publication, now or datetime.now(UTC)))
    if items:
        workspace.store.put_outbox(items)
    else:
        _drop_stale(workspace, publication)
    return items


def _drop_stale(workspace: Workspace, publication: Publication) -> None:
    """Nothing is left to send: then nothing that was written down before it is sent, either."""
    keys = set(change_keys(publication.change))
    for item in workspace.store.outbox(workspace.repository.key):
        if item.change_key in keys and not item.is_begun:
            with suppress(VisionEditorError):  # another sender began it just now
                drop_item(workspace.store, item.id)


def list_outbox(store: "Store") -> tuple[OutboxItem, ...]:
    """What waits to be sent, is held or was refused, in the order written down."""
    return tuple(item for item in store.outbox() if item.state is not ItemState.SENT)


def drop_item(store: "Store", id: str) -> OutboxItem:
    """Take something out of the outbox; its drafts, votes and cover message stay as they are. How it was before.

    What may have arrived goes once the server was looked at, so that its drafts are not sent a second time and nothing
    of it is left lying there; dropped again it goes at once. Raises "outbox.no-item", or "outbox.being-sent".
    """
    dropped: list[OutboxItem] = []

    def drop(item: OutboxItem) -> OutboxItem | None:
        _demand_idle(item)
        dropped.append(item)
        if (item.unsure_until is None and not item.put) or item.is_dropped:
            return None
        return replace(item, is_dropped=True, state=ItemState.WAITING, reason=Problem(message="outbox.dropped"))

    store.alter_item(id, drop)
    return dropped[0]


def restore_item(store: "Store", item: OutboxItem) -> None:
    """Undo a dropping; raises "outbox.overtaken" where its drafts were sent or edited since."""
    try:
        store.alter_item(item.id, lambda one: item if one.is_dropped and one.unsure_until == item.unsure_until else one)
    except VisionEditorError:
        store.restore_item(item)


def release_item(store: "Store", id: str) -> OutboxItem:
    """Let something go whatever has changed on the server, or try again what was refused; raises as dropping does."""
    released = store.alter_item(id, _release)
    assert released is not None
    return released


def _release(item: OutboxItem) -> OutboxItem:
    _demand_idle(item)
    return replace(item, state=ItemState.WAITING, is_released=True, is_dropped=False, reason=None, next_try=None)


def _demand_idle(item: OutboxItem) -> None:
    if item.state in (ItemState.SENDING, ItemState.SENT):
        raise VisionEditorError("outbox.being-sent")


def _build_items(workspace: Workspace, publication: Publication, now: datetime) -> Iterator[OutboxItem]:
    change, server = publication.change, publication.server
    if server is None or change.number is None:
        raise VisionEditorError("outbox.no-server", change=change.key)
    for post in publication.posts:
        yield OutboxItem(
            id=f"out-{secrets.token_hex(6)}",
            repository=workspace.repository.key,
            folder=str(workspace.path),
            change_key=change.key,
            keys=change_keys(change),
            number=change.number,
            subject=change.subject,
            server=server,
            post=post,
            baseline=_baseline(workspace, publication, post),
            since=now,
        )


def _baseline(workspace: Workspace, publication: Publication, post: Post) -> Baseline:
    """What is known here of the change's circumstances."""
    change = publication.change
    review = load_fetched_review(workspace.repository, change.number) if change.number is not None else None
    if review is None:
        return Baseline(current=change.current.number)
    answered = {planned.comment.parent for planned in post.comments}
    current = change.current.number
    return Baseline(
        current=current,
        is_closed=review.status is not Status.NEW,
        negative=frozenset(
            (vote.label, vote.account.number or 0)
            for vote in review.votes
            if vote.value < 0 and vote.patch_set == current
        ),
        unresolved=frozenset(
            comment.uuid
            for thread in build_threads(review.comments)
            if thread.is_unresolved
            for comment in thread.comments
            if comment.uuid in answered and comment.uuid
        ),
    )
