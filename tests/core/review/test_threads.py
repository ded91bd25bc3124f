"""Threads are chained by what answers what, whatever the clocks say."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.review.model import Comment, build_threads

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def comment(uuid: str, seconds: int, parent: str | None = None, **fields: object) -> Comment:
    values: dict[str, object] = {
        "uuid": uuid,
        "change_key": "42",
        "patch_set": 1,
        "revision": "a" * 40,
        "path": "v.rst",
        "line": 1,
        "author": "Dana",
        "written": NOON + timedelta(seconds=seconds),
        "parent": parent,
        "message": uuid,
    }
    return Comment(**(values | fields))  # type: ignore[arg-type]  # a test says which fields it means


def shape(*comments: Comment) -> list[list[str | None]]:
    return [[one.uuid for one in thread.comments] for thread in build_threads(comments)]


def test_answers_follow_in_the_order_of_time() -> None:
    assert shape(comment("c", 3, "a"), comment("b", 2, "a"), comment("a", 1)) == [["a", "b", "c"]]


def test_an_answer_never_comes_before_what_it_answers() -> None:
    assert shape(comment("b", 1, "c"), comment("c", 5, "a"), comment("a", 5)) == [["a", "c", "b"]]


def test_an_answer_to_nothing_known_begins_a_thread() -> None:
    assert shape(comment("a", 1, "gone"), comment("b", 2, "a")) == [["a", "b"]]


def test_threads_stand_in_the_order_of_their_places() -> None:
    assert shape(comment("b", 1, line=9), comment("c", 2, path="u.rst"), comment("a", 3, line=2)) == [
        ["c"],
        ["a"],
        ["b"],
    ]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6)), max_size=6))
def test_no_comment_is_lost_whatever_answers_what(links: list[tuple[int, int]]) -> None:
    comments = [comment(str(at), seconds, str(parent)) for at, (seconds, parent) in enumerate(links)]
    assert sorted(one for thread in shape(*comments) for one in thread if one) == sorted(
        one.uuid or "" for one in comments
    )
