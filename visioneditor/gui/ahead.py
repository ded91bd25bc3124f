"""What a child process finds for the first paint while this one loads Qt; it ends when it has told it.

The child is forked before there is any thread or library that could not stand it, and sends what it found through a
pipe. Where no process can be forked, or the child could not find what was asked for, nothing comes: the window then
looks itself, and tells what is wrong.
"""

import os
import pickle
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from visioneditor.services.window_request import WindowRequest

if TYPE_CHECKING:
    from visioneditor.gui.place import Start
    from visioneditor.gui.worked_out import ComparedTexts

_CAN_FORK = sys.platform == "linux"  # on macOS a forked child may not use its system's own libraries


class Ahead:
    """One child's find; `take` it once, and `leave` the child when there is time. Without a child there is none."""

    def __init__(self, pipe: int | None = None, child: int = 0) -> None:
        self._pipe, self._child = pipe, child

    @classmethod
    def begin(cls, request: WindowRequest) -> "Ahead":
        """Let a child begin to look for what was asked for."""
        if not _CAN_FORK:
            return cls()
        reading, writing = os.pipe()
        child = os.fork()
        if child:
            os.close(writing)
            return cls(reading, child)
        try:
            os.close(reading)
            _tell(request, writing)
        finally:
            os._exit(0)

    def take(self) -> "Start | ComparedTexts | None":
        """What the child found, as soon as it has; None where the window must look itself."""
        pipe, self._pipe = self._pipe, None
        if pipe is None:
            return None
        with os.fdopen(pipe, "rb") as stream:
            told = stream.read()
        with suppress(EOFError, pickle.UnpicklingError):  # it found nothing, or was ended
            found: Start | ComparedTexts = pickle.loads(told)
            return found
        return None

    def leave(self) -> None:
        """Let the child be gone: it takes a moment to end, which no first paint should wait for."""
        child, self._child = self._child, 0
        if child:
            os.waitpid(child, 0)


def _tell(request: WindowRequest, pipe: int) -> None:
    from visioneditor.gui.desks.opening_start import find_first

    with suppress(Exception):  # the window comes upon it, too, and says so
        found = find_first(request)
        told = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
        workspace = getattr(found, "workspace", None)  # two files come without one
        if workspace is not None:
            workspace.close()
        with os.fdopen(pipe, "wb") as stream:
            stream.write(told)
