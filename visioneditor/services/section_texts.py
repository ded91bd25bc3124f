"""A section as it stood in some of its revisions, what changed in it, and what projects said about it at that time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from visioneditor.core.annotation import Annotation
from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Comparison
from visioneditor.core.compare.section_parts import Part
from visioneditor.core.document.model import Document
from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import ChangeOfMerge
from visioneditor.services.annotating import load_annotations
from visioneditor.services.changes import ChangeFinder
from visioneditor.services.reading import load_document
from visioneditor.services.section_history import SectionRevision
from visioneditor.services.tracing import read_revision
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

_Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionText:
    """A section in one of its revisions: where it stands in `document`, beside what it is compared with.

    `answers` are what projects said last while these words stood, which was until `until`; None: they still stand.
    """

    number: int  # of the revision in the section's history, from the newest on
    revision: SectionRevision
    document: Document
    spans: _Spans
    comparison: Comparison | None
    old_spans: _Spans
    answers: tuple[Annotation, ...]
    until: datetime | None
    changes: tuple[str, ...]  # under review, that the revision brought: numbers, addresses, else Change-Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionHistory:
    """The revisions of a section, newest first, and which section of which document at which commit that is."""

    tip: str
    path: str
    section_id: str
    revisions: tuple[SectionRevision, ...]


def load_section_texts(
    workspace: Workspace,
    history: SectionHistory,
    chosen: Sequence[int],
    *,
    cancel: Callable[[], bool] = lambda: False,
) -> tuple[SectionText, ...]:
    """The chosen revisions, oldest first; each is compared with the one before it here, one alone with what it changed.

    Those read so far if cancelled.
    """
    return tuple(_load(workspace, history, sorted(set(chosen), reverse=True), cancel))


def _load(
    workspace: Workspace, history: SectionHistory, chosen: Sequence[int], cancel: Callable[[], bool]
) -> Iterator[SectionText]:
    numbered = ChangeFinder(workspace).numbered
    numbers = {commit: number for number, patch_sets in numbered.items() for commit in patch_sets.values()}
    before = _before(workspace, history.revisions[chosen[0]]) if len(chosen) == 1 else None
    for number in chosen:
        if cancel():
            return
        revision = history.revisions[number]
        document = read_revision(workspace, revision.entry)
        answers, until = _answers(workspace, history, number)
        yield SectionText(
            number=number,
            revision=revision,
            document=document,
            spans=revision.part.spans(document),
            comparison=compare(before[0], document) if before is not None else None,
            old_spans=before[1].spans(before[0]) if before is not None else (),
            answers=answers,
            until=until,
            changes=tuple(dict.fromkeys(filter(None, (_named(one, numbers) for one in revision.entry.changes)))),
        )
        before = document, revision.part


def _named(change: ChangeOfMerge, numbers: Mapping[str, int]) -> str:
    """What people call a change under review; empty where none is known."""
    if change.revision in numbers:
        return str(numbers[change.revision])
    return change.review or (change.change_id or "")[:9]


def _before(workspace: Workspace, revision: SectionRevision) -> tuple[Document, Part] | None:
    if revision.previous is None or revision.before is None:
        return None
    return read_revision(workspace, revision.previous), revision.before


def _answers(
    workspace: Workspace, history: SectionHistory, number: int
) -> tuple[tuple[Annotation, ...], datetime | None]:
    """What was said just before the next revision came; of the newest what is said now."""
    if not number:
        return _said(workspace, history.tip, history.path, Part(ids=(history.section_id,))), None
    newer = history.revisions[number - 1]
    commit = next(iter(workspace.repository.commit(newer.entry.revision).parents), "")
    if newer.previous is None or newer.before is None or not commit:
        return (), newer.entry.date
    return _said(workspace, commit, newer.previous.path, newer.before), newer.entry.date


def _said(workspace: Workspace, commit: str, path: str, part: Part) -> tuple[Annotation, ...]:
    if part.stretch is not None:
        return ()
    try:
        found = load_annotations(workspace, load_document(workspace, commit, path)).annotations
    except VisionEditorError:
        return ()  # a history that was rewritten: nothing is known of that time
    return tuple(one for one in found if one.section is not None and one.section.id in part.ids)
