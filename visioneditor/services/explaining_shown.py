"""Why words stand in a text that is shown: a revision, the working file or a draft, whose own words have no history."""

from collections.abc import Callable, Collection

from visioneditor.core.provenance.matching import match_words
from visioneditor.core.provenance.words import placed_words
from visioneditor.core.review.anchors import Span
from visioneditor.errors import VisionEditorError
from visioneditor.services.commenting import standing_on
from visioneditor.services.explaining import Explanation, explain_words
from visioneditor.services.model import LoadedDocument
from visioneditor.services.provenance import Traced, Tracer
from visioneditor.services.reading import is_drafted_only, is_no_commit
from visioneditor.services.tracing import read_revision
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace


def explain_shown(
    workspace: Workspace,
    shown: LoadedDocument,
    span: Span,
    *,
    newest: LoadedDocument | None = None,
    stands_on: str = "",
    cancel: Callable[[], bool] = lambda: False,
) -> Explanation:
    """Explain words of a shown text.

    `newest` is the text beside it where it is the older one of two: what happened to them since is told, too.
    `stands_on` is the commit that a draft was begun on. Raises "why.no-words".
    """
    wanted = [word for word in placed_words(shown.document) if word.start < span[1] and word.end > span[0]]
    if not wanted:
        raise VisionEditorError("why.no-words")
    said = " ".join(shown.document.text[wanted[0].start : wanted[-1].end].split())
    base = newest if newest is not None and newest.path else shown
    nobodys = Explanation(path=base.path, words=said, is_gone=False, changes=(), own=len(wanted))
    if not stands_on and is_drafted_only(workspace, base):
        return nobodys
    tracer = Tracer(workspace, stands_on or standing_on(workspace, base.revision, base.path), cancel)
    traced = tracer.trace(base.path)
    at, words = _find_words(workspace, traced, shown, {word.start for word in wanted})
    if not words:
        return nobodys
    found = explain_words(workspace, tracer, base.path, traced, at, words)
    return replace(found, words=said, own=len(wanted) - len(words))


def _find_words(
    workspace: Workspace, traced: Traced, shown: LoadedDocument, starts: Collection[int]
) -> tuple[int, tuple[int, ...]]:
    """The newest revision that has the shown text, else the newest of all; and which of its words begin there.

    In a text that no revision has, words that came in since are left out.
    """
    at = _revision_of(workspace, traced, shown)
    if at is not None:
        places = zip(traced.lineage.rows[at], placed_words(shown.document), strict=True)
        return at, tuple(word for word, place in places if place.start in starts)
    at, row = len(traced.revisions) - 1, traced.lineage.present
    step = match_words(read_revision(workspace, traced.revisions[at]), shown.document)
    sources = zip(step.source, placed_words(shown.document), strict=True)
    return at, tuple(row[source] for source, place in sources if source >= 0 and place.start in starts)


def _revision_of(workspace: Workspace, traced: Traced, shown: LoadedDocument) -> int | None:
    repository = workspace.repository
    if is_no_commit(shown.revision):
        return None
    path = repository.real_path(shown.revision, shown.path) or shown.path
    blob = repository.blob_at(shown.revision, path)
    revisions = traced.revisions
    held = (at for at in range(len(revisions) - 1, -1, -1) if blob == _blob(workspace, traced, at))
    return next(held, None)


def _blob(workspace: Workspace, traced: Traced, at: int) -> str | None:
    entry = traced.revisions[at]
    return workspace.repository.blob_at(entry.revision, entry.path)
