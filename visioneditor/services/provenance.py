"""Which revision of a document brought each of its words in.

A document's revisions are gone through from the oldest on (`core.provenance`). A merge is taken apart into the changes
it brought. What came from another document in the same commit, which lost it, is followed there, and so is what a new
document was copied from. Each step from one text to the next is kept by the two blobs' ids, so that a new commit costs
no more than itself; and a whole answer by the commit and path that it is for.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from visioneditor.core.document.model import Document
from visioneditor.core.document.prose import may_be_prose
from visioneditor.core.provenance.lineage import Lineage
from visioneditor.core.provenance.matching import Placed, Step, first_step, match_words
from visioneditor.core.provenance.model import TracedWord
from visioneditor.core.provenance.strangers import find_strangers
from visioneditor.core.provenance.words import placed_words
from visioneditor.errors import VisionEditorError
from visioneditor.repository.history import MainLine
from visioneditor.repository.model import Revision
from visioneditor.repository.renames import find_copies, find_renames
from visioneditor.repository.touched import list_touched
from visioneditor.services.reading import parse_data
from visioneditor.services.tracing import commit_of, load_history, load_line, name_touched, read_revision
from visioneditor.services.workspace import Workspace
from visioneditor.settings import data_folder
from visioneditor.store.cache import Cache
from visioneditor.values import dataclass, replace

_FORMAT = "5"  # of what is kept; another one finds nothing of what earlier programs kept
_MOST_PARSED = 4
_MOST_DOCUMENTS = 40  # changed by one commit: one that touches more is no move from one to another

Origin = tuple[Revision, str]  # and the id of its change


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """A document's revisions, newest first, with those of other documents that words come from; and all its words."""

    path: str
    revisions: tuple[Revision, ...]
    words: tuple[TracedWord, ...]
    foreign: frozenset[str] = frozenset()  # those revisions that are other documents'


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """Where a word comes from that stood in another document: its number there, at a revision of that one."""

    path: str
    revision: str
    word: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A document gone through: its revisions, oldest first, and where each word that it ever had comes from."""

    revisions: tuple[Revision, ...]
    lineage: Lineage
    origins: tuple[Origin, ...]  # by the words' numbers
    strangers: Mapping[int, Stranger]  # by the words' numbers


class Tracer:
    """Goes through documents as they are at a revision and before, each of them once.

    `cancel` is asked before each step; then "transfer.cancelled" is raised.
    """

    def __init__(self, workspace: Workspace, revision: str | None, cancel: Callable[[], bool] = lambda: False) -> None:
        self._workspace, self._cancel = workspace, cancel
        self._tip = commit_of(workspace, revision)
        self._cache = Cache(data_folder() / "cache")
        self._traced: dict[tuple[str, str], Traced] = {}
        self._parsed: dict[tuple[str, str], tuple[Document, Placed]] = {}
        self._copies: dict[str, dict[str, str]] = {}  # by commit: what new documents were copied from

    @cached_property
    def _line(self) -> MainLine:
        """The graph below the revision; what is kept is answered without it."""
        return load_line(self._workspace, self._tip, with_paths=True)

    def provenance(self, path: str) -> Provenance:
        """Where the words of a document come from; raises "document.unknown"."""
        key = f"{_FORMAT} provenance {self._tip} {path}"
        kept = self._cache.get(key)
        if kept is not None and (found := _parse_provenance(kept)) is not None:
            return found
        traced = self.trace(path)
        found = self._told(path, traced)
        self._cache.put(key, _encode_provenance(found))
        return found

    def trace(self, path: str, revision: str | None = None) -> Traced:
        """Go through a document, up to the tracer's revision or to an earlier one of the same line."""
        at = revision or self._tip
        if (at, path) not in self._traced:
            line = replace(self._line, tip=at)
            history = load_history(self._workspace, at, path, with_sections=False, line=line)
            self._traced[at, path] = self._go_through(tuple(reversed(history)))
        return self._traced[at, path]

    def _go_through(self, revisions: tuple[Revision, ...]) -> Traced:
        lineage, origins, strangers = Lineage(), list[Origin](), dict[int, Stranger]()
        touched = self._touched(revisions)
        for at, entry in enumerate(revisions):
            if self._cancel():
                raise VisionEditorError("transfer.cancelled")
            before = revisions[at - 1] if at else None
            step = self._step(before, entry)
            first = len(lineage.texts)
            lineage.advance(step)
            origins += self._changes_of(before, entry, lineage, first)
            copied = self._copied_from(entry) if before is None else None
            adopted = self._copy(entry, copied, lineage) if copied else {}
            for path in self._others(before, entry, touched.get(entry.revision, ())) if not copied else ():
                adopted |= self._adopt(entry, path, lineage, first)
            strangers |= adopted
            for word, stranger in adopted.items():
                donor = self.trace(stranger.path, stranger.revision)
                origins[word] = donor.origins[stranger.word]
        return Traced(revisions=revisions, lineage=lineage, origins=tuple(origins), strangers=strangers)

    # One step

    def _step(self, before: Revision | None, entry: Revision) -> Step:
        old = self._blob(before.revision, before.path) if before else None
        return self._kept_step(old, entry.revision, entry.path)

    def _blob(self, revision: str, path: str) -> tuple[str, str]:
        return self._workspace.repository.blob_at(revision, path) or "", path

    def _kept_step(self, old: tuple[str, str] | None, revision: str, path: str) -> Step:
        new = self._blob(revision, path)
        key = " ".join([_FORMAT, "step", *(f"{blob} {_ending(name)}" for blob, name in (old or ("", ""), new))])
        kept = self._cache.get(key)
        if kept is not None and (step := _parse_step(kept)) is not None:
            return step
        after, its_words = self._parse(*new)
        if old:
            before, words = self._parse(*old)
            step = match_words(before, after, (words, its_words))
        else:
            step = first_step(after, its_words)
        self._cache.put(key, _encode_step(step))
        return step

    def _parse(self, blob: str, path: str) -> tuple[Document, Placed]:
        """A text and its words; the next step begins where this one ends, so the latest few are remembered."""
        key = blob, _ending(path)
        if key not in self._parsed:
            document = parse_data(path, self._workspace.repository.blob(blob) if blob else b"")
            self._parsed[key] = document, placed_words(document)
            if len(self._parsed) > _MOST_PARSED:
                self._parsed.pop(next(iter(self._parsed)))
        return self._parsed[key]

    # Merges

    def _changes_of(self, before: Revision | None, entry: Revision, lineage: Lineage, first: int) -> Iterator[Origin]:
        """For each word that came in: the change of the revision that brought it."""
        born = range(first, len(lineage.texts))
        changes = [change.revision for change in entry.changes]
        if len(changes) < 2 or not born:
            yield from ((entry, changes[0]) for _ in born)
            return
        brought: dict[int, str] = {}
        present = lineage.present
        for change in reversed(changes):  # the oldest first
            for at in self._brought_by(change, before, entry):
                brought.setdefault(present[at], change)
        yield from ((entry, brought.get(word, changes[0])) for word in born)

    def _brought_by(self, change: str, before: Revision | None, entry: Revision) -> Iterator[int]:
        """Which words of a revision a change of it has that what the change stands on has not."""
        repository = self._workspace.repository
        parent = next(iter(repository.commit(change).parents), "")
        names = dict.fromkeys([entry.path, *([before.path] if before else [])])
        path = next((name for name in names if repository.blob_at(change, name)), None)
        if path is None:
            return
        old = next((self._blob(parent, name) for name in names if parent and repository.blob_at(parent, name)), None)
        own = self._kept_step(old, change, path)
        within = self._kept_step(self._blob(change, path), entry.revision, entry.path)
        for at, source in enumerate(within.source):
            if source >= 0 and own.source[source] < 0:
                yield at

    # Other documents

    def _touched(self, revisions: Sequence[Revision]) -> Mapping[str, Sequence[str]]:
        repository = self._workspace.repository
        pairs = [(one.revision, next(iter(repository.commit(one.revision).parents), None)) for one in revisions]
        return list_touched(repository.plumbing, [(commit, base) for commit, base in pairs if base])

    def _others(self, before: Revision | None, entry: Revision, touched: Sequence[str]) -> Iterator[str]:
        """Documents that a revision touched, too, and that words of this one may come from."""
        repository = self._workspace.repository
        parent = self._parent(entry)
        if len(touched) > _MOST_DOCUMENTS or not parent:
            return
        own = {entry.path, before.path if before else ""}
        for path in touched:
            if path not in own and may_be_prose(path) and repository.blob_at(parent, path) is not None:
                yield path

    def _copied_from(self, entry: Revision) -> str | None:
        """The document that a new one was copied from, and which stays."""
        repository, parent = self._workspace.repository, self._parent(entry)
        if parent and entry.revision not in self._copies:
            pairs = find_copies(repository, parent, entry.revision)
            self._copies[entry.revision] = {new: old for old, new in pairs if may_be_prose(old)}
        return self._copies[entry.revision].get(entry.path) if parent else None

    def _copy(self, entry: Revision, path: str, lineage: Lineage) -> dict[int, Stranger]:
        """Words that stood in the document that this one was copied from."""
        parent = self._parent(entry)
        step = self._kept_step(self._blob(parent, path), entry.revision, entry.path)
        theirs, ours = self.trace(path, parent).lineage.present, lineage.present
        return {
            ours[at]: Stranger(path=path, revision=parent, word=theirs[source])
            for at, source in enumerate(step.source)
            if source >= 0
        }

    def _parent(self, entry: Revision) -> str:
        """What a revision stands on; "" where that is nothing, or is not there."""
        parent = next(iter(self._workspace.repository.commit(entry.revision).parents), "")
        return parent if parent and self._workspace.repository.find_commit(parent) else ""

    def _adopt(self, entry: Revision, path: str, lineage: Lineage, first: int) -> dict[int, Stranger]:
        """Words that another document lost in the same commit: they are that one's words."""
        if len(lineage.texts) == first:
            return {}
        parent = self._workspace.repository.commit(entry.revision).parents[0]
        old = self._blob(parent, path)
        step = self._kept_step(old, entry.revision, self._name_after(parent, entry, path))
        words, kept = self._kept_step(None, parent, path).words, set(step.source)
        lost = [at for at in range(len(words)) if at not in kept]
        found = find_strangers(words, lost, lineage, first)
        if not found:
            return {}
        present = self.trace(path, parent).lineage.present
        return {word: Stranger(path=path, revision=parent, word=present[at]) for word, at in found.items()}

    def _name_after(self, parent: str, entry: Revision, path: str) -> str:
        """What another document is called afterwards: what went along with its new name is not lost."""
        if self._workspace.repository.blob_at(entry.revision, path) is None:
            renames = dict(find_renames(self._workspace.repository, parent, entry.revision))
            return renames.get(path, path) if renames.get(path) != entry.path else path
        return path

    # The answer

    def _told(self, path: str, traced: Traced) -> Provenance:
        newest = traced.revisions[-1]
        words = placed_words(read_revision(self._workspace, newest))
        own = {entry.revision for entry in traced.revisions}
        found = [traced.origins[word] for word in traced.lineage.present]
        others = {origin.revision: origin for origin, _ in found if origin.revision not in own}
        history = name_touched(self._workspace, traced.revisions[::-1])
        assert self._line.touched is not None
        place = self._line.touched.place
        revisions = sorted([*history, *others.values()], key=lambda one: place[one.revision])
        return Provenance(
            path=path,
            revisions=tuple(revisions),
            foreign=frozenset(others),
            words=tuple(
                TracedWord(text=word.text, start=word.start, end=word.end, revision=origin.revision, change=change)
                for word, (origin, change) in zip(words, found, strict=True)
            ),
        )


