"""What git takes for renames between two revisions."""

from visioneditor.repository.repository import Repository

_MOST_PAIRS = 2000  # files on either side that git compares with each other


def find_renames(repository: Repository, old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Pairs of paths, in the old and in the new commit."""
    arguments = ("diff-tree", "-r", "-M", f"-l{_MOST_PAIRS}", "-z", "--name-status", "--diff-filter=R", old, new, "--")
    cells = repository.plumbing.tell(*arguments).decode("utf-8", "backslashreplace").split("\0")[:-1]
    return tuple((cells[at + 1], cells[at + 2]) for at in range(0, len(cells), 3))
