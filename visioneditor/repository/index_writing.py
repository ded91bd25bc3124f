"""The index of a work tree changed as git changes it: under its lock, and all rows of others as they were.

A program that is killed leaves its lock behind, and git does nothing more until that is taken away by hand. And a
working file that was to go on with the commit says what stood there before, as if somebody had taken the words out. So
the lock is a second name of a file in a folder of ours, in which it is written down what was under way: whoever comes
next ends it, or takes it back. As long as one of our programs is at work, it holds `visioneditor.lock`.
"""

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from visioneditor.errors import VisionEditorError
from visioneditor.repository.file_lock import file_lock
from visioneditor.repository.opening import LEFT_OVERS
from visioneditor.repository.repository import Repository
from visioneditor.repository.tree_writing import FileRow, put_into_index
from visioneditor.repository.working_files import follow
from visioneditor.values import dataclass

_OURS = "visioneditor.lock"
_WAIT_S = 5.0  # for another window
_OLD_S = 1.0  # git holds the lock of a ref for milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class _IndexRow:
    path: str
    tag: str  # as `ls-files -v` has it: lower case is assumed to be unchanged, S is not on disk
    blob: str
    stage: str


@contextlib.contextmanager
def changed_index(
    repository: Repository, rows: Sequence[FileRow], before: Sequence[FileRow], ref: str, commit: str
) -> Iterator[None]:
    """Hold the index's lock, and put these rows into it if the body ends well, which moves `ref` to `commit`.

    Working files that say what stood there before go on with it. `before` are the rows that the commit begins with.
    Raises "repository.busy", and "path.staged" where the index holds words that stand nowhere else.
    """
    index = _place(repository)
    lock = index.with_name(index.name + ".lock")
    with _alone(repository), _folder(repository) as folder:
        _clear(repository, folder, wait_s=_OLD_S)
        _take(folder / "index", lock)
        try:
            data = _with_rows(repository, index, folder / "copy", rows, before)
            _write_down(lock, data)
            _write_down(folder / "files", _encode_steps(rows, before))
            _write_down(folder / "commit", f"{ref}\n{commit}\n".encode())
            yield
            for old, new in zip(before, rows, strict=True):
                follow(repository, new.path, old.blob, new.blob)
            lock.replace(index)
        finally:
            lock.unlink(missing_ok=True)


def clear_left_overs(repository: Repository) -> None:
    """End what a killed program of ours had begun, or take it back; another that is at work is left alone."""
    with contextlib.suppress(OSError, VisionEditorError), file_lock(repository.git_dir / _OURS) as is_mine:
        if is_mine:
            _clear(repository, None, wait_s=0)


@contextlib.contextmanager
def _alone(repository: Repository) -> Iterator[None]:
    try:
        with file_lock(repository.git_dir / _OURS, wait_s=_WAIT_S) as is_mine:
            if not is_mine:
                raise VisionEditorError("repository.busy", what="another window")
            yield
    except OSError as error:
        place = error.filename or repository.git_dir
        raise VisionEditorError("file.failed", path=place, reason=error.strerror or error) from error


@contextlib.contextmanager
def _folder(repository: Repository) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=repository.git_dir, prefix=LEFT_OVERS) as name:
        yield Path(name)


def _place(repository: Repository) -> Path:
    return Path(os.path.realpath(repository.git_dir / "index"))


def _take(own: Path, lock: Path) -> None:
    """Make the lock, as a second name of a file of ours where the file system can do that."""
    own.touch()
    try:
        os.link(own, lock)
    except FileExistsError:
        raise VisionEditorError("repository.locked", lock=lock) from None
    except OSError:
        try:
            lock.open("xb").close()
        except FileExistsError:
            raise VisionEditorError("repository.locked", lock=lock) from None


