"""Where a comment belongs that is written in the window, and where comments stand in what is shown.

A comment belongs to the revision whose column it is written on. What is shown may be another text than that of the
patch set: the working file, a draft, or a document that a later merge has brought together; then the words are followed
through the comparison, and refused where they are not there yet.
"""

from collections.abc import Iterable

from visioneditor.core.review.anchors import Span
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, Change, Comment, PatchSet, Side, Thread
from visioneditor.core.review.porter import Placed
from visioneditor.errors import VisionEditorError
from visioneditor.services.changes import change_of_commit, patch_set_of
from visioneditor.services.comment_texts import comment_text
from visioneditor.services.drafting import load_draft
from visioneditor.services.model import LoadedDocument
from visioneditor.services.ported_texts import ported_texts
from visioneditor.services.porting import Porting
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
    if on_old and path != COMMIT_MESSAGE_PATH and not is_no_commit(new_revision):
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
    texts = ported_texts(workspace.repository)
    porter = texts.porter(shown.path, shown.document, target.path, texts.document(target.path, text))
    found = porter.port(start, end) if porter else None
    if found is None or found.placed is not Placed.EXACT or found.span is None:
        raise VisionEditorError("review.words-not-there", number=target.patch_set.number)
    return found.span


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
    workspace: Workspace,
    change: Change,
    threads: Iterable[Thread],
    shown: LoadedDocument,
    *,
    follows_renames: bool = True,
) -> tuple[PlacedThread, ...]:
    """The threads on the shown document, also under another name it had, each where its words went in it."""
    porting, commit = Porting(workspace, change), _commit_below(workspace, shown) if follows_renames else ""
    ported = ((thread, porting.to_shown(thread.root, shown, commit)) for thread in threads)
    found = [PlacedThread(thread=thread, span=one.span, placed=one.placed) for thread, one in ported if one]
    return tuple(sorted(found, key=lambda one: (one.span is None, one.span or (0, 0), one.thread.root.written)))


def _commit_below(workspace: Workspace, shown: LoadedDocument) -> str:
    """The commit that a shown text stands on; empty where there is none, as below a file on disk."""
    try:
        return standing_on(workspace, shown.revision, shown.path)
    except VisionEditorError:
        return ""


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
