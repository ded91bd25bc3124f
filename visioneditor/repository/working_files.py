"""The files of a work tree: listed as git knows them, written in one step, removed, and let go on with a commit."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import TreeEntry
from visioneditor.repository.objects import LINK
from visioneditor.repository.repository import Repository


def working_entries(repository: Repository) -> tuple[TreeEntry, ...]:
    """Every file and symbolic link on disk, by path, without blob ids; raises "revision.no-work-tree"."""
    if repository.work_tree is None:
        raise VisionEditorError("revision.no-work-tree", name=repository.name)
    listed = repository.plumbing.tell("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    paths = sorted({os.fsdecode(path) for path in listed.split(b"\0") if path})
    modes = ((path, _mode(repository.work_tree / path)) for path in paths)
    return tuple(TreeEntry(path=path, mode=mode, blob="") for path, mode in modes if mode)


def real_working_path(repository: Repository, path: str) -> str | None:
    """The file that a path on disk is, symbolic links followed inside the work tree; None where it is no file there."""
    place = repository.locate_working_file(path)
    if place is None or repository.work_tree is None or not place.is_file():
        return None
    return place.relative_to(os.path.realpath(repository.work_tree)).as_posix()


def follow(repository: Repository, path: str, old: str | None, new: str | None) -> None:
    """Let a working file that says what one blob says, or is not there, say what another does; others stay.

    What cannot be written stays as it is: the commit that it is to go on with stands.
    """
    before, after = (repository.blob(blob) if blob else None for blob in (old, new))
    found = repository.worktree_bytes(path)
    if found != before or found == after:
        return
    with contextlib.suppress(VisionEditorError):
        if after is not None:
            write_working_file(repository, path, after, expected=before)
        elif found is not None:
            remove_working_file(repository, path, expected=found)


def _mode(file: Path) -> str:
    """Git's mode of a file; empty where there is none, or something that is no file."""
    try:
        status = file.lstat()
    except OSError:
        return ""
    if stat.S_ISLNK(status.st_mode):
        return LINK
    if not stat.S_ISREG(status.st_mode):
        return ""
    return "100755" if status.st_mode & stat.S_IXUSR else "100644"


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


def remove_working_file(repository: Repository, path: str, *, expected: bytes) -> None:
    """Remove a file of the work tree that still holds what is expected, and the folders that are empty then."""
    real = repository.locate_working_file(path)
    if real is None or repository.work_tree is None:
        raise VisionEditorError("path.leads-out", path=path)
    if repository.worktree_bytes(path) != expected:
        raise VisionEditorError("file.changed", path=path)
    try:
        real.unlink()
    except OSError as error:
        raise VisionEditorError("file.failed", path=path, reason=error.strerror or error) from error
    root = Path(os.path.realpath(repository.work_tree))
    with contextlib.suppress(OSError):  # one that is not empty ends it
        for folder in real.parents:
            if folder == root:
                break
            folder.rmdir()


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
