"""What a real Gerrit does with reviews, through our own client and ssh: what it takes, refuses and swallows."""

import itertools
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Absent
from tests.gerrit.server.filling import ACCOUNTS, PROJECT, TEXT, VISION
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.shared import Gerrit
from tests.gerrit.ssh_way import open_ssh
from visioneditor.core.review.publication import Server
from visioneditor.errors import VisionEditorError
from visioneditor.gerrit import posting
from visioneditor.gerrit.client import GerritClient
from visioneditor.gerrit.posting import Circumstances, PostedComment
from visioneditor.services.ssh_posting import post_by_ssh

GONE = "reference/gone.rst"
RANGE = {"start_line": 13, "start_character": 0, "end_line": 13, "end_character": 4}
_tags = (f"visioneditor-seen{number}" for number in itertools.count())


@pytest.fixture
def erik(gerrit: Gerrit) -> Iterator[GerritClient]:
    """What Erik asks by."""
    with closing(GerritClient(gerrit.url, login=("erik", ACCOUNTS["erik"].password))) as client:
        yield client


@pytest.fixture(scope="module")
def numbers() -> dict[str, int]:
    """The changes made for this module, by the server's version."""
    return {}


@pytest.fixture
def number(gerrit: Gerrit, contribute: Contribute, numbers: dict[str, int]) -> int:
    """A change of three patch sets that all of these write to."""
    if gerrit.version not in numbers:
        dana = contribute("dana")
        dana.commit("Be seen", {VISION: TEXT.replace("Users help", "Every user helps")})
        numbers[gerrit.version] = dana.push("refs/for/master")
        for who in ("Each", "Any"):
            dana.amend({VISION: TEXT.replace("Users help", f"{who} user helps")})
            dana.push("refs/for/master")
    return numbers[gerrit.version]


def see(client: GerritClient, number: int) -> Circumstances:
    return posting.read_circumstances(client, PROJECT, number, account=posting.read_account(client))


def post(client: GerritClient, number: int, body: object, patch_set: int = 3) -> dict[str, int]:
    return posting.post_review(client, PROJECT, number, patch_set, json.dumps(body).encode()).labels


def posted(client: GerritClient, number: int, *comments: dict[str, Any], patch_set: int = 3) -> list[PostedComment]:
    """What became of comments on the vision."""
    tag = next(_tags)
    post(client, number, {"tag": tag, "comments": {VISION: comments}}, patch_set)
    return sorted(see(client, number).comments_tagged(tag), key=lambda comment: comment.message)


def refusal(client: GerritClient, number: int, comments: object, **more: object) -> str:
    """The server's sentence for what it does not take."""
    with pytest.raises(VisionEditorError) as caught:
        post(client, number, {"comments": comments, **more})
    assert (caught.value.message, caught.value.arguments["status"]) == ("server.said-no", 400)
    return str(caught.value.arguments["reason"])


def test_a_comment_on_a_file_that_is_not_in_the_diff_is_refused(erik: GerritClient, number: int) -> None:
    said = refusal(erik, number, {GONE: [{"line": 1, "message": "Here?"}]}, message="Never seen", tag="never")
    assert said == f"file {GONE} not found in revision {number},3"
    assert refusal(erik, number, {"README.rst": [{"message": "Untouched"}]}).startswith("file README.rst not found")
    assert "never" not in {message.tag for message in see(erik, number).messages}


def test_a_place_outside_the_text_is_kept_as_given(erik: GerritClient, number: int) -> None:
    far = RANGE | {"start_character": 5, "end_character": 9999}
    first, second = posted(erik, number, {"line": 999, "message": "1"}, {"line": 13, "range": far, "message": "2"})
    assert first.line == 999 and second.range is not None
    assert (second.range.start_character, second.range.end_character) == (5, 9999)


def test_a_range_that_ends_before_it_starts_is_refused(erik: GerritClient, number: int) -> None:
    turned = {"start_line": 7, "start_character": 9, "end_line": 7, "end_character": 5}
    said = refusal(erik, number, {VISION: [{"line": 7, "range": turned, "message": "Hm"}]})
    assert said == f"Range (7:9 - 7:5) is not valid for the comment on {VISION}"


def test_a_line_that_is_not_the_ranges_last_is_taken(erik: GerritClient, number: int) -> None:
    (found,) = posted(erik, number, {"line": 3, "range": RANGE, "message": "Where?"})
    assert found.range is not None and found.range.end_line == 13 and found.line == 13


