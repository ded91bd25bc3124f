"""A branch moved on to a newer commit that has all of it; a work tree it is checked out in follows, as git does it."""

from visioneditor.errors import VisionEditorError
from visioneditor.repository.in_use import check_is_free, check_nothing_under_way
from visioneditor.repository.repository import Repository
from visioneditor.repository.tree_writing import why_not_moved


def fast_forward(repository: Repository, ref: str, old: str, new: str) -> None:
    """Move a branch from `old` to `new`, which descends from it.

    Files with changes of somebody's stay: where one stands in the way nothing is moved, "branch.cannot-follow".
    """
    is_checked_out = repository.work_tree is not None and repository.head_branch() == ref
    if is_checked_out:
        check_nothing_under_way(repository)
        _move_files(repository, ref, old, new)
    else:
        check_is_free(repository, ref)
    said = why_not_moved(repository, ref, new, old, "fast-forward")
    if said is not None:
        if is_checked_out:
            _move_files(repository, ref, new, old)
        reason = said.strip().rsplit(": ", 1)[-1].rstrip(".")
        raise VisionEditorError(
            "branch.not-written", branch=ref.removeprefix("refs/heads/"), reason=reason, detail=said
        )


def _move_files(repository: Repository, ref: str, old: str, new: str) -> None:
    repository.plumbing.ask("update-index", "-q", "--refresh")  # or files that were only touched would count as changed
    answer = repository.plumbing.ask("read-tree", "-m", "-u", old, new)
    if answer.status:
        raise VisionEditorError(
            "branch.cannot-follow", branch=ref.removeprefix("refs/heads/"), detail=answer.err.strip()
        )
