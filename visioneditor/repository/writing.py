"""Documents committed and saved: these files, and nothing else touched.

A commit is made by plumbing, in a bare repository as in a work tree: no filter or attribute of the repository has a
say, and no hook but where they are handed in. In a work tree the index gets the new rows for these paths and keeps
all others, staged ones too. The working file is not written by a commit; `write_working_file` does that.
"""

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from visioneditor.errors import VisionEditorError
from visioneditor.repository.hooks import CommitHooks
from visioneditor.repository.model import Signature
from visioneditor.repository.objects import LINK, is_plain_name
from visioneditor.repository.repository import Repository
from visioneditor.repository.tree_writing import (
    FileRow,
    move_ref,
    put_into_index,
    replace_file,
    write_blob,
    write_commit,
)

_UNDER_WAY = {
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
}


def commit_files(
    repository: Repository,
    *,
    branch: str,
    files: Mapping[str, bytes],
    message: str,
    author: Signature,
    expected: str | None,
    start: str | None = None,
    allow_default: bool = False,
    date: datetime | None = None,
    hooks: CommitHooks | None = None,
) -> str:
    """Commit documents, by their paths, onto a branch and hand back the commit's id.

    `expected` is the commit at which the branch was last seen; None makes a new branch, which begins at `start` (by
    default at the default revision). The default branch is refused unless it is checked out here or `allow_default`.
    `hooks` may stop it, and change the documents and the message.
    """
    ref = branch_ref(repository, branch)
    is_checked_out = repository.work_tree is not None and repository.head_branch() == ref
    _check_branch(repository, ref, is_checked_out=is_checked_out, allow_default=allow_default)
    parent = _find_parent(repository, ref, expected, start)
    rows = tuple(_build_row(repository, parent, path, data) for path, data in files.items())
    before = repository.commit(parent).tree if parent else None
    tree = _changed_tree(repository, before, rows)
    if hooks is not None:
        rows, message = hooks.run_before(before, rows, message)
        tree = _changed_tree(repository, before, rows)
    if not message.strip():
        raise VisionEditorError("commit.no-message")
    parents = [parent] if parent else []
    commit = write_commit(repository, tree=tree, parents=parents, message=message, author=author, date=date)
    with _new_index(repository, rows) if is_checked_out else contextlib.nullcontext():
        reason = "commit: " + message.strip().split("\n")[0]
        if not move_ref(repository, ref, commit, expected, reason):
            raise VisionEditorError("branch.moved", branch=_short(ref))
    if hooks is not None:
        hooks.run_after()
    return commit


def _changed_tree(repository: Repository, before: str | None, rows: Sequence[FileRow]) -> str:
    tree = before
    for row in rows:
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
        under_way = next((what for name, what in _UNDER_WAY.items() if (repository.git_dir / name).exists()), None)
        if under_way:
            raise VisionEditorError("repository.busy", what=under_way)
        return
    if not allow_default and ref == repository.main_line():
        raise VisionEditorError("branch.is-default", branch=_short(ref))
    elsewhere = repository.plumbing.line("for-each-ref", "--format=%(worktreepath)", ref)
    if elsewhere:
        raise VisionEditorError("branch.checked-out", branch=_short(ref), folder=elsewhere)


def check_head(repository: Repository) -> str:
    """The checked-out branch's full ref, for committing onto it; raises "head.detached"."""
    branch = repository.head_branch()
    if branch is None:
        raise VisionEditorError("head.detached")
    return branch


def _find_parent(repository: Repository, ref: str, expected: str | None, start: str | None) -> str | None:
    tip = repository.find_commit(ref)
    if expected is not None:
        if tip is None or tip.oid != expected:
            raise VisionEditorError("branch.moved", branch=_short(ref))
        return expected
    if tip is not None:
        raise VisionEditorError("branch.exists", branch=_short(ref))
    if start is not None:
        return repository.resolve(start)
    return None if repository.is_empty else repository.resolve(repository.default_revision())


def _build_row(repository: Repository, parent: str | None, path: str, data: bytes) -> FileRow:
    """The row of the file that a path is: its mode kept, a symbolic link's target in its place."""
    real = path
    if parent and (found := repository.real_path(parent, path)):
        real = found
    entry = repository.entry(parent, real) if parent else None
    if not all(is_plain_name(name.encode("utf-8", "surrogateescape")) for name in real.split("/")) or "\0" in real:
        raise VisionEditorError("path.bad", path=path)
    if entry and entry.mode == LINK:
        raise VisionEditorError("path.leads-out", path=path)
    folders = ["/".join(real.split("/")[:count]) for count in range(1, real.count("/") + 1)]
    if parent and any(repository.entry(parent, folder) for folder in folders):
        raise VisionEditorError("path.leads-out", path=path)
    return FileRow(path=real, blob=write_blob(repository, data), mode=entry.mode if entry else "100644")


@contextlib.contextmanager
def _new_index(repository: Repository, rows: Sequence[FileRow]) -> Iterator[None]:
    """Hold the index's lock, and put these paths' new rows into it if the body ends well."""
    index, lock = repository.git_dir / "index", repository.git_dir / "index.lock"
    try:
        handle = os.open(lock, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    except FileExistsError:
        raise VisionEditorError("repository.busy", what="another git command") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(_changed_index(repository, index, rows))
            stream.flush()
            os.fsync(stream.fileno())
        yield
        lock.replace(index)
    finally:
        lock.unlink(missing_ok=True)


def _changed_index(repository: Repository, index: Path, rows: Sequence[FileRow]) -> bytes:
    """The index's bytes with rows replaced; worked out on a copy beside it."""
    for row in rows:
        if repository.plumbing.tell("ls-files", "-u", "-z", "--", row.path):
            raise VisionEditorError("repository.busy", what=f"a conflict in {row.path}")
    with tempfile.TemporaryDirectory(dir=repository.git_dir, prefix="visioneditor-index-") as folder:
        copy = Path(folder) / "index"
        if index.is_file():
            copy.write_bytes(index.read_bytes())
        put_into_index(repository, copy, rows)
        return copy.read_bytes()


def write_working_file(repository: Repository, path: str, data: bytes, *, expected: bytes | None = None) -> Path:
    """Write a file of the work tree in one step, its mode kept; where it is on disk.

    A symbolic link is followed inside the work tree and never out of it. Where `expected` is given, the file must
    still hold it: another program's change is not written over.
    """
    real = repository.locate_working_file(path)
    if real is None:
        raise VisionEditorError("path.leads-out", path=path)
    if real.exists() and not real.is_file():
        raise VisionEditorError("path.bad", path=path)
    if expected is not None and repository.worktree_bytes(path) != expected:
        raise VisionEditorError("file.changed", path=path)
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        write_whole_file(real, data)
    except OSError as error:
        raise VisionEditorError("file.failed", path=path, reason=error.strerror or error) from error
    return real


def write_whole_file(file: Path, data: bytes) -> None:
    """Put a file in the place of another one, as a whole or not at all; it keeps the permissions."""
    mode = stat.S_IMODE(file.stat().st_mode) if file.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".visioneditor-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(mode)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
