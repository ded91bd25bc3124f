"""From Consensus mode the answers are saved, and the projects asked."""

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.dialogs.asking_dialog import AskingDialog
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode


@pytest.fixture
def window(open_window: OpenWindow, sample: Path) -> Window:
    return open_window(sample, document=VISION, mode=Mode.CONSENSUS)


def export(window: Window, monkeypatch: pytest.MonkeyPatch, name: str, kind: str = "") -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (name, kind))
    window.frame.commands.run("consensus.export")
    assert settle(window)


def ask(window: Window) -> AskingDialog:
    window.frame.commands.run("consensus.ask")
    assert settle(window)
    dialog = window.modes.consensus_desk().handing_on.dialog
    assert dialog is not None
    return dialog


def test_answers_are_saved_as_the_ending_or_the_chosen_kind_says(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, sign in (("a.html", "<!DOCTYPE html>"), ("a.md", "# Consensus"), ("a.csv", "\ufeffproject,")):
        export(window, monkeypatch, str(tmp_path / name))
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(sign)
        assert name in window.frame.messages.accessibleName()
    export(window, monkeypatch, str(tmp_path / "v1.2"), "Table for a spreadsheet (*.csv)")
    assert (tmp_path / "v1.2.csv").is_file()
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.fileName()))
    window.modes.consensus_desk().handing_on._open()
    assert opened == ["v1.2.csv"]
    export(window, monkeypatch, str(tmp_path / "nowhere" / "a.html"))
    assert "nowhere" in window.frame.messages.accessibleName()


def test_leads_are_asked_for_what_their_projects_owe(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = ask(window)
    asked = {one.project: one for one in dialog.listed}
    mail = asked["Gannet"].mail
    assert mail is not None and mail.to == ("Rukia Hassan <rukia@skerry.example>",)
    assert "cloud-vision-reflections/gannet" in mail.body
    dialog.save_requested.emit(str(tmp_path / "mails.txt"), mail.text)
    assert (tmp_path / "mails.txt").read_text(encoding="utf-8") == mail.text
    dialog.save_requested.emit(str(tmp_path / "nowhere" / "mails.txt"), mail.text)
    assert "nowhere" in dialog.form.said.text()
    stale = [one for one in dialog.listed if one.stale]
    assert stale and all(one.mail is not None and "It says now:" in one.mail.body for one in stale)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    dialog.form.open_mail.click()
    assert "copy the text instead" in dialog.form.said.text()
    dialog.reject()


def test_commands_wait_until_the_answers_are_read(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, document=VISION)
    assert not window.frame.commands.action("consensus.ask").isEnabled()
    window.frame.commands.run("view.consensus")
    assert window.frame.commands.action("consensus.export").isEnabled()
    window.frame.commands.run("consensus.ask")  # before they are
    desk = window.modes.consensus_desk()
    assert desk.handing_on.dialog is None
    assert settle(window)
