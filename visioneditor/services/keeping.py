"""Keep a draft that another window may be writing, too: both texts stay, each under a name of its own."""

from datetime import datetime
from itertools import count

from visioneditor.errors import VisionEditorError
from visioneditor.services.drafting import DEFAULT_NAME, list_drafts, save_draft
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import StoredText
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A draft that is on disk; `other` is what another window had put in its place, so that it got a new name."""

    stored: StoredText
    other: StoredText | None = None


def keep_draft(
    workspace: Workspace,
    path: str,
    text: str,
    *,
    base_revision: str,
    name: str = DEFAULT_NAME,
    seen: int = 0,
    now: datetime | None = None,
) -> Kept:
    """Keep a draft under its name, or under a new one where another window has saved a version that is not `seen`.

    What another window has discarded meanwhile is kept anew.
    """
    try:
        stored = save_draft(workspace, path, text, base_revision=base_revision, name=name, seen=seen, now=now)
    except VisionEditorError as error:
        if error.message != "draft.changed-elsewhere":
            raise
    else:
        return Kept(stored=stored)
    other = next((one for one in list_drafts(workspace, path) if one.name == name), None)
    if other is not None and other.text == text:
        return Kept(stored=other)
    free = name if other is None else _free_name(workspace, path)
    kept = keep_draft(workspace, path, text, base_revision=base_revision, name=free, now=now)
    return Kept(stored=kept.stored, other=other)


def _free_name(workspace: Workspace, path: str) -> str:
    taken = {draft.name for draft in list_drafts(workspace, path)}
    return next(name for n in count(2) if (name := f"{DEFAULT_NAME}-{n}") not in taken)
