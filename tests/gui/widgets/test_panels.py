"""The room at the right is as the reader left it, whatever took it in between."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.gui.conftest import OpenWindow, settle
from visioneditor.gui.help.key_help import KeyHelp
from visioneditor.gui.window import Window


def run(window: Window, *commands: str) -> None:
    for id in commands:
        window.frame.commands.run(id)
        assert settle(window)


def is_shown(window: Window) -> bool:
    return window.frame.panel.isVisible()


def test_keys_put_away_leave_the_panel_shown(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    run(window, "help.keys")
    assert not is_shown(window)
    run(window, "help.keys")
    assert is_shown(window)


def test_keys_put_away_leave_the_panel_hidden(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    run(window, "view.panel", "help.keys")
    (keys,) = window.frame.findChildren(KeyHelp)
    assert keys.isVisible()
    run(window, "help.keys")
    assert not keys.isVisible() and not is_shown(window) and not window.frame.panels.isVisible()


def test_escape_puts_the_keys_away(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    run(window, "view.panel", "help.keys")
    (keys,) = window.frame.findChildren(KeyHelp)
    QTest.keyClick(keys.filter, Qt.Key.Key_Escape)
    assert not window.frame.panels.isVisible()


def test_panel_is_called_from_behind_the_keys(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    run(window, "view.panel", "help.keys", "view.panel")
    assert is_shown(window)


def test_keys_shown_while_the_mode_changes_leave_what_belongs_to_the_mode(
    open_window: OpenWindow, sample: Path
) -> None:
    window = open_window(sample)
    run(window, "help.keys", "view.draft", "help.keys")
    assert not window.frame.panels.isVisible()
    run(window, "view.read")
    assert is_shown(window)


def test_hidden_panel_stays_hidden_through_draft_and_side_by_side(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    run(window, "view.panel", "view.draft", "view.read", "view.side-by-side", "view.side-by-side")
    assert not is_shown(window)


def test_side_by_side_keeps_the_room_when_one_comes_back_to_it(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    run(window, "view.side-by-side")
    assert not is_shown(window)
    run(window, "view.compare")
    assert is_shown(window)
    run(window, "view.draft", "view.read")
    assert not is_shown(window)


def test_panel_called_in_a_wide_view_is_there_in_the_next_one(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    run(window, "view.draft", "view.panel")
    assert is_shown(window)
    run(window, "view.read", "view.draft")
    assert is_shown(window)


def test_the_history_follows_the_panels_width_and_the_theme(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, size=(1440, 900))
    window.frame.resize(1000, 700)
    run(window, "view.theme-dark")
    area = window.frame.panel.area
    content = area.widget()
    assert content is not None and content.width() <= area.viewport().width()
    subjects = window.frame.panel.findChildren(QPushButton, "revision_subject")
    text = window.look.theme.colours["text"].lower()
    assert subjects and all(each.palette().buttonText().color().name() == text for each in subjects)
