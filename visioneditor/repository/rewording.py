"""Give commits of one's own other messages: the same trees, the same authors, a branch moved from where it was seen.

Nothing on disk changes by it, neither the index nor a working file: what the branch's tip holds stays the same.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from visioneditor.errors import VisionEditorError
from visioneditor.repository.in_use import check_is_free, check_nothing_under_way
from visioneditor.repository.model import Signature
from visioneditor.repository.objects import Commit
from visioneditor.repository.repository import Repository
from visioneditor.repository.tree_writing import move_ref, write_commit
from visioneditor.values import dataclass

Reword = Callable[[Commit], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """The branch's new tip, and how many commits have another message."""

    tip: str
    count: int


def reword(
    repository: Repository,
    ref: str,
    commits: Sequence[Commit],
    new_message: Reword,
    *,
    committer: Signature,
    date: datetime | None = None,
) -> Reworded:
    """Write the newest commits of a branch anew, oldest first in `commits`, those after a changed one with it.

    Raises "branch.moved" where the branch has gone on, "upload.foreign" where one of them is somebody else's, and
    what stands in the way of any commit there.
    """
    if repository.work_tree is not None and repository.head_branch() == ref:
        check_nothing_under_way(repository)
    else:
        check_is_free(repository, ref)
    moved: dict[str, str] = {}
    count = 0
    for commit in commits:
        message = new_message(commit)
        parents = tuple(moved.get(parent, parent) for parent in commit.parents)
        if message == commit.message and parents == commit.parents:
            continue
        if commit.committer.mail.lower() != committer.mail.lower():
            raise VisionEditorError("upload.foreign", commit=commit.oid[:8], name=commit.committer.name)
        count += message != commit.message
        moved[commit.oid] = write_commit(
            repository,
            tree=commit.tree,
            parents=parents,
            message=message,
            author=committer,
            date=date or datetime.now(UTC),
            amends=commit,
        )
    tip = commits[-1].oid
    new = moved.get(tip, tip)
    if not move_ref(repository, ref, new, tip, f"upload: {count} commit messages completed"):
        raise VisionEditorError("branch.moved", branch=ref.removeprefix("refs/heads/"))
    return Reworded(tip=new, count=count)
