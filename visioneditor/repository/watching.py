"""Whether something changed in a repository from outside: its state read cheaply, and two states compared.

A state is what the file system says of HEAD, refs, the index and the files that are shown; no git is started and no
file is read. How often to look is left to the window.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from visioneditor.repository.repository import Repository
from visioneditor.values import dataclass, field

Stamp = tuple[int, int, int]  # inode, size, time in ns: git puts a new file in the place of the old one

_REF_FOLDERS = ("refs", "reftable")
_HEADS = ("HEAD", "logs/HEAD")


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryState:
    """What the file system says of a repository at one moment."""

    head: tuple[Stamp | None, ...] = ()
    packed_refs: Stamp | None = None
    index: Stamp | None = None
    refs: Mapping[str, Stamp] = field(default_factory=dict)
    files: Mapping[str, Stamp | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChange:
    """What is not as it was."""

    head: bool = False
    index: bool = False
    packed_refs: bool = False  # any ref may have changed
    refs: tuple[str, ...] = ()  # those kept in files of their own, by full name
    files: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.head or self.index or self.packed_refs or bool(self.refs or self.files)

    @property
    def has_new_refs(self) -> bool:
        """Whether lists of branches, tags and notes are to be read anew."""
        return self.packed_refs or bool(self.refs)


def read_state(repository: Repository, files: Sequence[str] = ()) -> RepositoryState:
    """The state now; `files` are paths of the work tree to look at as well."""
    return RepositoryState(
        head=tuple(_stamp(repository.git_dir / name) for name in _HEADS),
        packed_refs=_stamp(repository.common_dir / "packed-refs"),
        index=_stamp(repository.git_dir / "index"),
        refs=dict(_ref_stamps(repository.common_dir)),
        files={path: _file_stamp(repository, path) for path in files},
    )


def changes(old: RepositoryState, new: RepositoryState) -> StateChange:
    """What changed from one state to the next."""
    refs = (name for name in old.refs.keys() | new.refs.keys() if old.refs.get(name) != new.refs.get(name))
    looked_at = old.files.keys() & new.files.keys()
    return StateChange(
        head=old.head != new.head,
        index=old.index != new.index,
        packed_refs=old.packed_refs != new.packed_refs,
        refs=tuple(sorted(refs)),
        files=tuple(sorted(path for path in looked_at if old.files[path] != new.files[path])),
    )


def watched_paths(repository: Repository) -> tuple[Path, ...]:
    """The folders and files whose change a file system watcher can announce, so that there is less to look after."""
    named = [repository.git_dir, repository.common_dir, *(repository.common_dir / name for name in _REF_FOLDERS)]
    return tuple(dict.fromkeys(path for path in named if path.is_dir()))


def _stamp(file: Path | str) -> Stamp | None:
    try:
        found = os.stat(file)  # noqa: PTH116 - thousands of refs
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _file_stamp(repository: Repository, path: str) -> Stamp | None:
    real = repository.locate_working_file(path)
    return _stamp(real) if real else None


def _ref_stamps(common_dir: Path) -> Iterator[tuple[str, Stamp]]:
    waiting = [(name, os.path.join(common_dir, name)) for name in _REF_FOLDERS]  # noqa: PTH118 - thousands of refs
    while waiting:
        name, folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                inside = list(entries)
        except OSError:
            continue
        for entry in inside:
            if entry.is_dir(follow_symlinks=False):
                waiting.append((f"{name}/{entry.name}", entry.path))
            elif not entry.name.endswith(".lock") and (stamp := _stamp(entry.path)):
                yield f"{name}/{entry.name}", stamp
