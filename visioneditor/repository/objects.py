"""Git's objects taken apart: bytes to values, without running anything.

Names in a tree come from whoever made it: those that git itself would never check out (`..`, a name with a slash in
it, `.git`) are left out here, so that nobody further up can be led astray by a path.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import Signature, TreeEntry
from visioneditor.values import dataclass

FOLDER = "40000"
LINK = "120000"
SUBMODULE = "160000"
MOST_FILES = 200_000  # a tree can name itself a thousandfold in a few bytes
DEEPEST = 500
MOST_LINKS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedObject:
    """A row of a tree, its name as it stands there."""

    mode: str
    name: bytes
    oid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit object."""

    oid: str
    tree: str
    parents: tuple[str, ...]
    author: Signature
    authored: datetime
    committer: Signature
    committed: datetime
    message: str

    @property
    def subject(self) -> str:
        """The message's first paragraph on one line."""
        return " ".join(self.message.strip().split("\n\n", 1)[0].split())


def parse_tree(data: bytes, oid_length: int) -> Iterator[NamedObject]:
    """The rows of a tree object; `oid_length` is 20, in a SHA-256 repository 32."""
    at = 0
    while at < len(data):
        blank, null = data.find(b" ", at), data.find(b"\0", at)
        end = null + 1 + oid_length
        if blank < 0 or null < blank or end > len(data):
            raise VisionEditorError("repository.damaged", reason="a tree object is cut short")
        mode = data[at:blank].decode("ascii", "replace").lstrip("0")
        yield NamedObject(mode=mode, name=data[blank + 1 : null], oid=data[null + 1 : end].hex())
        at = end


def show_name(name: bytes) -> str:
    """A name in a tree as text; bytes that are no UTF-8 are shown as `\\xe9`, so that every text can be written out."""
    return name.decode("utf-8", "backslashreplace")


def is_plain_name(name: bytes) -> bool:
    """Whether git would check out a file of that name."""
    return name not in (b"", b".", b"..") and b"/" not in name and name.lower() != b".git"


def list_files(tree: str, read_tree: Callable[[str], bytes], oid_length: int) -> tuple[TreeEntry, ...]:
    """Every file and symbolic link below a tree, in git's order; submodules are left out."""
    files: list[TreeEntry] = []
    known: dict[str, tuple[NamedObject, ...]] = {}
    waiting = [("", tree, FOLDER)]
    folders = 0
    while waiting:
        path, oid, mode = waiting.pop()
        if mode != FOLDER:
            files.append(TreeEntry(path=path, mode=mode, blob=oid))
            continue
        if oid not in known:
            known[oid] = tuple(row for row in parse_tree(read_tree(oid), oid_length) if is_plain_name(row.name))
        lead = path + "/" if path else ""
        rows = (row for row in reversed(known[oid]) if row.mode != SUBMODULE)
        waiting.extend((lead + show_name(row.name), row.oid, row.mode) for row in rows)
        folders += 1
        if len(files) + len(waiting) + folders > MOST_FILES or path.count("/") > DEEPEST:
            raise VisionEditorError("revision.too-large", most=MOST_FILES)
    return tuple(files)


def follow_links(path: str, files: Mapping[str, TreeEntry], read_link: Callable[[str], bytes]) -> str | None:
    """Where a path leads once symbolic links in it are followed inside the tree; None where it leads out or round."""
    waiting, done = list(reversed(path.split("/"))), list[str]()
    links = 0
    while waiting:
        name = waiting.pop()
        if name in ("", "."):
            continue
        if name == "..":
            if not done:
                return None
            done.pop()
            continue
        done.append(name)
        entry = files.get("/".join(done))
        if entry is None or entry.mode != LINK:
            continue
        target = read_link(entry.blob).decode("utf-8", "backslashreplace")
        links += 1
        if links > MOST_LINKS or target.startswith("/") or "\0" in target:
            return None
        done.pop()
        waiting.extend(reversed(target.split("/")))
    return "/".join(done)


def _parse_stamp(value: str) -> tuple[Signature, datetime]:
    who, _, when = value.rpartition("> ")
    name, _, mail = who.partition("<")
    seconds = when.split(" ")[0]
    return Signature(name=name.strip(), mail=mail.strip()), moment(int(seconds) if seconds.isdigit() else 0)


def moment(seconds: int) -> datetime:
    """Seconds since 1970 as a time in UTC; one that no calendar holds is 1970."""
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    except OverflowError:
        return datetime(1970, 1, 1, tzinfo=UTC)


def parse_commit(oid: str, data: bytes) -> Commit:
    """A commit object; its message in the encoding it names, else UTF-8."""
    head, _, body = data.partition(b"\n\n")
    fields: dict[str, list[str]] = {}
    for line in head.decode("utf-8", "replace").split("\n"):
        name, _, value = line.partition(" ")
        if name:
            fields.setdefault(name, []).append(value)
    author, authored = _parse_stamp(fields.get("author", [""])[0])
    committer, committed = _parse_stamp(fields.get("committer", [""])[0])
    return Commit(
        oid=oid,
        tree=fields.get("tree", [""])[0],
        parents=tuple(fields.get("parent", [])),
        author=author,
        authored=authored,
        committer=committer,
        committed=committed,
        message=_decode_message(body, fields.get("encoding", ["utf-8"])[0]),
    )


def _decode_message(body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding, "replace")
    except (LookupError, ValueError):
        return body.decode("utf-8", "replace")


def find_trailer(message: str, name: str) -> str | None:
    """The last value of a trailer such as `Change-Id` in a commit message."""
    lead = name.lower() + ":"
    found = (line[len(lead) :].strip() for line in reversed(message.split("\n")) if line.lower().startswith(lead))
    return next(found, None)
