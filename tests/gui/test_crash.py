"""What nobody foresaw is told in the window, and what is being written is kept first."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import OpenWindow, settle
from visioneditor.gui.crash import CrashHook
from visioneditor.services.reviewing import load_comments


def fail() -> None:
    raise ZeroDivisionError("nobody thought of it")


def test_an_error_is_told_and_a_comment_being_written_is_kept(
    open_window: OpenWindow, sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    window = open_window(sample)
    window.commenting.comment()
    settle(window)
    editor = window.review._editor
    assert editor is not None
    editor.text.setPlainText("Half a sentence")
    hook = CrashHook(window.frame, window)
    try:
        fail()
    except ZeroDivisionError as error:
        hook.take(type(error), error, error.__traceback__)
    settle(window)
    assert window.frame.messages.isVisible()
    assert "nobody thought of it" in window.frame.messages.accessibleName()
    assert "ZeroDivisionError" in capsys.readouterr().err
    workspace = window.session.workspace
    assert workspace is not None
    ((change, _),) = window.review.threads.drafted
    assert [draft.message for draft in load_comments(workspace, change, drafts_only=True)] == ["Half a sentence"]


def test_an_error_of_a_thread_comes_to_the_window(
    open_window: OpenWindow, sample: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(sample)
    hook = CrashHook(window.frame, window)
    monkeypatch.setattr("sys.excepthook", None)
    monkeypatch.setattr(threading, "excepthook", None)
    hook.install()
    with qtbot.waitSignal(hook.told):
        threading.Thread(target=fail).start()
    qtbot.waitUntil(window.frame.messages.isVisible)


def test_ctrl_c_is_no_crash(open_window: OpenWindow, sample: Path, qtbot: QtBot) -> None:
    window = open_window(sample)
    hook = CrashHook(window.frame, window)
    with qtbot.assertNotEmitted(hook.told):
        hook.take(KeyboardInterrupt, KeyboardInterrupt(), None)
