"""Where the repository is that a path lies in, and whose it is; nothing of its configuration is read here."""

import os
import sys
from pathlib import Path

from visioneditor.errors import VisionEditorError
from visioneditor.repository.process import run
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A repository's folders. In a linked worktree `git_dir` is its own and `common_dir` the one it shares."""

    git_dir: Path
    common_dir: Path
    work_tree: Path | None  # None: bare, unless its configuration says otherwise


def locate(path: Path) -> Location:
    """The repository that a path lies in: a work tree, anything inside one, a bare repository."""
    start = Path(os.path.realpath(path))
    if not start.exists():
        raise VisionEditorError("repository.no-such-folder", path=path)
    for folder in [start, *start.parents] if start.is_dir() else start.parents:
        found = _look_in(folder)
        if found:
            return found
    raise VisionEditorError("repository.not-found", path=path)


def _look_in(folder: Path) -> Location | None:
    inside = folder / ".git"
    if inside.is_file():
        git_dir = _read_path(inside, "gitdir:")
        if git_dir is None or not (git_dir / "HEAD").is_file():
            raise VisionEditorError("repository.damaged", reason=f"{inside} leads to no repository")
        return _location(git_dir, folder)
    if inside.is_dir() and _is_git_dir(inside):
        return _location(inside, folder)
    if _is_git_dir(folder):
        return _location(folder, folder.parent if folder.name == ".git" else None)
    return None


def _is_git_dir(folder: Path) -> bool:
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()


def _location(git_dir: Path, work_tree: Path | None) -> Location:
    common = _read_path(git_dir / "commondir", "") or git_dir
    if not (common / "objects").is_dir():
        raise VisionEditorError("repository.damaged", reason=f"{git_dir} has no objects")
    return Location(git_dir=git_dir, common_dir=common, work_tree=work_tree)


def _read_path(file: Path, lead: str) -> Path | None:
    """The path that a file of git's own names, relative to that file."""
    if not file.is_file():
        return None
    with file.open("rb") as stream:
        text = os.fsdecode(stream.read(65536)).rstrip("\n")
    if not text.startswith(lead):
        return None
    return Path(os.path.realpath(file.parent / text[len(lead) :].strip(" ")))


def check_owner(location: Location) -> None:
    """Refuse a repository of another user's unless the user's own configuration calls it safe.

    Git does so itself, but not where it is told the folder, as we do.
    """
    if sys.platform == "win32":
        return
    own = {os.geteuid()}
    if os.geteuid() == 0 and os.environ.get("SUDO_UID", "").isdigit():
        own.add(int(os.environ["SUDO_UID"]))
    named = location.work_tree or location.git_dir
    looked_at = {location.git_dir, location.common_dir, named}
    if all(folder.stat().st_uid in own for folder in looked_at) or is_safe(named, _safe_folders()):
        return
    raise VisionEditorError("repository.foreign-owner", path=named)


def _safe_folders() -> tuple[str, ...]:
    answer = run(["config", "-z", "--type=path", "--get-all", "safe.directory"])
    return tuple(os.fsdecode(value) for value in answer.out.split(b"\0")[:-1])


def is_safe(folder: Path, safe_folders: tuple[str, ...]) -> bool:
    """What git makes of `safe.directory`: an empty value forgets those before, `*` is every folder."""
    is_listed = False
    for safe in safe_folders:
        if not safe:
            is_listed = False
        elif safe == "*" or Path(safe) == folder or (safe.endswith("/*") and Path(safe[:-2]) in folder.parents):
            is_listed = True
    return is_listed
