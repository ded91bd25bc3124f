"""Documents committed and saved: these files, and nothing else touched.

A commit is made by plumbing, in a bare repository as in a work tree: no filter or attribute of the repository has a
say, and no hook but where they are handed in. In a work tree the index gets the new rows for these paths and keeps
all others, staged ones too (`index_writing`). The working file is not written by a commit, but by
`write_working_file`.
"""

import contextlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from visioneditor.errors import VisionEditorError
from visioneditor.repository.hooks import CommitHooks
from visioneditor.repository.in_use import check_is_free, check_nothing_under_way
from visioneditor.repository.index_writing import changed_index
from visioneditor.repository.model import Signature
from visioneditor.repository.objects import FOLDER, LINK, SUBMODULE, NamedObject, is_plain_name, parse_tree, show_name
from visioneditor.repository.repository import Repository
from visioneditor.repository.tree_writing import (
    FileRow,
    replace_file,
    why_not_moved,
    write_blob,
    write_commit,
)


def commit_files(
    repository: Repository,
    *,
    branch: str,
    files: Mapping[str, bytes | None],
    message: str,
    author: Signature,
    expected: str | None,
    start: str | None = None,
    amends: str | None = None,
    allow_default: bool = False,
    date: datetime | None = None,
    hooks: CommitHooks | None = None,
) -> str:
    """Commit documents, by their paths, onto a branch and hand back the commit's id; those that are None are removed.

    `expected` is the commit at which the branch was last seen; None makes a new branch, which begins at `start` (by
    default at the default revision), or with nothing where it is checked out and has no commit yet. The default branch
    is refused unless it is checked out here or `allow_default`. `hooks` may stop it, and change documents and message.
    `amends` is the commit, the branch's newest or the one at which it begins, that this one takes the place of.
    """
    ref = branch_ref(repository, branch)
    is_checked_out = repository.work_tree is not None and repository.head_branch() == ref
    _check_branch(repository, ref, is_checked_out=is_checked_out, allow_default=allow_default)
    parent = _find_parent(repository, ref, expected, start, is_checked_out=is_checked_out)
    rows = tuple(_build_row(repository, parent, path, data) for path, data in files.items())
    present = tuple(_present_row(repository, parent, row) for row in rows)
    before = repository.commit(parent).tree if parent else None
    tree = _changed_tree(repository, before, rows)
    if hooks is not None:
        rows, message = hooks.run_before(before, rows, message)
        tree = _changed_tree(repository, before, rows)
    if not message.strip():
        raise VisionEditorError("commit.no-message")
    old = repository.commit(amends) if amends else None
    if old is not None and old.oid != parent:
        raise VisionEditorError("branch.moved", branch=_short(ref))
    parents = old.parents if old else (parent,) if parent else ()
    commit = write_commit(repository, tree=tree, parents=parents, message=message, author=author, date=date, amends=old)
    index = changed_index(repository, rows, present, ref, commit) if is_checked_out else contextlib.nullcontext()
    with index:
        _move_branch(repository, ref, commit, expected, "commit: " + message.strip().split("\n")[0])
    if hooks is not None:
        hooks.run_after()
    return commit


def _changed_tree(repository: Repository, before: str | None, rows: Sequence[FileRow]) -> str:
    tree = before
    for row in sorted(rows, key=lambda row: row.blob is not None):  # what goes makes room for what comes
        tree = replace_file(repository, tree, row)
    if tree is None or tree == before:
        raise VisionEditorError("commit.unchanged", path=", ".join(row.path for row in rows))
    return tree


def branch_ref(repository: Repository, branch: str) -> str:
    """The full ref of a branch named in full or in short; raises "branch.bad-name"."""
    ref = branch if branch.startswith("refs/heads/") else f"refs/heads/{branch}"
    is_fine = not branch.startswith("-") and repository.plumbing.ask("check-ref-format", ref).status == 0
    if not is_fine or ref == "refs/heads/HEAD":
        raise VisionEditorError("branch.bad-name", branch=branch)
    return ref


