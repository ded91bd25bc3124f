"""Review comments in the shape of the command line's JSON."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import msgspec

from visioneditor.core.review.model import Change, Comment, Range
from visioneditor.core.review.porter import Placed, PortedComment


class RangeShape(msgspec.Struct, kw_only=True, frozen=True):
    """Gerrit's range; characters in UTF-16 units."""

    start_line: int
    start_character: int
    end_line: int
    end_character: int


class PortedShape(msgspec.Struct, kw_only=True, frozen=True):
    """Where a comment belongs on another patch set."""

    patch_set: int
    path: str
    placed: str
    lines: tuple[int, int] | None
    range: RangeShape | None
    quote: str | None


class CommentRow(msgspec.Struct, kw_only=True, frozen=True):
    """One comment, published or one's own draft."""

    change: int | None
    change_key: str
    uuid: str | None
    id: str | None
    draft: bool
    patch_set: int
    path: str
    side: str
    line: int | None
    range: RangeShape | None
    quote: str
    author: str
    written: datetime
    parent: str | None
    unresolved: bool
    message: str
    ported: PortedShape | msgspec.UnsetType = msgspec.UNSET


class CommentsAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `comments`."""

    schema: str = "visioneditor.comments/1"
    comments: tuple[CommentRow, ...]


class ReviewAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `review … comment`: the draft as it was written down."""

    schema: str = "visioneditor.review/1"
    id: str
    patch_set: int
    path: str
    line: int | None
    range: RangeShape | None
    quote: str


class MoveAnswer(ReviewAnswer, kw_only=True, frozen=True):
    """The answer of `review … move`: the draft as it stands now, and how it was placed there."""

    placed: str


def comments_answer(
    reviews: Iterable[tuple[Change, Sequence[Comment]]], ported: Iterable[Sequence[PortedComment]] | None = None
) -> CommentsAnswer:
    """What `comments` says about one change or several; `ported` has a place for each comment of each."""
    rows = [_row(change, comment) for change, comments in reviews for comment in comments]
    if ported is not None:
        places = (_ported(one) for places in ported for one in places)
        rows = [msgspec.structs.replace(row, ported=place) for row, place in zip(rows, places, strict=True)]
    return CommentsAnswer(comments=tuple(rows))


def review_answer(comment: Comment) -> ReviewAnswer:
    """What `review … comment` says about the draft it wrote."""
    return ReviewAnswer(
        id=comment.id or "",
        patch_set=comment.patch_set,
        path=comment.path,
        line=comment.line,
        range=range_shape(comment.range),
        quote=comment.quote,
    )


def move_answer(comment: Comment, placed: Placed) -> MoveAnswer:
    """What `review … move` says about the draft it moved."""
    answer = review_answer(comment)
    fields = {name: getattr(answer, name) for name in answer.__struct_fields__}
    return MoveAnswer(**fields, placed=placed.value)


def _row(change: Change, comment: Comment) -> CommentRow:
    return CommentRow(
        change=change.number,
        change_key=comment.change_key,
        uuid=comment.uuid,
        id=comment.id,
        draft=comment.draft,
        patch_set=comment.patch_set,
        path=comment.path,
        side=comment.side.value,
        line=comment.line,
        range=range_shape(comment.range),
        quote=comment.quote,
        author=comment.author,
        written=comment.written.astimezone(UTC),
        parent=comment.parent,
        unresolved=comment.unresolved,
        message=comment.message,
    )


def _ported(one: PortedComment) -> PortedShape:
    return PortedShape(
        patch_set=one.patch_set,
        path=one.path,
        placed=one.placed.value,
        lines=one.lines,
        range=range_shape(one.range),
        quote=one.quote,
    )


def range_shape(range: Range | None) -> RangeShape | None:
    """Gerrit's range as it stands in JSON."""
    if range is None:
        return None
    return RangeShape(
        start_line=range.start_line,
        start_character=range.start_character,
        end_line=range.end_line,
        end_character=range.end_character,
    )
