"""Two drafts of 30,000 lines, and two of a line of 1 MB, compared in the real window on a screen of 1400 x 900.

From the request to the first screen and to the whole comparison; the longest block meanwhile, and while the list of
changes, the source, one column and all folds are asked for; frames while it is scrolled through by wheel and by page;
and what all of it takes of memory, beside two QTextEdits with the same texts.
A frame is what the window does from the wheel's event until it has painted, everything below the top-level included.
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
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent

from tests.benchmarks.big_document import make_big_document, make_line_document
from tests.benchmarks.figures import Figure, compare_medians
from tests.benchmarks.live_window import LIMIT_MS, Pulse
from tests.benchmarks.long_document import SHORT_PATH, LongDocument
from tests.benchmarks.material import Material
from tests.benchmarks.processes import make_home, memory_mb
from tests.benchmarks.screen import open_screen
from tests.benchmarks.start_up import PACKAGE
from visioneditor.services.window_request import Mode, WindowRequest
from visioneditor.settings import Settings

ROUNDS = 3
SIZE = (1400, 900)
FIRST_S, WHOLE_S, FRAME_MS, MEMORY_TIMES = 3.0, 10.0, 16.0, 3.0
BARE_TEXTS = Path(__file__).with_name("bare_texts.py")
FEW_PAGES, FEW_STEPS = "VISIONEDITOR_BENCH_PAGES", 10_000
_P95 = 0.95
_ASKED_FOR = {
    "compare.list": "the list of changes opened",
    "compare.source": "source asked for",
    "compare.unified": "the other layout asked for",
    "compare.unfold": "all folds opened",
}
_WHEEL = -120  # a notch downwards


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one window did."""

    first_s: float  # until either text was painted
    whole_s: float  # until the comparison was
    gap_ms: float  # the longest time between two beats meanwhile, until every height was known
    own_ms: float  # the window's own work in the longest piece
    asked_ms: dict[str, tuple[float, float]]  # the same two for each command that shows it in another way
    wheel_ms: float  # 95th percentile of the frames
    page_ms: float
    wheel_worst_ms: float
    frames: int
    grown_mb: float


