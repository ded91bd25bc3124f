"""What nobody foresaw: drafts are kept first, then one sentence in the window, and a report to save for who likes."""

import sys
import threading
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot, qVersion
from PySide6.QtGui import QGuiApplication

from visioneditor.errors import VisionEditorError
from visioneditor.gui.main_window import MainWindow

_REPORT_NAME = "visioneditor-report.txt"


class CrashHook(QObject):
    """Takes errors that no slot and no thread caught. May be called on any thread; `told` brings it to the window's."""

    told = Signal(object)

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._is_telling = False
        self.told.connect(self._on_told)
        window.report_requested.connect(self._on_report_requested)

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

    @Slot(object)
    def _on_report_requested(self, error: VisionEditorError) -> None:
        """Ask where to, and save what happened and what it happened on."""
        from PySide6.QtWidgets import QFileDialog

        from visioneditor.services.crash_reports import look_around, render_report, save_report

        proposed = str(Path.home() / _REPORT_NAME)
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save a report"), proposed, self.tr("Text (*.txt)"))
        if not name:
            return
        around = look_around(Qt=f"{qVersion()} on {QGuiApplication.platformName()}")
        try:
            save_report(Path(name), render_report(error.__cause__ or error, around, datetime.now().astimezone()))
        except VisionEditorError as failed:
            self._window.messages.show_error(failed)
        else:
            sentence = self.tr("The report is saved as {name}. It holds nothing of your documents.")
            self._window.messages.show_notice(sentence.format(name=name), about="report")


def _foreseen(error: Exception, trace: TracebackType | None) -> VisionEditorError:
    if isinstance(error, VisionEditorError):
        return error
    import traceback

    detail = "".join(traceback.format_exception(type(error), error, trace))
    told = VisionEditorError("internal", detail=detail, reason=f"{type(error).__name__}: {error}")
    told.__cause__ = error.with_traceback(trace)
    return told
