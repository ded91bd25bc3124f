"""Where a comment belongs that is written in the window, and where comments stand in what is shown.

A comment belongs to the revision whose column it is written on. What is shown may be another text than that of the
patch set: the working file, a draft, or a document that a later merge has brought together; then the words are followed
through the comparison, and refused where they are not there yet.
"""

from collections.abc import Iterable

from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.parsing import parse_path
from visioneditor.core.review.anchors import Span, place, trim
from visioneditor.core.review.model import Change, Comment, PatchSet, Side, Thread
from visioneditor.core.review.porter import Placed, Porter
from visioneditor.core.review.porting import port_span
from visioneditor.errors import VisionEditorError
from visioneditor.services.changes import change_of_commit, patch_set_of
from visioneditor.services.comment_texts import comment_text
from visioneditor.services.drafting import load_draft
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reading import WORKTREE, file_of, is_draft, is_file, is_no_commit
from visioneditor.services.reviewing import add_comment, change_for_revision
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentTarget:
    """What a comment written in a column is put on."""

    change: Change
    patch_set: PatchSet
    side: Side
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedThread:
    """A thread, where it stands in what is shown, and how sure that is; without a span it belongs to the whole."""

    thread: Thread
    span: Span | None
    placed: Placed = Placed.EXACT


def reading_target(workspace: Workspace, revision: str, path: str) -> CommentTarget:
    """In Read: the newest revision, up to the one shown, that touched the document."""
    commit = standing_on(workspace, revision, path)
    change = change_for_revision(workspace, commit, path)
    return CommentTarget(
        change=change, patch_set=patch_set_of(workspace.repository, change, commit), side=Side.REVISION, path=path
    )


def comment_target(
    workspace: Workspace, *, on_old: bool, old_revision: str, new_revision: str, path: str
) -> CommentTarget:
    """In Compare: the change and patch set of the column's own revision.

    Only where the old column is the base of the new column's patch set it is the new one's, on the parent's side.
    `path` is the document's in the column that is meant.
    """
    column = standing_on(workspace, old_revision if on_old else new_revision, path)
    if on_old and not is_no_commit(new_revision):
        target = _on_commit(workspace, new_revision, path)
        if _is_base(workspace, target.patch_set, column, new_revision, path):
            return CommentTarget(change=target.change, patch_set=target.patch_set, side=Side.PARENT, path=path)
    if is_no_commit(old_revision if on_old else new_revision):
        return reading_target(workspace, column, path)
    return _on_commit(workspace, column, path)


def standing_on(workspace: Workspace, revision: str, path: str) -> str:
    """The commit that a revision is; for the working file and a draft the one that they stand on."""
    repository = workspace.repository
    if is_file(revision):
        raise VisionEditorError("review.loose-file", name=file_of(revision).name)
    if revision == WORKTREE:
        return repository.resolve("HEAD")
    if is_draft(revision):
        draft = load_draft(workspace, path, revision.partition(":")[2] or None)
        return repository.resolve(draft.base_revision if draft else repository.default_revision())
    return repository.resolve(revision)


def target_span(workspace: Workspace, target: CommentTarget, shown: LoadedDocument, start: int, end: int) -> Span:
    """Where words of the shown text stand in the target's; raises "review.words-not-there" where they do not."""
    text = comment_text(workspace, target.patch_set, target.side, target.path)
    if text == shown.document.text:
        return start, end
    comparison = compare(parse_path(target.path, text), shown.document)
    span = port_span(comparison, start, end, backwards=True)
    if span is None:
        raise VisionEditorError("review.words-not-there", number=target.patch_set.number)
    return span


def add_comment_at(
    workspace: Workspace,
    target: CommentTarget,
    *,
    shown: LoadedDocument,
    start: int,
    end: int,
    message: str,
    unresolved: bool = True,
) -> Comment:
    """Write a draft comment on words of the shown text."""
    start, end = target_span(workspace, target, shown, start, end)
    return add_comment(
        workspace,
        target.change,
        path=target.path,
        patch_set=target.patch_set.number,
        side=target.side,
        start=start,
        end=end,
        message=message,
        unresolved=unresolved,
    )


def place_threads(
    workspace: Workspace, change: Change, threads: Iterable[Thread], shown: LoadedDocument
) -> tuple[PlacedThread, ...]:
    """The threads on the shown document, each where its words went in it."""
    here = [thread for thread in threads if thread.root.path == shown.path]
    placed: dict[tuple[str, Side], list[Thread]] = {}
    for thread in here:
        placed.setdefault((thread.root.revision, thread.root.side), []).append(thread)
    found: list[PlacedThread] = []
    for group in placed.values():
        found += _place_group(workspace, change, group, shown)
    return tuple(sorted(found, key=lambda one: (one.span is None, one.span or (0, 0), one.thread.root.written)))


def _place_group(
    workspace: Workspace, change: Change, threads: list[Thread], shown: LoadedDocument
) -> list[PlacedThread]:
    """Place threads that stand on one text."""
    root = threads[0].root
    patch_set = next((one for one in change.patch_sets if one.number == root.patch_set), change.current)
    try:
        text = comment_text(workspace, patch_set, root.side, root.path)
    except VisionEditorError:  # the file is no more, or was never there: the threads are shown without a place
        return [PlacedThread(thread=thread, span=None, placed=Placed.DOCUMENT) for thread in threads]
    spans = [place(thread.root, text) for thread in threads]
    if text == shown.document.text or not any(spans):
        return [PlacedThread(thread=thread, span=span) for thread, span in zip(threads, spans, strict=True)]
    porter = Porter(compare(parse_path(root.path, text), shown.document))
    return [_ported(thread, span, porter, shown) for thread, span in zip(threads, spans, strict=True)]


def _ported(thread: Thread, span: Span | None, porter: Porter, shown: LoadedDocument) -> PlacedThread:
    if span is None:
        return PlacedThread(thread=thread, span=None)
    found = porter.port(*span)
    there = found.span
    if there is not None and found.placed is Placed.SECTION:  # its first line stands for it
        end = shown.document.text.find("\n", there[0])
        there = trim(shown.document.text, there[0], end if end >= 0 else there[1])
    return PlacedThread(thread=thread, span=there, placed=found.placed)


def _on_commit(workspace: Workspace, revision: str, path: str) -> CommentTarget:
    commit = workspace.repository.resolve(revision)
    change = change_of_commit(workspace, commit)
    return CommentTarget(
        change=change, patch_set=patch_set_of(workspace.repository, change, commit), side=Side.REVISION, path=path
    )


def _is_base(workspace: Workspace, patch_set: PatchSet, column: str, new_revision: str, path: str) -> bool:
    """Whether the column is the patch set's base: that commit, or what a merge of the main line was merged into.

    The latter only where the document is the same there, so that a place in one is a place in the other.
    """
    if patch_set.parent is None or column == patch_set.parent:
        return column == patch_set.parent
    repository = workspace.repository
    parents = repository.commit(new_revision).parents
    if len(parents) < 2 or parents[0] != column:
        return False
    return repository.read(column, path) == repository.read(patch_set.parent, path)