def load_provenance(
    workspace: Workspace, revision: str | None, path: str, *, cancel: Callable[[], bool] = lambda: False
) -> Provenance:
    """Where the words of a document at a revision come from."""
    return Tracer(workspace, revision, cancel).provenance(path)


def _ending(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[2] if "." in path else ""


# What is kept


def _encode_provenance(found: Provenance) -> bytes:
    import msgspec

    return msgspec.json.encode(found)


def _parse_provenance(data: bytes) -> Provenance | None:
    import msgspec

    try:
        return msgspec.json.decode(data, type=Provenance)
    except msgspec.MsgspecError:
        return None


def _encode_step(step: Step) -> bytes:
    return json.dumps([step.words, _runs(step.source), sorted(step.moved)]).encode()


def _parse_step(data: bytes) -> Step | None:
    try:
        words, runs, moved = json.loads(data)
        source = tuple(
            at for start, length in runs for at in (range(start, start + length) if start >= 0 else [-1] * length)
        )
    except (ValueError, TypeError):
        return None
    return Step(words=tuple(words), source=source, moved=frozenset(moved)) if len(source) == len(words) else None


def _runs(source: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[list[int]] = []
    for at in source:
        if runs and (at == -1 == runs[-1][0] or (at >= 0 <= runs[-1][0] and at == sum(runs[-1]))):
            runs[-1][1] += 1
        else:
            runs.append([at, 1])
    return [(start, length) for start, length in runs]
