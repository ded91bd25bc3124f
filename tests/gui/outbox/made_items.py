"""Items of an outbox made by hand."""

from datetime import UTC, datetime
from typing import Any

from visioneditor.core.review.model import Comment
from visioneditor.core.review.publication import Baseline, OutboxItem, PlannedComment, Post, Problem, Server

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
SERVER = Server(root="https://review.example.org", project="community/governance")
OFFLINE = Problem(message="server.unreachable", arguments={"place": "https://review.example.org"})


def make_post(comments: int = 0, **different: Any) -> Post:
    """One with so many comments."""
    drafts = tuple(
        Comment(
            uuid=None,
            id=f"d{number}",
            change_key="7",
            patch_set=1,
            revision="1" * 40,
            path="a.rst",
            author="",
            written=NOW,
            message="Why?",
            draft=True,
        )
        for number in range(comments)
    )
    planned = tuple(PlannedComment(drafts=(draft,), comment=draft) for draft in drafts)
    usual: dict[str, Any] = {"patch_set": 1, "revision": "1" * 40, "comments": planned, "tag": "visioneditor-1"}
    return Post(**usual | different)


def make_item(id: str = "out-1", **different: Any) -> OutboxItem:
    """One of change 7; what is not said is as it mostly is."""
    usual: dict[str, Any] = {
        "id": id,
        "repository": "here",
        "folder": "/somewhere/governance",
        "change_key": "7",
        "number": 7,
        "subject": "Say people",
        "server": SERVER,
        "post": make_post(2, votes={"Code-Review": -1}, cover="All in all"),
        "baseline": Baseline(current=1),
        "since": NOW,
    }
    return OutboxItem(**usual | different)
