"""Fetch what was published: the comments take the place of the drafts, and the outbox is rid of it."""

from collections.abc import Callable, Collection
from urllib.parse import quote

from visioneditor.core.review.publication import OutboxItem
from visioneditor.services.changes import resolve_change
from visioneditor.services.fetched_reviews import load_fetched_comments
from visioneditor.services.fetching import fetch_changes
from visioneditor.services.retiring import retire_seen
from visioneditor.services.review_server import find_server
from visioneditor.services.workspace import Workspace


def take_in(
    workspace: Workspace,
    items: Collection[OutboxItem],
    *,
    progress: Callable[[float | None, str], None] = lambda share, text: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[OutboxItem, ...]:
    """Fetch the changes of what was sent from one repository; those that are not here after that, and stay.

    Raises what went wrong on the way.
    """
    for address in dict.fromkeys(address_of(workspace, item) for item in items):
        numbers = {item.number: None for item in items if address_of(workspace, item) == address}
        fetch_changes(workspace, tuple(numbers), remote=address, progress=progress, cancelled=cancelled)
    return tuple(item for item in items if not _take_in(workspace, item))


def _take_in(workspace: Workspace, item: OutboxItem) -> bool:
    """Retire an item's drafts; whether all its comments are here, so that nothing is left to be done."""
    change = resolve_change(workspace, str(item.number))
    here = {comment.uuid for comment in load_fetched_comments(workspace, change)}
    drafts = [draft for planned in item.post.comments for draft in planned.drafts]
    seen = [(draft, uuid) for draft in drafts if (uuid := item.uuids.get(draft.id or "")) in here and uuid]
    workspace.store.retire_drafts(workspace.repository.key, seen)
    retire_seen(workspace, change)
    if not here >= set(item.uuids.values()) or (drafts and not item.uuids):
        return False
    workspace.store.alter_item(item.id, lambda item: None)
    return True


def address_of(workspace: Workspace, item: OutboxItem) -> str | None:
    """Where an item's change is fetched from; None where the repository says so itself."""
    told = find_server(workspace, resolve_change(workspace, str(item.number)), route=item.server.route)
    if not item.server.project or (told is not None and told.root == item.server.root):
        return None
    return f"{item.server.root}/{quote(item.server.project)}"
