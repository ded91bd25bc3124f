"""What git takes for renames between two revisions."""

from visioneditor.repository.repository import Repository
from visioneditor.values import dataclass

_MOST_PAIRS = 2000  # files on either side that git compares with each other


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedFile:
    """A file that differs between two revisions; git's letter says how: A, M, D, T, R with the `old_path` it had."""

    letter: str
    path: str
    old_path: str | None = None


def list_touched(repository: Repository, old: str | None, new: str) -> tuple[TouchedFile, ...]:
    """The files that differ between two commits, in the order of their paths; without an older one all are new."""
    sides = (old, new) if old else ("--root", new)
    arguments = ("diff-tree", "-r", "-M", f"-l{_MOST_PAIRS}", "-z", "--no-commit-id", "--name-status", *sides, "--")
    cells = iter(repository.plumbing.tell(*arguments).decode("utf-8", "backslashreplace").split("\0")[:-1])
    found = []
    for status in cells:
        before = next(cells)
        is_renamed = status[:1] in ("R", "C")
        path = next(cells) if is_renamed else before
        found.append(TouchedFile(letter=status[:1], path=path, old_path=before if is_renamed else None))
    return tuple(sorted(found, key=lambda file: file.path))


def find_renames(repository: Repository, old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Pairs of paths, in the old and in the new commit."""
    return _find_pairs(repository, old, new, "-M", "--diff-filter=R")


def find_copies(repository: Repository, old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Pairs of paths, in the old and in the new commit: files that came in with the text of others, which stay."""
    return _find_pairs(repository, old, new, "-C", "--find-copies-harder", "--diff-filter=C")


def _find_pairs(repository: Repository, old: str, new: str, *chosen: str) -> tuple[tuple[str, str], ...]:
    arguments = ("diff-tree", "-r", f"-l{_MOST_PAIRS}", "-z", "--name-status", *chosen, old, new, "--")
    cells = repository.plumbing.tell(*arguments).decode("utf-8", "backslashreplace").split("\0")[:-1]
    return tuple((cells[at + 1], cells[at + 2]) for at in range(0, len(cells), 3))
