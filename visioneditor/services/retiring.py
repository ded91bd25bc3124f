"""Drafts are kept until they are seen on the server; here they are seen, and only then retired.

A retired draft counts as deleted, so that it can still be restored; what answered it answers the published comment.
"""

from collections.abc import Iterator

from visioneditor.core.review.model import Change, Comment
from visioneditor.core.review.retiring import find_published
from visioneditor.errors import VisionEditorError
from visioneditor.services.changes import ChangeFinder, change_keys
from visioneditor.services.fetched_reviews import load_fetched_comments
from visioneditor.services.own_accounts import own_accounts
from visioneditor.services.reviewing import load_comments
from visioneditor.services.workspace import Workspace


def retire_seen(workspace: Workspace, change: Change) -> tuple[Comment, ...]:
    """Retire the drafts of a change that stand among its fetched comments, under one's own account: the drafts."""
    drafts = load_comments(workspace, change, drafts_only=True) if change.number is not None else ()
    mine = own_accounts(workspace) if drafts else frozenset[int]()
    published = [one for one in load_fetched_comments(workspace, change) if one.account in mine] if mine else []
    gone = workspace.store.gone_drafts_of(workspace.repository.key, *change_keys(change)) if published else ()
    answered = {one.uuid for one in find_published(gone, published).values()}  # the same words, written once before
    found = find_published(drafts, [one for one in published if one.uuid not in answered])
    seen = tuple((draft, found[draft.id].uuid or "") for draft in drafts if draft.id and draft.id in found)
    return workspace.store.retire_drafts(workspace.repository.key, seen) if seen else ()


def retire_all_seen(workspace: Workspace) -> tuple[Comment, ...]:
    """The same for every change that has drafts."""
    return tuple(draft for change in _drafted(workspace) for draft in retire_seen(workspace, change))


def _drafted(workspace: Workspace) -> Iterator[Change]:
    finder = ChangeFinder(workspace)
    seen: set[str] = set()
    for key in workspace.store.drafted_keys(workspace.repository.key):
        try:
            change = finder.find(key)
        except VisionEditorError:  # a branch or a commit that is no more; what was drafted on it stays
            continue
        if change is not None and change.key not in seen:
            seen.add(change.key)
            yield change
