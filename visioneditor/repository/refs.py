"""Refs listed, with what a reader wants to know of the commits they stand for; patch sets by their short names."""

import re
from collections.abc import Collection, Iterator

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
_FIELDS = ("objecttype", "objectname", "committerdate:unix", "authorname", "contents:subject", "parent")
_PATCH_SET = re.compile(r"([1-9]\d*)/([1-9]\d*)([~^].*)?")
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
                kind=_kind(name, lead),
                commit=values[1],
                date=moment(int(values[2])) if values[2].lstrip("-").isdigit() else None,
                subject=values[4],
                author=values[3],
                parent=values[5].partition(" ")[0],
            )


def _kind(name: str, lead: str) -> RefKind:
    """Beside its patch sets a change has notes of its own: `meta`, `robot-comments`."""
    kind = _KINDS[lead]
    return RefKind.NOTES if kind is RefKind.PATCH_SET and parse_patch_set(name) is None else kind


def patch_set_ref(spec: str) -> str | None:
    """What git calls `NUMBER/PATCHSET`, with what may follow it (`592205/3^` is the base of patch set 3)."""
    found = _PATCH_SET.fullmatch(spec)
    if found is None:
        return None
    return f"{change_folder(int(found[1]))}{found[2]}{found[3] or ''}"


def named_patch_set(spec: str) -> tuple[int, int] | None:
    """The change and patch set that a revision's name says: `592205/3`, or the whole ref."""
    return parse_patch_set(patch_set_ref(spec) or spec)


def changes_touching(plumbing: Plumbing, refs: Collection[Ref], paths: Collection[str]) -> frozenset[int]:
    """The changes of these patch sets of which at least one touched one of these files."""
    numbers = {ref.commit: place[0] for ref in refs if (place := parse_patch_set(ref.name))}
    if not numbers or not paths:
        return frozenset()
    asked = "".join(f"{commit}\n" for commit in numbers).encode()
    answer = plumbing.tell("diff-tree", "--stdin", "--root", "-r", "--name-only", "-z", "--", *paths, stdin=asked)
    return frozenset(numbers[part] for part in answer.decode("utf-8", "replace").split("\0") if part in numbers)


def change_folder(number: int) -> str:
    """Where everything of a change stands: its patch sets by their numbers, `meta`, `robot-comments`."""
    return f"refs/changes/{number % 100:02}/{number}/"


def list_change_refs(plumbing: Plumbing, numbers: Collection[int]) -> dict[int, dict[str, str]]:
    """What is here of these changes: by the number, what each ref is called within the change, and its object."""
    found: dict[int, dict[str, str]] = {number: {} for number in numbers}
    answer = plumbing.tell("for-each-ref", "--format=%(refname) %(objectname)", "refs/changes") if found else b""
    for line in answer.decode("utf-8", "replace").splitlines():
        name, _, oid = line.rpartition(" ")
        parts = name.split("/")
        if len(parts) == 5 and parts[3].isdecimal() and int(parts[3]) in found:
            found[int(parts[3])][parts[4]] = oid
    return found


def parse_patch_set(name: str) -> tuple[int, int] | None:
    """The change and patch set of a ref like `refs/changes/05/592205/3`; None for any other."""
    parts = name.split("/")
    if len(parts) != 5 or parts[:2] != ["refs", "changes"] or not (parts[3].isdigit() and parts[4].isdigit()):
        return None
    return int(parts[3]), int(parts[4])
