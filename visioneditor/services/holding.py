"""Whether something else holds on the server than was known when a review was written down: then its writer decides.

Pure: what the server says comes in as a value.
"""

from collections.abc import Iterable

from visioneditor.core.review.checks import Known, check_votes
from visioneditor.core.review.publication import OutboxItem, Problem
from visioneditor.gerrit.posted_threads import last_words
from visioneditor.gerrit.posting import Circumstances, PostedComment
from visioneditor.services.knowledge import told_rules


def why_held(item: OutboxItem, found: Circumstances) -> Problem | None:
    """What has changed, the weightiest first; None where nothing has that matters."""
    known = item.baseline
    if found.is_closed and not known.is_closed:
        return Problem(message="outbox.closed", arguments={"status": found.status.value})
    if found.current > known.current:
        return Problem(message="outbox.new-patch-set", arguments={"number": found.current})
    against = sorted(found.negative - known.negative - {(label, found.account) for label in found.own_votes})
    if against:
        label, account = against[0]
        value = found.votes[label, account]
        return Problem(message="outbox.negative-vote", arguments={"label": label, "value": value, "account": account})
    resolved = [one for one in _resolved_by_others(found) if one.uuid in known.unresolved]
    if resolved:
        return Problem(message="outbox.resolved", arguments={"path": resolved[0].path, "number": len(resolved)})
    return None


def why_refused(item: OutboxItem, found: Circumstances) -> Problem | None:
    """The first vote that the server would refuse, or drop without a word; None where that is none, or not known."""
    if not found.labels:
        return None
    known = Known(is_asked=True, status=found.status, labels=tuple(told_rules(found)))
    return next((one for one in check_votes(item.post.votes, known)[1] if one.is_blocking), None)


def _resolved_by_others(found: Circumstances) -> Iterable[PostedComment]:
    """The comments whose thread somebody else has the last word in, which says that it is resolved."""
    last = last_words(found.comments)
    for comment in found.comments:
        end = last[comment.uuid]
        if not end.unresolved and end.author is not None and end.author.number != found.account:
            yield comment
