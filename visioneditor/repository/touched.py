"""Which files commits touch, asked of git for many at once."""

from collections.abc import Collection

from visioneditor.repository.plumbing import Plumbing


def list_touched(plumbing: Plumbing, pairs: Collection[tuple[str, str | None]]) -> dict[str, tuple[str, ...]]:
    """The paths that differ between each commit and what it stands on (None: nothing), by the commit.

    Where git has not all of a commit, what was answered before it is handed back.
    """
    if not pairs:
        return {}
    asked = "".join(f"{commit} {base}\n" if base else f"{commit}\n" for commit, base in pairs).encode()
    answer = plumbing.ask("diff-tree", "--stdin", "--root", "-r", "--name-only", "-z", stdin=asked)
    commits = {commit for commit, _ in pairs}
    found: dict[str, list[str]] = {}
    for part in answer.out.decode("utf-8", "replace").split("\0"):
        if part in commits:
            paths = found.setdefault(part, [])
        elif part and found:
            paths.append(part)
    return {commit: tuple(paths) for commit, paths in found.items()}
