"""The way to a server for whoever sends: what holds there, drafts put there, a review posted; nothing is decided.

Errors are the client's: "server.answer-lost" alone means that what was written may have arrived, and a refusal is
"server.said-no".
"""

from typing import Protocol

from visioneditor.core.review.publication import OutboxItem
from visioneditor.gerrit import posting
from visioneditor.gerrit.client import GerritClient
from visioneditor.gerrit.posting import Circumstances, PostedComment


class Wire(Protocol):
    """A server, as oneself."""

    def look(self, item: OutboxItem) -> Circumstances:
        """What holds for the item's change now."""

    def drafts(self, item: OutboxItem) -> tuple[PostedComment, ...]:
        """One's own drafts there."""

    def put_draft(self, item: OutboxItem, body: bytes) -> PostedComment:
        """Put a draft there, on the item's patch set."""

    def delete_draft(self, item: OutboxItem, draft: PostedComment) -> None:
        """Take a draft away from there."""

    def post(self, item: OutboxItem, body: bytes) -> None:
        """Post the review."""

    def close(self) -> None:
        """Let go of the server."""


class RestWire:
    """By REST."""

    def __init__(self, client: GerritClient, account: int) -> None:
        self._client, self._account = client, account

    def look(self, item: OutboxItem) -> Circumstances:
        return posting.read_circumstances(self._client, item.server.project, item.number, account=self._account)

    def drafts(self, item: OutboxItem) -> tuple[PostedComment, ...]:
        return posting.read_drafts(self._client, item.server.project, item.number)

    def put_draft(self, item: OutboxItem, body: bytes) -> PostedComment:
        return posting.put_draft(self._client, item.server.project, item.number, item.post.patch_set, body)

    def delete_draft(self, item: OutboxItem, draft: PostedComment) -> None:
        posting.delete_draft(self._client, item.server.project, item.number, draft.patch_set, draft.uuid)

    def post(self, item: OutboxItem, body: bytes) -> None:
        posting.post_review(self._client, item.server.project, item.number, item.post.patch_set, body)

    def close(self) -> None:
        self._client.close()
