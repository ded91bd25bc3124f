"""What every commit of the first-parent chain did to files, and the bytes of many files at once."""

from collections.abc import Iterator, Sequence

from visioneditor.repository.repository import Repository
from visioneditor.values import dataclass

_FEW = 400  # blobs asked for at once
_NOTHING = "0"  # of which the id of no file consists


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """A commit's doing to a file: its blobs before and after; "" where there was, or is, none."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCommit:
    """A commit of the chain and the files it touched."""

    revision: str
    touches: tuple[Touch, ...]


def load_past(repository: Repository, tip: str) -> tuple[PastCommit, ...]:
    """All commits of the chain that touched something, the newest first; links and submodules are left out."""
    arguments = ("log", "--first-parent", "-m", "--root", "-z", "--raw", "--no-abbrev", "--no-renames")
    text = repository.plumbing.tell(*arguments, "--format=tformat:%x01%H", tip, "--").decode("utf-8", "surrogateescape")
    parts = (part.lstrip("\n").split("\0") for part in text.split("\x01") if part)
    found = (PastCommit(revision=commit, touches=tuple(_touches(rest))) for commit, *rest in parts)
    return tuple(one for one in found if one.touches)


def _touches(fields: Sequence[str]) -> Iterator[Touch]:
    """From `:MODE MODE OID OID STATUS` and the path behind each."""
    for row, path in zip(fields[::2], fields[1::2], strict=False):
        words = row.lstrip("\n").split(" ")
        if len(words) == 5 and words[0].startswith(":") and {words[0][1:3], words[1][:2]} <= {"10", "00"}:
            before, after = (oid if oid.strip(_NOTHING) else "" for oid in words[2:4])
            yield Touch(path=path, before=before, after=after)


def read_blobs(repository: Repository, oids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The bytes of these blobs, in their order; those that the repository lacks are left out."""
    for at in range(0, len(oids), _FEW):
        few = oids[at : at + _FEW]
        answer = repository.plumbing.tell("cat-file", "--batch", stdin="".join(f"{oid}\n" for oid in few).encode())
        yield from _split(answer)


def _split(answer: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        oid, kind, *size = answer[at:end].decode("ascii").split(" ")
        at = end + 1
        if kind == "blob":
            yield oid, answer[at : at + int(size[0])]
        if size:
            at += int(size[0]) + 1
