"""New objects written by plumbing: blobs, trees with one file replaced, commits, refs with their old value checked.

Trees are put together here byte for byte, so that rows next to the one that changes stay as they were, whatever
their names; no index is needed, and no attribute or filter has a say.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import Signature
from visioneditor.repository.objects import FOLDER, Commit, NamedObject, parse_tree, show_name
from visioneditor.repository.repository import Repository
from visioneditor.values import dataclass


def write_blob(repository: Repository, data: bytes) -> str:
    """Keep a file's bytes as they are; its blob id."""
    return repository.plumbing.line("hash-object", "-w", "--no-filters", "--stdin", stdin=data)


def write_tree(repository: Repository, rows: Sequence[NamedObject]) -> str:
    """Write a tree of these rows, put into git's order."""
    ordered = sorted(rows, key=lambda row: row.name + (b"/" if row.mode == FOLDER else b""))
    data = b"".join(row.mode.encode() + b" " + row.name + b"\0" + bytes.fromhex(row.oid) for row in ordered)
    return repository.plumbing.line("hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=data)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """What shall stand at a path of a tree; without a blob nothing does."""

    path: str
    blob: str | None
    mode: str = "100644"


def put_into_index(repository: Repository, index: Path, files: Sequence[FileRow]) -> None:
    """Put rows into an index, which need not be there yet, and take those without a blob out; all others stay."""
    gone = "0" * repository.oid_length * 2
    ordered = sorted(files, key=lambda file: file.blob is not None)  # a file may stand where a folder's last one went
    rows = [f"{file.mode if file.blob else 0} {file.blob or gone} 0\t{file.path}\0" for file in ordered]
    lines = "".join(rows).encode("utf-8", "surrogateescape")
    environment = {"GIT_INDEX_FILE": str(index)}
    repository.plumbing.tell("update-index", "-z", "--index-info", stdin=lines, environment=environment)


def replace_file(repository: Repository, tree: str | None, file: FileRow) -> str:
    """A tree with one file put in, replaced or taken out; folders come and go with it."""
    written = _replace(repository, tree, file.path.split("/"), file)
    return written if written is not None else write_tree(repository, ())


def _replace(repository: Repository, tree: str | None, names: Sequence[str], file: FileRow) -> str | None:
    rows = list(parse_tree(repository.tree(tree), repository.oid_length)) if tree else []
    present = next((row for row in rows if show_name(row.name) == names[0]), None)
    name = present.name if present else names[0].encode("utf-8", "surrogateescape")
    kept = [row for row in rows if row is not present]
    if len(names) == 1:
        oid, mode = file.blob, file.mode
    else:
        inside = present.oid if present and present.mode == FOLDER else None
        oid, mode = _replace(repository, inside, names[1:], file), FOLDER
    if oid:
        kept.append(NamedObject(mode=mode, name=name, oid=oid))
    return write_tree(repository, kept) if kept else None


def write_commit(
    repository: Repository,
    *,
    tree: str,
    parents: Sequence[str],
    message: str,
    author: Signature,
    date: datetime | None = None,
    amends: Commit | None = None,
) -> str:
    """Write a commit object, author and committer the same; `date` is now where it is left out.

    One that `amends` another keeps who wrote that, and when.
    """
    if not author.name.strip() or not author.mail.strip():
        raise VisionEditorError("identity.missing")
    environment = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", author.name), ("EMAIL", author.mail))
    }
    if amends is not None:
        environment |= {"GIT_AUTHOR_NAME": amends.author.name, "GIT_AUTHOR_EMAIL": amends.author.mail}
    if date:
        stamp = f"{int(date.astimezone(UTC).timestamp())} +0000"
        environment |= {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    if amends is not None:
        environment |= {"GIT_AUTHOR_DATE": f"{int(amends.authored.timestamp())} +0000"}
    text = message.replace("\0", "").strip("\n") + "\n"
    named = [part for parent in parents for part in ("-p", parent)]
    return repository.plumbing.line(
        "-c", "i18n.commitEncoding=utf-8", "commit-tree", tree, *named, stdin=text.encode(), environment=environment
    )


def move_ref(repository: Repository, ref: str, new: str, old: str | None, reason: str) -> bool:
    """Point a ref at `new` if it still stands at `old` (None: if there is none); False where it does not."""
    return why_not_moved(repository, ref, new, old, reason) is None


def why_not_moved(repository: Repository, ref: str, new: str, old: str | None, reason: str) -> str | None:
    """Point a ref at `new` as `move_ref` does; None where it did, else what git said."""
    zeros = "0" * repository.oid_length * 2
    answer = repository.plumbing.ask("update-ref", "-m", reason, ref, new, old or zeros)
    return answer.err if answer.status else None
