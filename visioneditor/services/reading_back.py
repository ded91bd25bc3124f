"""What the server shows of a request: whether it is there, and what it calls the comments. Pure."""

from collections.abc import Iterable, Mapping

from visioneditor.core.review.publication import OutboxItem, PlannedComment
from visioneditor.core.review.retiring import kept_words
from visioneditor.decoding import decode_json
from visioneditor.gerrit.posting import Circumstances, PostedComment
from visioneditor.gerrit.protocol import DraftInput


def is_there(item: OutboxItem, found: Circumstances) -> bool:
    """Whether the server has it: something of one's own with its tag, or, of votes alone, votes that stand."""
    post = item.post
    if found.messages_tagged(post.tag) or found.comments_tagged(post.tag):
        return True
    is_vote_only = bool(post.votes) and not post.comments and not post.cover
    standing = {label.lower(): value for label, value in found.own_votes.items()}
    has_votes = all(value and standing.get(label.lower()) == value for label, value in post.votes.items())
    return is_vote_only and post.patch_set == found.current and has_votes


def find_uuids(item: OutboxItem, found: Circumstances) -> Mapping[str, str]:
    """The uuids under which its comments were published, by the ids of all drafts in it."""
    left = list(found.comments_tagged(item.post.tag))
    uuids: dict[str, str] = {}
    for planned in item.post.comments:
        same = take_same(planned, item.post.patch_set, left)
        if same is not None:
            uuids |= {draft.id or "": same.uuid for draft in planned.drafts}
    return uuids


def has_equal(item: OutboxItem, comments: Iterable[PostedComment]) -> bool:
    """Whether a comment of anybody, in whatever thread, is like one of these: the server would take it for the same."""
    wanted = {_place(_input(planned), item.post.patch_set) for planned in item.post.comments}
    return any(_posted_place(comment) in wanted for comment in comments)


def take_same(planned: PlannedComment, patch_set: int, left: list[PostedComment]) -> PostedComment | None:
    """The first of those left that is this comment, to the last sign; it is left no more."""
    wanted = _input(planned)
    for comment in left:
        is_same_thread = (comment.in_reply_to or None) == wanted.in_reply_to
        is_same_state = comment.unresolved == wanted.unresolved
        if is_same_thread and is_same_state and _posted_place(comment) == _place(wanted, patch_set):
            left.remove(comment)
            return comment
    return None


def _input(planned: PlannedComment) -> DraftInput:
    return decode_json(planned.body, DraftInput)


def _place(wanted: DraftInput, patch_set: int) -> tuple[object, ...]:
    where = (patch_set, wanted.path, wanted.side, wanted.parent or 0, wanted.line or 0, wanted.range)
    return *where, kept_words(wanted.message)


def _posted_place(comment: PostedComment) -> tuple[object, ...]:
    where = (comment.patch_set, comment.path, comment.side, comment.parent or 0, comment.line or 0, comment.range)
    return *where, kept_words(comment.message)
