"""Asking for an address: the folder follows it, and nothing typed is lost when the server says no."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.conftest import OpenWindow
from visioneditor.errors import VisionEditorError
from visioneditor.gui.dialogs.clone_dialog import CloneDialog
from visioneditor.gui.look import Look


@pytest.fixture
def dialog(look: Look, qtbot: QtBot, tmp_path: Path) -> CloneDialog:
    made = CloneDialog(tmp_path)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://opendev.org/openstack/governance", "governance"),
        ("https://opendev.org/openstack/governance.git/", "governance"),
        ("git@example.org:teams/charter.git", "charter"),
        ("git@example.org:charter.git", "charter"),
        ("/mnt/disk/governance.bundle", "governance"),
        ("", "governance"),
    ],
)
def test_folder_is_named_after_the_address(dialog: CloneDialog, tmp_path: Path, address: str, name: str) -> None:
    dialog.form.address.setText(address)
    assert dialog.form.folder.text() == str(tmp_path / name)
    assert dialog.form.clone.isEnabled() is bool(address)


def test_folder_that_was_typed_stays(dialog: CloneDialog) -> None:
    QTest.keyClicks(dialog.form.folder, "-mine")
    typed = dialog.form.folder.text()
    dialog.form.address.setText("https://example.org/charter")
    assert dialog.form.folder.text() == typed


def test_wish_is_announced_with_address_and_folder(dialog: CloneDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.form.address.setText("  https://example.org/charter ")
    dialog.form.folder.setText(str(tmp_path / "here"))
    with qtbot.waitSignal(dialog.clone_requested) as asked:
        dialog.form.clone.click()
    assert asked.args == ["https://example.org/charter", tmp_path / "here"]
    assert not dialog.form.clone.isEnabled()
    assert dialog.form.progress.isVisible()


def test_error_keeps_what_was_typed_and_lets_one_try_again(dialog: CloneDialog) -> None:
    dialog.form.address.setText("https://example.org/charter")
    folder = dialog.form.folder.text()
    dialog.form.clone.click()
    dialog.show_error(VisionEditorError("server.wants-password", place="https://example.org"))
    said = dialog.form.said.text()
    assert said.startswith("https://example.org wants a name and a password. Keep them in one of git's credential")
    assert (dialog.form.address.text(), dialog.form.folder.text()) == ("https://example.org/charter", folder)
    assert dialog.form.clone.isEnabled() and dialog.form.address.isEnabled()
    assert not dialog.form.progress.isVisible()


def test_progress_is_shown_where_the_server_tells_it(dialog: CloneDialog) -> None:
    dialog.form.address.setText("https://example.org/charter")
    dialog.form.clone.click()
    dialog.show_progress(None, "Counting")
    assert dialog.form.progress.maximum() == 0
    dialog.show_progress(0.25, "Receiving")
    assert (dialog.form.progress.value(), dialog.form.progress.maximum()) == (250, 1000)
    assert dialog.form.said.text() == "Receiving"


def test_leaving_while_it_clones_cancels(dialog: CloneDialog, qtbot: QtBot) -> None:
    dialog.form.address.setText("https://example.org/charter")
    dialog.form.clone.click()
    with qtbot.waitSignal(dialog.cancelled):
        dialog.form.cancel.click()


def test_leaving_before_cancels_nothing(dialog: CloneDialog, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dialog.cancelled):
        dialog.form.cancel.click()


def clone_in_window(open_window: OpenWindow, sample: Path) -> CloneDialog:
    window = open_window(sample)
    window.frame.commands.run("repository.clone")
    dialog = window.frame.findChild(CloneDialog)
    assert isinstance(dialog, CloneDialog)
    return dialog


def test_clone_is_opened_when_it_is_there(
    open_window: OpenWindow, sample: Path, sample_as_made: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(sample)
    window.frame.commands.run("repository.clone")
    dialog = window.frame.findChild(CloneDialog)
    assert isinstance(dialog, CloneDialog)
    dialog.form.address.setText(str(sample_as_made))
    dialog.form.folder.setText(str(tmp_path / "clone"))
    dialog.form.clone.click()
    qtbot.waitUntil(
        lambda: window.session.workspace is not None and window.session.workspace.path == tmp_path / "clone"
    )
    assert not dialog.isVisible()


def test_address_without_a_repository_is_told_in_the_dialog(
    open_window: OpenWindow, sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = clone_in_window(open_window, sample)
    dialog.form.address.setText(str(tmp_path / "nothing"))
    dialog.form.folder.setText(str(tmp_path / "clone"))
    dialog.form.clone.click()
    qtbot.waitUntil(dialog.form.clone.isEnabled)
    assert "no repository" in dialog.form.said.text()
    assert dialog.form.address.text() == str(tmp_path / "nothing")
    assert not (tmp_path / "clone").exists()
    assert isinstance(dialog.focusWidget(), QLineEdit) or dialog.form.clone.isEnabled()
    dialog.reject()
