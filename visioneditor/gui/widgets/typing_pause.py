"""When what is typed goes to disk: after a short pause, and at least twice a second while typing goes on."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

PAUSE_MS = 300
AT_LEAST_MS = 500  # so that also on a busy machine it is on disk within a second


class TypingPause(QObject):
    """Announces `paused` some time after `touch`."""

    paused = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pause, self._longest = QTimer(self), QTimer(self)
        for timer, wait_ms in ((self._pause, PAUSE_MS), (self._longest, AT_LEAST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait_ms)
            timer.timeout.connect(self._on_timeout)

    def touch(self) -> None:
        """Something was typed."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def flush(self) -> None:
        """Do not wait for the pause: announce it now, if anything was typed."""
        if self._pause.isActive() or self._longest.isActive():
            self._on_timeout()

    def forget(self) -> None:
        """Announce nothing of what was typed."""
        self._pause.stop()
        self._longest.stop()

    @Slot()
    def _on_timeout(self) -> None:
        self.forget()
        self.paused.emit()
