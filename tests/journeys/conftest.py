"""The real window for journeys: opened as a start opens it, moved by keys and clicks, looked at in pictures."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import put_away, settle
from visioneditor.gui.app import build_look
from visioneditor.gui.prose import row_view
from visioneditor.gui.window import Window
from visioneditor.services.window_request import WindowRequest
from visioneditor.settings import Settings

SCREENS = Path(__file__).parent.parent.parent / "build" / "screens"


class Traveller:
    """A person at the window."""

    def __init__(self, window: Window, journey: str) -> None:
        self.window = window
        self._journey = journey
        self._pictures = 0

    @property
    def focused(self) -> QWidget:
        """Where keys go."""
        widget = QApplication.focusWidget()
        return widget if widget is not None else self.window.frame

    def settle(self) -> None:
        """Wait until nothing is under way."""
        assert settle(self.window), "the window did not settle"

    def wait(self, time_ms: int) -> None:
        """Let time pass. QTest's own waiting keeps the interpreter lock: threads would stand still."""
        loop = QEventLoop()
        QTimer.singleShot(time_ms, loop.quit)
        loop.exec()
        self.settle()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is, and wait for what it does."""
        QTest.keyClick(self.focused, key, modifiers)
        self.settle()

    def control(self, key: Qt.Key, *more: Qt.KeyboardModifier) -> None:
        """Press a key with Ctrl."""
        modifiers = Qt.KeyboardModifier.ControlModifier
        for modifier in more:
            modifiers |= modifier
        self.press(key, modifiers)

    def type(self, text: str) -> None:
        """Type a text."""
        QTest.keyClicks(self.focused, text)
        self.settle()

    def click(self, widget: QWidget, point: QPoint | None = None) -> None:
        """Click a widget, in its middle where nothing else is said."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point or widget.rect().center())
        self.settle()

    def look(self, name: str) -> None:
        """Take a picture into build/screens/."""
        self.settle()
        self._pictures += 1
        SCREENS.mkdir(parents=True, exist_ok=True)
        assert self.window.frame.grab().save(str(SCREENS / f"{self._journey}-{self._pictures:02}-{name}.png"))


Travel = Callable[[WindowRequest], Traveller]


@pytest.fixture
def travel(qtbot: QtBot, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Travel]:
    """Opens windows; they are closed when the journey ends. Nothing moves: no picture shows half a way."""
    monkeypatch.setattr(row_view, "MOTION_MS", 0)
    opened: list[Window] = []

    def start(wanted: WindowRequest) -> Traveller:
        window = Window(build_look(Settings(), wanted), Settings(theme="light"), wanted)
        opened.append(window)
        window.start()
        window.frame.activateWindow()
        traveller = Traveller(window, request.node.name.removeprefix("test_").partition("[")[0])
        traveller.settle()
        return traveller

    yield start
    put_away(opened)
