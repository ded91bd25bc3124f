"""Who one is on a server: asked with what is known, and with what one should know about keeping it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.test_accessibility import nameless, wordless_buttons
from visioneditor.gui.dialogs.login_dialog import LoginDialog, is_overheard
from visioneditor.gui.look import Look
from visioneditor.services.accounts import Login, Question

ROOT = "https://review.example.org"
Ask = Callable[[Question], LoginDialog]


@pytest.fixture
def ask(look: Look, qtbot: QtBot) -> Ask:
    def build(question: Question) -> LoginDialog:
        dialog = LoginDialog(look, question)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return build


def test_what_is_typed_is_the_login(ask: Ask, qtbot: QtBot) -> None:
    dialog = ask(Question(root=ROOT))
    form = dialog.form
    assert nameless(dialog) == [] and wordless_buttons(dialog) == []
    assert "review.example.org" in form.title.text() and not form.sign_in.isEnabled() and not form.said.isVisible()
    QTest.keyClicks(form.user, " dana ")
    QTest.keyClicks(form.password, "s: cret")
    assert form.password.echoMode() is QLineEdit.EchoMode.Password
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(form.password, Qt.Key.Key_Return)
    assert dialog.login == Login(user="dana", password="s: cret", is_to_keep=True)


def test_what_was_refused_is_said_and_the_name_stays(ask: Ask) -> None:
    dialog = ask(Question(root=ROOT, user="dana", was_refused=True))
    form = dialog.form
    assert form.said.text() == "That was not accepted." and form.user.text() == "dana"
    assert not form.password.text() and not form.sign_in.isEnabled()


@pytest.mark.parametrize("can_keep", [True, False])
def test_keeping_is_offered_where_git_can(ask: Ask, can_keep: bool) -> None:
    dialog = ask(Question(root=ROOT, can_keep=can_keep))
    assert dialog.form.keep.isVisible() is can_keep and dialog.form.kept.isVisible() is not can_keep
    assert dialog.login.is_to_keep is can_keep
    dialog.form.keep.setChecked(False)
    assert not dialog.login.is_to_keep


def test_an_unencrypted_way_is_warned_of(ask: Ask) -> None:
    dialog = ask(Question(root="http://review.example.org"))
    assert "not encrypted" in dialog.form.said.text()
    ways = ("http://a.example", "http://10.0.0.1:80", "https://a.example", "http://127.0.0.1:9", "http://[::1]/r")
    assert [is_overheard(way) for way in ways] == [True, True, False, False, False]


def test_the_page_that_makes_a_password_is_a_press_away(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog = ask(Question(root=ROOT))
    dialog.form.make.click()
    assert opened == [QUrl(f"{ROOT}/settings/#HTTPCredentials")]
