"""Which of one's own drafts stand among the published comments by now: the same words at the same place.

A draft is kept until it is seen, so every doubt is decided for keeping it: one comment published answers for one draft,
and one published before the draft was written answers for none.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from visioneditor.core.review.model import Comment

_BLANKS = "".join(map(chr, range(33))) + "".join(sign for sign in map(chr, range(33, 0x3001)) if sign.isspace())
_CLOCKS_DIFFER = timedelta(minutes=15)  # the server's and this machine's


def find_published(drafts: Iterable[Comment], published: Iterable[Comment]) -> Mapping[str, Comment]:
    """By a draft's id what it was published as, out of one's own published comments; other drafts are not there.

    An answer to a draft that was published is one to the published comment.
    """
    left = sorted(published, key=lambda one: one.written)
    found: dict[str, Comment] = {}
    for draft in sorted(drafts, key=lambda one: one.written):
        above = found.get(draft.parent or "")
        parent = above.uuid if above is not None else draft.parent
        match = next((one for one in left if _is_same(draft, parent, one)), None)
        if match is not None and draft.id is not None:
            left.remove(match)
            found[draft.id] = match
    return found


def _is_same(draft: Comment, parent: str | None, published: Comment) -> bool:
    return (
        _place(draft) == _place(published)
        and kept_words(draft.message) == kept_words(published.message)
        and parent == published.parent
        and draft.unresolved == published.unresolved
        and published.written >= draft.written - _CLOCKS_DIFFER
    )


def _place(comment: Comment) -> tuple[object, ...]:
    at = comment.range if comment.range is not None else comment.line
    return comment.revision, comment.path, comment.side, at


def kept_words(message: str) -> str:
    """The words as a server keeps them: white space and control signs around them are cut, lines end in one way."""
    return "\n".join(message.strip(_BLANKS).splitlines())
