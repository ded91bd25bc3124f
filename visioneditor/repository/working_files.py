"""The files of a work tree: those that git knows, and new ones that it is not told to ignore."""

import os
import stat
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
