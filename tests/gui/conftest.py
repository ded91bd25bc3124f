"""What tests of the window share: a look, the sample, a whole window on it that is closed when the test ends."""

import gc
import shutil
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from visioneditor.core.review.model import Change, Comment, PatchSet
from visioneditor.gui.app import build_look
from visioneditor.gui.fonts import load_fonts
from visioneditor.gui.look import Look
from visioneditor.gui.window import Window
from visioneditor.services.opening import sample_repository
from visioneditor.services.window_request import WindowRequest
from visioneditor.settings import Settings

VISION = "reference/cloud-vision.rst"
CHANGE = Change(
    key="7",
    number=7,
    change_id=None,
    subject="",
    branch="",
    patch_sets=(PatchSet(number=1, revision="1" * 40, parent=None),),
)
STILL_STEPS, STEP_MS, LONGEST_S = 4, 5, 30.0


def settle(window: Window) -> bool:
    """Let the window go on until nothing has been under way for a moment."""
    loop = QEventLoop()
    still, until = 0, time.monotonic() + LONGEST_S
    while still < STILL_STEPS and time.monotonic() < until:
        QTimer.singleShot(STEP_MS, loop.quit)
        loop.exec()  # QTest's own waiting keeps the interpreter lock, and threads would stand still
        still = still + 1 if window.is_settled else 0
    return still == STILL_STEPS


@pytest.fixture(scope="session")
def _passes_over_what_lasts() -> None:
    """Modules and tests are there to the end: to look through them after each test takes a tenth of a second."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _collects_on_the_main_thread(_passes_over_what_lasts: None) -> Iterator[None]:
    """As in the program: a worker that collects garbage would delete widgets, and the process dies of that."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()  # for tests of other things: thousands of examples leave much


def put_away(windows: Iterable[Window]) -> None:
    """Close windows and delete them now: the next one's style sheet would be put on what is left of them."""
    for window in windows:
        window.frame.close()
        window.frame.deleteLater()
        window.deleteLater()
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def look(qtbot: QtBot) -> Look:
    load_fonts()
    return Look()


@pytest.fixture(scope="session")
def sample_as_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample; only to be read and copied."""
    return sample_repository(tmp_path_factory.mktemp("made"))


@pytest.fixture
def sample(sample_as_made: Path, tmp_path: Path) -> Path:
    """A sample of the test's own."""
    return Path(shutil.copytree(sample_as_made, tmp_path / "skerry", symlinks=True))


class OpenWindow(Protocol):
    """Opens a window on a repository and waits until it has loaded everything."""

    def __call__(self, repository: Path | None, **wanted: Any) -> Window: ...


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[OpenWindow]:
    opened: list[Window] = []

    def build(repository: Path | None, **wanted: Any) -> Window:
        request, settings = WindowRequest(repository=repository, **wanted), Settings(theme="light")
        window = Window(build_look(settings, request), settings, request)
        opened.append(window)
        window.start()
        assert settle(window)
        return window

    yield build
    put_away(opened)


class Say(Protocol):
    """Makes a comment; what is not said is as it mostly is."""

    def __call__(self, message: str, **different: Any) -> Comment: ...


@pytest.fixture
def say() -> Say:
    def build(message: str, **different: Any) -> Comment:
        usual: dict[str, Any] = {
            "uuid": message,
            "change_key": "I1",
            "patch_set": 1,
            "revision": "1" * 40,
            "path": VISION,
            "line": 1,
            "quote": "a vision",
            "author": "Ada Tester <ada@example.org>",
            "written": datetime(2026, 1, 5, 12, tzinfo=UTC),
        }
        return Comment(message=message, **usual | different)

    return build
