"""Places as Gerrit counts them: a byte-order mark is a character of the first line there, and none of the text here."""

from collections.abc import Iterable, Iterator
from functools import cache

from visioneditor.core.review.model import Change, Comment, Range, Side
from visioneditor.services.comment_texts import has_byte_order_mark
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace


def places_at_gerrit(workspace: Workspace, change: Change, comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """One's comments as they are sent to it."""
    return tuple(_moved(workspace, change, comments, 1))


def places_from_gerrit(workspace: Workspace, change: Change, comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """Its comments as they stand in the text."""
    return tuple(_moved(workspace, change, comments, -1))


def _moved(workspace: Workspace, change: Change, comments: Iterable[Comment], by: int) -> Iterator[Comment]:
    numbered = {one.number: one for one in change.patch_sets}

    @cache
    def is_marked(number: int, side: Side, path: str) -> bool:
        return number in numbered and has_byte_order_mark(workspace, numbered[number], side, path)

    for comment in comments:
        at = comment.range
        if at is not None and at.start_line == 1 and is_marked(comment.patch_set, comment.side, comment.path):
            comment = replace(comment, range=_move(at, by))
        yield comment


def _move(at: Range, by: int) -> Range:
    start, end = at.start_character + by, at.end_character + (by if at.end_line == 1 else 0)
    return replace(at, start_character=max(0, start), end_character=max(0, end))
