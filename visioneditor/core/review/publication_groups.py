"""A publication as it is read before it leaves: its comments by patch set, whether they leave or stay, in one order."""

from collections.abc import Iterator
from enum import StrEnum

from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH
from visioneditor.core.review.publication import PlannedComment, Publication
from visioneditor.values import dataclass, replace

_FIRST = (PATCH_SET_PATH, COMMIT_MESSAGE_PATH)


class Going(StrEnum):
    """What becomes of a comment when the rest is published."""

    LEAVES = "leaves"
    BLOCKED = "blocked"  # it stays, for the server would not have it
    KEPT = "kept"  # it stays, for its writer wants it to


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedComment:
    """A comment, and what becomes of it."""

    planned: PlannedComment
    going: Going


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchSetGroup:
    """The comments of one patch set, in the order of their places."""

    patch_set: int
    comments: tuple[ReviewedComment, ...]


def group_by_patch_set(publication: Publication) -> tuple[PatchSetGroup, ...]:
    """Every comment, older patch sets first; none changes its place when it is chosen or left out."""
    every = sorted(_reviewed(publication), key=_place)
    numbers = dict.fromkeys(one.planned.comment.patch_set for one in every)
    return tuple(
        PatchSetGroup(patch_set=number, comments=tuple(one for one in every if one.planned.comment.patch_set == number))
        for number in numbers
    )


def is_same_publication(one: Publication, other: Publication) -> bool:
    """Whether both send the same, but for the tags that tell requests apart."""
    return _without_tags(one) == _without_tags(other)


def _without_tags(publication: Publication) -> Publication:
    return replace(publication, posts=tuple(replace(post, tag="", body=b"") for post in publication.posts))


def _reviewed(publication: Publication) -> Iterator[ReviewedComment]:
    leaving = tuple(planned for post in publication.posts for planned in post.comments)
    for going, comments in (
        (Going.LEAVES, leaving),
        (Going.BLOCKED, publication.blocked),
        (Going.KEPT, publication.unchosen),
    ):
        for planned in comments:
            yield ReviewedComment(planned=planned, going=going)


def _place(one: ReviewedComment) -> tuple[object, ...]:
    first = one.planned.drafts[0]
    at = first.range
    start = (at.start_line, at.start_character) if at else (first.line or 0, 0)
    is_text = first.path not in _FIRST
    return one.planned.comment.patch_set, is_text, first.path, *start, first.written, one.planned.id
