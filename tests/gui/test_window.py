"""The whole window: what it shows at the start, without git, without a display, when something cannot be opened."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import ROOT, Git
from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.help.help_window import HelpWindow
from visioneditor.gui.help.key_help import KeyHelp
from visioneditor.gui.main_window import USUAL_SIZE
from visioneditor.gui.theme import load_theme
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode


def told(window: Window) -> str:
    return window.frame.messages.accessibleName() if window.frame.messages.isVisible() else ""


def shown(window: Window) -> set[str]:
    return {label.text() for label in window.frame.findChildren(QLabel) if label.isVisible()}


def without_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))


def test_vision_is_shown_at_the_start(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    assert window.session.place.path == VISION
    assert window.frame.header.document.text().startswith("cloud-vision.rst")
    assert window.frame.windowTitle().startswith("cloud-vision.rst — skerry")
    assert told(window) == ""


def test_very_first_start_opens_the_sample(open_window: OpenWindow) -> None:
    window = open_window(None)
    assert window.session.place.path == VISION
    assert window.reading.view.isVisible()


def test_first_start_without_git_shows_the_first_page_and_where_to_get_it(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    without_git(monkeypatch, tmp_path)
    window = open_window(None)
    assert window.frame.first_page.isVisible()
    assert any("git-scm.com" in text for text in shown(window))
    assert not any("dropped" in text for text in shown(window))
    assert told(window) == ""  # the page says it
    assert "Compare two files …" in shown(window)
    assert "Clone from an address …" not in shown(window)


def test_repository_that_was_asked_for_is_not_shown_without_git_and_the_window_says_why(
    open_window: OpenWindow, sample: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    without_git(monkeypatch, tmp_path)
    window = open_window(sample)
    assert window.frame.first_page.isVisible()
    assert "The program git was not found." in told(window)


@pytest.mark.parametrize("wanted", [[], ["."]])
def test_picture_without_git_shows_the_first_page_with_the_sentence(tmp_path: Path, wanted: list[str]) -> None:
    environment = {**os.environ, "PATH": str(tmp_path), "VISIONEDITOR_DATA": str(tmp_path / "data")}
    command = [
        sys.executable,
        "-m",
        "visioneditor",
        *wanted,
        "--theme",
        "light",
        "--screenshot",
        str(tmp_path / "first.png"),
    ]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert "error:" not in done.stderr
    picture = QImage(str(tmp_path / "first.png"))
    assert picture.width() == USUAL_SIZE[0]
    assert warning_pixels(picture) > 20  # "No git was found …" stands there, in a colour that nothing else there has


def warning_pixels(picture: QImage) -> int:
    """How many pixels of the left half have the very colour of a warning; most of a letter's are mixed ones."""
    wanted = load_theme("light").colour("warning").rgb()
    pixels = ((x, y) for y in range(picture.height()) for x in range(picture.width() // 2))
    return sum(picture.pixel(x, y) == wanted for x, y in pixels)


def test_two_files_are_compared_without_git(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    without_git(monkeypatch, tmp_path)
    for name, text in (("old.md", "# One\n\nA word.\n"), ("new.md", "# One\n\nAnother word.\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    window = open_window(None, files=(tmp_path / "old.md", tmp_path / "new.md"))
    assert window.comparing.view.isVisible()
    assert window.session.comparison is not None
    assert window.session.comparison.comparison.summary.words_added == 1


@pytest.mark.parametrize("name", ["not-there", "plain", "empty"])
def test_what_cannot_be_opened_is_told_on_the_first_page(
    open_window: OpenWindow, tmp_path: Path, git: Git, name: str
) -> None:
    (tmp_path / "plain").mkdir()
    git(tmp_path, "init", "-q", "empty")
    window = open_window(tmp_path / name)
    sentences = {"not-there": "There is no file or folder", "plain": "is not in a git", "empty": "has no revision yet"}
    assert window.frame.first_page.isVisible()
    assert sentences[name] in told(window)


def test_opening_from_the_first_page_tells_what_went_wrong_and_tries_again(
    open_window: OpenWindow, sample: Path, tmp_path: Path
) -> None:
    window = open_window(tmp_path)
    window.frame.folder_dropped.emit(str(tmp_path / "later"))
    assert settle(window)
    assert "later" in told(window)
    shutil.copytree(sample, tmp_path / "later", symlinks=True)
    window.frame.messages.action.click()
    assert settle(window)
    assert window.session.place.path == VISION
    assert told(window) == ""
    assert window.frame.messages.parentWidget() is not window.frame.first_page


def test_repository_that_cannot_be_opened_leaves_the_one_that_is(
    open_window: OpenWindow, sample: Path, tmp_path: Path
) -> None:
    window = open_window(sample)
    window.frame.folder_dropped.emit(str(tmp_path / "nothing"))
    assert settle(window)
    assert window.session.place.path == VISION
    assert "There is no file or folder" in told(window)


def test_empty_repository_leaves_the_one_that_is_open(
    open_window: OpenWindow, sample: Path, tmp_path: Path, git: Git
) -> None:
    window = open_window(sample)
    git(tmp_path, "init", "-q", "empty")
    window.frame.folder_dropped.emit(str(tmp_path / "empty"))
    assert settle(window)
    assert "has no revision yet" in told(window)
    assert window.session.place.path == VISION


def test_header_names_what_is_shown_though_something_else_was_wanted(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    window.session.go(path="no/such.rst")
    assert settle(window)
    assert window.frame.header.document.text().startswith("cloud-vision.rst")
    assert "There is no document no/such.rst" in told(window)
    assert window.frame.messages.action.text() == "Try again"


def test_closing_a_repository_leads_to_the_first_page_with_what_was_opened(
    open_window: OpenWindow, sample: Path
) -> None:
    window = open_window(sample)
    window.frame.commands.run("repository.close")
    assert settle(window)
    assert window.frame.first_page.isVisible()
    assert {"Opened before", "skerry", "today"} <= shown(window)
    assert not window.frame.commands.action("view.compare").isEnabled()


def test_keys_are_shown_and_put_away(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    window.frame.commands.run("help.keys")
    (keys,) = window.frame.findChildren(KeyHelp)
    assert keys.isVisible()
    keys.filter.setText("reply")
    assert settle(window)
    listed = {label.text() for label in keys.findChildren(QLabel) if label.isVisible()}
    assert "Reply to the thread in hand" in listed
    assert "Next thread" not in listed
    window.frame.commands.run("help.keys")
    assert not keys.isVisible() and window.frame.panel.isVisible()


def test_keys_are_shown_on_the_first_page_too(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window(tmp_path)
    window.frame.commands.run("help.keys")
    (help_window,) = window.frame.findChildren(HelpWindow)
    assert help_window.isVisible()
    assert "Ctrl+K" in help_window.page.toPlainText()
    help_window.close()


def test_palette_lists_what_can_be_done_now(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    QTest.keyClick(window.frame, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.frame.palette_list.isVisible()
    model = window.frame.palette_list.list.model()
    listed = {model.index(row, 0).data() for row in range(model.rowCount())}
    assert "Side by side with the projects" in listed
    assert "Commit the draft …" not in listed
    window.frame.palette_list.dismiss()


def test_help_opens_with_its_key_and_leads_from_page_to_page(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    QTest.keyClick(window.frame, Qt.Key.Key_F1)
    (help_window,) = window.frame.findChildren(HelpWindow)
    assert help_window.isVisible()
    for row in range(help_window.pages.count()):
        help_window.pages.setCurrentRow(row)
        assert help_window.page.toPlainText().strip()
    help_window.close()


def test_first_page_ways_in_are_pressed_by_keyboard(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_window(tmp_path)
    page = window.frame.first_page
    (way,) = [row for row in page.findChildren(QWidget) if row.accessibleName() == "Look round the sample"]
    with qtbot.waitSignal(page.command_requested) as wanted:
        QTest.keyClick(way, Qt.Key.Key_Return)
    assert wanted.args == ["repository.sample"]
    assert settle(window)
    assert window.session.place.path == VISION


def test_modes_keep_the_section(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    document = window.session.document
    assert document is not None
    wanted = document.sections[5]
    window.session.go_to_section(wanted)
    for mode in (Mode.COMPARE, Mode.DRAFT, Mode.READ):
        window.frame.commands.run(f"view.{mode.value}")
        assert settle(window)
        assert window.session.place.mode is mode
        assert window.session.section is not None and window.session.section.id == wanted.id


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a display can be missing")
@pytest.mark.parametrize("display", [{}, {"DISPLAY": ":97"}, {"DISPLAY": "nonsense"}])
def test_without_a_display_it_says_so_and_leaves(tmp_path: Path, display: dict[str, str]) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"} | display
    command = [sys.executable, "-m", "visioneditor", str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    error, hint = done.stderr.splitlines()
    assert error == "error: There is no display to open a window on."
    assert hint.startswith("hint: ")


def test_section_one_went_to_in_compare_is_before_the_eye_in_read(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    window.frame.commands.run("view.compare")
    assert settle(window)
    window.frame.commands.run("compare.next")
    wanted = window.session.section_number
    assert wanted != window.reading.view.prose.section_under_eye()
    window.frame.commands.run("view.read")
    assert settle(window)
    assert (window.session.section_number, window.reading.view.prose.section_under_eye()) == (wanted, wanted)
