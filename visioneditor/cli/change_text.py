"""A change and its review as lines for a terminal."""

from collections.abc import Iterator

from visioneditor.cli.text import one_line
from visioneditor.core.review.model import Change, ReviewSummary, Thread


def change_lines(change: Change, review: ReviewSummary) -> Iterator[str]:
    """What `change show` says: the change, its patch sets, votes, messages and threads."""
    yield one_line(f"{change.key}  {change.subject}")
    state = ["work in progress"] if review.is_work_in_progress else []
    state += [f"topic {review.topic}"] if review.topic else []
    state += [f"#{tag}" for tag in review.hashtags]
    yield one_line(", ".join([f"{review.status} on {change.branch}", *state]))
    for one in change.patch_sets:
        uploaded = f"  {one.uploaded:%Y-%m-%d %H:%M}" if one.uploaded else ""
        yield f"patch set {one.number}  {one.revision[:10]}{uploaded}"
    for vote in review.votes:
        copied = ", copied" if vote.is_copied else ""
        yield one_line(f"{vote.label} {vote.value:+d}  {vote.account.shown} (patch set {vote.patch_set}{copied})")
    for message in review.messages:
        yield one_line(f"{message.author.shown} ({message.written:%Y-%m-%d %H:%M}):")
        yield from _text(message.text)
    for thread in review.threads:
        yield from _thread_lines(thread)


def _thread_lines(thread: Thread) -> Iterator[str]:
    root = thread.root
    line = f":{root.line}" if root.line is not None else ""
    state = "unresolved" if thread.is_unresolved else "resolved"
    yield one_line(f"{root.path}{line} (patch set {root.patch_set})  {state}")
    for comment in thread.comments:
        yield one_line(f"  {comment.author} ({comment.written:%Y-%m-%d %H:%M}):")
        yield from _text(comment.message)


def _text(text: str) -> Iterator[str]:
    return (one_line(f"    {line}").rstrip() for line in text.split("\n"))
