"""What the outbox says: how much waits, what an item holds, why it did not go, what became of what was sent."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QLocale, QTime

from visioneditor.core.review.publication import ItemState, OutboxItem, Post, Problem, Route, Sent
from visioneditor.gui.review.change_rows import counted, shown_value
from visioneditor.gui.widgets.revision_names import shown_date
from visioneditor.messages.every import MESSAGES
from visioneditor.services.accounts import shown_server
from visioneditor.services.change_address import web_address

STATES = {
    ItemState.WAITING: "Waiting",
    ItemState.SENDING: "Being sent",
    ItemState.HELD: "Held back",
    ItemState.REFUSED: "Refused",
    ItemState.SENT: "Sent",
}


def tell_outbox(items: Iterable[OutboxItem]) -> str:
    """How much is in it, the worst first: "1 refused, 2 waiting to be sent"; empty where nothing is."""
    count = Counter(item.state for item in items)
    waiting = count[ItemState.WAITING] + count[ItemState.SENDING]
    parts = [f"{count[ItemState.REFUSED]} refused" if count[ItemState.REFUSED] else ""]
    parts += [f"{count[ItemState.HELD]} held back" if count[ItemState.HELD] else ""]
    parts += [f"{waiting} waiting to be sent" if waiting else ""]
    return ", ".join(part for part in parts if part)


def tell_content(post: Post) -> str:
    """What one request brings: "2 comments, Code-Review +1, a message"."""
    parts = [counted(len(post.comments), "comment")] if post.comments else []
    parts += [f"{label} {shown_value(value)}" for label, value in sorted(post.votes.items())]
    parts += ["a message" if not parts else "message"] if post.cover else []
    return ", ".join(parts)


def tell_place(item: OutboxItem) -> str:
    """Which change on which server."""
    way = " by ssh" if item.server.route is Route.SSH else ""
    return f"Change {item.number}, patch set {item.post.patch_set} · {shown_server(item.server.root)}{way}"


def tell_problem(problem: Problem) -> str:
    """A reason in words, with what can be done about it."""
    message = MESSAGES[problem.message]
    return " ".join(part.format(**problem.arguments) for part in (message.summary, message.hint) if part)


def tell_times(item: OutboxItem, now: datetime) -> str:
    """Since when it is there, and when it is tried again."""
    told = f"Written down {shown_moment(item.since, now)}"
    if item.state is not ItemState.WAITING or item.next_try is None:
        return told
    later = f"tried again {shown_moment(item.next_try, now)}" if item.next_try > now else "tried again now"
    return f"{told} · {later}"


def shown_moment(moment: datetime, now: datetime) -> str:
    """A moment in the reader's locale, in local time: the hour of this day, else the day."""
    local, here = moment.astimezone(), now.astimezone()
    if abs(moment - now) < timedelta(minutes=1):
        return "within a minute" if moment > now else "just now"
    time = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    return f"at {time}" if local.date() == here.date() else f"on {shown_date(moment)}, {time}"


def page_of(item: OutboxItem) -> str | None:
    """The change's page in a browser; None where only its ssh is known."""
    if item.server.route is not Route.REST:
        return None
    return web_address(item.server.root, item.server.project, item.number)


def tell_sent(items: Sequence[OutboxItem]) -> str:
    """What the server has now."""
    comments = sum(len(item.post.comments) for item in items)
    votes = sum(len(item.post.votes) for item in items)
    parts = [counted(comments, "comment")] if comments else []
    parts += [counted(votes, "vote")] if votes else []
    parts += ["your message"] if any(item.post.cover for item in items) else []
    numbers = sorted({item.number for item in items})
    change = f"change {numbers[0]}" if len(numbers) == 1 else f"{len(numbers)} changes"
    return f"Sent to {change}: {_listed(parts)}."


def tell_left(sent: Sent) -> str:
    """What did not go and why, the gravest first; of several the first one's reason."""
    for items, what in ((sent.refused, "refused"), (sent.held, "held back"), (sent.waiting, "not sent yet")):
        if items:
            first = items[0]
            rest = f" ({len(items) - 1} more)" if len(items) > 1 else ""
            why = f" {tell_problem(first.reason)}" if first.reason else ""
            return f"Your review of change {first.number} was {what}{rest}.{why}"
    return ""


def _listed(parts: Sequence[str]) -> str:
    *others, last = parts or ("nothing",)
    return f"{', '.join(others)} and {last}" if others else last