def _write_down(file: Path, data: bytes) -> None:
    with file.open("r+b" if file.exists() else "xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


# What a kill has left


def _clear(repository: Repository, mine: Path | None, *, wait_s: float) -> None:
    found = repository.git_dir.glob(f"{LEFT_OVERS}*")
    for folder in (path for path in found if path != mine and path.is_dir() and not path.is_symlink()):
        if _end(repository, folder, wait_s):
            shutil.rmtree(folder, ignore_errors=True)


def _end(repository: Repository, folder: Path, wait_s: float) -> bool:
    """Let working files and index follow a commit that stands, else free its lock; whether all is done."""
    index, own = _place(repository), folder / "index"
    lock = index.with_name(index.name + ".lock")
    ref, commit = _read_wish(folder)
    is_free = not ref or all(_free(_ref_lock(repository, name), wait_s) for name in (ref, "HEAD"))
    if is_free and own.is_file() and lock.is_file() and own.samefile(lock):
        if ref and _comes_to(repository, ref, commit, (folder / "commit").stat().st_mtime + _OLD_S):
            for path, before, after in _read_steps(folder):
                follow(repository, path, before, after)
            lock.replace(index)
        else:
            lock.unlink(missing_ok=True)
    return is_free


def _comes_to(repository: Repository, ref: str, commit: str, until: float) -> bool:
    """Whether the ref stands at the commit: the git that moves it may have outlived who started it."""
    while (tip := repository.find_commit(ref)) is None or tip.oid != commit:
        if time.time() > until:
            return False
        time.sleep(0.05)
    return True


def _read_wish(folder: Path) -> tuple[str, str]:
    """The ref and the commit it was about to move to; empty where it had not come to that."""
    file = folder / "commit"
    lines = file.read_text("utf-8", "surrogateescape").split("\n") if file.is_file() else []
    is_whole = len(lines) == 3 and lines[0].startswith("refs/heads/") and ".." not in lines[0]
    return (lines[0], lines[1]) if is_whole else ("", "")


def _encode_steps(rows: Sequence[FileRow], before: Sequence[FileRow]) -> bytes:
    """Each file's path, and the blobs it goes from and to, none where there is no file."""
    fields = ((new.path, old.blob or "", new.blob or "") for old, new in zip(before, rows, strict=True))
    return "\0".join(field for row in fields for field in row).encode("utf-8", "surrogateescape")


def _read_steps(folder: Path) -> Iterator[tuple[str, str | None, str | None]]:
    file = folder / "files"
    fields = file.read_bytes().decode("utf-8", "surrogateescape").split("\0") if file.is_file() else []
    for path, before, after in zip(*[iter(fields)] * 3, strict=False):
        yield path, before or None, after or None


def _ref_lock(repository: Repository, name: str) -> Path:
    folder = repository.git_dir if name == "HEAD" else repository.common_dir
    return folder / f"{name}.lock"


def _free(lock: Path, wait_s: float) -> bool:
    """Take the lock of a ref away that a killed git has left; one that is young may be held by one that is alive."""
    ends = time.monotonic() + wait_s
    while lock.is_file():
        if time.time() - lock.stat().st_mtime > _OLD_S:
            lock.unlink(missing_ok=True)
        elif time.monotonic() > ends:
            return False
        else:
            time.sleep(0.05)
    return True


# The new index


def _with_rows(
    repository: Repository, index: Path, copy: Path, rows: Sequence[FileRow], before: Sequence[FileRow]
) -> bytes:
    """The index's bytes with rows replaced; worked out on a copy beside it."""
    if index.is_file():
        copy.write_bytes(index.read_bytes())
    present = _list_rows(repository, rows)
    for old, new in zip(before, rows, strict=True):
        _check_row(repository, present, old, new)
    put_into_index(repository, copy, rows)
    stays = {row.path for row in rows if row.blob}
    flagged = [row for row in present if row.path in stays]
    environment = {"GIT_INDEX_FILE": str(copy)}
    for option, paths in (
        ("--skip-worktree", [row.path for row in flagged if row.tag in "Ss"]),
        ("--assume-unchanged", [row.path for row in flagged if row.tag.islower()]),
    ):
        if paths:
            repository.plumbing.tell("update-index", option, "--", *paths, environment=environment)
    return copy.read_bytes()


def _list_rows(repository: Repository, rows: Sequence[FileRow]) -> tuple[_IndexRow, ...]:
    paths = [row.path for row in rows]
    listed = repository.plumbing.tell("ls-files", "-v", "-s", "-z", "--", *paths)
    lines = listed.decode("utf-8", "surrogateescape").split("\0")[:-1]
    return tuple(_parse_row(line) for line in lines)


def _parse_row(line: str) -> _IndexRow:
    about, _, path = line.partition("\t")
    tag, _, blob, stage = about.split(" ")
    return _IndexRow(path=path, tag=tag, blob=blob, stage=stage)


def _check_row(repository: Repository, present: Sequence[_IndexRow], old: FileRow, new: FileRow) -> None:
    """Refuse to take a conflict for settled, and to do away with words that were staged and stand nowhere else."""
    mine = [row for row in present if row.path == new.path]
    if any(row.stage != "0" for row in mine):
        raise VisionEditorError("repository.busy", what=f"a conflict in {new.path}")
    for row in mine:
        if row.blob not in (old.blob, new.blob) and not _is_on_disk(repository, row):
            raise VisionEditorError("path.staged", path=new.path)


def _is_on_disk(repository: Repository, row: _IndexRow) -> bool:
    """Whether nothing is staged but what the working file says, too; line ends are git's to choose."""
    found = repository.find_object(row.blob)
    staged, working = found.data if found else b"", repository.worktree_bytes(row.path) or b""
    return not staged or staged == working or staged == working.replace(b"\r\n", b"\n")
