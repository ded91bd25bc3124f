"""Asking the projects: who is listed, what each mail says, and that what one writes into it stays."""

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from visioneditor.core.consensus.participation import Heard
from visioneditor.core.people import Person
from visioneditor.core.review.model import Change, PatchSet
from visioneditor.core.teams import Contact
from visioneditor.exporters.asking_mail import LONGEST_ADDRESS, Mail
from visioneditor.gui.dialogs.asking_dialog import AskingDialog, Which
from visioneditor.gui.look import Look
from visioneditor.services.asking import Asked, LoadedAsking

CHANGE = Change(
    key="7",
    number=7,
    change_id=None,
    subject="Say <b>more</b>",
    branch="main",
    patch_sets=(PatchSet(number=1, revision="1" * 40, parent=None, uploaded=datetime(2026, 1, 5, tzinfo=UTC)),),
)


def asked(project: str, missing: int = 0, stale: int = 0, heard: Heard | None = None, body: str = "Hello\n") -> Asked:
    mail = Mail(project=project, to=(f"Ann <ann@{project}.example>",), subject=f"[{project}] Answer", body=body)
    contact = Contact(person=Person(name=f"Ann of {project}", mail="ann@example.org"), role="lead")
    return Asked(
        project=project,
        contacts=(contact,),
        answered=3 - missing,
        missing=missing,
        stale=stale,
        heard=heard,
        votes=(("Rollcall-Vote", 1),) if heard is Heard.VOTED else (),
        mail=mail if missing or stale else None,
    )


ASKING = LoadedAsking(
    change=CHANGE,
    projects=(
        asked("nova", 3, heard=Heard.SILENT),
        asked("swift", 1, 2, heard=Heard.VOTED),
        asked("zun", heard=Heard.COMMENTED),
    ),
    others=(("Eve Eden", Heard.VOTED), ("Di Dorn", Heard.COMMENTED)),
)


@pytest.fixture
def dialog(look: Look, qtbot: QtBot) -> AskingDialog:
    made = AskingDialog(look, "The <i>vision</i>")
    qtbot.addWidget(made)
    made.show()
    made.show_asking(ASKING)
    return made


def row(dialog: AskingDialog, at: int) -> QTreeWidgetItem:
    item = dialog.form.projects.topLevelItem(at)
    assert item is not None
    return item


def names(dialog: AskingDialog) -> list[str]:
    return [row(dialog, at).text(0) for at in range(dialog.form.projects.topLevelItemCount())]


def choose(dialog: AskingDialog, which: Which) -> list[str]:
    dialog.form.which.setCurrentIndex(dialog.form.which.findData(which))
    return names(dialog)


def test_it_says_who_was_heard(dialog: AskingDialog) -> None:
    assert dialog.form.subtitle.text() == (
        "2 of 3 projects are to be asked. On “Say <b>more</b>”: 1 voted, 1 only commented, 1 not heard. "
        "Others who voted: Eve Eden."
    )
    cells = [row(dialog, 1).text(column) for column in range(5)]
    assert cells == ["swift", "Ann of swift", "1", "2", "Rollcall-Vote +1"]


def test_projects_are_listed_by_what_they_owe(dialog: AskingDialog) -> None:
    assert names(dialog) == ["nova", "swift"]
    assert choose(dialog, Which.MISSING) == ["nova"]
    assert choose(dialog, Which.STALE) == ["swift"]
    assert choose(dialog, Which.UNHEARD) == ["nova"]
    assert choose(dialog, Which.ALL) == ["nova", "swift", "zun"]


def test_without_a_change_nobody_is_listed_as_not_heard(look: Look, qtbot: QtBot) -> None:
    made = AskingDialog(look, "V")
    qtbot.addWidget(made)
    made.show_asking(LoadedAsking(change=None, projects=(asked("nova", 1),)))
    assert made.form.which.findData(Which.UNHEARD) < 0
    assert made.form.projects.columnCount() == 4 and made.form.subtitle.text() == "1 of 1 projects are to be asked."


def test_project_that_owes_nothing_has_no_mail(dialog: AskingDialog) -> None:
    choose(dialog, Which.ALL)
    dialog.form.projects.setCurrentItem(row(dialog, 2))
    form = dialog.form
    assert form.text.toPlainText() == "" and not form.copy.isEnabled() and not form.open_mail.isEnabled()
    assert "zun" in form.said.text()


def test_what_is_written_into_a_mail_stays_and_is_copied(dialog: AskingDialog) -> None:
    form = dialog.form
    form.text.setPlainText("Dear Ann,\n")
    dialog.form.projects.setCurrentItem(row(dialog, 1))
    assert form.text.toPlainText() == "Hello\n"
    dialog.form.projects.setCurrentItem(row(dialog, 0))
    form.copy.click()
    copied = "To: Ann <ann@nova.example>\nSubject: [nova] Answer\n\nDear Ann,\n"
    assert QGuiApplication.clipboard().text() == copied


def test_all_that_are_listed_are_saved(dialog: AskingDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved: list[tuple[str, str]] = []
    dialog.save_requested.connect(lambda name, text: saved.append((name, text)))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mails.txt"), ""))
    dialog.form.save.click()
    ((name, text),) = saved
    assert name == str(tmp_path / "mails.txt") and text.count("Subject: ") == 2


def test_mail_program_gets_the_text_where_it_is_short_enough(dialog: AskingDialog) -> None:
    opened: list[str] = []
    dialog.mail_opened.connect(opened.append)
    dialog.form.open_mail.click()
    assert parse_qs(urlsplit(opened[-1]).query)["body"] == ["Hello\r\n"]
    dialog.form.text.setPlainText("Word " * 1000)
    dialog.form.open_mail.click()
    assert "body" not in opened[-1] and len(opened[-1]) < LONGEST_ADDRESS
    assert QGuiApplication.clipboard().text() == "Word " * 1000
    assert "paste" in dialog.form.said.text()
