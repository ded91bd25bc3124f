"""What there is to read or compare a document at, and what was chosen last: two revisions, the projects beside it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import Ref, RefKind, Revision
from visioneditor.repository.objects import Commit
from visioneditor.repository.refs import changes_touching
from visioneditor.services.drafting import list_drafts, load_draft
from visioneditor.services.reading import file_of, is_draft, is_file, is_no_commit, resolve_revision
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisions:
    """What there is to choose from. `touching` are the numbers of the changes that touched the document."""

    refs: Sequence[Ref] = ()
    history: Sequence[Revision] = ()
    touching: Collection[int] = ()
    drafts: Sequence[str] = ()
    has_worktree: bool = False


def load_revisions(
    workspace: Workspace, path: str, refs: Sequence[Ref] = (), history: Sequence[Revision] = ()
) -> Revisions:
    """Everything that a document can be read or compared at; `refs` and `history` where they are known already."""
    refs = refs or workspace.repository.refs()
    patch_sets = [ref for ref in refs if ref.kind is RefKind.PATCH_SET]
    paths = sorted({path, *(one.path for one in history)})
    return Revisions(
        refs=refs,
        history=history,
        touching=changes_touching(workspace.repository.plumbing, patch_sets, paths),
        drafts=[draft.name for draft in list_drafts(workspace, path)],
        has_worktree=workspace.repository.work_tree is not None,
    )


def find_revision(workspace: Workspace, spec: str) -> Commit | None:
    """The commit that git knows by that name, if any."""
    return workspace.repository.find_commit(spec)


def remember_pair(workspace: Workspace, path: str, pair: tuple[str, str], chosen: datetime) -> None:
    """Keep the two revisions that were chosen for a document."""
    workspace.store.put_pair(workspace.repository.key, path, pair, chosen)


def remember_projects(workspace: Workspace, path: str, projects: Iterable[str]) -> None:
    """Keep which projects were chosen to stand beside a document; none of them: all that answer it."""
    workspace.store.put_shown_projects(workspace.repository.key, path, projects)


def find_chosen_projects(workspace: Workspace, path: str) -> frozenset[str] | None:
    """The projects that were chosen to stand beside a document; None where nobody chose."""
    return workspace.store.shown_projects(workspace.repository.key, path) or None


def find_last_pair(workspace: Workspace, path: str) -> tuple[str, str] | None:
    """The two revisions chosen last for a document; None where one of them is gone."""
    pair = workspace.store.pair(workspace.repository.key, path)
    return pair if pair and all(_is_there(workspace, path, revision) for revision in pair) else None


def _is_there(workspace: Workspace, path: str, revision: str) -> bool:
    if is_file(revision):
        return file_of(revision).is_file()
    if is_draft(revision):
        return load_draft(workspace, path, revision.partition(":")[2] or None) is not None
    if is_no_commit(revision):
        return workspace.repository.work_tree is not None
    try:
        resolve_revision(workspace, revision)
    except VisionEditorError:
        return False
    return True
