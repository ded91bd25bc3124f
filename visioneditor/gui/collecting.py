"""When Python looks for cyclic garbage: between the things the window does, never in the midst of one.

Walking everything that a long text is made of stops every thread for longer than a reader should wait. Documents and
rows hold no cycles and go when nobody holds them; so they are put out of the collector's sight, and what is left is
walked while nothing is under way. What such a walk has left alive is put out of sight as well, or the next one would
take as long as all that was ever opened. Everything is walked while the user is with another program.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from visioneditor.gui.jobs import Jobs
from visioneditor.gui.worked_out import NEVER_ALL

# What is new is walked in small parts, for every thread waits meanwhile; the whole only by the timer.
_YOUNG, _MIDDLE = 2_000, 2
_EVERY_MS = 20_000
_AWAY_MS = 10_000  # without the user, until nobody would mind a pause


class Collector(QObject):
    """Begins to collect when the window stands; until then the program's entry has put it off."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        gc.freeze()
        gc.set_threshold(_YOUNG, _MIDDLE, NEVER_ALL)
        gc.enable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.walk_what_is_new)
        self._timer.start()
        self._away = QTimer(self)
        self._away.setInterval(_AWAY_MS)
        self._away.setSingleShot(True)
        self._away.timeout.connect(self.walk_everything)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.applicationStateChanged.connect(self._on_state)

    @Slot()
    def walk_what_is_new(self) -> None:
        """Find the garbage among what was made since the last time."""
        if self._jobs.is_idle:
            gc.collect()
            gc.freeze()

    @Slot()
    def walk_everything(self) -> None:
        """Find all garbage there is; with long texts open it takes a while."""
        if self._jobs.is_idle:
            gc.unfreeze()
            self.walk_what_is_new()

    @Slot(Qt.ApplicationState)
    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._away.stop()
        else:
            self._away.start()
