"""Which words of a document were fought over: taken out and brought back, by which revisions."""

from collections.abc import Callable

from visioneditor.core.provenance.fought import Fought, fought_over
from visioneditor.core.provenance.words import placed_words
from visioneditor.repository.model import Revision
from visioneditor.services.provenance import Traced, Tracer
from visioneditor.services.tracing import read_revision
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FoughtWords:
    """Words that came and went together; `revisions` as `Fought` has them.

    They stand at `text[start:end]` of the newest revision, or, where `is_gone`, of the last one that had them.
    """

    words: str
    times: int
    is_gone: bool
    revisions: tuple[Revision, ...]
    last: Revision
    start: int
    end: int


def load_fought_over(
    workspace: Workspace, revision: str | None, path: str, *, cancel: Callable[[], bool] = lambda: False
) -> tuple[FoughtWords, ...]:
    """The words of a document that were brought back, the most often fought over first; raises "document.unknown"."""
    traced = Tracer(workspace, revision, cancel).trace(path)
    return tuple(_told(workspace, traced, fought) for fought in fought_over(traced.lineage))


def _told(workspace: Workspace, traced: Traced, fought: Fought) -> FoughtWords:
    last = fought.revisions[-1] - 1 if fought.is_gone else len(traced.revisions) - 1
    document = read_revision(workspace, traced.revisions[last])
    places = dict(zip(traced.lineage.rows[last], placed_words(document), strict=True))
    start, end = places[fought.words[0]].start, places[fought.words[-1]].end
    return FoughtWords(
        words=" ".join(document.text[start:end].split()),
        times=fought.times,
        is_gone=fought.is_gone,
        revisions=tuple(traced.revisions[at] for at in fought.revisions),
        last=traced.revisions[last],
        start=start,
        end=end,
    )
