"""A chain of changes in words: what each did, who wrote it, how the vote on it stood."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from visioneditor.core.provenance.chain import Happening
from visioneditor.core.review.model import Thread
from visioneditor.core.review.suggestions import words_beside
from visioneditor.gerrit.naming import Approval
from visioneditor.gui.widgets.revision_names import shown_date
from visioneditor.gui.widgets.thread_card import shown_name
from visioneditor.services.explaining import ExplainedChange, Explanation

_LONG = 160  # letters of what is asked about
_LONG_SAID = 120


def say(text: str) -> str:
    """A text of this pane, translated."""
    return QCoreApplication.translate("Why", text)


KINDS = {
    Happening.BROUGHT: ("plus", "added", "brought in"),
    Happening.EDITED: ("pencil", "strong", "edited"),
    Happening.MOVED: ("move-vertical", "moved", "moved"),
    Happening.REMOVED: ("minus", "removed", "taken out"),
    Happening.RESTORED: ("undo-2", "added", "brought back"),
}  # its drawing, the role of its word, the word


def shorten(text: str, most: int = _LONG) -> str:
    """The ends of long words."""
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[:half].rsplit(' ', 1)[0]} … {text[-half:].split(' ', 1)[-1]}"


def own_words(found: Explanation) -> str:
    """What is said of words that are not committed yet; empty where all are."""
    if not found.own:
        return ""
    if found.changes:
        return say("{n} of these words are not committed yet: nobody's change brought them.").format(n=found.own)
    if found.own == 1:
        return say("This word is not committed yet: it is your own.")
    return say("These words are not committed yet: they are your own.")


def standing(found: Explanation) -> str:
    """Since when the words stand there, or are gone."""
    if not found.changes:
        return ""
    newest = found.changes[0]
    if found.is_gone:
        return say("Gone since {date}.").format(date=shown_date(newest.change.date))
    as_now = [one for one in found.changes if one.kind is not Happening.MOVED]
    since = as_now[0] if as_now else newest
    count = len(found.changes)
    told = say("As it is now since {date}.").format(date=shown_date(since.change.date))
    return told if count == 1 else told + " " + say("{n} changes.").format(n=count)


def byline(one: ExplainedChange) -> str:
    """Who wrote a change, and which it is."""
    parts = [shown_name(one.change.author), one.revision[:8]]
    return " · ".join(parts)


def came_from(one: ExplainedChange) -> str:
    """Where the words were moved from, where that is another document."""
    return say("from {path}").format(path=one.came_from) if one.came_from else ""


def approvals_told(approvals: Sequence[Approval]) -> str:
    """ "Code-Review +2 Ada, +1 Ben · Verified +1 Zuul"."""
    labels: dict[str, list[str]] = {}
    for one in approvals:
        value = f"{one.value:+d}".replace("-", "−")
        labels.setdefault(one.label, []).append(f"{value} {shown_name(one.name)}")
    return " · ".join(f"{label} {', '.join(given)}" for label, given in labels.items())


def patch_sets_told(count: int) -> str:
    """How many patch sets it took; nothing where they are not here."""
    if not count:
        return ""
    return say("1 patch set") if count == 1 else say("{n} patch sets").format(n=count)


def thread_told(thread: Thread) -> str:
    """Who said what first in a thread."""
    root = thread.root
    said = " ".join(words_beside(root.message).split()) or say("a suggestion")
    return f"{shown_name(root.author)}: {said[:_LONG_SAID] + '…' if len(said) > _LONG_SAID else said}"


def thread_state(thread: Thread) -> str:
    """How a thread stands, and how much was said."""
    state = say("unresolved") if thread.is_unresolved else say("resolved")
    count = len(thread.comments)
    return state if count == 1 else say("{state}, {n} comments").format(state=state, n=count)
