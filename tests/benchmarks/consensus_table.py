"""The table of Consensus with 100 projects by 40 sections: how long until it is shown, and how long a step takes."""

from visioneditor.gui import qt_loading  # noqa: F401, I001 - as the program's entry does it: before PySide

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import thread_time

from PySide6.QtWidgets import QApplication

from tests.benchmarks.figures import Figure
from tests.benchmarks.material import Material
from tests.gui.consensus.made_matrices import large_matrix
from visioneditor.core.consensus.arranging import Arrangement, Only, Order
from visioneditor.gui.consensus.matrix_view import MatrixView
from visioneditor.gui.consensus.shown_matrix import ShownMatrix
from visioneditor.gui.fonts import load_fonts
from visioneditor.gui.look import Look

PROJECTS, SECTIONS = 100, 40
FIRST_MS, FRAME_MS, BLOCK_MS = 100.0, 16.0, 50.0
_STEPS = 120


def _timed(work: Callable[[], object]) -> float:
    """Milliseconds of the window's thread itself: what others do meanwhile on a busy machine does not count."""
    begin = thread_time()
    work()
    return (thread_time() - begin) * 1000


def measure_here() -> dict[str, float]:
    """The figures, in this process."""
    application = QApplication.instance() or QApplication([])
    load_fonts()
    view, matrix = MatrixView(Look()), large_matrix(PROJECTS, SECTIONS)
    view.resize(1440, 900)
    view.show()
    application.processEvents()

    first = ShownMatrix(matrix)

    def show(wanted: Arrangement) -> None:
        view.show_matrix(first.looked_at(wanted))
        view.viewport().repaint()

    def scroll(across: int, down: int) -> None:
        view.horizontalScrollBar().setValue(view.horizontalScrollBar().value() + across)
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() + down)
        view.viewport().repaint()

    found = {"first": _timed(lambda: show(Arrangement()))}
    steps = sorted(_timed(lambda: scroll(7, 24)) for _ in range(_STEPS))
    found["scroll"], found["slowest"] = steps[len(steps) // 2], steps[-1]
    choices = (Arrangement(only=Only.MISSING), Arrangement(only=Only.STALE, order=Order.STALE))
    found["choice"] = max(_timed(partial(show, wanted)) for wanted in choices)
    view.close()
    return found


def measure(material: Material, folder: Path) -> tuple[Figure, ...]:
    """In a process of its own, without a screen."""
    command = [sys.executable, "-m", "tests.benchmarks.consensus_table"]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    found = json.loads(done.stdout.splitlines()[-1])
    what = f"the table of {PROJECTS} projects by {SECTIONS} sections"
    rows = (
        ("counted, laid out and painted", "first", FIRST_MS),
        ("a step of scrolling, median", "scroll", FRAME_MS),
        ("a step of scrolling, slowest", "slowest", BLOCK_MS),
        ("sorted or limited anew", "choice", BLOCK_MS),
    )
    return tuple(
        Figure(name=f"{what}: {title}", peer_name="the limit", ours=found[key], peer=limit, unit="ms", bound=1.0)
        for title, key, limit in rows
    )


if __name__ == "__main__":
    print(json.dumps(measure_here()))
