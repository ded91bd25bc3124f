"""What stands in the way of a commit onto a branch: git at work in a work tree, or the branch in use in another one.

Git is shown neither the main work tree's HEAD nor its path (`shadow`), so the work trees' own files are read.
"""

from collections.abc import Iterator
from pathlib import Path

from visioneditor.errors import VisionEditorError
from visioneditor.repository.repository import Repository
from visioneditor.values import dataclass

_BRANCHES = "refs/heads/"
_MOST_BYTES = 65536

_UNDER_WAY = {
    "rebase-merge": "a rebase",
    "rebase-apply/applying": "patches being applied",
    "rebase-apply": "a rebase",
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "sequencer": "a cherry-pick or revert of several commits",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _WorkTree:
    git_dir: Path
    folder: Path


def check_nothing_under_way(repository: Repository) -> None:
    """Refuse while git is in the middle of something in the open work tree; raises "repository.busy"."""
    under_way = next((what for name, what in _UNDER_WAY.items() if (repository.git_dir / name).exists()), None)
    if under_way:
        raise VisionEditorError("repository.busy", what=under_way)


def check_is_free(repository: Repository, ref: str) -> None:
    """Refuse a branch that any work tree needs as it is; raises "branch.checked-out" and "repository.busy"."""
    branch = ref.removeprefix(_BRANCHES)
    elsewhere = repository.plumbing.line("for-each-ref", "--format=%(worktreepath)", ref)
    for tree in _work_trees(repository):
        if _head(tree.git_dir) == ref:
            elsewhere = elsewhere or str(tree.folder)
        elif what := _held_for(tree.git_dir, ref):
            raise VisionEditorError("branch.held", branch=branch, what=what, folder=tree.folder)
    if elsewhere:
        raise VisionEditorError("branch.checked-out", branch=branch, folder=elsewhere)


def _work_trees(repository: Repository) -> Iterator[_WorkTree]:
    common = repository.common_dir
    if repository.work_tree is not None:
        yield _WorkTree(git_dir=repository.git_dir, folder=repository.work_tree)
    if common != repository.git_dir and common.name == ".git":
        yield _WorkTree(git_dir=common, folder=common.parent)
    for git_dir in sorted((common / "worktrees").glob("*")):
        if git_dir != repository.git_dir and (link := _read(git_dir / "gitdir")):
            yield _WorkTree(git_dir=git_dir, folder=Path(link).parent)


def _held_for(git_dir: Path, ref: str) -> str:
    """What goes back to a branch once it is done."""
    rebased = {_read(git_dir / name / "head-name") for name in ("rebase-merge", "rebase-apply")}
    if ref in {*rebased, *_read(git_dir / "rebase-merge" / "update-refs").split("\n")}:
        return "a rebase"
    begun = _read(git_dir / "BISECT_START")
    return "a bisection" if begun and ref in (begun, _BRANCHES + begun) else ""


def _head(git_dir: Path) -> str:
    return _read(git_dir / "HEAD").removeprefix("ref:").strip()


def _read(file: Path) -> str:
    """A small file of git's own; empty where there is none."""
    try:
        if not file.is_file():
            return ""
        with file.open("rb") as stream:
            return stream.read(_MOST_BYTES).decode("utf-8", "surrogateescape").strip()
    except OSError:
        return ""
