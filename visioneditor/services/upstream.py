"""Where a draft's document goes on: the branch of a remote, fetched, told of, and taken over where nothing is lost.

What the repository's configuration says of it is read as text; nothing it names is run.
"""

from visioneditor.errors import VisionEditorError
from visioneditor.repository.cloning import fetch
from visioneditor.repository.forwarding import fast_forward
from visioneditor.repository.repository import Repository
from visioneditor.repository.shadow import last_value
from visioneditor.repository.transfer import Cancelled, Progress
from visioneditor.repository.writing import branch_ref
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

_USUAL_REMOTES = ("origin", "gerrit")
_HEADS, _REMOTES = "refs/heads/", "refs/remotes/"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a remote's branch has that a draft's base has not. Merges are not counted: what they brought is."""

    branch: str  # origin/master
    tip: str
    commits: int
    touching: int  # of these, those that changed the document
    can_be_taken: bool  # the draft can be put onto it, for the branch that is drafted on leads there


def fetch_upstream(
    workspace: Workspace,
    path: str,
    base_revision: str,
    *,
    progress: Progress = lambda share, text: None,
    cancelled: Cancelled = lambda: False,
) -> News:
    """Fetch the remote's branches, and tell what came in; raises "upstream.none" where none belongs to this one."""
    repository = workspace.repository
    fetch(repository, find_remote(repository), progress=progress, cancelled=cancelled)
    ref = upstream_ref(repository)
    tip = repository.find_commit(ref) if ref else None
    if ref is None or tip is None:
        raise VisionEditorError("upstream.none", name=repository.name)
    missing = f"{base_revision}..{tip.oid}"
    return News(
        branch=ref.removeprefix(_REMOTES),
        tip=tip.oid,
        commits=_count(repository, missing),
        touching=_count(repository, missing, path),
        can_be_taken=update_target(repository) == tip.oid,
    )


def _count(repository: Repository, span: str, *paths: str) -> int:
    return int(repository.plumbing.line("rev-list", "--count", "--no-merges", span, "--", *paths))


def find_remote(repository: Repository) -> str:
    """The remote that the branch drafted on belongs to; raises "upstream.none" where there is none."""
    remotes = repository.remotes()
    told = last_value(repository.config, f"branch.{_branch(repository)}.remote")
    usual = (name for name in (told, *_USUAL_REMOTES, *remotes) if name in remotes)
    remote = next(usual, None)
    if remote is None:
        raise VisionEditorError("upstream.none", name=repository.name)
    return remote


def upstream_ref(repository: Repository) -> str | None:
    """The ref by which this repository knows the branch of the remote; None where it knows none."""
    try:
        remote = find_remote(repository)
    except VisionEditorError:
        return None
    branch = _branch(repository)
    told = last_value(repository.config, f"branch.{branch}.merge").removeprefix(_HEADS)
    review = None if repository.is_empty else repository.gitreview(repository.default_revision())
    usual = (told, branch, review.branch if review else "", "main", "master")
    refs = (f"{_REMOTES}{remote}/{name}" for name in usual if name)
    return next((ref for ref in refs if repository.find_commit(ref) is not None), None)


def _branch(repository: Repository) -> str:
    """The short name of the branch that is drafted on."""
    full = (repository.head_branch() if repository.work_tree is not None else repository.main_line()) or ""
    if full.startswith(_REMOTES):
        return full.removeprefix(_REMOTES).partition("/")[2]
    return full.removeprefix(_HEADS)


def update_target(repository: Repository) -> str:
    """The commit that a draft is to stand on: the remote's branch where it has all of the one here, else that."""
    here = repository.resolve(repository.default_revision())
    ref = upstream_ref(repository)
    there = repository.find_commit(ref) if ref else None
    return there.oid if there is not None and _has_all(repository, there.oid, here) else here


def newest(repository: Repository) -> str:
    """The commit of the remote's branch, whether or not it has all of the one here; of that where there is none."""
    return repository.resolve(upstream_ref(repository) or repository.default_revision())


def _has_all(repository: Repository, commit: str, older: str) -> bool:
    return repository.plumbing.ask("merge-base", "--is-ancestor", older, commit).status == 0


def follow_base(workspace: Workspace, branch: str, base_revision: str | None, *, allow_default: bool = False) -> None:
    """Move a branch on to what a draft stands on, where it is only behind that; its files follow.

    The default branch is left where it is unless it is checked out here or `allow_default`. Raises
    "branch.cannot-follow" where words on disk would be lost by it.
    """
    repository = workspace.repository
    ref = branch_ref(repository, branch)
    is_checked_out = repository.work_tree is not None and repository.head_branch() == ref
    if not (is_checked_out or allow_default) and ref == repository.main_line():
        return
    tip = repository.find_commit(ref)
    base = repository.find_commit(base_revision) if base_revision else None
    if tip is not None and base is not None and tip.oid != base.oid and _has_all(repository, base.oid, tip.oid):
        fast_forward(repository, ref, tip.oid, base.oid)
