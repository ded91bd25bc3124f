"""The published comments of a change: those fetched from its Gerrit and those in the repository's notes."""

from collections.abc import Callable, Collection

from visioneditor.core.review.model import Change, Comment
from visioneditor.core.text import decode
from visioneditor.exporters.review_appraise import NoteComment
from visioneditor.exporters.review_appraise_reading import ReadNote, build_comment, merge_edits
from visioneditor.repository.repository import Repository
from visioneditor.services.changes import ChangeFinder, commits_of_change, patch_set_of
from visioneditor.services.fetched_reviews import has_fetched_comments, load_fetched_comments, load_fetched_review
from visioneditor.services.people import names_of_mails
from visioneditor.services.review_notes import ReviewNotes, load_review_notes, spoken_revision
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

VOTES_ONLY = ""  # the words of a note that carries nothing but votes


def load_published(workspace: Workspace, change: Change) -> tuple[Comment, ...]:
    """Gerrit's comments, then the notes'; those without words are left to whoever counts votes."""
    repository = workspace.repository
    notes = load_review_notes(repository)
    found = notes_of_change(repository, notes, change)
    reads = (read for read in merge_edits(found) if read.note.description.strip() != VOTES_ONLY)
    return (*load_fetched_comments(workspace, change), *(_build(repository, change, read) for read in reads))


def may_speak_of(workspace: Workspace, change: Change, paths: Collection[str]) -> bool:
    """Whether any published comment of a change can be on one of the files; quicker than reading them."""
    repository = workspace.repository
    review = load_fetched_review(repository, change.number) if change.number is not None else None
    if review is not None and any(comment.path in paths for comment in review.comments):
        return True
    return bool(notes_of_change(repository, load_review_notes(repository), change))


def notes_of_change(repository: Repository, notes: ReviewNotes, change: Change) -> dict[str, NoteComment]:
    """The lines of a change's notes by their hashes."""
    reviews = review_commits(repository, notes, change)
    return {hash: note for commit in reviews for hash, note in notes.comments.get(commit, {}).items()}


def review_commits(repository: Repository, notes: ReviewNotes, change: Change) -> tuple[str, ...]:
    """The commits under which the change's review stands in the notes; none where it has no review yet."""
    if not notes.annotated:
        return ()
    commits = set(commits_of_change(repository, change))
    if change.key in notes.annotated:
        commits.add(change.key)  # a merge of the main line that another tool annotated
    return notes.reviews_of(commits, change.ref, _merged(repository))


def list_commented_changes(workspace: Workspace, finder: ChangeFinder) -> tuple[Change, ...]:
    """The changes that have published comments."""
    numbered = (one for one in finder.list_numbered() if has_fetched_comments(workspace.repository, one))
    noted = (workspace.repository.find_commit(commit) for commit in load_review_notes(workspace.repository).comments)
    changes = (finder.of_commit(commit) for commit in noted if commit)
    return tuple({change.key: change for change in (*numbered, *changes)}.values())


def _merged(repository: Repository) -> Callable[[str], bool]:
    main = repository.main_line()

    def is_merged(commit: str) -> bool:
        return main is None or repository.plumbing.ask("merge-base", "--is-ancestor", commit, main).status == 0

    return is_merged


def _build(repository: Repository, change: Change, read: ReadNote) -> Comment:
    note, revision = read.note, spoken_revision(read.note)
    known = repository.find_commit(revision) if revision else None
    at = patch_set_of(repository, change, known.oid) if known else change.patch_sets[0]
    commit = note.location.commit if note.location else ""
    data = repository.read(commit, note.location.path) if note.location and repository.find_commit(commit) else None
    comment = build_comment(
        read,
        change_key=change.key,
        patch_set=at.number,
        revision=revision or at.revision,
        text=decode(data) if data is not None else None,
    )
    return replace(comment, author=names_of_mails(repository).get(comment.author.lower(), comment.author))
