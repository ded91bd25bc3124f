"""The votes that are under way on a document: the open changes that touch it, known by their Gerrit numbers."""

from datetime import UTC, datetime

from visioneditor.core.review.model import Status
from visioneditor.repository.model import RefKind
from visioneditor.repository.refs import changes_touching
from visioneditor.services.change_in_view import change_in_view
from visioneditor.services.changes import ChangeFinder
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.model import LoadedDocument
from visioneditor.services.tallying import LoadedTally, load_tally, tally_of
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenVote:
    """An open change."""

    number: int
    subject: str
    updated: datetime

    @property
    def key(self) -> str:
        """What the change is found by."""
        return str(self.number)


def list_open_votes(workspace: Workspace, path: str) -> tuple[OpenVote, ...]:
    """The open changes of which a patch set touches the document, the one that was updated last first; it runs git."""
    repository = workspace.repository
    patch_sets = [ref for ref in repository.refs() if ref.kind is RefKind.PATCH_SET]
    finder = ChangeFinder(workspace, many=True)
    touching = changes_touching(repository.plumbing, patch_sets, [path])
    found = (_open_vote(workspace, finder, number) for number in sorted(touching))
    return tuple(sorted(filter(None, found), key=lambda one: one.updated, reverse=True))


def load_vote_on(
    workspace: Workspace, loaded: LoadedDocument, now: datetime, chosen: str = ""
) -> tuple[LoadedTally, tuple[OpenVote, ...]]:
    """The vote that matters to who reads a document, and all that are under way on it; it runs git.

    That is the chosen one, where it is still under way; the one on the change that is read; where that was decided, the
    newest under way, if there is one.
    """
    votes = list_open_votes(workspace, loaded.path)
    keys = [one.key for one in votes]
    if chosen in keys:
        return load_tally(workspace, chosen, now, with_projects=False), votes
    found = tally_of(workspace, change_in_view(workspace, loaded, is_compared=False), now)
    if keys and found.tally.facts.status is not Status.NEW:
        return load_tally(workspace, keys[0], now, with_projects=False), votes
    return found, votes


def _open_vote(workspace: Workspace, finder: ChangeFinder, number: int) -> OpenVote | None:
    review = load_fetched_review(workspace.repository, number)
    if review is not None and review.status is not Status.NEW:
        return None
    change = finder.of_number(number)
    if review is None and finder.is_merged(change.current.revision):
        return None
    updated = review.updated if review is not None else change.current.uploaded
    return OpenVote(number=number, subject=change.subject, updated=updated or datetime.min.replace(tzinfo=UTC))
