"""What a command is: its name, its keys, and when it can be used. The table of all of them is `command_table`."""

from enum import StrEnum

from PySide6.QtGui import QKeySequence

from visioneditor.values import dataclass


class Needs(StrEnum):
    """What must be there for a command to make sense."""

    NOTHING = "nothing"
    REPOSITORY = "repository"
    DOCUMENT = "document"
    COMPARISON = "comparison"
    DRAFTING = "drafting"
    CONSENSUS = "consensus"  # Consensus mode
    TAKING = "taking"  # a comparison, and a place for a draft
    REPOSITORY_DOCUMENT = "repository-document"  # and not one of two loose files
    DRAFTS = "drafts"
    THREAD = "thread"
    UNDO = "undo"


class Group(StrEnum):
    """Where a command is listed: in menus and in the key help, in this order."""

    REPOSITORY = "Repository"
    GO = "Go"
    VIEW = "View"
    COMPARE = "Compare"
    CONSENSUS = "Consensus"
    REMEMBER = "Remember"
    REVIEW = "Review"
    DRAFT = "Draft"
    HELP = "Help"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandSpec:
    """One command. `keys` are alternatives in Qt's portable form; the first is the one that is shown."""

    id: str
    text: str
    group: Group
    keys: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    needs: Needs = Needs.NOTHING
    is_single_key: bool = False  # letters without a modifier: not while text is typed

    @property
    def shown_key(self) -> str:
        """The first key in the platform's own spelling."""
        return show_key(QKeySequence(self.keys[0])) if self.keys else ""


def show_key(key: QKeySequence) -> str:
    """A key in the platform's own spelling."""
    return key.toString(QKeySequence.SequenceFormat.NativeText)


def letter(id: str, text: str, group: Group, key: str, needs: Needs, *, icon: str = "", tip: str = "") -> CommandSpec:
    """A command on a letter without a modifier."""
    return CommandSpec(id=id, text=text, group=group, keys=(key,), needs=needs, icon=icon, tip=tip, is_single_key=True)
