"""Finding words in all revisions: which changes took them out of the documents, so that what is gone stays findable.

Each file that there ever was is looked through once. A passage that only went into another document, or along with a
document's new name, is not gone.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from visioneditor.core.document.finding import count_roughly
from visioneditor.core.document.prose import is_prose_name, may_be_prose, reads_as_prose
from visioneditor.core.text import decode
from visioneditor.errors import VisionEditorError
from visioneditor.repository.history import REVIEW_NOTES, read_change
from visioneditor.repository.model import ChangeOfMerge
from visioneditor.repository.notes import find_notes
from visioneditor.repository.past import PastCommit, Touch, load_past, read_blobs
from visioneditor.services.reading import parse_data
from visioneditor.services.searching import Finding, find_in_document
from visioneditor.services.tracing import commit_of
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

_MOST = 100  # places told, the latest gone first
_FEWEST_LETTERS = 3
_TRAILER = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Za-z]+)+: ")
_PIECE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneFinding:
    """Words that a change took out. `finding` is where they stood, in the text of `old_revision`.

    `path` is the document's, which `revision` may not have any more. `reason` is what the change's message says first,
    below its subject.
    """

    finding: Finding
    revision: str
    old_revision: str
    path: str
    is_whole_document: bool
    change: ChangeOfMerge
    reason: str


class Past:
    """What happened to all files below a revision, read once and searched as often as one likes, on one thread."""

    def __init__(self, workspace: Workspace, revision: str | None) -> None:
        self._workspace = workspace
        self.tip = commit_of(workspace, revision)
        self._commits = tuple(_prose_alone(load_past(workspace.repository, self.tip)))

    def is_current(self) -> bool:
        """Whether the repository's main line still ends where it ended when this was read."""
        return commit_of(self._workspace, None) == self.tip

    def find(
        self,
        query: str,
        *,
        found: Callable[[GoneFinding], None] = lambda finding: None,
        cancel: Callable[[], bool] = lambda: False,
    ) -> tuple[GoneFinding, ...]:
        """What took these words out, the latest first; each is told as soon as it is known."""
        counts = self._count(query, cancel)
        places: list[GoneFinding] = []
        for commit in self._commits:
            for touch in _losses(commit, counts):
                if cancel() or len(places) == _MOST:
                    return tuple(places)
                if (place := self._tell(commit, touch, query, counts)) is not None:
                    places.append(place)
                    found(place)
        return tuple(places)

    def _count(self, query: str, cancel: Callable[[], bool]) -> Mapping[str, int]:
        """By blob how often the words stand in it; those without them are left out."""
        piece = max(_PIECE.findall(query), key=len, default="").casefold()
        if len(piece) < _FEWEST_LETTERS:
            return {}
        blobs = {oid: one.path for commit in self._commits for one in commit.touches for oid in _sides(one) if oid}
        counts: dict[str, int] = {}
        for oid, data in read_blobs(self._workspace.repository, tuple(blobs)):
            if cancel():
                return {}
            text, path = decode(data), blobs[oid]
            if piece not in text.casefold() or not (is_prose_name(path) or reads_as_prose(path, text)):
                continue
            if count := count_roughly(text, query):
                counts[oid] = count
        return counts

    def _tell(self, commit: PastCommit, touch: Touch, query: str, counts: Mapping[str, int]) -> GoneFinding | None:
        repository = self._workspace.repository
        document = parse_data(touch.path, repository.blob(touch.before))
        findings = tuple(find_in_document(touch.path, document, query))
        if not findings:
            return None  # it stood in a comment or an address
        after = _plain(decode(repository.blob(touch.after))) if touch.after else ""
        gone = next((one for one in findings if _plain(one.before + one.found + one.after) not in after), findings[0])
        old = repository.commit(commit.revision).parents[0]
        change = self._responsible(old, commit.revision, touch.path, counts)
        return GoneFinding(
            finding=gone,
            revision=commit.revision,
            old_revision=old,
            path=touch.path,
            is_whole_document=not touch.after,
            change=change,
            reason=_reason(repository.commit(change.revision).message),
        )

    def _responsible(self, old: str, revision: str, path: str, counts: Mapping[str, int]) -> ChangeOfMerge:
        """Of the changes that a revision brought, the one that took the words out; else the newest."""
        repository = self._workspace.repository
        listed = ("rev-list", "--topo-order", "--no-merges", revision, f"^{old}", "--", path)
        try:
            brought = repository.plumbing.tell(*listed).decode("ascii").split() or [revision]
        except VisionEditorError:
            brought = [revision]  # of a clone that has not all of it

        def lost(commit: str) -> int:
            before = next(iter(repository.commit(commit).parents), "")
            blobs = (repository.blob_at(at, path) if at else None for at in (commit, before))
            now, then = (counts.get(blob or "", 0) for blob in blobs)
            return then - now

        guilty = next((commit for commit in brought if len(brought) > 1 and lost(commit) > 0), brought[0])
        return read_change(repository, guilty, find_notes(repository, REVIEW_NOTES))


def _prose_alone(commits: tuple[PastCommit, ...]) -> Iterator[PastCommit]:
    for commit in commits:
        if touches := tuple(touch for touch in commit.touches if may_be_prose(touch.path)):
            yield PastCommit(revision=commit.revision, touches=touches)


def _sides(touch: Touch) -> tuple[str, str]:
    return touch.before, touch.after


def _losses(commit: PastCommit, counts: Mapping[str, int]) -> Iterator[Touch]:
    """Files that have the words less often than before, where no other file of the commit has them instead."""
    lost = {touch: counts.get(touch.before, 0) - counts.get(touch.after, 0) for touch in commit.touches}
    if sum(lost.values()) > 0:
        yield from (touch for touch in commit.touches if lost[touch] > 0)


def _reason(message: str) -> str:
    """The first paragraph below the subject that is no trailers."""
    paragraphs = message.strip().split("\n\n")[1:]
    return next((_plain(one) for one in paragraphs if one.strip() and not _TRAILER.match(one.strip())), "")


def _plain(text: str) -> str:
    return " ".join(text.split())
