"""Two files outside a repository: what is offered works, and what needs a repository is not offered."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.window import Window

OLD = "Goals\n=====\n\nA cloud for all.\n\nScope\n-----\n\nWhat we do.\n"


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> Window:
    for name, text in (("old.rst", OLD), ("new.rst", OLD + "And more.\n"), ("third.rst", OLD.replace("all", "some"))):
        (tmp_path / name).write_text(text)
    return open_window(None, files=(tmp_path / "old.rst", tmp_path / "new.rst"))


def names(window: Window) -> tuple[str, str]:
    found = window.session.comparison
    assert found is not None
    said = (window.comparing.old.text().split()[0], window.comparing.new.text().split()[0])
    assert said == (Path(found.old.path).name, Path(found.new.path).name)
    return said


def panel_words(window: Window) -> set[str]:
    return {label.text() for label in window.frame.panel.findChildren(QLabel) if label.isVisible()}


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    """What the file dialog answers with, and the files it was opened at."""
    asked: list[str] = []

    def answer(_parent: object, _title: str, at: str) -> tuple[str, str]:
        asked.append(at)
        return (str(path) if path else "", "")

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    return asked


def test_the_panel_names_the_files_and_offers_no_comment(window: Window, tmp_path: Path) -> None:
    words = panel_words(window)
    assert {"old.rst", "older", "new.rst", "newer"} <= words
    assert any("outside a repository" in text and "Comments" in text for text in words)
    assert not any("committed" in text or "press c" in text or "No project" in text for text in words)
    assert not window.frame.panel.threads.action.isVisible()


def test_only_commands_that_work_are_enabled(window: Window) -> None:
    commands = window.frame.commands
    for id in ("review.comment", "view.read", "view.draft", "view.side-by-side", "go.revision", "review.next-thread"):
        assert not commands.action(id).isEnabled(), id
    for id in ("compare.swap", "compare.next", "go.find", "go.next-section", "view.outline", "view.panel"):
        assert commands.action(id).isEnabled(), id
    assert not window.frame.header.modes.isVisible()


def test_swapping_exchanges_the_files_and_keeps_the_section(window: Window) -> None:
    assert window.session.comparison is not None
    window.session.go_to_section(window.session.comparison.new.document.sections[1])
    window.frame.commands.run("compare.swap")
    assert settle(window)
    assert names(window) == ("new.rst", "old.rst")
    assert window.session.comparison.comparison.summary.words_removed == 2
    assert window.session.section is not None and window.session.section.id == "scope"
    assert window.frame.stack.currentWidget() is window.frame.splitter
    window.frame.commands.run("compare.swap")
    assert settle(window)
    assert names(window) == ("old.rst", "new.rst")


def test_the_two_buttons_pick_another_file_on_either_side(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = choose(monkeypatch, tmp_path / "third.rst")
    window.comparing.old.click()
    assert settle(window)
    assert names(window) == ("third.rst", "new.rst")
    asked += choose(monkeypatch, tmp_path / "old.rst")
    window.comparing.new.click()
    assert settle(window)
    assert names(window) == ("third.rst", "old.rst")
    assert asked == [str(tmp_path / "old.rst")]
    assert {"third.rst", "old.rst"} <= panel_words(window)
    assert window.frame.windowTitle().startswith("old.rst")


def test_the_header_picks_another_newer_file(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, tmp_path / "third.rst")
    window.frame.header.document.click()
    assert settle(window)
    assert names(window) == ("old.rst", "third.rst")


def test_a_file_that_is_not_chosen_or_cannot_be_read_leaves_what_is_shown(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, None)
    window.comparing.new.click()
    assert settle(window)
    assert names(window) == ("old.rst", "new.rst")
    choose(monkeypatch, tmp_path / "nowhere.rst")
    window.comparing.new.click()
    assert settle(window)
    assert names(window) == ("old.rst", "new.rst")
    assert "nowhere.rst cannot be read" in window.frame.messages.accessibleName()


def test_a_repository_opened_afterwards_has_threads_and_history_again(window: Window, sample: Path) -> None:
    window.frame.folder_dropped.emit(str(sample))
    assert settle(window)
    assert window.session.place.path == VISION
    panel = window.frame.panel
    assert panel.threads.isVisible() and panel.history.isVisible() and panel.threads.action.isVisible()
    assert not panel.files.isVisible()
    assert window.frame.header.modes.isVisible() and window.frame.commands.action("view.read").isEnabled()


def test_files_compared_from_a_repository_leave_it(open_window: OpenWindow, sample: Path, tmp_path: Path) -> None:
    window = open_window(sample)
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(f"# T\n\nWord {name}.\n")
    window.desks.opening.files_chosen.emit(tmp_path / "a.md", tmp_path / "b.md")
    assert settle(window)
    assert window.session.workspace is None
    assert names(window) == ("a.md", "b.md")
    assert window.frame.panel.files.isVisible() and not window.frame.panel.threads.isVisible()


def test_a_side_without_a_file_is_called_that_and_swaps(open_window: OpenWindow, tmp_path: Path) -> None:
    (tmp_path / "gone.rst").write_text(OLD)
    window = open_window(None, files=(tmp_path / "gone.rst", Path(os.devnull)))
    assert window.comparing.new.text().startswith("no file")
    assert {"gone.rst", "no file"} <= panel_words(window)
    assert window.frame.windowTitle().startswith("gone.rst")
    window.frame.commands.run("compare.swap")
    assert settle(window)
    assert window.comparing.old.text().startswith("no file")
    assert window.session.comparison is not None
    assert window.session.comparison.comparison.summary.words_removed == 0
