"""Take changes of a comparison over into a draft: the one that is compared, else the one edited last, else a new one.

A new draft begins with the older text where changes are accepted, with the newer one where they are rejected, and with
the working file where that is one of the two. What a draft said before is kept, so that it can come back.
"""

from datetime import datetime

from visioneditor.core.compare.changes import Change
from visioneditor.core.compare.model import Comparison, Edit
from visioneditor.core.compare.taking_steps import Steps, take_further
from visioneditor.errors import VisionEditorError
from visioneditor.services.drafting import DEFAULT_NAME, discard_draft, list_drafts, load_draft, save_draft
from visioneditor.services.model import LoadedComparison, LoadedDocument
from visioneditor.services.reading import is_draft, is_no_commit, parse_text, resolve_revision
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import StoredText
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be taken over: some changes or all (None), accepted or rejected; `only` some edits of a single one."""

    changes: tuple[Change, ...] | None
    rejects: bool = False
    only: tuple[Edit, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """What became of it. `stored` is the draft now, None where nothing was to be done; `before` what it was, if any."""

    stored: StoredText | None
    before: StoredText | None = None
    left: tuple[Change, ...] = ()  # the draft says something else there
    steps: Steps | None = None  # all that was taken so far, for the next one


def take_changes_over(
    workspace: Workspace,
    found: LoadedComparison,
    comparison: Comparison,
    wish: Wish,
    steps: Steps | None = None,
    *,
    now: datetime | None = None,
) -> TakenOver:
    """Change the draft; `steps`: what was taken into it before.

    Raises "draft.changed-elsewhere" where another window writes it at this moment.
    """
    before = _draft_of(workspace, found)
    side = _side(found, wish.rejects)
    path = side.path or found.new.path or found.old.path
    text = before.text if before is not None else side.document.text
    draft = parse_text(text, comparison.new.markup)
    taken, steps = take_further(comparison, wish.changes, draft, steps, rejects=wish.rejects, only=wish.only)
    if taken.text == text:
        return TakenOver(stored=None, before=before, left=taken.left, steps=steps)
    stored = save_draft(
        workspace,
        before.path if before is not None else path,
        taken.text,
        base_revision=before.base_revision if before is not None else _base(workspace, side),
        name=before.name if before is not None else DEFAULT_NAME,
        seen=before.version if before is not None else 0,
        now=now,
    )
    return TakenOver(stored=stored, before=before, left=taken.left, steps=steps)


def undo_taking(workspace: Workspace, taken: TakenOver, *, now: datetime | None = None) -> None:
    """Bring back what the draft said; one that has been written in since is left, with "draft.changed-elsewhere"."""
    if taken.stored is None:
        return
    now_there = load_draft(workspace, taken.stored.path, taken.stored.name)
    if now_there is None or now_there.text != taken.stored.text:
        raise VisionEditorError("draft.changed-elsewhere", path=taken.stored.path)
    if taken.before is None:
        discard_draft(workspace, taken.stored.path, taken.stored.name)
        return
    save_draft(
        workspace,
        taken.before.path,
        taken.before.text,
        base_revision=taken.before.base_revision,
        name=taken.before.name,
        seen=now_there.version,
        now=now,
    )


def _draft_of(workspace: Workspace, found: LoadedComparison) -> StoredText | None:
    """The draft that is one of the two texts, the newer one first; else the document's draft edited last."""
    for side in (found.new, found.old):
        if is_draft(side.revision):
            return load_draft(workspace, side.path, side.revision.partition(":")[2] or None)
    drafts = list_drafts(workspace, found.new.path or found.old.path)
    return drafts[0] if drafts else None


def _side(found: LoadedComparison, rejects: bool) -> LoadedDocument:
    """The text that a new draft begins with."""
    own = next((side for side in (found.new, found.old) if is_no_commit(side.revision)), None)
    return own or (found.new if rejects else found.old)


def _base(workspace: Workspace, side: LoadedDocument) -> str:
    """The commit that a new draft is begun on."""
    return resolve_revision(workspace, None if is_no_commit(side.revision) else side.revision)
