"""Windows that a hand works in until they are killed, and what they said of it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
SHOWN_S = 1.0  # as long as it was on the screen it must be on disk
BEATS = 15  # that the window had in that second at the least: half of what is usual, or it was hardly let run at all
LONGEST_S = 60.0


class Said(NamedTuple):
    """One line of the hand."""

    at: float
    what: str
    is_shown: bool
    key: str
    value: object


class HandOfWindows:
    """The process that forks the windows."""

    def __init__(self, hand: ModuleType, *arguments: object) -> None:
        self._is_alive = False
        assert hand.__file__
        self._process = subprocess.Popen(
            [sys.executable, hand.__file__, *map(str, arguments)],
            env=os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, seed: str) -> None:
        """Let a window begin to review."""
        assert self._process.stdin
        self._process.stdin.write(f"{seed}\n")
        self._process.stdin.flush()
        ready = self._next()
        assert ready.what == "ready", ready
        self._window, self._is_alive = int(str(ready.value)), True
        self.said: list[Said] = []

    def kill(self) -> tuple[list[Said], float]:
        """Kill the window: what it said, and when it died."""
        os.kill(self._window, signal.SIGKILL)
        self._is_alive = False
        died = time.monotonic()
        while self.listen().what != "dead":
            pass
        return self.said[:-1], died

    def wait_for(self, what: str) -> None:
        """Go on until the window says that."""
        until = time.monotonic() + LONGEST_S
        while (heard := self.listen().what) != what:
            assert heard != "dead" and time.monotonic() < until, [
                one for one in self.said if one.what not in ("beat", "word")
            ]

    def listen(self) -> Said:
        """What the window says next."""
        self.said.append(self._next())
        return self.said[-1]

    def _next(self) -> Said:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if '"dead", true' in line:  # before it may stand what the kill cut short
            return Said(0.0, "dead", True, "", None)
        return Said(*json.loads(line))

    def close(self) -> None:
        """Let it end, and a window that a failed test has left."""
        if self._is_alive:
            os.kill(self._window, signal.SIGKILL)
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


def due(said: list[Said], died: float) -> float:
    """What was shown by then must be on disk."""
    beats: dict[str, list[float]] = {}
    for one in said:
        if one.what == "beat":
            beats.setdefault(one.key, []).append(one.at)
    return max(0.0, min([died - SHOWN_S, *(times[-BEATS] if len(times) >= BEATS else 0.0 for times in beats.values())]))
