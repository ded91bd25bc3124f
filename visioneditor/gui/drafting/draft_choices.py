"""The drafts of a document as rows of a list: each with how far it is; then its branches, and what can be done.

A row's value is what it stands for: the DraftState, the BranchState, or a command's id.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from visioneditor.gui.widgets.picker import Choice
from visioneditor.services.draft_states import BranchState, DraftState, DraftStates

_DEEDS = (
    ("draft.start-from-this", "Start another draft from this one …"),
    ("draft.start-from-base", "Start another draft from the base …"),
    ("draft.rename", "Rename this draft …"),
    ("draft.compare-drafts", "Compare this draft with another …"),
    ("draft.bring-in", "Bring another draft into this one …"),
    ("draft.discard", "Discard this draft …"),
)
_OF_TWO = ("draft.compare-drafts", "draft.bring-in")


def say(text: str) -> str:
    """A text of these lists, translated."""
    return QCoreApplication.translate("Drafts", text)


def state_words(state: DraftState) -> str:
    """ "saved to the file, 2 commits behind"."""
    parts = [_how_far(state)]
    if state.behind:
        parts.append(say("1 commit behind") if state.behind == 1 else say("{n} commits behind").format(n=state.behind))
    if state.files_beside:
        more = state.files_beside
        parts.append(say("1 more document in it") if more == 1 else say("{n} more documents in it").format(n=more))
    return ", ".join(parts)


def _how_far(state: DraftState) -> str:
    if state.is_as_base:
        return say("as its base")
    if state.branches:
        return say("committed on {branch}").format(branch=state.branches[0])
    return say("saved to the file") if state.is_saved else say("kept here only")


def branch_words(state: BranchState) -> str:
    """ "2 commits, uploaded as change 7, patch set 3"."""
    commits = say("1 commit") if state.commits == 1 else say("{n} commits").format(n=state.commits)
    if state.change is None:
        return say("{commits}, not uploaded").format(commits=commits)
    told = say("{commits}, uploaded as change {change}, patch set {patch_set}")
    return told.format(commits=commits, change=state.change, patch_set=state.patch_set)


def draft_choices(states: DraftStates, now: datetime) -> tuple[Choice, ...]:
    """All rows; what needs two drafts is offered where there are two."""
    deeds = [deed for deed in _DEEDS if len(states.drafts) > 1 or deed[0] not in _OF_TWO]
    kinds = (
        (say("Drafts of this document"), other_choices(states.drafts, now)),
        (say("Committed, not merged"), tuple(map(_of_branch, states.branches))),
        (say("This draft"), tuple(Choice(value=id, title=say(text)) for id, text in deeds)),
    )
    return tuple(choice for title, rows in kinds for choice in _below(title, rows))


def other_choices(drafts: Iterable[DraftState], now: datetime) -> tuple[Choice, ...]:
    """Drafts alone."""
    return tuple(
        Choice(
            value=state,
            title=state.draft.name,
            detail=state_words(state),
            aside=_time(state.draft.updated, now),
            also=f"DRAFT:{state.draft.name}",
        )
        for state in drafts
    )


def _of_branch(state: BranchState) -> Choice:
    return Choice(
        value=state, title=state.branch, detail=branch_words(state), aside=state.commit[:8], also=state.subject
    )


def _below(title: str, rows: Sequence[Choice]) -> Iterator[Choice]:
    if rows:
        yield Choice(value=None, title=title, is_enabled=False, is_heading=True)
        yield from rows


def _time(moment: datetime, now: datetime) -> str:
    local, today = moment.astimezone(), now.astimezone()
    return f"{local:%H:%M}" if local.date() == today.date() else f"{local:%Y-%m-%d}"
