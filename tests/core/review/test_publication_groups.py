"""A publication as it is read: by patch set, every comment in its place whether it leaves or stays."""

from datetime import UTC, datetime

from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Change, Comment, PatchSet, Range
from visioneditor.core.review.publication import PlannedComment, Post, Publication
from visioneditor.core.review.publication_groups import Going, group_by_patch_set, is_same_publication
from visioneditor.values import replace

CHANGE = Change(
    key="7",
    number=7,
    change_id=None,
    subject="Reword",
    branch="main",
    patch_sets=tuple(PatchSet(number=n, revision=str(n) * 40, parent=None) for n in (1, 2)),
)


def plan(id: str, *, path: str = "vision.rst", patch_set: int = 2, line: int | None = 4, at: int = 0) -> PlannedComment:
    place = Range(start_line=line, start_character=at, end_line=line, end_character=at + 5) if line and at else None
    draft = Comment(
        uuid=None,
        id=id,
        draft=True,
        change_key="7",
        patch_set=patch_set,
        revision=str(patch_set) * 40,
        path=path,
        line=line,
        range=place,
        author="Dana",
        written=datetime(2026, 1, 5, tzinfo=UTC),
        message=id,
    )
    return PlannedComment(drafts=(draft,), comment=draft)


def test_patch_sets_come_in_their_order_and_comments_in_that_of_their_places() -> None:
    last, first = plan("last", line=9), plan("first", line=4, at=3)
    message, whole = plan("message", path=COMMIT_MESSAGE_PATH, line=7), plan("whole", path=PATCH_SET_PATH, line=None)
    older = plan("older", patch_set=1)
    posts = (
        Post(patch_set=1, revision="", comments=(older,)),
        Post(patch_set=2, revision="", comments=(last, message, first, whole)),
    )
    groups = group_by_patch_set(Publication(change=CHANGE, server=None, posts=posts))
    found = [(group.patch_set, [one.planned.id for one in group.comments]) for group in groups]
    assert found == [(1, ["older"]), (2, ["message", "whole", "first", "last"])]


def test_a_comment_stays_in_its_place_when_it_is_kept_or_blocked() -> None:
    one, two, three = plan("one", line=1), plan("two", line=2), plan("three", line=3)
    all_leave = Publication(
        change=CHANGE, server=None, posts=(Post(patch_set=2, revision="", comments=(one, two, three)),)
    )
    some_stay = replace(
        all_leave, posts=(Post(patch_set=2, revision="", comments=(three,)),), blocked=(one,), unchosen=(two,)
    )
    (every,), (rest,) = group_by_patch_set(all_leave), group_by_patch_set(some_stay)
    assert [one.planned for one in every.comments] == [one.planned for one in rest.comments]
    assert [one.going for one in rest.comments] == [Going.BLOCKED, Going.KEPT, Going.LEAVES]


def test_publications_are_the_same_whatever_their_tags() -> None:
    one = Publication(change=CHANGE, server=None, posts=(Post(patch_set=2, revision="", cover="Fine.", tag="a"),))
    other = replace(one, posts=(replace(one.posts[0], tag="b", body=b'{"tag": "b"}'),))
    assert is_same_publication(one, other)
    assert not is_same_publication(one, replace(one, posts=(replace(one.posts[0], cover="Good."),)))
