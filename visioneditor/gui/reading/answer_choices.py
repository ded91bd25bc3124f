"""The rows of Side by side's two pickers: which projects have a column, and which of their answers are shown."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from visioneditor.core.annotation import Annotation, Stance
from visioneditor.core.consensus.filtering import AnswerFilter
from visioneditor.gui.widgets.picker import Choice
from visioneditor.values import replace

ALL, NONE, STALE, DIFFERENCES = "all", "none", "stale", "differences"  # what stands for no project and no stance
_CHECK, _NO_CHECK = "✓", "\u2003"
_UNSAID = "no stance given"


def say(text: str) -> str:
    """A text of this mode, translated."""
    return QCoreApplication.translate("Reading", text)


def project_choices(
    projects: Sequence[str], shown: Collection[str], annotations: Sequence[Annotation]
) -> tuple[Choice, ...]:
    """All projects that answered, with what they say; a check before those that are shown."""
    counts: dict[str, Counter[Stance | None]] = {}
    for one in annotations:
        if one.section is not None:
            counts.setdefault(one.project, Counter())[one.stance] += 1
    stale = Counter(one.project for one in annotations if one.stale)
    rows = [
        Choice(
            value=f"project:{name}",
            title=_checked(name, name in shown),
            aside=", ".join(_counted(counts.get(name, {}), stale[name])),
        )
        for name in projects
    ]
    return (
        Choice(value=ALL, title=say("All of them")),
        Choice(value=NONE, title=say("None of them")),
        Choice(value=None, title=say("Projects that have answered"), is_enabled=False, is_heading=True),
        *rows,
    )


def _checked(text: str, is_checked: bool) -> str:
    return f"{_CHECK if is_checked else _NO_CHECK} {text}"


def _counted(counts: Mapping[Stance | None, int], stale: int) -> Iterator[str]:
    for stance in Stance:
        if found := counts.get(stance, 0):
            yield f"{found} {stance.value}"
    if found := counts.get(None, 0):
        yield say("{0} without a stance").format(found)
    if stale:
        yield say("{0} stale").format(stale)


def toggled_project(choice: str, shown: frozenset[str], projects: Sequence[str]) -> frozenset[str]:
    """Which projects are shown after a choice."""
    if choice in (ALL, NONE):
        return frozenset(projects if choice == ALL else ())
    return shown ^ {choice.removeprefix("project:")}


def answer_choices(
    wanted: AnswerFilter, annotations: Sequence[Annotation], shown: Sequence[str], *, marks_differences: bool
) -> tuple[Choice, ...]:
    """The stances that there are, whether only stale answers are asked for, and what two projects say differently."""
    placed = [one for one in annotations if one.section is not None]
    counts = Counter(one.stance for one in placed)
    stances = [stance for stance in (*Stance, None) if counts[stance] or stance in wanted.stances]
    rows = [
        Choice(
            value=f"stance:{stance.value if stance else ''}",
            title=_checked(stance.value if stance else say(_UNSAID), stance in wanted.stances),
            aside=str(counts[stance]),
        )
        for stance in stances
    ]
    return (
        Choice(value=ALL, title=_checked(say("All answers"), wanted.takes_all), aside=str(len(placed))),
        Choice(
            value=STALE,
            title=_checked(say("Only stale ones"), wanted.is_stale),
            aside=str(sum(bool(one.stale) for one in placed)),
        ),
        Choice(value=None, title=say("By stance"), is_enabled=False, is_heading=True),
        *rows,
        Choice(value=None, title=say("Between two projects"), is_enabled=False, is_heading=True),
        _difference_choice(shown, marks_differences),
    )


def _difference_choice(shown: Sequence[str], is_checked: bool) -> Choice:
    if len(shown) == 2:
        title = _checked(say("Mark what {0} and {1} say differently").format(*shown), is_checked)
        return Choice(value=DIFFERENCES, title=title)
    return Choice(value=DIFFERENCES, title=_checked(say("Choose two projects to mark what differs"), False))


def toggled_answers(choice: str, wanted: AnswerFilter) -> AnswerFilter:
    """What is asked for after a choice."""
    if choice == ALL:
        return AnswerFilter()
    if choice == STALE:
        return replace(wanted, is_stale=not wanted.is_stale)
    word = choice.removeprefix("stance:")
    return replace(wanted, stances=wanted.stances ^ {Stance(word) if word else None})


def answers_name(wanted: AnswerFilter) -> str:
    """What is asked for, in the button."""
    if wanted.takes_all:
        return say("All answers")
    named = [stance.value for stance in Stance if stance in wanted.stances]
    named += [say(_UNSAID)] if None in wanted.stances else []
    return ", ".join([*named, *([say("stale")] if wanted.is_stale else [])])
