"""What the message bar has to tell: a queue in which the newest is read first and one thing is told once."""

from collections.abc import Callable
from enum import StrEnum

from visioneditor.values import dataclass, replace


class Level(StrEnum):
    """How grave it is; the values are the style sheet's."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something the reader can do about it; where it closes, the message is done with."""

    text: str
    act: Callable[[], object]
    closes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message. `about` names the thing it is about: a later one about the same takes its place."""

    level: Level
    sentence: str
    about: str
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """All messages, oldest first, and which of them is shown."""

    all: tuple[Notice, ...] = ()
    at: int = 0

    @property
    def shown(self) -> Notice | None:
        """The one to read; None where there is none."""
        return self.all[self.at] if self.all else None

    def tell(self, notice: Notice) -> "Notices":
        """Show another one, in place of an older one about the same."""
        kept = tuple(one for one in self.all if one.about != notice.about)
        return Notices(all=(*kept, notice), at=len(kept))

    def step(self, by: int) -> "Notices":
        """To the next or the previous one; it stops at both ends."""
        return replace(self, at=max(0, min(self.at + by, len(self.all) - 1)))

    def close(self, about: str) -> "Notices":
        """Be done with what was said about a thing; nothing need have been."""
        kept = tuple(one for one in self.all if one.about != about)
        before = sum(one.about != about for one in self.all[: self.at])
        return Notices(all=kept, at=max(0, min(before, len(kept) - 1)))
