"""Handing a review out: what is shown is what leaves."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from visioneditor.errors import VisionEditorError
from visioneditor.gui.dialogs.export_dialog import ExportDialog
from visioneditor.gui.look import Look


@pytest.fixture
def dialog(look: Look, qtbot: QtBot) -> ExportDialog:
    made = ExportDialog(look, subjects=["Say <b>why</b>"])
    made.show_change(2, "Thanks!")
    qtbot.addWidget(made)
    made.show_preview('{"comments": {}}')
    made.show()
    return made


def test_it_says_what_is_to_leave(dialog: ExportDialog) -> None:
    assert dialog.form.title.text() == "Say <b>why</b>"
    assert dialog.form.subtitle.text().startswith("2 comments of yours.")
    assert dialog.form.cover.toPlainText() == "Thanks!"


def test_kinds_are_asked_for_once_each(dialog: ExportDialog) -> None:
    asked: list[str] = []
    dialog.preview_requested.connect(asked.append)
    dialog.form.as_markdown.click()
    assert asked == [dialog.kind] == ["markdown"]
    dialog.form.as_gerrit.click()
    assert asked == ["markdown", "gerrit"]


def test_copied_is_what_is_shown(dialog: ExportDialog) -> None:
    dialog.form.copy.click()
    assert QGuiApplication.clipboard().text() == '{"comments": {}}'
    assert dialog.form.said.text() == "Copied to the clipboard."


@pytest.mark.parametrize(("kind", "name"), [("as_gerrit", "review.json"), ("as_markdown", "review.md")])
def test_saved_is_what_is_shown(
    dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot, kind: str, name: str
) -> None:
    getattr(dialog.form, kind).click()
    offered: list[str] = []

    def choose(parent: object, title: str, offer: str) -> tuple[str, str]:
        offered.append(offer)
        return str(tmp_path / "out"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    with qtbot.waitSignal(dialog.save_requested) as saved:
        dialog.form.save.click()
    assert saved.args == [str(tmp_path / "out"), '{"comments": {}}']
    assert offered == [name]


def test_nothing_is_saved_without_a_file(dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    with qtbot.assertNotEmitted(dialog.save_requested):
        dialog.form.save.click()


def test_cover_is_announced_after_a_pause(dialog: ExportDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.cover_typed) as typed:
        QTest.keyClicks(dialog.form.cover, "So. ")
    assert typed.args == ["So. Thanks!"]


def test_cover_is_announced_before_the_dialog_goes(dialog: ExportDialog, qtbot: QtBot) -> None:
    QTest.keyClicks(dialog.form.cover, "So. ")
    with qtbot.waitSignal(dialog.cover_typed):
        dialog.form.close_button.click()


def test_error_is_told_in_the_dialog(dialog: ExportDialog) -> None:
    dialog.show_error(VisionEditorError("identity.unknown"))
    assert dialog.form.said.text().startswith("It is not known who you are. Set your name")


def test_one_comment_is_not_several(look: Look, qtbot: QtBot) -> None:
    one = ExportDialog(look, subjects=["One", "Another"])
    one.show_change(1, "")
    qtbot.addWidget(one)
    assert one.form.subtitle.text().startswith("1 comment of yours.")
