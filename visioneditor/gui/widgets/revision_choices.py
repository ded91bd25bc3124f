"""The rows of the revision picker: what is not committed, the document's changes and revisions, then all other refs.

A row's value is a revision as the services take it: `WORKTREE`, `DRAFT:NAME`, a branch, `592205/3` for a patch set,
`592205/3^` for its base, `FILE:` where the reader is still to be asked for the file.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby

from visioneditor.gui.widgets.picker import Choice
from visioneditor.gui.widgets.revision_names import shown_date, shown_revision
from visioneditor.repository.model import Ref, RefKind, Revision
from visioneditor.repository.objects import Commit
from visioneditor.repository.refs import parse_patch_set
from visioneditor.services.choosing import Revisions
from visioneditor.services.reading import FILE, WORKTREE

_TITLES = {RefKind.BRANCH: "Branches", RefKind.TAG: "Tags", RefKind.REMOTE: "Remote branches"}
_OLDEST = datetime.min.replace(tzinfo=UTC)


def build_revision_choices(revisions: Revisions, *, has_files: bool = True) -> tuple[Choice, ...]:
    """All rows, kind by kind, each kind below its heading; what is nearest to the document comes first."""
    near, far = _split(revisions)
    kinds = (
        ("Not committed", _loose(revisions, has_files)),
        ("Changes to this document", _of_changes(near)),
        ("Revisions of this document", map(_of_revision, revisions.history)),
        *((title, _of_refs(revisions.refs, kind)) for kind, title in _TITLES.items()),
        ("Other changes" if near else "Changes", _of_changes(far)),
    )
    return tuple(choice for title, rows in kinds for choice in _below(title, rows))


def typed_revision(text: str, found: Commit | None = None) -> Choice | None:
    """What was typed, as a revision that git may know: a commit's id, `main~2`, `592205/3`; `found`: what it is."""
    if not text or len(text.split()) != 1:
        return None
    if found is not None:
        return Choice(
            value=text,
            title=found.subject,
            detail=f"{text} · {found.author.name} · {found.oid[:8]}",
            aside=shown_date(found.committed),
        )
    return Choice(value=text, title=f"Revision “{text}”", detail="as git understands it: a commit’s id, main~2")


def present_choice(revision: str, shown: str) -> tuple[Choice, ...]:
    """What is compared now and stands in no list, below a heading of its own."""
    return tuple(_below("Compared now", [Choice(value=revision, title=shown, also=revision)]))


def _below(title: str, rows: Iterable[Choice]) -> Iterator[Choice]:
    for at, row in enumerate(rows):
        if at == 0:
            yield Choice(value=None, title=title, is_enabled=False, is_heading=True)
        yield row


def _loose(revisions: Revisions, has_files: bool) -> Iterator[Choice]:
    for name in revisions.drafts:
        revision = f"DRAFT:{name}"
        yield Choice(value=revision, title=shown_revision(revision, (), ()), aside="not committed", also=name)
    if revisions.has_worktree:
        yield Choice(value=WORKTREE, title="Working file", aside="as it is on disk", also=WORKTREE)
    if has_files:
        yield Choice(value=FILE, title="A file on disk …", aside="of any name, from anywhere")


def _of_revision(revision: Revision) -> Choice:
    return Choice(
        value=revision.revision,
        title=revision.subject,
        detail=f"{revision.author} · {revision.revision[:8]}",
        aside=shown_date(revision.date),
        also=_day(revision.date),
    )


def _of_refs(refs: Sequence[Ref], kind: RefKind) -> Iterator[Choice]:
    chosen = [ref for ref in refs if ref.kind is kind]
    chosen.sort(key=_age, reverse=True)
    for ref in chosen:
        yield Choice(
            value=ref.name,
            title=ref.short,
            detail=" · ".join(part for part in (ref.subject, ref.author, ref.commit[:8]) if part),
            aside=shown_date(ref.date) if ref.date else "",
            also=f"{kind.value} {_day(ref.date)}",
        )


# Changes and their patch sets

_Change = tuple[int, tuple[tuple[int, Ref], ...]]  # its number, its patch sets with theirs, the newest first


def _split(revisions: Revisions) -> tuple[list[_Change], list[_Change]]:
    """Changes that touched the document, and all others; the one with the youngest patch set first."""
    found: defaultdict[int, dict[int, Ref]] = defaultdict(dict)
    for ref in revisions.refs:
        place = parse_patch_set(ref.name) if ref.kind is RefKind.PATCH_SET else None
        if place is not None:
            found[place[0]][place[1]] = ref
    changes = [(number, tuple(sorted(sets.items(), reverse=True))) for number, sets in _by_age(found)]
    near = [change for change in changes if change[0] in revisions.touching]
    return near, [change for change in changes if change[0] not in revisions.touching]


def _by_age(found: Mapping[int, Mapping[int, Ref]]) -> list[tuple[int, Mapping[int, Ref]]]:
    return sorted(found.items(), key=lambda pair: (max(map(_age, pair[1].values())), pair[0]), reverse=True)


def _of_changes(changes: Iterable[_Change]) -> Iterator[Choice]:
    """Each change's patch sets; below those that stand on one commit, that commit."""
    for number, sets in changes:
        for base, group in groupby(sets, key=lambda pair: pair[1].parent):
            standing = tuple(group)
            yield from (_of_patch_set(number, place, ref) for place, ref in standing)
            if base:
                yield _of_base(number, [place for place, _ in standing], standing[0][1])


def _of_patch_set(number: int, place: int, ref: Ref) -> Choice:
    return Choice(
        value=f"{number}/{place}",
        title=f"{number} · patch set {place}",
        detail=" · ".join(part for part in (ref.subject, ref.author, ref.commit[:8]) if part),
        aside=shown_date(ref.date) if ref.date else "",
        also=f"{number}/{place} change patch-set ps{place} {_day(ref.date)}",
    )


def _of_base(number: int, places: Sequence[int], ref: Ref) -> Choice:
    newest, oldest = places[0], places[-1]
    said = f"patch set {newest}" if newest == oldest else f"patch sets {oldest}–{newest}"
    return Choice(
        value=f"{number}/{newest}^",
        title=f"{number} · base of {said}",
        detail=f"what the change stands on · {ref.parent[:8]}",
        also=" ".join([*(f"{number}/{place}^" for place in places), ref.subject, ref.author]),
    )


def _age(ref: Ref) -> datetime:
    return ref.date or _OLDEST


def _day(date: datetime | None) -> str:
    return f"{date.astimezone():%Y-%m-%d}" if date else ""