def test_an_answer_to_what_is_not_there_is_refused(erik: GerritClient, number: int) -> None:
    said = refusal(erik, number, {VISION: [{"line": 3, "in_reply_to": "00000000_00000000", "message": "Yes"}]})
    assert said == "Invalid inReplyTo, comment 00000000_00000000 not found"


def test_a_blank_comment_is_swallowed(erik: GerritClient, number: int) -> None:
    assert posted(erik, number, {"line": 3, "message": " \n "}) == []


def test_unknown_labels_and_values_are_swallowed(erik: GerritClient, number: int) -> None:
    for labels in ({"Taste": 1}, {"Rollcall-Vote": 7}, {"Code-Review": -2}):
        assert post(erik, number, {"labels": labels}) == {}
    assert see(erik, number).own_votes == {}


def test_a_label_in_other_letters_is_echoed_as_it_was_sent(erik: GerritClient, number: int) -> None:
    assert post(erik, number, {"labels": {"rollcall-vote": 1}}) == {"rollcall-vote": 1}
    assert see(erik, number).own_votes == {"Rollcall-Vote": 1}
    assert post(erik, number, {"labels": {"Rollcall-Vote": 0}}) == {"Rollcall-Vote": 0}
    assert see(erik, number).own_votes == {}


def test_a_field_that_does_not_exist_is_swallowed(erik: GerritClient, number: int) -> None:
    (found,) = posted(erik, number, {"line": 3, "message": "Hm", "unresolvd": True})
    assert not found.unresolved


def test_what_is_too_long_is_refused(erik: GerritClient, number: int) -> None:
    said = refusal(erik, number, {VISION: [{"line": 3, "message": "x" * 17_000}]})
    size = len(VISION) + 17_000
    assert said.startswith("One or more comments were rejected in validation: Comment size exceeds limit (17")
    assert said.endswith("> 16384)") and str(size)[:2] in said


def test_suggested_fixes_are_more_than_it_can_take(erik: GerritClient, number: int) -> None:
    fix = {"path": VISION, "range": RANGE, "replacement": "Any"}
    comment = {"line": 13, "message": "So", "fix_suggestions": [{"description": "So", "replacements": [fix]}]}
    with pytest.raises(VisionEditorError) as caught:
        post(erik, number, {"comments": {VISION: [comment]}, "tag": "fixed"})
    assert caught.value.message == "server.answer-lost" and "Internal server error" in caught.value.summary
    assert see(erik, number).messages_tagged("fixed") == ()


def test_broken_json_is_refused(erik: GerritClient, number: int) -> None:
    with pytest.raises(VisionEditorError) as caught:
        posting.post_review(erik, PROJECT, number, 3, b'{"message": ')
    assert caught.value.arguments["reason"] == "Invalid application/json in request"


def test_of_ones_drafts_on_the_server_one_can_be_published_alone(erik: GerritClient, number: int) -> None:
    def put(message: str, path: str, patch_set: int) -> str:
        body = json.dumps({"path": path, "line": 1, "message": message, "unresolved": True}).encode()
        return posting.put_draft(erik, PROJECT, number, patch_set, body).uuid

    half_written = [put("Half", "README.rst", 3), put("written", VISION, 2)]
    wanted = put("Whole", "README.rst", 3)
    more = {VISION: [{"line": 3, "message": "With it"}]}
    post(erik, number, {"drafts": "PUBLISH", "draft_ids_to_publish": [wanted], "tag": "drafted", "comments": more})
    found = see(erik, number).comments_tagged("drafted")
    assert sorted((one.path, one.message) for one in found) == [("README.rst", "Whole"), (VISION, "With it")]
    assert {draft.uuid for draft in posting.read_drafts(erik, PROJECT, number)} == set(half_written)
    post(erik, number, {"drafts": "PUBLISH_ALL_REVISIONS", "tag": "all"})
    assert {one.uuid for one in see(erik, number).comments_tagged("all")} == set(half_written)


def test_the_same_twice_is_there_twice(erik: GerritClient, number: int) -> None:
    body = {
        "message": "Twice",
        "tag": "twice",
        "comments": {VISION: [{"line": 4, "message": "Twice", "unresolved": True}]},
    }
    for _ in range(2):
        post(erik, number, body)
    now = see(erik, number)
    assert (len(now.messages_tagged("twice")), len(now.comments_tagged("twice"))) == (2, 2)
    post(erik, number, body | {"omit_duplicate_comments": True})
    now = see(erik, number)
    assert (len(now.messages_tagged("twice")), len(now.comments_tagged("twice"))) == (3, 2)


