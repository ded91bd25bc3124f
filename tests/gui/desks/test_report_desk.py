"""What is compared is saved as pages or as a page, in the background, and can be opened from the message."""

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from tests.gui.conftest import OpenWindow, settle
from visioneditor.gui.window import Window


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> Window:
    for name, word in (("old.rst", "all"), ("new.rst", "some")):
        (tmp_path / name).write_text(f"Goals\n=====\n\nA cloud for {word}.\n")
    return open_window(None, files=(tmp_path / "old.rst", tmp_path / "new.rst"))


def save_as(window: Window, monkeypatch: pytest.MonkeyPatch, name: str, kind: str = "") -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (name, kind))
    window.frame.commands.run("compare.report")
    assert settle(window)


@pytest.mark.parametrize(("name", "begins"), [("my report.pdf", b"%PDF-"), ("report.html", b"<!DOCTYPE html>")])
def test_the_ending_says_what_is_saved(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, begins: bytes
) -> None:
    save_as(window, monkeypatch, str(tmp_path / name))
    assert (tmp_path / name).read_bytes().lower().startswith(begins.lower())
    assert name in window.frame.messages.accessibleName()
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    window.frame.messages.action.click()
    assert opened == [str(tmp_path / name)]


def test_without_an_ending_it_is_a_pdf(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_as(window, monkeypatch, str(tmp_path / "goals 1.2"))
    assert (tmp_path / "goals 1.2.pdf").read_bytes().startswith(b"%PDF-")


def test_where_it_cannot_be_written_that_is_said(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(window, monkeypatch, str(tmp_path / "nowhere" / "report.html"))
    assert "could not use" in window.frame.messages.accessibleName()


def test_a_dialog_that_is_left_saves_nothing(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_as(window, monkeypatch, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.rst", "old.rst"]
