"""Git notes read, and added to line by line.

Notes are merged by `cat_sort_uniq`: what stands there is never changed, a line is only ever added. What the lines
mean is left to who writes them.
"""

from collections.abc import Sequence
from datetime import datetime

from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import Signature
from visioneditor.repository.objects import FOLDER, parse_tree, show_name
from visioneditor.repository.repository import Repository
from visioneditor.repository.tree_writing import FileRow, move_ref, replace_file, write_blob, write_commit

_MOST_TRIES = 20


def find_notes(repository: Repository, ref: str) -> dict[str, str]:
    """The blob of the note on each commit, in trees with and without fan-out; of two on one commit the last."""
    return dict(_rows(repository, ref))


def read_notes(repository: Repository, ref: str) -> dict[str, bytes]:
    """The note on each commit; empty where the ref does not exist."""
    notes: dict[str, bytes] = {}
    for oid, blob in _rows(repository, ref):
        before = notes.get(oid)
        data = repository.blob(blob)
        notes[oid] = data if before is None else _end_line(before) + data
    return notes


def read_note(repository: Repository, ref: str, commit: str) -> bytes:
    """The note on one commit; empty where there is none."""
    tip = repository.find_commit(ref)
    return _place(repository, tip.tree, commit)[1] if tip else b""


def _rows(repository: Repository, ref: str) -> list[tuple[str, str]]:
    commit = repository.find_commit(ref)
    if commit is None:
        return []
    digits = repository.oid_length * 2
    rows = ((entry.path.replace("/", ""), entry.blob) for entry in repository.entries(commit.oid))
    return [(oid, blob) for oid, blob in rows if len(oid) == digits and set(oid) <= set("0123456789abcdef")]


def append_notes(
    repository: Repository,
    ref: str,
    commit: str,
    lines: Sequence[str],
    author: Signature,
    date: datetime | None = None,
) -> int:
    """Add lines to the note on a commit, those already there left out; how many were added.

    Another writer's lines are never lost: the ref moves only from where it was read, else all is done again.
    """
    for _ in range(_MOST_TRIES):
        tip = repository.find_commit(ref)
        path, before = _place(repository, tip.tree if tip else None, commit)
        known = set(before.decode("utf-8", "replace").split("\n"))
        added = [line for line in dict.fromkeys(lines) if line not in known]
        if not added:
            return 0
        data = _end_line(before) + "".join(line + "\n" for line in added).encode()
        file = FileRow(path=path, blob=write_blob(repository, data))
        tree = replace_file(repository, tip.tree if tip else None, file)
        parents = [tip.oid] if tip else []
        message = "Notes added by Vision Editor"
        written = write_commit(repository, tree=tree, parents=parents, message=message, author=author, date=date)
        if move_ref(repository, ref, written, tip.oid if tip else None, "notes: added"):
            return len(added)
    raise VisionEditorError("notes.busy", ref=ref)


def _place(repository: Repository, tree: str | None, commit: str) -> tuple[str, bytes]:
    """Where the note on a commit stands or belongs, as deep as its neighbours; and what it holds."""
    folder, rest = "", commit
    while tree:
        rows = {show_name(row.name): row for row in parse_tree(repository.tree(tree), repository.oid_length)}
        if rest in rows:
            return folder + rest, repository.blob(rows[rest].oid)
        fans_out = any(row.mode == FOLDER and len(name) == 2 for name, row in rows.items())
        if not fans_out or len(rest) <= 2:
            break
        below = rows.get(rest[:2])
        folder, rest, tree = f"{folder}{rest[:2]}/", rest[2:], below.oid if below and below.mode == FOLDER else None
    return folder + rest, b""


def _end_line(data: bytes) -> bytes:
    return data if not data or data.endswith(b"\n") else data + b"\n"
