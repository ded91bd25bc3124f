"""When Python looks for cyclic garbage: between the things the window does, never in the midst of one.

Walking everything that a long text is made of stops every thread for longer than a reader should wait. Documents and
rows hold no cycles and go when nobody holds them; so they are put out of the collector's sight, and what is left is
walked while nothing is under way.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

from visioneditor.gui.jobs import Jobs

_YOUNG, _MIDDLE, _NEVER = 5_000, 10, 1_000_000  # what is new is walked as ever, the whole only by the timer
_EVERY_MS = 20_000


class Collector(QObject):
    """Begins to collect when the window stands; until then the program's entry has put it off."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        gc.freeze()
        gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
        gc.enable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    @Slot()
    def _on_time(self) -> None:
        if self._jobs.is_idle:
            gc.collect()
