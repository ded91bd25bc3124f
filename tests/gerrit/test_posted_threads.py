"""Who has the last word in a thread, by what a server tells."""

from visioneditor.gerrit.posted_threads import last_words
from visioneditor.gerrit.posting import PostedComment


def posted(uuid: str, answers: str | None = None, *, second: int = 0, unresolved: bool = True) -> PostedComment:
    updated = f"2026-01-01 12:00:{second:02}.000000000"
    return PostedComment(uuid=uuid, in_reply_to=answers, updated=updated, unresolved=unresolved)


def last(*comments: PostedComment) -> dict[str, str]:
    return {uuid: one.uuid for uuid, one in last_words(comments).items()}


def test_each_comment_knows_the_last_of_its_own_thread() -> None:
    told = last(posted("a"), posted("b", "a", second=1), posted("c", "b", second=2), posted("d"))
    assert told == {"a": "c", "b": "c", "c": "c", "d": "d"}


def test_an_answer_of_the_same_second_comes_after_what_it_answers() -> None:
    assert last(posted("z"), posted("y", "z"), posted("x", "y")) == {"z": "x", "y": "x", "x": "x"}


def test_an_answer_to_what_is_not_there_begins_a_thread_and_a_ring_ends() -> None:
    assert last(posted("a", "gone"))["a"] == "a"
    assert set(last(posted("a", "b"), posted("b", "a"))) == {"a", "b"}
