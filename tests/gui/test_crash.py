"""What nobody foresaw is told in the window, and what is being written is kept first."""

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.crash import CrashHook
from visioneditor.services.reviewing import load_comments


def fail() -> None:
    raise ZeroDivisionError(" ".join(("nobody", "thought", "of", "it")))


def test_an_error_is_told_and_a_comment_being_written_is_kept(
    open_window: OpenWindow, sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    window = open_window(sample)
    window.commenting.comment()
    settle(window)
    editor = window.review.writing.editor
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


def crash(hook: CrashHook) -> None:
    try:
        fail()
    except ZeroDivisionError as error:
        hook.take(type(error), error, error.__traceback__)


def test_a_report_is_saved_with_versions_and_place_and_no_words(
    open_window: OpenWindow, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(sample)
    crash(CrashHook(window.frame, window))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "report.txt"), ""))
    assert window.frame.messages.action.text() == "Save a report …"
    window.frame.messages.action.click()
    report = (tmp_path / "report.txt").read_text(encoding="utf-8")
    for part in ("Vision Editor: ", "System: ", "Qt: 6", "in fail", "builtins.ZeroDivisionError"):
        assert part in report
    for part in ("nobody thought of it", str(Path.home()), VISION, str(sample)):
        assert part not in report
    assert "The report is saved as" in window.frame.messages.accessibleName()


def test_an_error_of_a_job_can_be_reported_too(
    open_window: OpenWindow, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(sample)
    CrashHook(window.frame, window)
    window.session.jobs.start("broken", "", lambda *_: fail(), print, window.frame.messages.show_error)
    assert settle(window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "report.txt"), ""))
    window.frame.messages.action.click()
    assert "in fail" in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_no_report_is_written_where_none_is_wanted_and_a_failed_one_is_told(
    open_window: OpenWindow, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(sample)
    crash(CrashHook(window.frame, window))
    for name in ("", str(tmp_path / "nowhere" / "report.txt")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, name=name: (name, ""))
        window.frame.messages.action.click()
    assert not list(tmp_path.glob("**/report.txt"))
    assert "could not use" in window.frame.messages.accessibleName()
    assert window.frame.messages.count.text() == "2 of 2"


def test_ctrl_c_is_no_crash(open_window: OpenWindow, sample: Path, qtbot: QtBot) -> None:
    window = open_window(sample)
    hook = CrashHook(window.frame, window)
    with qtbot.assertNotEmitted(hook.told):
        hook.take(KeyboardInterrupt, KeyboardInterrupt(), None)
