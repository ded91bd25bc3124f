"""Which drafts stand among the published comments: the same words at the same place, and in doubt none."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from visioneditor.core.review.model import Comment, Range, Side
from visioneditor.core.review.retiring import find_published, kept_words
from visioneditor.values import replace

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
AT = Range(start_line=7, start_character=4, end_line=7, end_character=9)


def draft(id: str = "d1", **fields: Any) -> Comment:
    values: dict[str, Any] = {
        "uuid": None,
        "id": id,
        "draft": True,
        "change_key": "42",
        "patch_set": 1,
        "revision": "a" * 40,
        "path": "vision.rst",
        "line": 7,
        "range": AT,
        "quote": "cloud",
        "author": "Dana",
        "written": NOON,
        "message": "Who decides?",
    }
    return Comment(**(values | fields))


def published(one: Comment, uuid: str = "6899648c_a2d6fa6b", **fields: Any) -> Comment:
    """The same as a server has it."""
    usual: dict[str, Any] = {
        "uuid": uuid,
        "id": None,
        "draft": False,
        "author": "account 7",
        "account": 7,
        "written": one.written + timedelta(hours=1),
    }
    return replace(one, **(usual | fields))


def test_the_same_words_at_the_same_place_are_the_drafts() -> None:
    found = find_published([draft()], [published(draft())])
    assert {id: one.uuid for id, one in found.items()} == {"d1": "6899648c_a2d6fa6b"}


def test_white_space_around_the_words_and_line_ends_do_not_matter() -> None:
    mine = draft(message="  One\r\ntwo \n")
    assert find_published([mine], [published(mine, message="One\ntwo")])


@pytest.mark.parametrize(
    "other",
    [
        {"message": "Who decides"},
        {"path": "other.rst"},
        {"side": Side.PARENT},
        {"revision": "b" * 40},
        {"range": None},
        {"range": replace(AT, end_character=10)},
        {"parent": "12345678_12345678"},
        {"unresolved": False},
        {"written": NOON - timedelta(days=1)},
    ],
)
def test_whatever_differs_keeps_the_draft(other: dict[str, Any]) -> None:
    assert not find_published([draft()], [published(draft(), **other)])


def test_one_comment_answers_for_one_draft() -> None:
    found = find_published([draft("d1"), draft("d2")], [published(draft())])
    assert list(found) == ["d1"]
    both = [published(draft(), "1"), published(draft(), "2", written=NOON + timedelta(hours=2))]
    assert {id: one.uuid for id, one in find_published([draft("d1"), draft("d2")], both).items()} == {
        "d1": "1",
        "d2": "2",
    }


def test_an_answer_to_a_draft_is_known_by_what_that_was_published_as() -> None:
    root = draft("d1")
    answer = draft("d2", message="I mean it", parent="d1", written=NOON + timedelta(minutes=1))
    there = [published(root, "root"), published(answer, "answer", parent="root")]
    assert {id: one.uuid for id, one in find_published([answer, root], there).items()} == {"d1": "root", "d2": "answer"}
    assert list(find_published([answer, root], there[:1])) == ["d1"]


def test_a_draft_on_a_line_is_not_one_on_words_of_it() -> None:
    line = draft(range=None)
    assert find_published([line], [published(line)])
    assert not find_published([line], [published(draft())])


def test_words_are_compared_as_a_server_keeps_them() -> None:
    assert kept_words("\x07 \u3000two\r\nlines \x00 \x1b\n") == "two\nlines"
    assert kept_words("a  b") != kept_words("a b")
