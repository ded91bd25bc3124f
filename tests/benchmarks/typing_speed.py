"""How long does a key take in a draft of 12,000 lines, from when it is due until its letter is painted?

Somebody types words, ends lines and deletes, at the beginning, in the middle and at the end, faster than people do and
without a pause and with some, so that the preview, the marks and the problems are worked out beside it. A key that is
due while the window's thread does something else waits, and that counts. The window runs in a process of its own.
"""

from visioneditor.gui import qt_loading  # noqa: F401, I001 - as the program's entry does it: before PySide

import gc
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import quantiles
from time import perf_counter, thread_time

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.benchmarks.figures import Figure
from tests.benchmarks.long_document import LONG_PATH, make_long_document
from tests.benchmarks.material import Material
from tests.benchmarks.processes import make_home
from visioneditor.gui.drafting.source_editor import SourceEditor
from visioneditor.services.window_request import Mode, WindowRequest
from visioneditor.settings import Settings

LIMIT_MS = 16.0
KEYS_A_PLACE = 170  # at three places
_KEYS = "more words of which there are some, "
_BETWEEN_MS, _PAUSE_MS, _PAUSE_AFTER = 30, 600, 50
_PATIENCE_MS = 20_000


def measure(material: Material, folder: Path) -> tuple[Figure, ...]:
    """The time of which one key in a hundred takes more."""
    long = make_long_document(folder / "long", material.vision)
    environment = make_home(folder / "typing") | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", __name__, str(long.repository)]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    keys: list[tuple[float, float]] = json.loads(done.stdout)
    waited, worked = (_slowest([key[at] for key in keys]) for at in (0, 1))
    return (
        _figure(f"a key in a draft of 12,000 lines, of {len(keys)} keys the 99th percentile, work alone", worked),
        _figure("the same key, until it is painted, waiting for the machine included", waited),
    )


def _slowest(times_ms: list[float]) -> float:
    return quantiles(times_ms, n=100)[98]


def _figure(name: str, ours_ms: float) -> Figure:
    return Figure(name=name, peer_name="one picture of a screen", ours=ours_ms, peer=LIMIT_MS, unit="ms", bound=1.0)


# In the process of its own.


class Typist:
    """Presses key after key, each when it is due, and keeps how long each took and what work it was."""

    def __init__(self, editor: SourceEditor) -> None:
        self.times_ms: list[tuple[float, float]] = []
        self._editor, self._loop = editor, QEventLoop()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_due)
        self._left = 0
        self._due = 0.0

    def type_at(self, line: int, count: int) -> None:
        """Type so many keys, beginning at a line."""
        self._editor.go_to_line(line)
        self._left = count
        self._wait(_PAUSE_MS)
        self._loop.exec()

    def _wait(self, time_ms: int) -> None:
        self._due = perf_counter() + time_ms / 1000
        self._timer.start(time_ms)

    def _on_due(self) -> None:
        due, began = min(self._due, perf_counter()), thread_time()
        self._press(self._left)
        self._editor.viewport().repaint()
        self._editor.gutter.repaint()
        self.times_ms.append((1000 * (perf_counter() - due), 1000 * (thread_time() - began)))
        self._left -= 1
        if self._left:
            self._wait(_PAUSE_MS if self._left % _PAUSE_AFTER == 0 else _BETWEEN_MS)
        else:
            self._loop.quit()

    def _press(self, number: int) -> None:
        key, text = Qt.Key.Key_A, _KEYS[number % len(_KEYS)]
        if number % 20 == 0:
            key, text = Qt.Key.Key_Return, "\r"
        elif number % 7 == 0:
            key, text = Qt.Key.Key_Backspace, "\b"
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QApplication.sendEvent(self._editor, event)


def main(repository: str) -> None:
    """Draft the long document, type in it, and print what each key took."""
    gc.disable()  # as the program's entry does until the window stands
    from visioneditor.gui import app
    from visioneditor.gui.collecting import Collector
    from visioneditor.gui.window import Window

    request = WindowRequest(repository=Path(repository), document=LONG_PATH, mode=Mode.DRAFT, size=(1440, 900))
    app.build_application(Settings(), request)
    window = Window(app.build_look(Settings(), request), Settings(), request)
    loop = QEventLoop()
    window.frame.painted.connect(loop.quit)
    window.start()
    loop.exec()
    collector = Collector(window.jobs, window)
    (editor,) = window.frame.findChildren(SourceEditor)
    _settle(window)
    lines = editor.blockCount()
    assert lines > 10_000
    typist = Typist(editor)
    for line in (2, lines // 2, lines - 2):
        typist.type_at(line, KEYS_A_PLACE)
    print(json.dumps(typist.times_ms))
    window.frame.close()
    del collector
    sys.stdout.flush()
    os._exit(0)  # what is still worked out beside it is of no interest


def _settle(window: object) -> None:
    loop, until = QEventLoop(), perf_counter() + _PATIENCE_MS / 1000
    still = 0
    while still < 20 and perf_counter() < until:
        QTimer.singleShot(25, loop.quit)
        loop.exec()
        still = still + 1 if getattr(window, "is_settled", False) else 0


if __name__ == "__main__":
    main(*sys.argv[1:])
