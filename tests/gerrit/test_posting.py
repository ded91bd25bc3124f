"""Circumstances, drafts and reviews as a real Gerrit has them, through our own client."""

import json
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.gerrit.server.filling import ACCOUNTS, PROJECT, TEXT, VISION
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.shared import Gerrit
from visioneditor.core.review.model import Status
from visioneditor.gerrit import posting
from visioneditor.gerrit.client import GerritClient
from visioneditor.gerrit.posting import Circumstances


@pytest.fixture
def erik(gerrit: Gerrit) -> Iterator[GerritClient]:
    """What Erik asks by."""
    with closing(GerritClient(gerrit.url, login=("erik", ACCOUNTS["erik"].password))) as client:
        yield client


@pytest.fixture
def number(contribute: Contribute, request: pytest.FixtureRequest) -> int:
    """A change of two patch sets, the test's own."""
    dana = contribute("dana")
    dana.commit(f"Post {request.node.name}", {VISION: TEXT.replace("Users help", "Every user helps")})
    dana.push("refs/for/master")
    dana.amend({VISION: TEXT.replace("Users help", "Each user helps")})
    return dana.push("refs/for/master")


def circumstances(client: GerritClient, number: int) -> Circumstances:
    return posting.read_circumstances(client, PROJECT, number, account=posting.read_account(client))


def test_a_review_is_found_by_its_tag(erik: GerritClient, number: int) -> None:
    before = circumstances(erik, number)
    assert (before.status, before.current, before.is_work_in_progress) == (Status.NEW, 2, False)
    assert before.permitted["Rollcall-Vote"] == before.labels["Rollcall-Vote"] == {-1, 0, 1}
    assert not before.votes and not before.comments
    body = {
        "tag": "visioneditor-0123456789ab",
        "labels": {"Rollcall-Vote": -1},
        "comments": {VISION: [{"line": 13, "message": "Who? 🚀", "unresolved": True}]},
    }
    result = posting.post_review(erik, PROJECT, number, 2, json.dumps(body, ensure_ascii=False).encode())
    assert result.labels == {"Rollcall-Vote": -1}
    now = circumstances(erik, number)
    assert now.own_votes == {"Rollcall-Vote": -1} and now.negative == {("Rollcall-Vote", now.account)}
    (comment,) = now.comments_tagged("visioneditor-0123456789ab")
    assert (comment.path, comment.patch_set, comment.line, comment.message) == (VISION, 2, 13, "Who? 🚀")
    assert comment.unresolved and comment.uuid
    assert [message.patch_set for message in now.messages_tagged("visioneditor-0123456789ab")] == [2]
    assert not now.messages_tagged("visioneditor-ffffffffffff") and not now.messages_tagged("")


def test_a_tag_of_somebody_else_is_not_ones_own(gerrit: Gerrit, erik: GerritClient, number: int) -> None:
    with closing(GerritClient(gerrit.url, login=("gus", ACCOUNTS["gus"].password))) as gus:
        posting.post_review(gus, PROJECT, number, 1, b'{"message": "Hm", "tag": "visioneditor-1"}')
    now = circumstances(erik, number)
    assert "visioneditor-1" in {message.tag for message in now.messages}
    assert not now.messages_tagged("visioneditor-1")


def test_a_draft_is_put_read_and_taken_away(erik: GerritClient, number: int) -> None:
    assert posting.read_files(erik, PROJECT, number, 2) == {"/COMMIT_MSG", VISION}
    body = b'{"path": "README.rst", "line": 1, "message": "Who reads?", "unresolved": true}'
    put = posting.put_draft(erik, PROJECT, number, 2, body)
    (draft,) = posting.read_drafts(erik, PROJECT, number)
    assert (draft.uuid, draft.path, draft.patch_set, draft.line) == (put.uuid, "README.rst", 2, 1)
    assert not circumstances(erik, number).comments
    posting.delete_draft(erik, PROJECT, number, 2, draft.uuid)
    assert posting.read_drafts(erik, PROJECT, number) == ()


def test_what_is_closed_or_in_progress_is_told(gerrit: Gerrit, erik: GerritClient) -> None:
    assert circumstances(erik, gerrit.filled.merged).status is Status.MERGED
    assert circumstances(erik, gerrit.filled.abandoned).is_closed
    assert circumstances(erik, gerrit.filled.waiting).is_work_in_progress
    argued = circumstances(erik, gerrit.filled.argued)
    assert argued.own_votes == {"Rollcall-Vote": 1} and set(argued.revisions) == {1, 2, 3}


def test_a_change_is_reached_by_its_number_alone(erik: GerritClient, number: int) -> None:
    posting.post_review(erik, "", number, 2, b'{"message": "Hm", "tag": "visioneditor-2"}')
    found = posting.read_circumstances(erik, "", number, account=posting.read_account(erik))
    assert [message.patch_set for message in found.messages_tagged("visioneditor-2")] == [2]
