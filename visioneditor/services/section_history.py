"""The history of one section: the revisions that touched it, and what of the text it was in each of them.

It is followed back through new names, moves, splits and merges, and into the document that it was taken from.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Kind
from visioneditor.core.compare.section_donors import find_donor
from visioneditor.core.compare.section_parts import Part, StepBack, step_back
from visioneditor.core.document.model import Document, Markup, Section
from visioneditor.core.document.prose import may_be_prose
from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import Revision
from visioneditor.repository.renames import find_renames
from visioneditor.repository.touched import list_touched
from visioneditor.services.reading import parse_data, parse_text
from visioneditor.services.tracing import load_history, read_revision, same_outline, steps_of, touched_sections
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass, replace

_MOST_DOCUMENTS = 40  # changed by one commit: one that touches more is no move from one to another
_NOTHING = parse_text("", Markup.TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRevision:
    """A revision that touched a section: what happened to it, what of the text it is there, and what it was before.

    `before` is of `previous`, the revision that stands before it; both are None where the section came in.
    """

    entry: Revision
    kinds: tuple[Kind, ...]
    part: Part
    titles: tuple[str, ...]
    previous: Revision | None
    before: Part | None

    @property
    def title(self) -> str:
        """What the section is called there."""
        return " / ".join(filter(None, self.titles))


class _Place(NamedTuple):
    """A section in a document, as it is at a revision."""

    revision: str
    path: str
    part: Part


def load_section_history(
    workspace: Workspace,
    revision: str | None,
    path: str,
    section_id: str,
    *,
    cancel: Callable[[], bool] = lambda: False,
) -> tuple[SectionRevision, ...]:
    """The revisions that touched a section of a document, newest first; those found so far if cancelled.

    Raises "document.unknown", "section.unknown".
    """
    revisions = load_history(workspace, revision, path, with_sections=False)
    return follow_section(workspace, revisions, section_id, cancel=cancel)


def follow_section(
    workspace: Workspace,
    revisions: tuple[Revision, ...],
    section_id: str,
    *,
    cancel: Callable[[], bool] = lambda: False,
) -> tuple[SectionRevision, ...]:
    """Those of a document's revisions that touched a section of its newest; raises "section.unknown"."""
    if revisions and read_revision(workspace, revisions[0]).section(section_id) is None:
        raise VisionEditorError("section.unknown", section=section_id, path=revisions[0].path)
    found: list[SectionRevision] = []
    part: Part | None = Part(ids=(section_id,))
    seen: set[tuple[str, str]] = set()
    while revisions and part is not None:
        found += _follow(workspace, revisions, part, cancel)
        came = _elsewhere(workspace, found[-1]) if found and not cancel() and found[-1].before is None else None
        if came is None or (came.revision, came.path) in seen:
            break
        seen.add((came.revision, came.path))
        revisions = load_history(workspace, came.revision, came.path, with_sections=False)
        if revisions:
            found[-1] = _joined(found[-1], revisions[0], came.part)
        part = came.part
    return tuple(found)


def _joined(found: SectionRevision, previous: Revision, before: Part) -> SectionRevision:
    """The revision that took a section from another document."""
    return replace(found, kinds=(Kind.MOVED,), previous=previous, before=before)


def _follow(
    workspace: Workspace, revisions: tuple[Revision, ...], part: Part, cancel: Callable[[], bool]
) -> Iterator[SectionRevision]:
    """Within one document."""
    current: Part | None = part
    for at, (entry, new, old) in enumerate(steps_of(workspace, revisions)):
        if current is None or cancel():
            return
        step = _step(old, new, current)
        if step.is_touched:
            previous = revisions[at + 1] if step.before is not None and at + 1 < len(revisions) else None
            yield SectionRevision(
                entry=entry if entry.sections else replace(entry, sections=touched_sections(old, new)),
                kinds=step.kinds,
                part=current,
                titles=tuple(section.title for section in new.sections if section.id in current.ids),
                previous=previous,
                before=step.before,
            )
        current = step.before


def _step(old: Document, new: Document, part: Part) -> StepBack:
    if old.text == new.text or _is_as_it_was(old, new, part):
        return StepBack(kinds=(), before=part)
    step = step_back(compare(old, new), part)
    if part.stretch is not None or step.kinds or not same_outline(old, new):
        return step
    return StepBack(kinds=(Kind.REFLOWED,), before=step.before)  # what a comparison passes over


def _is_as_it_was(old: Document, new: Document, part: Part) -> bool:
    """Whether that can be told without a comparison, which takes its time in a long text."""
    return part.stretch is None and all(_stays(old, new, id) for id in part.ids)


def _stays(old: Document, new: Document, id: str) -> bool:
    """Whether both have the section with the same words, under the same one, between the same ones."""
    before, after = old.section(id), new.section(id)
    if before is None or after is None or before.level != after.level:
        return False
    is_same = _source(old, before) == _source(new, after) and _parent(old, before) == _parent(new, after)
    return is_same and (same_outline(old, new) or _is_in_order(old, new, before, after))


def _is_in_order(old: Document, new: Document, before: Section, after: Section) -> bool:
    """Whether no section that both have went from above it to below, or the other way."""
    above_old = {one.id for one in old.sections if one.number < before.number}
    above_new = {one.id for one in new.sections if one.number < after.number}
    both = {one.id for one in old.sections} & {one.id for one in new.sections}
    return above_old & both == above_new & both


def _parent(document: Document, section: Section) -> str:
    return next((one.id for one in document.sections if one.number == section.parent), "")


def _source(document: Document, section: Section) -> str:
    return document.text[section.start : section.end].rstrip()


# Other documents


def _elsewhere(workspace: Workspace, found: SectionRevision) -> _Place | None:
    """Where a section that came in stood before: in another document, which lost it in the same commit."""
    repository = workspace.repository
    commit = found.entry.revision
    parent = next(iter(repository.commit(commit).parents), "")
    touched = list_touched(repository.plumbing, [(commit, parent)]).get(commit, ()) if parent else ()
    if len(touched) > _MOST_DOCUMENTS:
        return None
    new = read_revision(workspace, found.entry)
    names = dict(find_renames(repository, parent, commit)) if parent else {}
    places: list[tuple[float, _Place]] = []
    for path in touched:
        blob = repository.blob_at(parent, path)
        if path == found.entry.path or names.get(path) == found.entry.path or not may_be_prose(path) or blob is None:
            continue
        old = parse_data(path, repository.blob(blob))
        donor = find_donor(new, found.part, old, _read(workspace, commit, names.get(path, path)))
        if donor is not None:
            places.append((donor[0], _Place(parent, path, donor[1])))
    return max(places, key=lambda one: one[0], default=(0.0, None))[1]


def _read(workspace: Workspace, commit: str, path: str) -> Document:
    blob = workspace.repository.blob_at(commit, path)
    return parse_data(path, workspace.repository.blob(blob)) if blob else _NOTHING
