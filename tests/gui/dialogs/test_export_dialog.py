"""Handing a review out: what is shown is what leaves, in each form."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from visioneditor.errors import VisionEditorError
from visioneditor.gui.dialogs.export_dialog import FORMS, ExportDialog
from visioneditor.gui.look import Look
from visioneditor.services.exporting import KINDS


@pytest.fixture
def dialog(look: Look, qtbot: QtBot) -> ExportDialog:
    made = ExportDialog(look, subjects=["Say <b>why</b>"])
    made.show_change(2, "review-7")
    qtbot.addWidget(made)
    made.show_preview('{"comments": {}}')
    made.show()
    return made


def test_it_says_what_is_to_leave(dialog: ExportDialog) -> None:
    assert dialog.form.title.text() == "Say <b>why</b>"
    assert dialog.form.subtitle.text().startswith("2 drafts of yours.")


def test_every_form_of_the_command_line_is_there() -> None:
    assert [form.kind for form in FORMS] == [*KINDS, "notes"]


def test_another_form_is_asked_for_and_nothing_of_the_former_stays(dialog: ExportDialog) -> None:
    asked: list[str] = []
    dialog.preview_requested.connect(asked.append)
    for form in FORMS[1:]:
        dialog.choose(form.kind)
        assert dialog.form.about.text() == form.about
        assert dialog.form.preview.toPlainText() == ""
    assert asked == [form.kind for form in FORMS[1:]]


@pytest.mark.parametrize(
    ("kind", "copy", "save", "commit"),
    [
        ("email", True, True, False),
        ("pdf", False, True, False),
        ("html", False, True, False),
        ("notes", False, False, True),
    ],
)
def test_each_form_has_its_ways_out(dialog: ExportDialog, kind: str, copy: bool, save: bool, commit: bool) -> None:
    dialog.choose(kind)
    form = dialog.form
    assert (form.copy.isVisible(), form.save.isVisible(), form.commit.isVisible()) == (copy, save, commit)
    assert form.page.isVisible() == (kind in ("html", "pdf"))
    assert form.preview.isVisible() != form.page.isVisible()


def test_copied_is_what_is_shown(dialog: ExportDialog) -> None:
    dialog.form.copy.click()
    assert QGuiApplication.clipboard().text() == '{"comments": {}}'
    assert dialog.form.said.text() == "Copied to the clipboard."


@pytest.mark.parametrize(
    ("kind", "name"),
    [("gerrit", "review-7.json"), ("email", "review-7.txt"), ("markdown", "review-7.md"), ("pdf", "review-7.pdf")],
)
def test_a_file_is_offered_by_the_name_of_the_change(
    dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot, kind: str, name: str
) -> None:
    dialog.choose(kind)
    offered: list[str] = []

    def choose(parent: object, title: str, offer: str) -> tuple[str, str]:
        offered.append(Path(offer).name)
        return str(tmp_path / "out"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    with qtbot.waitSignal(dialog.save_requested) as saved:
        dialog.form.save.click()
    assert saved.args == [kind, str(tmp_path / "out")]
    assert offered == [name]


def test_nothing_is_saved_without_a_file(dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    with qtbot.assertNotEmitted(dialog.save_requested):
        dialog.form.save.click()


def test_what_is_otherwise_than_written_is_said(dialog: ExportDialog) -> None:
    dialog.show_preview("{}", "The comment on v.rst is on the patch set as a whole.")
    assert dialog.form.said.text() == "The comment on v.rst is on the patch set as a whole."


def test_a_page_is_shown_as_it_reads(dialog: ExportDialog) -> None:
    dialog.choose("html")
    dialog.show_page("<p>Read <b>me</b></p>")
    assert dialog.form.page.toPlainText() == "Read me"


def test_error_is_told_in_the_dialog(dialog: ExportDialog) -> None:
    dialog.show_error(VisionEditorError("identity.unknown"))
    assert dialog.form.said.text().startswith("It is not known who you are. Set your name")


def test_one_draft_is_not_several(look: Look, qtbot: QtBot) -> None:
    one = ExportDialog(look, subjects=["One", "Another"])
    one.show_change(1, "review")
    qtbot.addWidget(one)
    assert one.form.subtitle.text().startswith("1 draft of yours.")
