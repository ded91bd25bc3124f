"""Does the window stay live while a document of 12,000 lines is opened and compared?

A timer beats every few milliseconds on the window's thread; the longest time between two beats is how long a key press
or a mouse click could have waited. The window runs in a process of its own, without a screen and on one. What the
window's thread itself did meanwhile is told beside it: on a busy machine the rest was waiting for others.
"""

from visioneditor.gui import qt_loading  # noqa: F401, I001 - as the program's entry does it: before PySide

import compileall
import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import perf_counter, thread_time

from PySide6.QtCore import QEventLoop, Qt, QTimer

from tests.benchmarks.figures import Figure, compare_medians
from tests.benchmarks.long_document import LONG_PATH, SHORT_PATH, LongDocument, make_long_document
from tests.benchmarks.material import Material
from tests.benchmarks.processes import make_home
from tests.benchmarks.screen import open_screen
from tests.benchmarks.start_up import PACKAGE
from visioneditor.services.window_request import Mode, WindowRequest
from visioneditor.settings import Settings

ROUNDS = 3
LIMIT_MS = 50.0
BEAT_MS = 5
GAPS_WANTED = "VISIONEDITOR_BENCH_GAPS"  # set in the environment: tell of every long gap
_QUIET_S = 0.7  # so long nothing has been under way: all is there
_PATIENCE_S = 60.0
_DOING = {
    "rest": "after the first paint",
    "open": "opening 12,000 lines",
    "beside": "putting them side by side with the projects",
    "compare": "comparing two drafts of them",
    "return": "going back to them",
    "draft": "drafting them",
}


def measure(material: Material, folder: Path) -> tuple[Figure, ...]:
    """The longest time the window was deaf, doing one thing after the other; the median of some runs, and the worst."""
    compileall.compile_dir(str(PACKAGE), quiet=2)  # as installing does it
    long = make_long_document(folder / "long", material.vision)
    found = list(_measure_on("offscreen", long, make_home(folder / "live-offscreen")))
    with suppress(FileNotFoundError), open_screen() as screen:
        home = make_home(folder / "live-screen") | {"DISPLAY": screen.display}
        found += _measure_on("xcb", long, home)
    return tuple(found)


def _measure_on(platform: str, long: LongDocument, environment: dict[str, str]) -> list[Figure]:
    runs = [_run(long, environment | {"QT_QPA_PLATFORM": platform}) for _ in range(ROUNDS)]
    where = "on a screen" if platform == "xcb" else "without a screen"
    return [_figure(doing, where, [run[what] for run in runs]) for what, doing in _DOING.items()]


def _run(long: LongDocument, environment: dict[str, str]) -> dict[str, tuple[float, float]]:
    command = [sys.executable, "-m", __name__, str(long.repository), long.old_revision, long.new_revision]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    longest_ms: dict[str, tuple[float, float]] = json.loads(done.stdout)
    return longest_ms


def _figure(doing: str, where: str, found: list[tuple[float, float]]) -> Figure:
    longest_ms, own_ms = ([run[at] for run in found] for at in (0, 1))
    told = f"worst of {ROUNDS} runs: {max(longest_ms):.0f} ms, the window's own work {max(own_ms):.0f} ms"
    name = f"longest block, {doing}, {where} ({told})"
    peer = [LIMIT_MS] * ROUNDS
    return compare_medians(name, "what a reader does not notice", longest_ms, peer, unit="ms", bound=1.0)


# In the process of its own.


class Pulse:
    """Beats on the window's thread and keeps the times between two beats that were long."""

    def __init__(self, is_at_rest: Callable[[], bool]) -> None:
        self._is_at_rest = is_at_rest
        self._loop = QEventLoop()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._on_beat)

    def watch(self, doing: Callable[[], object]) -> tuple[float, float]:
        """Do something and run until all is at rest again: the longest block, the most work without a break, in ms."""
        self._begun = self._last = self._rested = perf_counter()
        self._worked = thread_time()
        self._longest_s = self._most_s = 0.0
        self._timer.start()
        doing()
        self._loop.exec()
        self._timer.stop()
        return self._longest_s * 1000, self._most_s * 1000

    def _on_beat(self) -> None:
        now, worked = perf_counter(), thread_time()
        gap = now - self._last
        if gap * 1000 > LIMIT_MS / 2 and GAPS_WANTED in os.environ:
            at, own = now - self._begun, worked - self._worked
            print(f"at {at:.3f} s: {gap:.3f} s, {own:.3f} s of it this thread's own work", file=sys.stderr)
        self._longest_s, self._most_s = max(self._longest_s, gap), max(self._most_s, worked - self._worked)
        self._last, self._worked = now, worked
        if not self._is_at_rest():
            self._rested = now
        if now - self._rested > _QUIET_S or now - self._begun > _PATIENCE_S:
            self._loop.quit()


def main(repository: str, old: str, new: str) -> None:
    """Open the window, do each thing in turn, and print how long each made the window deaf."""
    gc.disable()  # as the program's entry does until the window stands
    from visioneditor.gui import app
    from visioneditor.gui.collecting import Collector
    from visioneditor.gui.window import Window

    request = WindowRequest(repository=Path(repository), document=SHORT_PATH, size=(1440, 900))
    app.build_application(Settings(), request)
    window = Window(app.build_look(Settings(), request), Settings(), request)
    session = window.session

    def is_at_rest() -> bool:
        view = window.comparing.view if session.place.mode is Mode.COMPARE else window.reading.view
        return window.is_settled and (session.place.mode is Mode.DRAFT or view.prose.stage().is_measured)

    pulse = Pulse(is_at_rest)
    painted = QEventLoop()
    window.frame.painted.connect(painted.quit)
    window.start()
    painted.exec()
    found = {"rest": pulse.watch(lambda: Collector(window.jobs, window))}
    found["open"] = pulse.watch(lambda: session.go(path=LONG_PATH))
    found["beside"] = pulse.watch(window.reading_desk.toggle_beside)
    window.reading_desk.toggle_beside()
    found["compare"] = pulse.watch(lambda: session.go(mode=Mode.COMPARE, compared=(old, new)))
    found["return"] = pulse.watch(lambda: session.go(mode=Mode.READ))
    found["draft"] = pulse.watch(window.modes.draft)
    assert session.loaded is not None and session.loaded.path == LONG_PATH and session.comparison is not None
    print(json.dumps(found))
    window.frame.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
