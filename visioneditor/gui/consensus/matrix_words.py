"""The matrix in words: for tooltips, for those who hear it, and for the kinds that are counted below it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from visioneditor.core.consensus.matrix import RowCount, standing
from visioneditor.core.consensus.model import Answer, Standing


def say(text: str) -> str:
    """A text of this mode, translated."""
    return QCoreApplication.translate("Consensus", text)


def standing_words(kind: Standing) -> str:
    """One way to stand to a section."""
    return say("not applicable") if kind is Standing.NOT_APPLICABLE else say(kind.value)


def counted_words(kind: Standing) -> str:
    """The same, short enough to stand before a row of numbers."""
    return say("from the parent") if kind is Standing.PARENT else standing_words(kind)


def answer_words(answer: Answer | None) -> str:
    """What a project says about a section, in short: "partial, stale, 1 unresolved thread"."""
    if answer is None:
        return standing_words(Standing.NONE)
    kind = standing(answer)
    parts = [standing_words(kind)]
    if kind in (Standing.PARENT, Standing.PASSING) and answer.stance is not None:
        parts.append(standing_words(Standing(answer.stance.value)))
    if answer.is_stale:
        parts.append(say("stale"))
    if answer.open_threads:
        parts.append(thread_words(answer.open_threads))
    return ", ".join(parts)


def thread_words(count: int) -> str:
    """How many threads are held."""
    return say("1 unresolved thread") if count == 1 else say("{n} unresolved threads").format(n=count)


def cell_words(project: str, title: str, answer: Answer | None) -> str:
    """A whole cell: "nova, Self-service: partial"."""
    return f"{project}, {title}: {answer_words(answer)}"


def row_words(count: RowCount, columns: int) -> str:
    """What a project has done so far."""
    parts = [say("{n} of {all} sections answered").format(n=count.answered, all=columns)]
    if count.from_parent:
        parts.append(say("{n} from the parent section").format(n=count.from_parent))
    if count.stale:
        parts.append(say("{n} stale").format(n=count.stale))
    if count.open_threads:
        parts.append(thread_words(count.open_threads))
    return ", ".join(parts)


def total_words(kind: Standing, numbers: Mapping[str, int]) -> str:
    """A row of numbers: "gap: 2 on Self-service, 1 on Scaling"."""
    said = [say("{n} on {section}").format(n=number, section=title) for title, number in numbers.items() if number]
    return f"{standing_words(kind)}: {', '.join(said) or say('none')}"


def missing_words(missing: Sequence[str]) -> str:
    """Who has answered nothing."""
    return say("No answer yet, {n}: {names}").format(n=len(missing), names=", ".join(missing))
