"""Refs listed, with what a reader wants to know of the commits they stand for."""

from collections.abc import Iterator

from visioneditor.repository.model import Ref, RefKind
from visioneditor.repository.objects import moment
from visioneditor.repository.plumbing import Plumbing

_KINDS = {
    "refs/heads/": RefKind.BRANCH,
    "refs/remotes/": RefKind.REMOTE,
    "refs/tags/": RefKind.TAG,
    "refs/changes/": RefKind.PATCH_SET,
    "refs/notes/": RefKind.NOTES,
}
_FIELDS = ("objecttype", "objectname", "committerdate:unix", "authorname", "contents:subject")
_FORMAT = "%00".join(["%(refname)", *(f"%({field})%00%(*{field})" for field in _FIELDS)]) + "%00"


def list_refs(plumbing: Plumbing) -> tuple[Ref, ...]:
    """Branches, remote branches, tags, patch sets and notes that stand for a commit, in the order of their names."""
    answer = plumbing.tell("for-each-ref", f"--format={_FORMAT}", *(lead.rstrip("/") for lead in _KINDS))
    return tuple(_parse_refs(answer.decode("utf-8", "replace")))


def _parse_refs(answer: str) -> Iterator[Ref]:
    for line in answer.split("\0\n")[:-1]:
        name, *cells = line.split("\0")
        values = [cells[at + 1] or cells[at] for at in range(0, len(cells), 2)]  # a tag's own, else what it stands for
        lead = next(lead for lead in _KINDS if name.startswith(lead))
        if values[0] == "commit" and not name.endswith("/HEAD"):
            yield Ref(
                name=name,
                short=name[len(lead) :],
                kind=_KINDS[lead],
                commit=values[1],
                date=moment(int(values[2])) if values[2].lstrip("-").isdigit() else None,
                subject=values[4],
                author=values[3],
            )


def parse_patch_set(name: str) -> tuple[int, int] | None:
    """The change and patch set of a ref like `refs/changes/05/592205/3`; None for any other."""
    parts = name.split("/")
    if len(parts) != 5 or parts[:2] != ["refs", "changes"] or not (parts[3].isdigit() and parts[4].isdigit()):
        return None
    return int(parts[3]), int(parts[4])
