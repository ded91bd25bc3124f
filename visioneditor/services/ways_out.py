"""The ways out of what a server would refuse of a comment: another place for it, or no thread that it answers."""

from collections.abc import Callable

from visioneditor.core.review.anchors import anchor_line
from visioneditor.core.review.model import PATCH_SET_PATH, Change, Comment, Side
from visioneditor.core.review.publication import PlannedComment, Way
from visioneditor.errors import VisionEditorError
from visioneditor.services.changes import find_patch_set
from visioneditor.services.comment_texts import comment_text
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

Undo = Callable[[], None]


def take_way_out(workspace: Workspace, change: Change, planned: PlannedComment, way: Way) -> Undo:
    """Change the drafts of a comment as a way out says, all or none; answers with the way back."""
    store, key = workspace.store, workspace.repository.key
    if way is Way.AS_NEW_THREAD:
        root = planned.drafts[0]
        store.answer_with(key, root.id or "", None)
        return lambda: store.answer_with(key, root.id or "", root.parent)
    steps = tuple((draft, _moved(workspace, change, draft, planned.drafts[0], way)) for draft in planned.drafts)
    store.move_drafts(key, steps)
    return lambda: store.move_drafts(key, tuple((after, before) for before, after in steps))


def _moved(workspace: Workspace, change: Change, draft: Comment, root: Comment, way: Way) -> Comment:
    if way is Way.ON_LINE:
        line = root.line or 1
        return replace(draft, range=None, line=line, quote=_line(workspace, change, root, line) or root.quote)
    whole = replace(draft, range=None, line=None, quote="")
    if way is Way.ON_FILE:
        return whole
    words = f"{_told_place(root)}\n\n{draft.message}" if draft is root else draft.message
    return replace(whole, path=PATCH_SET_PATH, side=Side.REVISION, message=words)


def _line(workspace: Workspace, change: Change, root: Comment, line: int) -> str:
    try:
        text = comment_text(workspace, find_patch_set(change, root.patch_set), root.side, root.path)
        return anchor_line(text, line).quote
    except VisionEditorError:  # no such file or line: the server is told the number all the same
        return ""


def _told_place(root: Comment) -> str:
    """File, line and words, which a comment on the patch set does not have."""
    line = f", line {root.line}" if root.line is not None else ""
    words = " ".join(root.quote.split())
    return f"{root.path}{line}:" + (f"\n> {words}" if words else "")
