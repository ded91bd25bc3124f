"""The way to a server by ssh: a review is posted by the user's own ssh, and what became of it is fetched by git.

No result comes back by ssh, so what the server has is read out of the change's review data, as everybody may fetch it.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime

from visioneditor.core.review.model import Comment, Review, Side
from visioneditor.core.review.publication import OutboxItem
from visioneditor.errors import VisionEditorError
from visioneditor.gerrit.posting import AccountInfo, Circumstances, PostedComment, PostedMessage
from visioneditor.gerrit.protocol import CommentRange
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.fetching import fetch_changes
from visioneditor.services.own_accounts import own_accounts
from visioneditor.services.ssh_posting import post_by_ssh
from visioneditor.services.taking_in import address_of
from visioneditor.services.workspace import Workspace

Opened = Callable[[OutboxItem], AbstractContextManager[Workspace]]


class SshWire:
    """By ssh. `opened` opens the repository that an item is of."""

    def __init__(
        self, opened: Opened, *, may_ask: bool, timeout_s: float, cancelled: Callable[[], bool] = lambda: False
    ) -> None:
        self._opened, self._may_ask, self._timeout_s, self._cancelled = opened, may_ask, timeout_s, cancelled

    def look(self, item: OutboxItem) -> Circumstances:
        """What holds for the item's change now, fetched."""
        with self._opened(item) as workspace:
            address = address_of(workspace, item)
            fetched = fetch_changes(workspace, [item.number], remote=address, cancelled=self._cancelled)
            review = load_fetched_review(workspace.repository, item.number)
            if review is None or fetched.missing:
                raise VisionEditorError("gerrit.no-change", changes=str(item.number), address=fetched.address)
            return read_review(review, item.post.tag, own_accounts(workspace))

    def drafts(self, item: OutboxItem) -> tuple[PostedComment, ...]:
        """None can be seen by ssh."""
        return ()

    def put_draft(self, item: OutboxItem, body: bytes) -> PostedComment:
        """None can be put by ssh: a review that needs one is refused."""
        raise VisionEditorError("server.said-no", place=item.server.root, reason="it takes no drafts by ssh")

    def delete_draft(self, item: OutboxItem, draft: PostedComment) -> None:
        """None was put."""

    def post(self, item: OutboxItem, body: bytes) -> None:
        """Post the review."""
        post = item.post
        post_by_ssh(item.server, item.number, post.patch_set, body, may_ask=self._may_ask, timeout_s=self._timeout_s)

    def close(self) -> None:
        """Nothing stays open."""


def read_review(review: Review, tag: str, accounts: Iterable[int]) -> Circumstances:
    """The circumstances in a change's review data, as REST would tell them to whoever posted with the tag."""
    tagged = [message.author.number for message in review.messages if message.tag == tag]
    account = next((number for number in (*tagged, *sorted(accounts)) if number is not None), 0)
    tags = {(one.author.number, one.patch_set, _second(one.written)): one.tag for one in review.messages if one.tag}
    current = max((upload.number for upload in review.uploads), default=0)
    return Circumstances(
        account=account,
        status=review.status,
        is_work_in_progress=review.is_work_in_progress,
        current=current,
        revisions={upload.number: upload.revision for upload in review.uploads},
        labels={},
        permitted={},
        votes={
            (vote.label, vote.account.number or 0): vote.value
            for vote in review.votes
            if vote.value and vote.patch_set == current
        },
        messages=tuple(
            PostedMessage(
                id="", tag=one.tag, patch_set=one.patch_set, author=_author(one.author.number), message=one.text
            )
            for one in review.messages
        ),
        comments=tuple(_posted(comment, tags) for comment in review.comments),
    )


def _posted(comment: Comment, tags: Mapping[tuple[int | None, int, int], str]) -> PostedComment:
    """A comment as REST tells it; what was written with a tagged message has that tag."""
    at = comment.range
    parent = comment.side.parent_number
    return PostedComment(
        uuid=comment.uuid or "",
        path=comment.path,
        patch_set=comment.patch_set,
        side=(Side.PARENT if parent else Side.REVISION).name,
        parent=parent if parent > 1 else None,
        line=comment.line,
        range=CommentRange(**{name: getattr(at, name) for name in CommentRange.__struct_fields__}) if at else None,
        in_reply_to=comment.parent,
        message=comment.message,
        unresolved=comment.unresolved,
        tag=tags.get((comment.account, comment.patch_set, _second(comment.written)), ""),
        author=_author(comment.account),
        updated=comment.written.isoformat(),
    )


def _author(number: int | None) -> AccountInfo | None:
    return AccountInfo(number=number) if number is not None else None


def _second(time: datetime) -> int:
    return int(time.timestamp())
