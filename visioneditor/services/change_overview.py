"""One change at a glance: who, how far, votes, patch sets, files with their threads, messages, one's own unsent review.

All that `change show` and the window's pane tell of a change beside its threads. It runs git: not for the UI thread.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from visioneditor.core.document.prose import is_prose_name
from visioneditor.core.review.model import (
    COMMIT_MESSAGE_PATH,
    PATCH_SET_PATH,
    Account,
    Change,
    PatchSet,
    Review,
    ReviewerState,
    ReviewMessage,
    Status,
    Thread,
    Vote,
    build_threads,
)
from visioneditor.core.review.standing import LabelVotes, find_standing
from visioneditor.repository.renames import TouchedFile, list_touched
from visioneditor.repository.repository import Repository
from visioneditor.services.change_reviews import load_review_summary
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.labels import Label, load_labels
from visioneditor.services.own_accounts import Me, who_am_i
from visioneditor.services.people import names_of_mails
from visioneditor.services.read_marks import last_look, unread
from visioneditor.services.reviewing import load_comments, load_cover, load_votes
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import Look
from visioneditor.values import dataclass, replace

SPECIAL_PATHS = (COMMIT_MESSAGE_PATH, PATCH_SET_PATH)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadCounts:
    """How many threads stand somewhere, and how many of them want something of the reader."""

    threads: int = 0
    unresolved: int = 0
    drafts: int = 0  # comments of one's own that are not sent
    unread: int = 0  # comments


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A file that the change touches, or one that was only commented on (without a letter)."""

    path: str
    letter: str
    old_path: str | None
    is_document: bool
    counts: ThreadCounts
    came_with_rebase: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchSetRow:
    """A patch set, who uploaded it, and what for."""

    patch_set: PatchSet
    uploader: str
    description: str
    threads: int  # begun on it
    is_new: bool  # came since one last looked


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOverview:
    """What the pane shows; patch sets newest first, messages oldest first."""

    change: Change
    status: Status
    owner: Account | None
    is_own: bool
    topic: str
    hashtags: tuple[str, ...]
    is_work_in_progress: bool
    is_private: bool
    updated: datetime | None
    reviewers: tuple[Account, ...]
    copied: tuple[Account, ...]  # on CC
    labels: tuple[Label, ...]
    votes: tuple[LabelVotes, ...]
    patch_sets: tuple[PatchSetRow, ...]
    files: tuple[FileRow, ...]
    between: tuple[str | None, str]  # the two revisions between which the files differ
    messages: tuple[ReviewMessage, ...]
    counts: ThreadCounts
    look: Look | None
    unread: frozenset[str]  # none where one has never looked: all would be
    own_votes: Mapping[str, int]
    cover: str
    me: Me


def load_overview(
    workspace: Workspace, change: Change, between: tuple[str | None, str] | None = None
) -> ChangeOverview:
    """All of a change; `between`: whose files are listed, else those of the newest patch set and its base."""
    repository = workspace.repository
    review = load_fetched_review(repository, change.number) if change.number is not None else None
    summary = load_review_summary(workspace, change)
    me, look = who_am_i(workspace), last_look(workspace, change)
    threads = build_threads(load_comments(workspace, change))
    news = unread((comment for thread in threads for comment in thread.comments), look, me) if look else frozenset()
    between = between or (change.current.parent, change.current.revision)
    owner = review.owner if review else _author(workspace, change)
    return ChangeOverview(
        change=change,
        status=summary.status,
        owner=owner,
        is_own=_is_own(owner, me),
        topic=summary.topic,
        hashtags=summary.hashtags,
        is_work_in_progress=summary.is_work_in_progress,
        is_private=bool(review and review.is_private),
        updated=review.updated if review else change.current.uploaded,
        reviewers=_people(review, ReviewerState.REVIEWER),
        copied=_people(review, ReviewerState.CC),
        labels=load_labels(repository),
        votes=find_standing(
            _named(repository, summary.votes), review.withdrawn if review else (), change.current.number
        ),
        patch_sets=_patch_sets(workspace, change, review, threads, look),
        files=_files(list_touched(repository, *between), threads, news, _own_paths(workspace, change, between)),
        between=between,
        messages=summary.messages,
        counts=count_threads(threads, news),
        look=look,
        unread=news,
        own_votes=load_votes(workspace, change),
        cover=load_cover(workspace, change),
        me=me,
    )


