"""What is known of a change where its review is checked: from what was fetched, or from the server itself."""

from collections.abc import Iterable, Iterator
from weakref import WeakKeyDictionary

from visioneditor.core.review.checks import Known, VoteRule, comment_size, stored_size, utf16_size
from visioneditor.core.review.model import PATCH_SET_PATH, Change, Comment, Side, build_threads
from visioneditor.core.review.publication import Server
from visioneditor.errors import VisionEditorError
from visioneditor.gerrit.client import GerritClient
from visioneditor.gerrit.posted_threads import last_words
from visioneditor.gerrit.posting import Circumstances, PostedComment, read_circumstances, read_files
from visioneditor.repository.repository import Repository
from visioneditor.services.comment_texts import comment_text, has_byte_order_mark
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.labels import list_known_labels
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

_Place = tuple[int, Side, str]

_TOLD: WeakKeyDictionary[Repository, dict[str, Known]] = WeakKeyDictionary()


def load_known(workspace: Workspace, change: Change, comments: Iterable[Comment]) -> Known:
    """What is known here, as far as these comments ask for it: as of the last fetch, and as the server told since the
    repository was opened (`remember_told`). It runs git.
    """
    known = _load_fetched(workspace, change, comments)
    told = _TOLD.get(workspace.repository, {}).get(change.key)
    if told is None:
        return known
    return replace(
        known,
        is_asked=True,
        labels=told.labels,
        touched={**told.touched, **known.touched},
        published={**(told.published or {}), **(known.published or {})},
    )


def remember_told(workspace: Workspace, change: Change, told: Known) -> bool:
    """Plan by what a server told of a change from now on; whether that is news."""
    kept = _TOLD.setdefault(workspace.repository, {})
    is_news = kept.get(change.key) != told
    kept[change.key] = told
    return is_news


def _load_fetched(workspace: Workspace, change: Change, comments: Iterable[Comment]) -> Known:
    wanted = tuple(comments)
    numbers = {comment.patch_set for comment in wanted}
    review = load_fetched_review(workspace.repository, change.number) if change.number is not None else None
    known = Known(
        touched=dict(_touched(workspace, change, numbers)),
        labels=_rules(workspace),
        line_sizes=dict(_line_sizes(workspace, change, wanted)),
    )
    if review is None:
        return known
    threads = build_threads(review.comments)
    words = sum(utf16_size(message.text) for message in review.messages)
    return replace(
        known,
        status=review.status,
        is_work_in_progress=review.is_work_in_progress,
        published={one.key: thread.is_unresolved for thread in threads for one in thread.comments},
        size=words + sum(comment_size(comment, "") for comment in review.comments),
        count=len(review.messages) + len(review.comments),
    )


def ask_known(
    known: Known, server: Server, number: int, patch_sets: Iterable[int], client: GerritClient, account: int
) -> Known:
    """The same as the server says it now; `known` is what is known here. Raises what the client raises."""
    told = read_circumstances(client, server.project, number, account=account)
    files = {one: read_files(client, server.project, number, one) for one in set(patch_sets) & set(told.revisions)}
    return replace(
        known,
        is_asked=True,
        status=told.status,
        is_work_in_progress=told.is_work_in_progress,
        # of a renamed file it lists the new path alone, and takes comments on both
        touched={one: paths | known.touched.get(one, frozenset()) for one, paths in files.items()},
        published={uuid: last.unresolved for uuid, last in last_words(told.comments).items()},
        labels=tuple(told_rules(told)),
        size=sum(utf16_size(one.message) for one in told.messages) + sum(map(_size, told.comments)),
        count=len(told.messages) + len(told.comments),
    )


def told_rules(told: Circumstances) -> Iterator[VoteRule]:
    """The labels of a change, and what one may vote on it."""
    for name, values in told.labels.items():
        yield VoteRule(name=name, values=values, permitted=told.permitted.get(name, frozenset()))


def _touched(workspace: Workspace, change: Change, numbers: Iterable[int]) -> Iterator[tuple[int, frozenset[str]]]:
    """The paths of patch sets' diffs. Of a merge the server shows less than differs from a parent: it is left out."""
    repository, revisions = workspace.repository, {one.number: one.revision for one in change.patch_sets}
    for number in numbers:
        commit = repository.find_commit(revisions[number]) if number in revisions else None
        if commit is not None and len(commit.parents) < 2:
            options = ("-r", "--root", "--no-commit-id", "--no-renames", "--name-only", "-z")
            said = repository.plumbing.tell("diff-tree", *options, commit.oid)
            yield number, frozenset(said.decode("utf-8", "replace").split("\0")) - {""}


def _rules(workspace: Workspace) -> tuple[VoteRule, ...] | None:
    """The labels in their spelling; None where nothing tells, since a server has some of its own."""
    labels = list_known_labels(workspace.repository)
    rules = (
        VoteRule(name=one.name, values=frozenset(one.values) if one.words else None) for one in labels
    )  # what was voted tells no limits
    return tuple(rules) or None


def _line_sizes(
    workspace: Workspace, change: Change, comments: Iterable[Comment]
) -> Iterator[tuple[_Place, tuple[int, ...]]]:
    """How long the lines are where comments stand, as a server counts them; what cannot be read is left out."""
    numbered = {one.number: one for one in change.patch_sets}
    for place in {(one.patch_set, one.side, one.path) for one in comments if one.line is not None}:
        number, side, path = place
        if number not in numbered or path == PATCH_SET_PATH:
            continue
        try:
            text = comment_text(workspace, numbered[number], side, path)
        except VisionEditorError:  # no such file: the place was taken over from elsewhere
            continue
        sizes = [utf16_size(line) for line in text.removesuffix("\n").split("\n")]
        if has_byte_order_mark(workspace, numbered[number], side, path):
            sizes[0] += 1
        yield place, tuple(sizes)


def _size(one: PostedComment) -> int:
    return stored_size(one.message, one.path, one.tag, is_reply=one.in_reply_to is not None)
