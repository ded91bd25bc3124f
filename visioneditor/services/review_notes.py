"""The reviews that stand in the repository as git-appraise notes: which commits they annotate, what they say."""

from collections.abc import Callable, Collection, Mapping
from weakref import WeakKeyDictionary

from visioneditor.exporters.review_appraise import (
    COMMENTS_REF,
    REQUESTS_REF,
    NoteComment,
    NoteRequest,
    parse_notes,
    parse_requests,
)
from visioneditor.repository.notes import read_notes
from visioneditor.repository.repository import Repository
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewNotes:
    """Requests and comments by the commit they annotate: the first revision of their review."""

    requests: Mapping[str, NoteRequest]
    comments: Mapping[str, Mapping[str, NoteComment]]

    @property
    def annotated(self) -> tuple[str, ...]:
        """Every commit with a review."""
        return tuple(dict.fromkeys((*self.requests, *self.comments)))

    def reviews_of(self, commits: Collection[str], ref: str, is_merged: Callable[[str], bool]) -> tuple[str, ...]:
        """The annotated commits of one change: among its commits, or requested for its branch and not merged yet."""
        requested = (
            commit
            for commit, request in self.requests.items()
            if ref and request.review_ref == ref and commit not in commits and not is_merged(commit)
        )
        return tuple(dict.fromkeys((*(commit for commit in self.annotated if commit in commits), *requested)))

    def revisions_of(self, commits: Collection[str], ref: str, is_merged: Callable[[str], bool]) -> tuple[str, ...]:
        """The revisions that the comments of one change speak of."""
        spoken = (
            spoken_revision(note)
            for commit in self.reviews_of(commits, ref, is_merged)
            for note in self.comments.get(commit, {}).values()
        )
        return tuple(dict.fromkeys(revision for revision in spoken if revision))


_KEPT: WeakKeyDictionary[Repository, tuple[tuple[str, ...], ReviewNotes]] = WeakKeyDictionary()


def load_review_notes(repository: Repository) -> ReviewNotes:
    """Read the notes of requests and comments; of several requests on a commit the last one counts.

    What was read is kept until a ref moves: the window asks for every change in turn.
    """
    tips = tuple(tip.oid if (tip := repository.find_commit(ref)) else "" for ref in (REQUESTS_REF, COMMENTS_REF))
    kept = _KEPT.get(repository)
    if kept is None or kept[0] != tips:
        kept = _KEPT[repository] = tips, _read(repository)
    return kept[1]


def _read(repository: Repository) -> ReviewNotes:
    requests = {commit: parse_requests(data) for commit, data in read_notes(repository, REQUESTS_REF).items()}
    comments = {commit: parse_notes(data) for commit, data in read_notes(repository, COMMENTS_REF).items()}
    return ReviewNotes(
        requests={commit: found[-1] for commit, found in requests.items() if found},
        comments={commit: found for commit, found in comments.items() if found},
    )


def spoken_revision(note: NoteComment) -> str:
    """The patch set's commit that a comment speaks of; empty where it does not say."""
    return note.x_revision or (note.location.commit if note.location else "")
