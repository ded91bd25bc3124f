"""What a community says about a vision as a whole: the matrix of its answers, with what is still argued about them."""

import posixpath
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from visioneditor.core.annotation import Annotation
from visioneditor.core.consensus.matrix import OpenThreads, Words, build_matrix, words_of
from visioneditor.core.consensus.model import Matrix
from visioneditor.core.document.model import Document
from visioneditor.core.review.model import Change
from visioneditor.errors import VisionEditorError
from visioneditor.services.commenting import reading_target
from visioneditor.services.model import Annotations, LoadedDocument
from visioneditor.services.placing import ShownThread, may_stand, show_threads
from visioneditor.services.projects import Teams, load_teams
from visioneditor.services.reading import load_document
from visioneditor.services.reviewing import list_reviewed_changes, load_comments
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedConsensus:
    """The matrix of a document at a revision, and who is who there."""

    path: str
    revision: str
    matrix: Matrix
    teams: Teams


def load_consensus(
    workspace: Workspace,
    loaded: LoadedDocument,
    annotations: Annotations,
    on_sections: Mapping[int, int] | None = None,
) -> LoadedConsensus:
    """The matrix of a loaded document; `on_sections` counts its unresolved threads where they are known already."""
    teams = load_teams(workspace, loaded.revision)
    changes = list_reviewed_changes(workspace) if annotations.annotations or on_sections is None else ()
    if on_sections is None:
        on_sections = _count_on_sections(workspace, loaded, changes)
    matrix = build_matrix(
        loaded.document,
        annotations.annotations,
        annotations.projects,
        [team.name for team in teams.teams],
        OpenThreads(
            on_sections=on_sections,
            on_answers=_count_on_answers(workspace, loaded.revision, annotations.annotations, changes),
        ),
        annotations.changed,
    )
    return LoadedConsensus(path=loaded.path, revision=loaded.revision, matrix=matrix, teams=teams)


def count_words_since(workspace: Workspace, loaded: LoadedDocument, annotation: Annotation) -> tuple[int, int] | None:
    """How many words were added to an annotation's section, and removed from it, since that was written."""
    if annotation.section is None or annotation.written_against is None:
        return None
    from visioneditor.core.staleness import count_changed
    from visioneditor.services.staleness import compare_since

    found = compare_since(workspace, loaded, annotation.written_against)
    if found is None:
        return None
    changed = count_changed(found, annotation.section.number)
    return changed.added, changed.removed


def count_by_section(document: Document, threads: Iterable[ShownThread]) -> dict[int, int]:
    """How many unresolved threads stand on each section; without a place they belong to the document as a whole."""
    placed = (document.section_at(one.span[0]) for one in threads if one.thread.is_unresolved and one.span is not None)
    return dict(Counter(section.number for section in placed if section is not None))


def _count_on_sections(workspace: Workspace, loaded: LoadedDocument, changes: Sequence[Change]) -> dict[int, int]:
    return count_by_section(loaded.document, _threads_on(workspace, loaded, changes))


def _threads_on(workspace: Workspace, shown: LoadedDocument, changes: Sequence[Change]) -> list[ShownThread]:
    own = reading_target(workspace, shown.revision, shown.path).change
    others = [one for one in changes if one.key != own.key and may_stand(workspace, one, {shown.path})]
    found = show_threads(workspace, shown, (own,), others)
    return [one for one in found if one.is_on_its_words or one.change.key == own.key]


def _count_on_answers(
    workspace: Workspace, revision: str, annotations: Sequence[Annotation], changes: Sequence[Change]
) -> dict[Words, int]:
    """Unresolved threads on the words of reflections that somebody has commented on."""
    by_path: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        if not posixpath.isabs(annotation.path):  # what was added from elsewhere is no file of this repository
            by_path.setdefault(annotation.path, []).append(annotation)
    speaking = [one for one in changes if may_stand(workspace, one, by_path.keys())]
    spoken_of = {comment.path for one in speaking for comment in load_comments(workspace, one)}
    counted: Counter[Words] = Counter()
    for path in by_path.keys() & spoken_of:  # to place the threads of a hundred reflections would take its time
        for line in _open_lines(workspace, revision, path, speaking):
            counted.update({words_of(each) for each in by_path[path] if each.first_line <= line <= each.last_line})
    return dict(counted)


def _open_lines(workspace: Workspace, revision: str, path: str, changes: Sequence[Change]) -> list[int]:
    try:
        shown = load_document(workspace, revision, path)
        threads = _threads_on(workspace, shown, changes)
    except VisionEditorError:  # an unsaved text of another document has no reflections of its own
        return []
    spans = (one.span for one in threads if one.thread.is_unresolved and one.span is not None)
    return [shown.document.text.count("\n", 0, span[0]) + 1 for span in spans]
