"""Typing is announced in its pauses, and while there are none, too."""

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from visioneditor.gui.widgets.typing_pause import AT_LEAST_MS, PAUSE_MS, TypingPause


def test_who_types_without_a_pause_is_heard_all_the_same(qtbot: QtBot) -> None:
    parent = QObject()
    pause, keys = TypingPause(parent), QTimer(parent)
    keys.setInterval(PAUSE_MS // 10)
    keys.timeout.connect(pause.touch)
    with qtbot.waitSignal(pause.paused, timeout=10 * AT_LEAST_MS):
        keys.start()
    keys.stop()


def test_flushing_announces_only_what_was_typed(qtbot: QtBot) -> None:
    parent = QObject()
    pause = TypingPause(parent)
    with qtbot.assertNotEmitted(pause.paused):
        pause.flush()
    pause.touch()
    with qtbot.waitSignal(pause.paused):
        pause.flush()
