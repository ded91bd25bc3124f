"""Where each word of a shown text comes from: the change that brought it, for what is told of all words at once."""

from collections.abc import Callable

from visioneditor.core.provenance.matching import match_words
from visioneditor.core.provenance.shares import OWN, Came, OriginWord
from visioneditor.core.provenance.words import placed_words
from visioneditor.repository.model import ChangeOfMerge, Revision
from visioneditor.services.commenting import standing_on
from visioneditor.services.model import LoadedDocument
from visioneditor.services.provenance import Provenance, Tracer
from visioneditor.services.reading import is_drafted_only, is_no_commit, load_document
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WordOrigins:
    """The words of a text in their order; `changes` are those that brought them, each with its revision."""

    shown: LoadedDocument
    words: tuple[OriginWord, ...]
    changes: tuple[tuple[Revision, ChangeOfMerge], ...]

    @property
    def came(self) -> tuple[Came, ...]:
        """Who brought words, and when, by the changes' numbers."""
        return tuple(Came(author=change.author, date=change.date) for _, change in self.changes)


def load_origins(
    workspace: Workspace, shown: LoadedDocument, *, cancel: Callable[[], bool] = lambda: False
) -> WordOrigins:
    """Where the words come from; those of a working file or a draft that are not committed come from nowhere."""
    places = placed_words(shown.document)
    if is_drafted_only(workspace, shown):
        words = tuple(OriginWord(start=word.start, end=word.end, change=OWN) for word in places)
        return WordOrigins(shown=shown, words=words, changes=())
    commit = standing_on(workspace, shown.revision, shown.path)
    found = Tracer(workspace, commit, cancel).provenance(shown.path)
    changes = {
        (entry.revision, change.revision): (entry, change) for entry in found.revisions for change in entry.changes
    }
    numbers = {key: at for at, key in enumerate(changes)}
    sources = _sources(workspace, shown, commit, found)
    traced = [numbers[word.revision, word.change] for word in found.words]
    return WordOrigins(
        shown=shown,
        words=tuple(
            OriginWord(start=word.start, end=word.end, change=traced[source] if source >= 0 else OWN)
            for word, source in zip(places, sources, strict=True)
        ),
        changes=tuple(changes.values()),
    )


def _sources(workspace: Workspace, shown: LoadedDocument, commit: str, found: Provenance) -> tuple[int, ...]:
    """Of each shown word which committed one it is; -1: none."""
    if not is_no_commit(shown.revision):
        return tuple(range(len(found.words)))
    return match_words(load_document(workspace, commit, shown.path).document, shown.document).source
