"""An unsent review as Markdown to paste into a forge, a chat or a page: each comment under the text it speaks of."""

import re
from collections.abc import Iterator

from visioneditor.exporters.review_shape import (
    Chapter,
    OwnReview,
    OwnThread,
    place_name,
    signed,
    state_name,
)

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~!&])|^(\s*\d*)([-+=.)])(?=[\s=-]|$)", re.MULTILINE)
_MOST_QUOTED_LINES = 30


def render_markdown(review: OwnReview) -> str:
    """The review; what somebody has said, and what the text says, stands there as it is, whatever its signs."""
    parts = [f"# Review of “{escape(' '.join(review.change.subject.split()))}”", _about(review)]
    votes = "\n".join(f"- {escape(label)}: **{signed(value)}**" for label, value in review.votes.items())
    parts += [votes] if votes else []
    parts += [review.cover] if review.cover else []
    for chapter in review.chapters:
        parts += _chapter(chapter)
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Text whose signs mean themselves in Markdown."""
    return _SIGNS.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", text)


def _about(review: OwnReview) -> str:
    name = f"[{escape(review.name)}]({review.address})" if review.address else escape(review.name)
    return f"Of {name}, {review.patch_set}, by {escape(review.author) or 'somebody who is not named'}."


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"## {escape(chapter.title)} (patch set {chapter.patch_set})"
    for thread in chapter.threads:
        yield from _thread(thread)


def _thread(thread: OwnThread) -> Iterator[str]:
    passage, name = thread.passage, place_name(thread)
    if name:
        section = f", in “{escape(passage.section)}”" if passage is not None and passage.section else ""
        yield f"**{name}**{section}"
    if passage is not None:
        yield _quote(passage.text)
        if passage.words:
            yield f"On “{escape(passage.words)}”:"
    if thread.answered is not None:
        above = thread.answered
        yield f"On {above.written:%Y-%m-%d} {escape(above.author)} wrote:"
        yield _quote(above.message.strip("\n"))
    yield from (comment.message.strip() for comment in thread.comments)
    if state_name(thread.comments[-1]):
        yield f"*{state_name(thread.comments[-1])}*"


def _quote(text: str) -> str:
    lines = text.strip("\n").split("\n")
    cut = [*lines[: _MOST_QUOTED_LINES - 1], "…"] if len(lines) > _MOST_QUOTED_LINES else lines
    return "\n".join(f"> {escape(line.strip())}".rstrip() for line in cut)