def test_a_vote_given_again_leaves_nothing_more(erik: GerritClient, number: int) -> None:
    for _ in range(2):
        post(erik, number, {"labels": {"Code-Review": -1}, "tag": "voted"})
    now = see(erik, number)
    assert now.own_votes == {"Code-Review": -1} and len(now.messages_tagged("voted")) == 1
    post(erik, number, {"labels": {"Code-Review": 0}})


def test_an_answer_stands_on_the_patch_set_it_is_posted_to(erik: GerritClient, number: int) -> None:
    (asked,) = posted(erik, number, {"line": 13, "message": "Who?", "unresolved": True})
    (said,) = posted(erik, number, {"line": 13, "message": "They", "in_reply_to": asked.uuid}, patch_set=1)
    assert (asked.patch_set, said.patch_set, said.in_reply_to) == (3, 1, asked.uuid)


def test_only_who_is_known_may_post_and_only_to_what_is_there(gerrit: Gerrit, number: int) -> None:
    def error(login: tuple[str, str] | None, number: int) -> VisionEditorError:
        with closing(GerritClient(gerrit.url, login=login)) as client, pytest.raises(VisionEditorError) as caught:
            post(client, number, {"message": "Hm"}, 1)
        return caught.value

    assert error(("erik", "wrong"), number).message == "server.wrong-password"
    assert error(None, number).message == "server.wants-account"
    unknown = error(("erik", ACCOUNTS["erik"].password), 9999)
    assert (unknown.arguments["status"], unknown.arguments["reason"]) == (404, "Not found: governance~9999")


@pytest.fixture
def issued(gerrit: Gerrit) -> Iterator[str]:
    """What the server itself issues to Gus: a token, before 3.13 a password in the place of his own."""
    if not gerrit.version.startswith("3.10"):
        yield gerrit.rest("gus").put("/accounts/self/tokens/visioneditor", {"lifetime": "30d"})["token"]
        return
    yield gerrit.rest("gus").put("/accounts/self/password.http", {"generate": True})
    own = {"http_password": ACCOUNTS["gus"].password}
    gerrit.rest("admin").put("/accounts/gus/password.http", own)


def test_what_the_server_issues_is_as_good_as_a_password(gerrit: Gerrit, number: int, issued: str) -> None:
    with closing(GerritClient(gerrit.url, login=("gus", issued))) as gus:
        post(gus, number, {"message": "By token", "tag": "token"})
        assert len(see(gus, number).messages_tagged("token")) == 1


@pytest.fixture
def by_ssh(gerrit: Gerrit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, absent: Absent) -> Server:
    return open_ssh(gerrit, "gus", tmp_path, monkeypatch, absent)


def test_a_review_goes_by_ssh(gerrit: Gerrit, number: int, by_ssh: Server) -> None:
    comments = {VISION: [{"line": 13, "message": "Größe 🚀", "unresolved": True}]}
    body = json.dumps({"message": "By ssh", "tag": "by-ssh", "comments": comments}, ensure_ascii=False).encode()
    post_by_ssh(by_ssh, number, 3, body)
    with closing(GerritClient(gerrit.url, login=("gus", ACCOUNTS["gus"].password))) as gus:
        now = see(gus, number)
    assert len(now.messages_tagged("by-ssh")) == 1
    assert [comment.message for comment in now.comments_tagged("by-ssh")] == ["Größe 🚀"]


def test_what_ssh_and_the_server_refuse_has_not_arrived(
    by_ssh: Server, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def error(body: bytes = b'{"message": "Hm"}', patch_set: int = 3) -> VisionEditorError:
        with pytest.raises(VisionEditorError) as caught:
            post_by_ssh(by_ssh, number, patch_set, body)
        return caught.value

    refused = error(json.dumps({"comments": {GONE: [{"line": 1, "message": "Hm"}]}}).encode())
    assert refused.message == "server.said-no"
    assert refused.arguments["reason"] == f"file {GONE} not found in revision {number},3"
    assert error(patch_set=99).message == error(b"{").message == "server.said-no"
    (tmp_path / "known_hosts").write_text("")
    assert error().message == "server.unknown-host"
    monkeypatch.setenv("GIT_SSH_COMMAND", "ssh -F none -i none -o IdentitiesOnly=yes -o StrictHostKeyChecking=no")
    assert error().message == "server.refused-key"
