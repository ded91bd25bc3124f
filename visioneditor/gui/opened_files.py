"""macOS names the files to be opened in events, not in arguments; only there is this the application."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class FileOpeningApplication(QApplication):
    """Hands on each file that the desktop wants opened; what comes before somebody listens waits."""

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self._open: Callable[[str], None] | None = None
        self._waiting: list[str] = []

    def hand_files_to(self, opener: Callable[[str], None]) -> None:
        """From now on files go there, those that waited first."""
        self._open = opener
        while self._waiting:
            opener(self._waiting.pop(0))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            if self._open is None:
                self._waiting.append(event.file())
            else:
                self._open(event.file())
            return True
        return super().event(event)
