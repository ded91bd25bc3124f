"""A hand that renames a document to and fro in the real window until it is killed.

It is started and talks as `reviewing_hand` does.
"""

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot

from tests.gui.reviewing_hand import fork_windows
from visioneditor.errors import VisionEditorError
from visioneditor.gui.app import build_application, build_look
from visioneditor.gui.desks.desks import Desks
from visioneditor.gui.desks.renaming_desk import RenamingDesk
from visioneditor.gui.screenshot import settle
from visioneditor.gui.window import Window
from visioneditor.repository import hooks, index_writing, writing
from visioneditor.services import opening, renaming
from visioneditor.services.window_request import WindowRequest
from visioneditor.settings import Settings

IMPORTED = (Desks, RenamingDesk, hooks, index_writing, opening, renaming, writing)  # once, before a window is forked
PATHS = ("vision.rst", "aims/vision.rst")
PAUSE_MS = 20  # between two things that the hand does


class RenamingHand(QObject):
    """Answers what it is asked, and renames again."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desks.renaming
        self._desk.renamed.connect(self._on_renamed)
        window.session.failed.connect(self._on_failed)
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    def say(self, what: str, value: object) -> None:
        print(json.dumps([time.monotonic(), what, True, "", value]), flush=True)

    @Slot()
    def _on_time(self) -> None:
        loaded, asked, dialog = self._window.session.loaded, self._desk.path_dialog, self._desk.dialog
        if dialog is not None and dialog.isVisible():
            if dialog.form.commit.isEnabled():
                self.say("committing", dialog.form.subject.text())
                dialog.form.commit.click()
        elif asked is not None and asked.isVisible() and loaded is not None:
            asked.setTextValue(PATHS[loaded.path == PATHS[0]])
            asked.accept()
        elif self._window.is_settled:
            self._window.frame.commands.run("document.rename")

    @Slot(str, str)
    def _on_renamed(self, path: str, _: str) -> None:
        self.say("renamed", path)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self.say("error", f"{error} {error.detail}")


def rename(repository: Path) -> None:
    """Open the window and rename until killed."""
    request = WindowRequest(repository=repository)
    build_application(Settings(), request)
    window = Window(build_look(Settings(), request), Settings(), request)
    window.start()
    settle(window)
    window.session.go(path=next(path for path in PATHS if (repository / path).exists()), revision="", section="")
    settle(window)
    hand = RenamingHand(window)
    hand.say("ready", os.getpid())
    QEventLoop().exec()


def main() -> None:
    """Rename in the repository that was named."""
    (repository,) = sys.argv[1:]
    fork_windows(lambda _: rename(Path(repository)))


if __name__ == "__main__":
    main()
