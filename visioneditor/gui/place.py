"""Where the reader is and was: what going back returns to, and what is asked for when something else is to be shown."""

from typing import TYPE_CHECKING

from visioneditor.core.document.model import Document
from visioneditor.services.window_request import Mode
from visioneditor.values import dataclass

if TYPE_CHECKING:
    from visioneditor.gui.worked_out import ComparedTexts, ReadText
    from visioneditor.services.returning import LeftPlace
    from visioneditor.services.workspace import Workspace

WORKTREE = "WORKTREE"
DRAFT = "DRAFT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the reader is: enough to come back to it."""

    mode: Mode = Mode.READ
    path: str = ""
    revision: str = ""  # as chosen: a branch's name, a commit, WORKTREE
    section: str = ""  # Section.id
    compared: tuple[str, str] | None = None  # old and new revision, in Compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """An opened repository and where to begin in it."""

    workspace: "Workspace"
    place: Place
    text: "ReadText | None"  # None: it is too long to be waited for
    own_revision: str = ""  # what is read where the place names no revision; later it may be another
    left: "LeftPlace | None" = None  # it is where a window was that died
    compared: "ComparedTexts | None" = None  # the place's two revisions, where they are short


def committed_revision(revision: str) -> str | None:
    """The revision where it is a commit's; None (where one starts to read) for the working file and a draft."""
    return None if revision.startswith((WORKTREE, DRAFT)) else revision


def first_section(document: Document) -> int:
    """The number of the first section with something to see; a label above the title makes none."""
    visible = (one.number for one in document.sections if any(block.runs for block in document.blocks_of(one)))
    return next(visible, 0)


def is_same_text(one: Place, other: Place) -> bool:
    """Whether the same document is read at both."""
    return (one.path, one.revision) == (other.path, other.revision)


class Trail:
    """Both ends, the nearest place last."""

    def __init__(self) -> None:
        self.behind: list[Place] = []
        self.ahead: list[Place] = []

    def leave(self, place: Place) -> None:
        """One goes on from there to somewhere new."""
        self.behind.append(place)
        self.ahead.clear()

    def back(self, here: Place) -> Place | None:
        """The place before this one."""
        return _step(self.behind, self.ahead, here)

    def forward(self, here: Place) -> Place | None:
        """Where one was before going back."""
        return _step(self.ahead, self.behind, here)

    def forget(self, place: Place) -> None:
        """One stays there after all: it is no step away."""
        for steps in (self.behind, self.ahead):
            if steps and steps[-1] == place:
                steps.pop()


def _step(off: list[Place], onto: list[Place], here: Place) -> Place | None:
    if not off:
        return None
    onto.append(here)
    return off.pop()
