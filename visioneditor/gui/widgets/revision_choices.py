"""The rows of the revision picker: working file, draft, branches, tags, patch sets, the document's own revisions."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from visioneditor.gui.widgets.picker import Choice
from visioneditor.gui.widgets.revision_names import shown_date, shown_revision
from visioneditor.repository.model import Ref, RefKind, Revision

_TITLES = {
    RefKind.BRANCH: "Branches",
    RefKind.REMOTE: "Remote branches",
    RefKind.TAG: "Tags",
    RefKind.PATCH_SET: "Patch sets",
}
_MOST_REFS = 500  # of each kind, newest first; typing finds among these, a commit id can always be typed


def build_revision_choices(
    refs: Sequence[Ref], history: Sequence[Revision], *, has_worktree: bool, drafts: Sequence[str] = ()
) -> tuple[Choice, ...]:
    """What can be read or compared; values are revisions as the services take them, `drafts` the drafts' names."""
    return (
        *_loose(has_worktree, drafts),
        *_of_history(history),
        *(choice for kind in _TITLES for choice in _of_refs(refs, kind)),
    )


def _loose(has_worktree: bool, drafts: Sequence[str]) -> Iterator[Choice]:
    for name in drafts:
        revision = f"DRAFT:{name}"
        yield Choice(value=revision, title=shown_revision(revision, (), ()), aside="not committed")
    if has_worktree:
        yield Choice(value="WORKTREE", title="Working file", aside="as it is on disk")


def _of_history(history: Sequence[Revision]) -> Iterator[Choice]:
    if history:
        yield Choice(value=None, title="Revisions of this document", is_enabled=False, is_heading=True)
    for revision in history:
        yield Choice(
            value=revision.revision,
            title=revision.subject,
            detail=f"{revision.author} · {revision.revision[:8]}",
            aside=shown_date(revision.date),
        )


def _of_refs(refs: Sequence[Ref], kind: RefKind) -> Iterator[Choice]:
    oldest = datetime.min.replace(tzinfo=None)
    chosen = [ref for ref in refs if ref.kind is kind]
    chosen.sort(key=lambda ref: ref.date.replace(tzinfo=None) if ref.date else oldest, reverse=True)
    if chosen:
        yield Choice(value=None, title=_TITLES[kind], is_enabled=False, is_heading=True)
    for ref in chosen[:_MOST_REFS]:
        yield Choice(
            value=ref.name,
            title=ref.short,
            detail=" · ".join(part for part in (ref.subject, ref.author) if part),
            aside=shown_date(ref.date) if ref.date else "",
        )