def measure(material: Material, folder: Path) -> tuple[Figure, ...]:
    """Both pairs on a screen; nothing where there is no X server to be had."""
    compileall.compile_dir(str(PACKAGE), quiet=2)
    big = make_big_document(folder / "big", material.vision)
    line = make_line_document(folder / "line", material.vision)
    found: list[Figure] = []
    with suppress(FileNotFoundError), open_screen(*SIZE) as screen:
        home = make_home(folder / "big-home") | {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
        for name, drafts in (("30,000 lines", big), ("a line of 1 MB", line)):
            runs = [_run(drafts, home) for _ in range(ROUNDS)]
            bare = [_grow_bare(drafts, folder, home) for _ in range(ROUNDS)]
            found += _figures(name, runs, bare)
    return tuple(found)


def _figures(name: str, runs: list[Run], bare: list[float]) -> list[Figure]:
    def beside(what: str, ours: list[float], allowed: float, unit: str) -> Figure:
        peer = [allowed] * len(ours)
        return compare_medians(f"comparing {name}: {what}", "what is allowed", ours, peer, unit=unit, bound=1.0)

    own, worst = max(run.own_ms for run in runs), max(run.wheel_worst_ms for run in runs)
    frames = round(median(run.frames for run in runs))
    return [
        beside("to the first screen", [run.first_s for run in runs], FIRST_S, "s"),
        beside("to the whole comparison", [run.whole_s for run in runs], WHOLE_S, "s"),
        beside(f"longest block (own work {own:.0f} ms)", [run.gap_ms for run in runs], LIMIT_MS, "ms"),
        beside(
            f"95th of {frames} frames by wheel (worst {worst:.0f} ms)", [run.wheel_ms for run in runs], FRAME_MS, "ms"
        ),
        beside("95th of the frames by page", [run.page_ms for run in runs], FRAME_MS, "ms"),
        *(
            beside(
                f"longest block, {what} (own work {max(run.asked_ms[id][1] for run in runs):.0f} ms)",
                [run.asked_ms[id][0] for run in runs],
                LIMIT_MS,
                "ms",
            )
            for id, what in _ASKED_FOR.items()
        ),
        compare_medians(
            f"comparing {name}: memory above the empty window",
            "two QTextEdits with the texts above theirs",
            [run.grown_mb for run in runs],
            bare,
            unit="MB",
            bound=MEMORY_TIMES,
        ),
    ]


def _run(drafts: LongDocument, environment: dict[str, str]) -> Run:
    command = [sys.executable, "-m", __name__, str(drafts.repository), drafts.path]
    command += [drafts.old_revision, drafts.new_revision]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return Run(**json.loads(done.stdout))


def _grow_bare(drafts: LongDocument, folder: Path, environment: dict[str, str]) -> float:
    """What a window with two text edits grows by when it is given both texts."""
    files = []
    for name, revision in (("old", drafts.old_revision), ("new", drafts.new_revision)):
        shown = ["git", "-C", str(drafts.repository), "show", f"{revision}:{drafts.path}"]
        file = folder / f"bare-{name}.txt"
        file.write_bytes(subprocess.run(shown, check=True, stdout=subprocess.PIPE).stdout)
        files.append(str(file))
    command = [sys.executable, str(BARE_TEXTS), *files]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as bare:
        assert bare.stdin is not None and bare.stdout is not None
        empty = _memory_when(bare.stdout.readline(), bare.pid)
        bare.stdin.write("\n")
        bare.stdin.flush()
        full = _memory_when(bare.stdout.readline(), bare.pid)
        bare.terminate()
    return full - empty


def _memory_when(said: str, pid: int) -> float:
    assert said, "the bare window said that it is painted"
    return memory_mb(pid)


# In the process of its own.


class _Painted(QObject):
    """Notes when a view was painted with a text for the first time."""

    def __init__(self, watched: QObject, is_there: Callable[[], bool]) -> None:
        super().__init__()
        self.at_s = 0.0
        self._is_there = is_there
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self.at_s and self._is_there():
            QTimer.singleShot(0, self._on_painted)
        return False

    def _on_painted(self) -> None:
        self.at_s = self.at_s or perf_counter()


def main(repository: str, path: str, old: str, new: str) -> None:
    """Open a window on a short text, ask for the comparison, scroll through it, and print what it took."""
    gc.disable()  # as the program's entry does until the window stands
    from visioneditor.gui import app
    from visioneditor.gui.collecting import Collector
    from visioneditor.gui.window import Window

    request = WindowRequest(repository=Path(repository), document=SHORT_PATH, size=SIZE)
    app.build_application(Settings(), request)
    window = Window(app.build_look(Settings(), request), Settings(), request)
    session = window.session

    def is_at_rest() -> bool:
        return window.is_settled and (
            session.place.mode is not Mode.COMPARE or window.comparing.view.prose.stage().is_measured
        )

    pulse = Pulse(is_at_rest)
    painted = QEventLoop()
    window.frame.painted.connect(painted.quit)
    window.start()
    painted.exec()
    pulse.watch(lambda: Collector(window.jobs, window))
    empty_mb = memory_mb(os.getpid())
    view = window.comparing.view
    first = _Painted(window.frame, lambda: bool(view.prose.rows()) and view.isVisible())
    whole = _Painted(window.frame, lambda: view.comparison() is not None)
    begun = perf_counter()
    gap_ms, own_ms = pulse.watch(lambda: session.go(path=path, mode=Mode.COMPARE, compared=(old, new)))
    assert first.at_s and whole.at_s, "the comparison was painted"
    grown_mb = memory_mb(os.getpid()) - empty_mb
    by_wheel, by_page = _Scrolling(window.frame, view.prose), _Scrolling(window.frame, view.prose)
    by_wheel.run(_wheel)
    view.prose.scroll_to_fraction(0)
    by_page.run(_page_down)
    grown_mb = max(grown_mb, memory_mb(os.getpid()) - empty_mb)
    view.prose.scroll_to_fraction(0)
    asked_ms, asking = {}, Pulse(lambda: window.is_settled)  # not until every height is known
    for id in _ASKED_FOR:
        asked_ms[id] = asking.watch(partial(window.frame.commands.run, id))
        asking.watch(partial(window.frame.commands.run, id))  # back, before the next
    found = Run(
        first_s=first.at_s - begun,
        whole_s=whole.at_s - begun,
        gap_ms=gap_ms,
        own_ms=own_ms,
        asked_ms=asked_ms,
        wheel_ms=by_wheel.p95_ms,
        page_ms=by_page.p95_ms,
        wheel_worst_ms=by_wheel.worst_ms,
        frames=len(by_wheel.frames_s),
        grown_mb=grown_mb,
    )
    print(json.dumps(asdict(found)))
    window.frame.close()


class _Scrolling:
    """Scrolls a view to its end, a step a turn of the event loop, and times each step until it is painted."""

    def __init__(self, frame: QObject, prose: object) -> None:
        self._frame, self._prose = frame, prose
        self.frames_s: list[float] = []
        self.own_s: list[float] = []

    def run(self, step: Callable[[object], None]) -> None:
        """Scroll from where the view is to its end."""
        loop, timer = QEventLoop(), QTimer()
        timer.setInterval(0)
        self._step, self._loop = step, loop
        timer.timeout.connect(self._on_time)
        timer.start()
        loop.exec()
        timer.stop()

    def _on_time(self) -> None:
        scroll = self._prose.stage().scroll  # type: ignore[attr-defined]
        before, begun, worked = scroll.value, perf_counter(), thread_time()
        self._step(self._prose)
        QCoreApplication.sendPostedEvents(self._frame, QEvent.Type.UpdateRequest.value)
        self.frames_s.append(perf_counter() - begun)
        self.own_s.append(thread_time() - worked)
        if scroll.value <= before:
            self._loop.quit()

    @property
    def p95_ms(self) -> float:
        """The 95th percentile."""
        return sorted(self.frames_s)[int(len(self.frames_s) * _P95)] * 1000

    @property
    def worst_ms(self) -> float:
        """The longest."""
        return max(self.frames_s) * 1000


def _wheel(prose: object) -> None:
    viewport = prose.viewport()  # type: ignore[attr-defined]
    at = QPointF(viewport.rect().center())
    event = QWheelEvent(
        at,
        viewport.mapToGlobal(at),
        QPoint(),
        QPoint(0, _WHEEL),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(viewport, event)


def _page_down(prose: object) -> None:
    pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(prose, pressed)  # type: ignore[arg-type]


if __name__ == "__main__":
    main(*sys.argv[1:])
