"""All that is known of a change's review: from its Gerrit where that was fetched, and from the repository's notes."""

from collections.abc import Iterator

from visioneditor.core.review.model import (
    Account,
    Change,
    ReviewSummary,
    Status,
    Thread,
    Vote,
    build_threads,
)
from visioneditor.exporters.review_appraise_reading import merge_edits
from visioneditor.repository.repository import Repository
from visioneditor.services.changes import patch_set_of
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.published import load_published, notes_of_change
from visioneditor.services.review_notes import load_review_notes, spoken_revision
from visioneditor.services.workspace import Workspace


def load_review_summary(workspace: Workspace, change: Change) -> ReviewSummary:
    """Status, votes, messages and published threads of a change; one that no server keeps has what the notes say."""
    repository = workspace.repository
    review = load_fetched_review(repository, change.number) if change.number is not None else None
    threads: tuple[Thread, ...] = build_threads(load_published(workspace, change))
    votes = tuple(_noted_votes(repository, change))
    if review is None:
        status = Status.MERGED if _is_merged(repository, change) else Status.NEW
        return ReviewSummary(status=status, votes=votes, threads=threads)
    return ReviewSummary(
        status=review.status,
        topic=review.topic,
        hashtags=review.hashtags,
        is_work_in_progress=review.is_work_in_progress,
        votes=(*review.votes, *votes),
        messages=review.messages,
        threads=threads,
    )


def _noted_votes(repository: Repository, change: Change) -> Iterator[Vote]:
    """The votes that cover notes carry; of several by one person on a label of a patch set the last counts."""
    found: dict[tuple[int, str, str], Vote] = {}
    for read in merge_edits(notes_of_change(repository, load_review_notes(repository), change)):
        revision = spoken_revision(read.note)
        known = repository.find_commit(revision) if revision else None
        at = patch_set_of(repository, change, known.oid) if known else change.current
        account = Account(number=None, name=read.note.x_author or read.note.author)
        for label, value in read.note.x_votes.items():
            vote = Vote(patch_set=at.number, label=label, value=value, account=account, written=read.written)
            found[at.number, label.lower(), account.name] = vote
    yield from found.values()


def _is_merged(repository: Repository, change: Change) -> bool:
    main = repository.main_line()
    if main is None:
        return False
    return repository.plumbing.ask("merge-base", "--is-ancestor", change.current.revision, main).status == 0
