"""Exchange the reviews that stand in the repository as notes with a remote: nothing of anybody's is lost."""

from collections.abc import Callable, Mapping

from visioneditor.errors import VisionEditorError
from visioneditor.exporters.review_appraise import COMMENTS_REF, NOTES_FOLDER, REQUESTS_REF, parse_notes
from visioneditor.repository.notes import read_notes
from visioneditor.repository.notes_transfer import NotesRemote, pull_notes, push_notes
from visioneditor.repository.repository import Repository
from visioneditor.services.reviewing import identity
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

Progress = Callable[[float | None, str], None]
Cancelled = Callable[[], bool]

_REFS = (REQUESTS_REF, COMMENTS_REF)
_USUAL_REMOTE = "origin"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesExchanged:
    """How many comments came from a remote, and how many went there."""

    remote: str
    received: int
    sent: int = 0


def pull_review_notes(
    workspace: Workspace,
    remote: str | None = None,
    *,
    progress: Progress = lambda share, text: None,
    cancelled: Cancelled = lambda: False,
) -> NotesExchanged:
    """Fetch a remote's requests and comments and lay them together with those here."""
    return _exchange(workspace, remote, progress, cancelled, is_push=False)


def push_review_notes(
    workspace: Workspace,
    remote: str | None = None,
    *,
    progress: Progress = lambda share, text: None,
    cancelled: Cancelled = lambda: False,
) -> NotesExchanged:
    """Pull, then push what is new here; done again where somebody was faster."""
    return _exchange(workspace, remote, progress, cancelled, is_push=True)


def _exchange(
    workspace: Workspace, remote: str | None, progress: Progress, cancelled: Cancelled, *, is_push: bool
) -> NotesExchanged:
    repository, author = workspace.repository, identity(workspace)
    if author is None:
        raise VisionEditorError("identity.unknown")
    named = NotesRemote(name=_find_remote(repository.remotes(), remote), folder=NOTES_FOLDER)
    before = _comments(repository, COMMENTS_REF)
    work = push_notes if is_push else pull_notes
    work(repository, named, _REFS, author, progress=progress, cancelled=cancelled)
    after = _comments(repository, COMMENTS_REF)
    sent = after - _comments(repository, named.tracked(COMMENTS_REF)) if is_push else frozenset()
    return NotesExchanged(remote=named.name, received=len(after - before), sent=len(sent))


def _find_remote(remotes: Mapping[str, str], remote: str | None) -> str:
    if remote is not None:
        if remote not in remotes:
            raise VisionEditorError("remote.unknown", remote=remote)
        return remote
    if _USUAL_REMOTE in remotes or len(remotes) == 1:
        return _USUAL_REMOTE if _USUAL_REMOTE in remotes else next(iter(remotes))
    raise VisionEditorError("notes.no-remote")


def _comments(repository: Repository, ref: str) -> frozenset[tuple[str, str]]:
    notes = read_notes(repository, ref)
    return frozenset((commit, hash) for commit, data in notes.items() for hash in parse_notes(data))
