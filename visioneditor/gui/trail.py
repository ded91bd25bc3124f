"""The places one came by: back to them, and forward again."""

from visioneditor.gui.place import Place


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
