"""Threads of the comments that a server tells: which comment has the last word in each. Pure."""

from collections.abc import Iterable, Mapping

from visioneditor.gerrit.posting import PostedComment


def last_words(comments: Iterable[PostedComment]) -> Mapping[str, PostedComment]:
    """The last comment of its thread, by each comment's uuid; whether that is unresolved, the thread is."""
    by_uuid = {comment.uuid: comment for comment in comments}
    lineages = {uuid: _lineage(comment, by_uuid) for uuid, comment in by_uuid.items()}
    last = {lineage[-1].uuid: lineage[0] for lineage in sorted(lineages.values(), key=_place_in_thread)}
    return {uuid: last[lineage[-1].uuid] for uuid, lineage in lineages.items()}


def _place_in_thread(lineage: list[PostedComment]) -> tuple[str, int, str]:
    """Behind what it answers, though the server says times by the second."""
    return max(comment.updated for comment in lineage), len(lineage), lineage[0].uuid


def _lineage(comment: PostedComment, by_uuid: Mapping[str, PostedComment]) -> list[PostedComment]:
    """A comment, what it answers, what that answers, …; a ring is cut."""
    lineage = [comment]
    while (above := by_uuid.get(lineage[-1].in_reply_to or "")) and above not in lineage:
        lineage.append(above)
    return lineage
