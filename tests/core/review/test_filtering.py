"""Threads are shown by their state, by whether one takes part or has read them, and by person."""

from datetime import UTC, datetime

import pytest

from visioneditor.core.review.filtering import ThreadFilter, ThreadSort, list_people
from visioneditor.core.review.model import Comment, Thread


def say(author: str, uuid: str, *, unresolved: bool = True) -> Comment:
    return Comment(
        uuid=uuid,
        change_key="1",
        patch_set=1,
        revision="1" * 40,
        path="a.rst",
        author=author,
        written=datetime(2026, 1, 5, tzinfo=UTC),
        unresolved=unresolved,
        message=uuid,
    )


THREADS = {
    "open": Thread(comments=(say("Ada", "a1"),)),
    "done": Thread(comments=(say("Ada", "b1"), say("Bob", "b2", unresolved=False))),
    "again": Thread(comments=(say("cleo", "c1", unresolved=False), say("Bob", "c2"))),
}


@pytest.mark.parametrize(
    ("sort", "person", "taken"),
    [
        (ThreadSort.ALL, "", ["open", "done", "again"]),
        (ThreadSort.UNRESOLVED, "", ["open", "again"]),
        (ThreadSort.MINE, "", ["done", "again"]),
        (ThreadSort.UNREAD, "", ["again"]),
        (ThreadSort.ALL, "Ada", ["open", "done"]),
        (ThreadSort.UNRESOLVED, "Bob", ["again"]),
        (ThreadSort.MINE, "Ada", ["done"]),
        (ThreadSort.ALL, "Nobody", []),
    ],
)
def test_threads_are_taken_by_sort_and_person(sort: ThreadSort, person: str, taken: list[str]) -> None:
    wanted = ThreadFilter(sort=sort, person=person)
    found = [name for name, one in THREADS.items() if wanted.takes(one, lambda said: said.author == "Bob", {"c2"})]
    assert found == taken


def test_people_are_listed_once_by_name() -> None:
    assert list_people(THREADS.values()) == ("Ada", "Bob", "cleo")
