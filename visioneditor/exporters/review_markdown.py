"""An unsent review as Markdown to paste into a mail, a forge or a chat: each comment under the words it speaks of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from visioneditor.core.review.model import (
    COMMIT_MESSAGE_PATH,
    PATCH_SET_PATH,
    Change,
    Comment,
    Side,
    Thread,
    build_threads,
)

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~!&])|^(\s*\d*)([-+=.)])(?=[\s=-]|$)", re.MULTILINE)
_MOST_QUOTED_LINES = 12


def render_markdown(
    change: Change,
    drafts: Iterable[Comment],
    *,
    votes: Mapping[str, int],
    cover: str,
    published: Sequence[Comment] = (),
) -> str:
    """The review; what a reply answers (`published`) is quoted above it."""
    answered = {comment.uuid: comment for comment in published}
    threads = build_threads(draft for draft in drafts if draft.message.strip())
    parts = [f"# Review of “{escape(change.subject)}”", _about(change)]
    parts += [cover.strip()] if cover.strip() else []
    parts += ["\n".join(f"- {escape(label)}: **{_signed(value)}**" for label, value in votes.items())] if votes else []
    for (_, path, number), group in groupby(threads, key=_chapter):
        parts.append(f"## {_title(path)}{_patch_set(change, number)}")
        parts += [part for thread in group for part in _thread(thread, answered)]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Text whose signs mean themselves in Markdown."""
    return _SIGNS.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", text)


def _signed(value: int) -> str:
    return f"{value:+d}" if value else "0"


def _chapter(thread: Thread) -> tuple[bool, str, int]:
    return thread.root.path != PATCH_SET_PATH, thread.root.path, thread.root.patch_set


def _about(change: Change) -> str:
    branch = f"Branch {change.ref.removeprefix('refs/heads/')}" if change.ref else change.key
    name = f"Change {change.number}" if change.number is not None else escape(branch)
    return f"{name}, patch set {change.current.number} ({change.current.revision[:10]})"


def _title(path: str) -> str:
    return {PATCH_SET_PATH: "The whole", COMMIT_MESSAGE_PATH: "The commit message"}.get(path, escape(path))


def _patch_set(change: Change, number: int) -> str:
    return f" (patch set {number})" if number != change.current.number else ""


def _thread(thread: Thread, answered: Mapping[str | None, Comment]) -> Iterator[str]:
    root = thread.root
    if root.quote.strip():
        yield _quote(root.quote)
    above = answered.get(root.parent) if root.parent else None
    if above:
        yield _quote(f"{above.author}: {above.message.strip()}")
    place = _place(root)
    for comment in thread.comments:
        yield f"{place}{comment.message.strip()}"
        place = ""


def _place(root: Comment) -> str:
    """Where the comment stands, before its words; on a line of its own where these begin a block of Markdown."""
    if root.line is None:
        return ""
    first = root.range.start_line if root.range else root.line
    lines = f"Line {root.line}" if first == root.line else f"Lines {first}–{root.line}"
    side = " of the old text" if root.side is Side.PARENT else ""
    return f"**{lines}{side}**\n\n"


def _quote(text: str) -> str:
    lines = text.strip("\n").split("\n")
    cut = [*lines[: _MOST_QUOTED_LINES - 1], "…"] if len(lines) > _MOST_QUOTED_LINES else lines
    return "\n".join(f"> {escape(line.strip())}".rstrip() for line in cut)