def _short(ref: str) -> str:
    return ref.removeprefix("refs/heads/")


def _check_branch(repository: Repository, ref: str, *, is_checked_out: bool, allow_default: bool) -> None:
    if is_checked_out:
        check_nothing_under_way(repository)
        return
    if not allow_default and ref == repository.main_line():
        raise VisionEditorError("branch.is-default", branch=_short(ref))
    check_is_free(repository, ref)


def check_head(repository: Repository) -> str:
    """The checked-out branch's full ref, for committing onto it; raises "head.detached"."""
    branch = repository.head_branch()
    if branch is None:
        raise VisionEditorError("head.detached")
    return branch


def _move_branch(repository: Repository, ref: str, commit: str, expected: str | None, reason: str) -> None:
    said = why_not_moved(repository, ref, commit, expected, reason)
    if said is None:
        return
    tip = repository.find_commit(ref)
    if (tip.oid if tip else None) != expected:
        raise VisionEditorError("branch.moved", branch=_short(ref))
    for other in (each.name for each in repository.branches() if each.name != ref):
        if f"{other}/".startswith(f"{ref}/") or f"{ref}/".startswith(f"{other}/"):
            raise VisionEditorError("branch.in-the-way", branch=_short(ref), other=_short(other))
    lock = repository.common_dir / f"{ref}.lock"
    if lock.exists():
        raise VisionEditorError("repository.locked", lock=lock)
    reason = said.strip().rsplit(": ", 1)[-1].rstrip(".")
    raise VisionEditorError("branch.not-written", branch=_short(ref), reason=reason, detail=said)


def _find_parent(
    repository: Repository, ref: str, expected: str | None, start: str | None, *, is_checked_out: bool
) -> str | None:
    tip = repository.find_commit(ref)
    if expected is not None:
        if tip is None or tip.oid != expected:
            raise VisionEditorError("branch.moved", branch=_short(ref))
        return expected
    if tip is not None:
        raise VisionEditorError("branch.exists", branch=_short(ref))
    if is_checked_out:
        return None
    if start is not None:
        return repository.resolve(start)
    return None if repository.is_empty else repository.resolve(repository.default_revision())


def _build_row(repository: Repository, parent: str | None, path: str, data: bytes | None) -> FileRow:
    """The row of the file that a path is: its mode kept, a symbolic link's target in its place."""
    real = path
    if parent and (found := repository.real_path(parent, path)):
        real = found
    entry = repository.entry(parent, real) if parent else None
    if not all(is_plain_name(name.encode("utf-8", "surrogateescape")) for name in real.split("/")) or "\0" in real:
        raise VisionEditorError("path.bad", path=path)
    if entry and entry.mode == LINK:
        raise VisionEditorError("path.leads-out", path=path)
    if parent:
        _check_way(repository, repository.commit(parent).tree, real)
    blob = None if data is None else write_blob(repository, data)
    return FileRow(path=real, blob=blob, mode=entry.mode if entry else "100644")


def _check_way(repository: Repository, tree: str, path: str) -> None:
    """Refuse a path through a file or another repository, and one that is a folder."""
    *folders, last = path.split("/")
    for folder in folders:
        row = _row(repository, tree, folder)
        if row is None:
            return
        if row.mode != FOLDER:
            raise VisionEditorError("path.leads-out", path=path)
        tree = row.oid
    row = _row(repository, tree, last)
    if row is not None and row.mode in (FOLDER, SUBMODULE):
        raise VisionEditorError("path.is-folder", path=path)


def _row(repository: Repository, tree: str, name: str) -> NamedObject | None:
    rows = parse_tree(repository.tree(tree), repository.oid_length)
    return next((row for row in rows if show_name(row.name) == name), None)


def _present_row(repository: Repository, parent: str | None, row: FileRow) -> FileRow:
    """What the parent has where a row is going to stand."""
    entry = repository.entry(parent, row.path) if parent else None
    return FileRow(path=row.path, blob=entry.blob if entry else None)