def _named(repository: Repository, votes: Iterable[Vote]) -> Iterator[Vote]:
    """Votes with the names of those who are known by their mail alone, as notes have them."""
    for vote in votes:
        name = names_of_mails(repository).get(vote.account.name.lower()) if "@" in vote.account.name else None
        yield replace(vote, account=replace(vote.account, name=name)) if name else vote


def count_threads(threads: Iterable[Thread], news: frozenset[str]) -> ThreadCounts:
    """What stands in these threads; `news` are the unread comments."""
    counted = tuple(threads)
    comments = [comment for thread in counted for comment in thread.comments]
    return ThreadCounts(
        threads=len(counted),
        unresolved=sum(thread.is_unresolved for thread in counted),
        drafts=sum(comment.draft for comment in comments),
        unread=sum(comment.uuid in news for comment in comments),
    )


def _own_paths(workspace: Workspace, change: Change, between: tuple[str | None, str]) -> frozenset[str] | None:
    """What two patch sets themselves touch, where their bases differ: all else came with the rebase."""
    found = [one for one in change.patch_sets if one.revision in between]
    if len(found) < 2 or len({one.parent for one in found}) < 2:
        return None
    touched = (file for one in found for file in list_touched(workspace.repository, one.parent, one.revision))
    return frozenset(path for file in touched for path in (file.path, file.old_path) if path)


def _files(
    touched: Iterable[TouchedFile], threads: Iterable[Thread], news: frozenset[str], own: frozenset[str] | None
) -> tuple[FileRow, ...]:
    """The message and the files touched, then those that only have threads.

    A thread on a file's old name counts with the new one.
    """
    by_path: dict[str, list[Thread]] = {COMMIT_MESSAGE_PATH: []}
    for thread in threads:
        by_path.setdefault(thread.root.path, []).append(thread)
    rows = []
    for file in touched:
        here = [*by_path.pop(file.path, ()), *(by_path.pop(file.old_path, ()) if file.old_path else ())]
        row = _file_row(file, here, news)
        rows.append(replace(row, came_with_rebase=own is not None and file.path not in own))
    special = [path for path in SPECIAL_PATHS if path in by_path]
    others = sorted(path for path in by_path if path not in SPECIAL_PATHS)
    rows += [_file_row(TouchedFile(letter="", path=path), by_path[path], news) for path in others]
    return (*(_file_row(TouchedFile(letter="", path=path), by_path[path], news) for path in special), *rows)


def _file_row(file: TouchedFile, threads: Iterable[Thread], news: frozenset[str]) -> FileRow:
    return FileRow(
        path=file.path,
        letter=file.letter,
        old_path=file.old_path,
        is_document=file.path not in SPECIAL_PATHS and is_prose_name(file.path),
        counts=count_threads(threads, news),
    )


def _patch_sets(
    workspace: Workspace, change: Change, review: Review | None, threads: Iterable[Thread], look: Look | None
) -> tuple[PatchSetRow, ...]:
    uploads = {upload.number: upload for upload in review.uploads} if review else {}
    begun = Counter(thread.root.patch_set for thread in threads)

    def row(one: PatchSet) -> PatchSetRow:
        upload = uploads.get(one.number)
        return PatchSetRow(
            patch_set=one,
            uploader=upload.uploader.shown if upload else workspace.repository.commit(one.revision).committer.name,
            description=upload.description if upload else "",
            threads=begun[one.number],
            is_new=look is not None and one.number > look.patch_set,
        )

    return tuple(row(one) for one in reversed(change.patch_sets))


def _people(review: Review | None, state: ReviewerState) -> tuple[Account, ...]:
    return tuple(account for account, held in review.reviewers if held is state) if review else ()


def _author(workspace: Workspace, change: Change) -> Account | None:
    """Who wrote a change that no server keeps."""
    commit = workspace.repository.find_commit(change.current.revision)
    return Account(number=None, name=commit.author.name) if commit else None


def _is_own(owner: Account | None, me: Me) -> bool:
    if owner is None:
        return False
    return owner.number in me.accounts if owner.number is not None else owner.name.lower() in me.names
