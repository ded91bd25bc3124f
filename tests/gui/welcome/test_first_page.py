"""The first page: the ways in that there are, what was opened before, what is missing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from visioneditor.gui.look import Look
from visioneditor.gui.welcome.first_page import FirstPage, ShownRepository


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> FirstPage:
    made = FirstPage(look)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def words(page: FirstPage) -> set[str]:
    QApplication.processEvents()
    return {label.text() for label in page.findChildren(QLabel) if label.isVisible()}


def row(page: FirstPage, name: str) -> QWidget:
    return next(one for one in page.findChildren(QWidget) if one.accessibleName() == name)


def test_with_git_it_offers_repositories(page: FirstPage) -> None:
    page.show_state((), "2.43.0")
    assert {"Open a repository …", "Clone from an address …", "Look round the sample", "Ctrl+O"} <= words(page)
    assert "git 2.43.0 found" in words(page)
    assert "Opened before" not in words(page)


def test_without_git_it_says_where_to_get_it_and_offers_what_works(page: FirstPage) -> None:
    page.show_state((), "")
    assert "No git was found. Repositories need one: get it from git-scm.com, then start again." in words(page)
    assert "Compare two files …" in words(page)
    assert "Open a repository …" not in words(page)


def test_what_was_opened_before_can_be_opened_again(page: FirstPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.show_state(
        [
            ShownRepository(path=tmp_path / "governance", word="today", drafts=("a/b.rst", "c.md", "d.md", "e.md")),
            ShownRepository(path=tmp_path / "charter", word="12 Feb 2019", drafts=("charter.rst",)),
        ],
        "2.43.0",
    )
    assert {"Opened before", "governance", "charter", "today", "12 Feb 2019"} <= words(page)
    assert {"drafts of b.rst, c.md, d.md and 1 more", "a draft of charter.rst"} <= words(page)
    with qtbot.waitSignal(page.repository_chosen) as chosen:
        QTest.mouseClick(row(page, "charter, a draft of charter.rst"), Qt.MouseButton.LeftButton)
    assert chosen.args == [tmp_path / "charter"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_ways_in_are_pressed_by_key(page: FirstPage, qtbot: QtBot, key: Qt.Key) -> None:
    page.show_state((), "2.43.0")
    with qtbot.waitSignal(page.command_requested) as wanted:
        QTest.keyClick(row(page, "Clone from an address …"), key)
    assert wanted.args == ["repository.clone"]


def test_it_is_drawn_anew_in_another_theme(page: FirstPage, look: Look, tmp_path: Path) -> None:
    page.show_state([ShownRepository(path=tmp_path / "governance", word="today")], "2.43.0")
    look.use_theme("dark")
    assert {"governance", "git 2.43.0 found"} <= words(page)
    look.use_theme("light")
