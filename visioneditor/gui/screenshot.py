"""Paints the window when it is settled and saves the picture."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer

from visioneditor.errors import VisionEditorError

if TYPE_CHECKING:
    from visioneditor.gui.merging.merge_window import MergeWindow
    from visioneditor.gui.window import Window

_LONGEST_S = 60.0
_STEP_MS = 20
_STILL_STEPS = 4  # so many looks in a row with nothing under way: what one job starts after another is waited for


def settle(window: "Window | MergeWindow", longest_s: float = _LONGEST_S) -> bool:
    """Let the window load and lay out until nothing is under way; False where that took too long."""
    loop = QEventLoop()
    still = 0
    until = time.monotonic() + longest_s
    while still < _STILL_STEPS:
        QTimer.singleShot(_STEP_MS, loop.quit)
        loop.exec()
        still = still + 1 if window.is_settled else 0
        if time.monotonic() > until:
            return False
    return True


def take_screenshot(window: "Window | MergeWindow", path: Path) -> int:
    """Save what the settled window shows; answers with the exit status."""
    settle(window)
    picture = window.frame.grab()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(path), "PNG"):
        raise VisionEditorError("file.failed", reason="the picture could not be written", path=str(path))
    window.frame.close()
    return 0
