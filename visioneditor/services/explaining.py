"""Why words stand where they stand: the changes that brought them, and what was done to them since.

Words that the newest revision does not have any more are found in the last one that had them.
"""

from collections.abc import Callable, Iterator, Sequence

from visioneditor.core.provenance.chain import Event, Happening, follow_words
from visioneditor.core.provenance.words import PlacedWord, placed_words
from visioneditor.core.review.anchors import Span
from visioneditor.core.text import words as words_of
from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import ChangeOfMerge, Revision
from visioneditor.services.provenance import Stranger, Traced, Tracer
from visioneditor.services.tracing import read_revision
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedChange:
    """A change that did something to words. `before` and `after` are the words, as the text has them on either side.

    `places` are the words in the text of the revision, `old_places` those in the text before it, which is that of
    `old_revision` and `old_path` (none: there was none before). `brought` are the places of those that it brought in.
    """

    revision: str
    path: str
    change: ChangeOfMerge
    kind: Happening
    before: str
    after: str
    places: tuple[Span, ...] = ()
    brought: tuple[Span, ...] = ()
    old_revision: str = ""
    old_path: str = ""
    old_places: tuple[Span, ...] = ()
    came_from: str = ""  # the other document that the words were moved from


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Words and what became of them, newest first. `is_gone`: the newest revision does not have them any more.

    `own` is how many of the words are not committed yet; nothing can be told of these.
    """

    path: str
    words: str
    is_gone: bool
    changes: tuple[ExplainedChange, ...]
    own: int = 0


def explain_quote(
    workspace: Workspace,
    revision: str | None,
    path: str,
    quote: str,
    *,
    cancel: Callable[[], bool] = lambda: False,
) -> Explanation:
    """Explain words that stand once in a document, or stood once in it.

    Raises "review.quote-unknown", "review.quote-ambiguous", "document.unknown".
    """
    tracer = Tracer(workspace, revision, cancel)
    traced = tracer.trace(path)
    at, words = _find(traced, quote)
    return explain_words(workspace, tracer, path, traced, at, words)


def explain_span(
    workspace: Workspace,
    revision: str | None,
    path: str,
    start: int,
    end: int,
    *,
    cancel: Callable[[], bool] = lambda: False,
) -> Explanation:
    """Explain the words at `text[start:end]` of a document; raises "why.no-words" where there are none."""
    tracer = Tracer(workspace, revision, cancel)
    traced = tracer.trace(path)
    places = placed_words(read_revision(workspace, traced.revisions[-1]))
    present = zip(traced.lineage.present, places, strict=True)
    words = tuple(word for word, place in present if place.start < end and place.end > start)
    if not words:
        raise VisionEditorError("why.no-words")
    return explain_words(workspace, tracer, path, traced, len(traced.revisions) - 1, words)


def explain_words(
    workspace: Workspace, tracer: Tracer, path: str, traced: Traced, at: int, words: tuple[int, ...]
) -> Explanation:
    """Explain words by their numbers; `at` is the newest revision that has them."""
    texts = _Texts(workspace, traced)
    return Explanation(
        path=path,
        words=texts.say(at, words),
        is_gone=at + 1 < len(traced.revisions),
        changes=tuple(_changes(workspace, tracer, traced, texts, words)),
    )


def _find(traced: Traced, quote: str) -> tuple[int, tuple[int, ...]]:
    """The newest revision that has the quoted words, and which they are."""
    wanted, lineage = words_of(quote), traced.lineage
    for at in range(len(lineage.rows) - 1, -1, -1) if wanted else ():
        row = lineage.rows[at]
        said = [lineage.texts[word] for word in row]
        found = [start for start in range(len(said)) if said[start : start + len(wanted)] == wanted]
        if len(found) > 1:
            raise VisionEditorError("review.quote-ambiguous", quote=quote, count=len(found))
        if found:
            return at, row[found[0] : found[0] + len(wanted)]
    raise VisionEditorError("review.quote-unknown", quote=quote)


def _changes(
    workspace: Workspace, tracer: Tracer, traced: Traced, texts: "_Texts", words: Sequence[int]
) -> Iterator[ExplainedChange]:
    for event in follow_words(traced.lineage, words):
        strangers = [traced.strangers[word] for word in event.after if word in traced.strangers]
        is_from_elsewhere = bool(strangers) and event.kind is Happening.BROUGHT
        entry = traced.revisions[event.revision]
        older = traced.revisions[event.revision - 1] if event.revision else None
        born = [word for word in event.after if traced.lineage.births[word] == event.revision]
        yield ExplainedChange(
            revision=entry.revision,
            path=entry.path,
            change=_change(traced, entry, event),
            kind=Happening.MOVED if is_from_elsewhere else event.kind,
            before=texts.say(event.revision - 1, event.before),
            after=texts.say(event.revision, event.after),
            places=texts.places(event.revision, event.after),
            brought=texts.places(event.revision, born),
            old_revision=older.revision if older else "",
            old_path=older.path if older else "",
            old_places=texts.places(event.revision - 1, event.before),
            came_from=strangers[0].path if is_from_elsewhere else "",
        )
        if is_from_elsewhere:
            yield from _changes_elsewhere(workspace, tracer, strangers)


def _changes_elsewhere(
    workspace: Workspace, tracer: Tracer, strangers: Sequence[Stranger]
) -> Iterator[ExplainedChange]:
    """What happened to words in the document that they came from."""
    first = strangers[0]
    donor = tracer.trace(first.path, first.revision)
    words = [one.word for one in strangers if (one.path, one.revision) == (first.path, first.revision)]
    yield from _changes(workspace, tracer, donor, _Texts(workspace, donor), words)


def _change(traced: Traced, entry: Revision, event: Event) -> ChangeOfMerge:
    """The change of a revision that did it: the one that brought the most of the words, else the newest."""
    born = [traced.origins[word][1] for word in event.after if traced.lineage.births[word] == event.revision]
    wanted = max(born, key=born.count, default=entry.changes[0].revision)
    return next((change for change in entry.changes if change.revision == wanted), entry.changes[0])


class _Texts:
    """Says words as a revision's text has them."""

    def __init__(self, workspace: Workspace, traced: Traced) -> None:
        self._workspace, self._traced = workspace, traced
        self._places: dict[int, tuple[str, dict[int, PlacedWord]]] = {}

    def say(self, revision: int, words: Sequence[int]) -> str:
        """What stands from the first to the last of them; where much else stands between them, the words alone."""
        if not words:
            return ""
        text, places = self._read(revision)
        first, last = places[words[0]], places[words[-1]]
        between = sum(first.start <= place.start <= last.start for place in places.values())
        if between > 2 * len(words):
            return " ".join(places[word].text for word in words)
        return " ".join(text[first.start : last.end].split())

    def places(self, revision: int, words: Sequence[int]) -> tuple[Span, ...]:
        """Where they stand in a revision's text."""
        _, places = self._read(revision) if words else ("", {})
        return tuple((places[word].start, places[word].end) for word in words)

    def _read(self, revision: int) -> tuple[str, dict[int, PlacedWord]]:
        if revision not in self._places:
            document = read_revision(self._workspace, self._traced.revisions[revision])
            row = self._traced.lineage.rows[revision]
            self._places[revision] = document.text, dict(zip(row, placed_words(document), strict=True))
        return self._places[revision]
