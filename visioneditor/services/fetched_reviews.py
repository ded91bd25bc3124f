"""Reviews that were fetched from a Gerrit: the NoteDb in the repository, read whole, with names where there are any."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from weakref import WeakKeyDictionary

from visioneditor.core.review.anchors import span_of
from visioneditor.core.review.model import Change, Comment, Review, Side
from visioneditor.errors import VisionEditorError
from visioneditor.gerrit.naming import name_people, names_of_voters
from visioneditor.gerrit.notedb import MetaCommit, account_number, parse_review
from visioneditor.repository.notes import read_note, read_notes
from visioneditor.repository.objects import Commit
from visioneditor.repository.repository import Repository
from visioneditor.services.comment_texts import comment_text
from visioneditor.services.gerrit_places import places_from_gerrit
from visioneditor.services.people import names_of_accounts
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

_SUBMITTED_REF = "refs/notes/review"  # of the reviewnotes plugin
_MOST_COMMITS = 50_000  # of one change's review; a server stops far below

_KEPT: WeakKeyDictionary[Repository, dict[int, tuple[str, Mapping[int, str], Review]]] = WeakKeyDictionary()
_QUOTED: WeakKeyDictionary[Repository, dict[int, tuple[Review, tuple[Comment, ...]]]] = WeakKeyDictionary()


def load_fetched_review(repository: Repository, number: int) -> Review | None:
    """A change's review by its Gerrit number; None where only its patch sets are here, or nothing.

    What was read is kept until the change's meta ref moves, or another change has told names.
    """
    ref = f"refs/changes/{number % 100:02}/{number}/meta"
    tip = repository.find_commit(ref)
    if tip is None:
        return None
    kept, names = _KEPT.setdefault(repository, {}), names_of_accounts(repository, tip.oid)
    if number not in kept or kept[number][:2] != (tip.oid, names):
        review = _read(repository, tip, ref, number, names)
        if review is None:
            return None
        kept[number] = tip.oid, names, review
    return kept[number][2]


def load_fetched_comments(workspace: Workspace, change: Change) -> tuple[Comment, ...]:
    """The comments of a change's review, each with the words it stands on; read once for each review."""
    review = load_fetched_review(workspace.repository, change.number) if change.number is not None else None
    if review is None or change.number is None:
        return ()
    kept = _QUOTED.setdefault(workspace.repository, {})
    if change.number not in kept or kept[change.number][0] is not review:
        kept[change.number] = review, _quote_all(workspace, change, review.comments)
    return kept[change.number][1]


def has_fetched_comments(repository: Repository, change: Change) -> bool:
    """Whether anybody commented on the change."""
    review = load_fetched_review(repository, change.number) if change.number is not None else None
    return review is not None and bool(review.comments)


def _read(repository: Repository, tip: Commit, ref: str, number: int, names: Mapping[int, str]) -> Review | None:
    commits = [
        MetaCommit(account=account_number(commit.author.mail), written=commit.committed, message=commit.message)
        for commit in _line(repository, tip)
    ]
    robots = ref.removesuffix("meta") + "robot-comments"
    notes = [*read_notes(repository, ref).values(), *read_notes(repository, robots).values()]
    review = parse_review(commits, notes, key=str(number))
    if review is None:
        return None
    return name_people(review, names_of_voters(review, _note_of_submission(repository, review)) | dict(names))


def _line(repository: Repository, tip: Commit) -> Iterator[Commit]:
    """The commits of a meta ref, newest first; it is one line."""
    commit: Commit | None = tip
    for _ in range(_MOST_COMMITS):
        if commit is None:
            return
        yield commit
        commit = repository.find_commit(commit.parents[0]) if commit.parents else None


def _note_of_submission(repository: Repository, review: Review) -> str:
    """The note that names those who voted on a submitted patch set; empty where there is none."""
    notes = (read_note(repository, _SUBMITTED_REF, upload.revision) for upload in review.uploads[-1:])
    return "\n".join(note.decode("utf-8", "replace") for note in notes)


def _quote_all(workspace: Workspace, change: Change, comments: Iterable[Comment]) -> tuple[Comment, ...]:
    numbered = {one.number: one for one in change.patch_sets}

    @cache
    def text_of(number: int, side: Side, path: str) -> str | None:
        try:
            return comment_text(workspace, numbered[number], side, path) if number in numbered else None
        except VisionEditorError:
            return None

    def quoted(comment: Comment) -> Comment:
        text = text_of(comment.patch_set, comment.side, comment.path) if comment.line is not None else None
        return comment if text is None else _quoted(comment, text)

    return tuple(map(quoted, places_from_gerrit(workspace, change, comments)))


def _quoted(comment: Comment, text: str) -> Comment:
    """The comment with its quote: of a range its words, of a line the line."""
    start, end = span_of(text, comment.range or comment.line or 1)
    quote = text[start:end]
    return replace(comment, quote=quote if comment.range else quote.strip())
