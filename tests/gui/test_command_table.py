"""The table of commands: nothing in it stands twice, leads nowhere or shows nothing."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from tests.gui.conftest import OpenWindow
from visioneditor import resources
from visioneditor.gui.command_specs import Needs
from visioneditor.gui.command_table import COMMANDS
from visioneditor.gui.commands import Commands

KEYS = [(QKeySequence(key), spec) for spec in COMMANDS for key in spec.keys]
BY_ID = {spec.id: spec for spec in COMMANDS}


def test_ids_are_unique() -> None:
    assert [id for id, count in Counter(spec.id for spec in COMMANDS).items() if count > 1] == []


def test_keys_are_unique_among_all_alternatives() -> None:
    counted = Counter(key.toString() for key, _ in KEYS)
    assert [key for key, count in counted.items() if count > 1] == []


def test_keys_are_such_that_qt_knows_them() -> None:
    assert [spec.id for key, spec in KEYS if key.isEmpty() or not key.toString()] == []


def test_texts_are_unique_so_that_the_palette_tells_them_apart() -> None:
    assert len({spec.text for spec in COMMANDS}) == len(COMMANDS)


def test_keys_that_type_something_are_marked_as_single() -> None:
    typing = {
        spec.id
        for spec in COMMANDS
        for key in spec.keys
        if len(key.rpartition("Shift+")[2]) == 1 and not key.startswith(("Ctrl+", "Alt+"))
    }
    assert typing == {spec.id for spec in COMMANDS if spec.is_single_key}


def test_every_icon_exists() -> None:
    assert [
        spec.icon for spec in COMMANDS if spec.icon and not resources.path(f"icons/{spec.icon}.svg").is_file()
    ] == []


@pytest.mark.parametrize(("id", "key"), [("help.keys", "?"), ("help.palette", "Ctrl+K"), ("help.contents", "F1")])
def test_help_keys_are_where_people_look_for_them(id: str, key: str) -> None:
    assert BY_ID[id].keys[0] == key
    assert BY_ID[id].needs is Needs.NOTHING


def test_every_command_is_connected(open_window: OpenWindow, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connected: list[str] = []
    connect = Commands.connect

    def note(self: Commands, id: str, handler: Callable[[], object]) -> None:
        connected.append(id)
        connect(self, id, handler)

    monkeypatch.setattr(Commands, "connect", note)
    window = open_window(sample)
    window.frame.commands.run("view.draft")
    window.frame.commands.run("view.consensus")
    assert {spec.id for spec in COMMANDS} - set(connected) == set()
    assert [id for id, count in Counter(connected).items() if count > 1] == []


def test_commands_are_enabled_when_their_needs_are_met(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    commands = Commands(window)
    commands.update_enabled(frozenset({Needs.NOTHING, Needs.COMPARISON}))
    enabled = {spec.needs for spec in COMMANDS if commands.action(spec.id).isEnabled()}
    assert enabled == {Needs.NOTHING, Needs.COMPARISON}


def test_single_keys_belong_to_the_text_while_one_types(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    commands = Commands(window)
    commands.set_typing(True)
    assert commands.action("review.comment").shortcuts() == []
    assert commands.action("help.palette").shortcut() == QKeySequence("Ctrl+K")
    commands.set_typing(False)
    assert commands.action("review.comment").shortcut() == QKeySequence("c")
