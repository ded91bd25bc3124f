"""What nobody foresaw: drafts are kept first, then one sentence in the window, with the details to copy."""

import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.errors import VisionEditorError
from visioneditor.gui.main_window import MainWindow


class CrashHook(QObject):
    """Takes errors that no slot and no thread caught. May be called on any thread; `told` brings it to the window's."""

    told = Signal(object)

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._is_telling = False
        self.told.connect(self._on_told)

    def install(self) -> None:
        """From now on; what is printed on standard error stays as it was."""
        sys.excepthook = self.take
        threading.excepthook = self._take_of_thread

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Print the error and tell it in the window; Ctrl+C ends the program as ever."""
        sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception):
            self.told.emit(_foreseen(error, trace))

    def _take_of_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self.take(found.exc_type, found.exc_value, found.exc_traceback)

    @Slot(object)
    def _on_told(self, error: VisionEditorError) -> None:
        if self._is_telling:  # telling it failed as well: it stands on standard error
            return
        self._is_telling = True
        try:
            self._window.keep_requested.emit()
            self._window.messages.show_error(error)
        finally:
            self._is_telling = False


def _foreseen(error: Exception, trace: TracebackType | None) -> VisionEditorError:
    if isinstance(error, VisionEditorError):
        return error
    detail = "".join(traceback.format_exception(type(error), error, trace))
    return VisionEditorError("internal", detail=detail, reason=f"{type(error).__name__}: {error}")
