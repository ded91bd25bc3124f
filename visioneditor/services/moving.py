"""Move one's own drafts to another patch set: onto what became of their words there, with the answers below them.

A draft that is moved keeps its words, its id and what it answers; `move_back` puts it where it was.
"""

from visioneditor.core.review.anchors import Anchor, anchor_line, anchor_range, anchor_span
from visioneditor.core.review.model import Change, Comment, PatchSet, build_threads
from visioneditor.core.review.porter import Placed, PortedComment
from visioneditor.core.text import Lines
from visioneditor.errors import VisionEditorError
from visioneditor.services.changes import find_patch_set
from visioneditor.services.comment_texts import comment_text
from visioneditor.services.porting import port_comments
from visioneditor.services.reviewing import load_comments
from visioneditor.services.suggesting import moved_message
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A thread of drafts that went to another patch set: the first as it stands now, and how sure its place is."""

    draft: Comment
    placed: Placed
    steps: tuple[tuple[Comment, Comment], ...] = ()  # each before and after; none where it was there already


def move_comment(workspace: Workspace, change: Change, id: str, patch_set: int | None = None) -> Move:
    """Move a draft that begins a thread to a patch set, the newest where none is named.

    It goes to its words, to what replaced them, else to their paragraph, section or document. Where the file is no more
    it stays, and "review.no-place-there" is raised; "review.answer-stays" of an answer.
    """
    target = find_patch_set(change, patch_set)
    thread = _thread_of(workspace, change, id)
    root = thread[0]
    if root.revision == target.revision:
        return Move(draft=root, placed=Placed.EXACT)
    there, placed = _place_there(workspace, change, root, target)
    steps = tuple((one, _moved(workspace, change, one, there)) for one in thread)
    workspace.store.move_drafts(workspace.repository.key, steps)
    return Move(draft=steps[0][1], placed=placed, steps=steps)


def move_back(workspace: Workspace, *moves: Move) -> None:
    """Put drafts back where they stood before, all or none; raises "review.not-moved" where one went on since."""
    steps = tuple((after, before) for move in reversed(moves) for before, after in move.steps)
    workspace.store.move_drafts(workspace.repository.key, steps)


def move_all(workspace: Workspace, change: Change) -> tuple[tuple[Move, ...], tuple[Comment, ...]]:
    """Move every draft of a change to its newest patch set: the moves, and the drafts that stay for want of a place."""
    moves: list[Move] = []
    staying: list[Comment] = []
    for draft in movable(change, load_comments(workspace, change, drafts_only=True)):
        try:
            moves.append(move_comment(workspace, change, draft.id or ""))
        except VisionEditorError as error:
            if error.message != "review.no-place-there":
                raise
            staying.append(draft)
    return tuple(moves), tuple(staying)


def movable(change: Change, drafts: tuple[Comment, ...], patch_set: int | None = None) -> tuple[Comment, ...]:
    """The drafts of a change that begin a thread and stand on another patch set than that."""
    target = find_patch_set(change, patch_set)
    return tuple(one for one in drafts if one.draft and one.parent is None and one.revision != target.revision)


def _thread_of(workspace: Workspace, change: Change, id: str) -> tuple[Comment, ...]:
    """A draft with all that answers it; these are drafts as well, for nobody else has seen it."""
    drafts = load_comments(workspace, change, drafts_only=True)
    found = next((one for one in drafts if one.id == id), None)
    if found is None:
        raise VisionEditorError("review.no-draft", id=id)
    if found.parent is not None:
        raise VisionEditorError("review.answer-stays")
    thread = next(thread for thread in build_threads(drafts) if found in thread.comments)
    return thread.comments


def _place_there(workspace: Workspace, change: Change, root: Comment, target: PatchSet) -> tuple[Comment, Placed]:
    """The draft with its place on the target: the very one that it had there once, else where its words went."""
    left = workspace.store.left_draft(workspace.repository.key, root.id or "", target.revision)
    if left is not None:
        return replace(left, patch_set=target.number), Placed.EXACT
    (found,) = port_comments(workspace, change, [root], target)
    if found.placed is Placed.GONE:
        raise VisionEditorError("review.no-place-there", path=root.path, number=target.number)
    anchor = _anchor(workspace, root, target, found)
    there = replace(
        root,
        patch_set=target.number,
        revision=target.revision,
        path=found.path,
        line=anchor.line if anchor else None,
        range=anchor.range if anchor and root.range is not None else None,
        quote=anchor.quote if anchor else "",
    )
    return there, found.placed


def _anchor(workspace: Workspace, draft: Comment, target: PatchSet, found: PortedComment) -> Anchor | None:
    """The place in the target's text; None for the document, or the patch set, as a whole."""
    if found.lines is None or draft.line is None:
        return None
    text = comment_text(workspace, target, draft.side, found.path)
    first, last = found.lines
    if draft.range is None or found.placed is Placed.SECTION:
        return anchor_line(text, first)
    if found.range is not None:
        return anchor_range(text, found.range)
    lines = Lines(text)
    return anchor_span(text, lines.start(first), lines.end(last))


def _moved(workspace: Workspace, change: Change, draft: Comment, there: Comment) -> Comment:
    """A draft of the thread at the place of its first one; what it suggests is made anew for the lines there."""
    moved = replace(
        draft,
        patch_set=there.patch_set,
        revision=there.revision,
        path=there.path,
        line=there.line,
        range=there.range,
        quote=there.quote,
    )
    return replace(moved, message=moved_message(workspace, change, draft, moved))
