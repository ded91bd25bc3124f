"""What leaves is what Gerrit takes: nothing it would refuse, nothing it would swallow."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from visioneditor.core.review.model import (
    COMMIT_MESSAGE_PATH,
    PATCH_SET_PATH,
    Change,
    Comment,
    PatchSet,
    Range,
    Side,
)
from visioneditor.gerrit.protocol import build_reviews, message_text, render_reviews

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
CHANGE = Change(
    key="42",
    number=42,
    change_id="I" + "1" * 40,
    subject="Add a vision",
    branch="master",
    patch_sets=tuple(PatchSet(number=n, revision=str(n) * 40, parent="0" * 40) for n in (1, 2, 3)),
)
WORDS = Range(start_line=12, start_character=4, end_line=14, end_character=20)


def draft(id: str, message: str = "Why?", **fields: object) -> Comment:
    values: dict[str, Any] = {
        "uuid": None,
        "id": f"draft-{id}",
        "draft": True,
        "change_key": "42",
        "patch_set": 3,
        "revision": "3" * 40,
        "path": "vision.rst",
        "line": 14,
        "range": WORDS,
        "quote": "words",
        "author": "Dana",
        "written": NOON + timedelta(seconds=int(id)),
        "message": message,
    }
    return Comment(**(values | fields))


def posted(*drafts: Comment, wrapped: bool = False, **more: Any) -> Any:
    values: dict[str, Any] = {"votes": {}, "cover": ""}
    return json.loads(render_reviews(build_reviews(CHANGE, drafts, **(values | more)), wrapped=wrapped))


def test_drafts_on_one_patch_set_are_a_bare_review_input() -> None:
    review = posted(
        draft("1"),
        draft("2", line=7, range=None, path=COMMIT_MESSAGE_PATH, unresolved=False),
        draft("3", "As a whole", line=None, range=None, path=PATCH_SET_PATH, unresolved=False),
        draft("4", side=Side.PARENT),
        draft("5", line=None, range=None),
        votes={"Rollcall-Vote": 1, "Code-Review": 0},
        cover=" Two questions. ",
    )
    at = {"start_line": 12, "start_character": 4, "end_line": 14, "end_character": 20}
    assert review == {
        "message": "Two questions.",
        "labels": {"Rollcall-Vote": 1, "Code-Review": 0},
        "comments": {
            "/COMMIT_MSG": [{"line": 7, "message": "Why?", "unresolved": False}],
            "/PATCHSET_LEVEL": [{"message": "As a whole", "unresolved": False}],
            "vision.rst": [
                {"message": "Why?", "unresolved": True},
                {"line": 14, "range": at, "message": "Why?", "unresolved": True},
                {"side": "PARENT", "line": 14, "range": at, "message": "Why?", "unresolved": True},
            ],
        },
    }


def test_the_line_is_the_last_of_the_range_whatever_was_kept() -> None:
    (comment,) = posted(draft("1", line=3))["comments"]["vision.rst"]
    assert comment["line"] == comment["range"]["end_line"] == 14


def test_several_patch_sets_are_posted_in_order_the_votes_with_the_newest() -> None:
    first = draft("1", patch_set=1, revision="1" * 40)
    answer = posted(draft("2"), first, votes={"Rollcall-Vote": -1}, cover="No.")
    assert answer["schema"] == "visioneditor.export/1"
    assert [(one["change"], one["patch_set"]) for one in answer["reviews"]] == [(42, 1), (42, 3)]
    assert "labels" not in answer["reviews"][0]["review_input"]
    assert answer["reviews"][1]["review_input"]["labels"] == {"Rollcall-Vote": -1}
    assert answer["reviews"][1]["review_input"]["message"] == "No."


def test_a_vote_goes_to_the_newest_patch_set_also_where_no_comment_does() -> None:
    answer = posted(draft("1", patch_set=2), votes={"Code-Review": 1})
    assert [one["patch_set"] for one in answer["reviews"]] == [2, 3]
    assert "comments" not in answer["reviews"][1]["review_input"]


def test_one_review_is_wrapped_where_that_is_wanted() -> None:
    (review,) = posted(draft("1"), wrapped=True)["reviews"]
    assert (review["change"], review["change_key"], review["patch_set"]) == (42, "42", 3)
    assert "vision.rst" in review["review_input"]["comments"]


def test_blank_messages_never_leave() -> None:
    assert posted(draft("1", " \n"), votes={"Code-Review": 1}, cover=" ") == {"labels": {"Code-Review": 1}}


def test_a_reply_names_what_it_answers() -> None:
    (comment,) = posted(draft("1", "Done", parent="6899648c_a2d6fa6b", unresolved=False))["comments"]["vision.rst"]
    assert comment["in_reply_to"] == "6899648c_a2d6fa6b"
    assert comment["unresolved"] is False


def test_a_reply_to_an_own_draft_is_joined_to_it() -> None:
    (comment,) = posted(
        draft("1", "Who decides?"),
        draft("2", "The committee, I see.", parent="draft-1", unresolved=False),
        draft("3", "Or not.", parent="draft-2", unresolved=True),
    )["comments"]["vision.rst"]
    assert comment["message"] == "Who decides?\n\nThe committee, I see.\n\nOr not."
    assert comment["unresolved"] is True
    assert "in_reply_to" not in comment


def test_a_reply_to_a_deleted_draft_stands_for_itself() -> None:
    (comment,) = posted(draft("2", "Still.", parent="draft-1"))["comments"]["vision.rst"]
    assert comment["message"] == "Still."
    assert "in_reply_to" not in comment


def test_a_reply_to_a_comment_of_the_notes_quotes_it_for_gerrit_does_not_know_it() -> None:
    known = draft("1", "Who decides?\nAnd when?", author="Riko")
    note = Comment(**{name: getattr(known, name) for name in Comment.__slots__} | {"uuid": "a" * 40, "id": None})
    (comment,) = posted(draft("2", "We do.", parent="a" * 40), published=[note])["comments"]["vision.rst"]
    assert comment["message"] == "Riko:\n> Who decides?\n> And when?\n\nWe do."
    assert "in_reply_to" not in comment


def test_the_commit_message_has_gerrits_header() -> None:
    people = [
        ("Author", "Dana <dana@example.org>", "2026-09-01 12:00:00 +0000"),
        ("Commit", "Riko <riko@example.org>", "2026-09-01 12:05:00 +0000"),
    ]
    parents = [("abcdef0123", "One"), ("9876543210", "Two")]
    assert message_text(parents[:1], people, "Subject\n").split("\n") == [
        "Parent:     abcdef01 (One)",
        "Author:     Dana <dana@example.org>",
        "AuthorDate: 2026-09-01 12:00:00 +0000",
        "Commit:     Riko <riko@example.org>",
        "CommitDate: 2026-09-01 12:05:00 +0000",
        "",
        "Subject",
        "",
    ]
    assert message_text([], people, "Subject").split("\n").index("Subject") == 5
    merge = message_text(parents, people, "Subject").split("\n")
    assert merge[:2] == ["Merge Of:   abcdef01 (One)", "            98765432 (Two)"]
    assert merge.index("Subject") == 7
