"""The message bar: what it says, offers and announces, one message at a time."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from visioneditor.errors import VisionEditorError
from visioneditor.gui.look import Look
from visioneditor.gui.widgets import message_bar
from visioneditor.gui.widgets.message_bar import HEIGHT, MessageBar
from visioneditor.gui.widgets.notices import Action, Level

ERROR = VisionEditorError("revision.ambiguous", revision="ab", detail="git said so")


@pytest.fixture
def messages(look: Look, qtbot: QtBot) -> MessageBar:
    bar = MessageBar(look)
    qtbot.addWidget(bar)
    bar.resize(900, HEIGHT)
    return bar


def tell(messages: MessageBar, *sentences: str) -> None:
    for sentence in sentences:
        messages.show_notice(sentence)


def test_error_is_told_with_its_hint_and_details(messages: MessageBar) -> None:
    messages.show_error(ERROR)
    assert messages.isVisible()
    assert messages.sentence.text() == "'ab' stands for several revisions. Write more of its letters."
    assert messages.accessibleName() == messages.sentence.text()
    assert (messages.action.text(), messages.second.isHidden()) == ("Copy details", True)
    messages.action.click()
    assert QGuiApplication.clipboard().text() == "git said so"
    assert messages.isVisible()


def test_error_without_details_has_none_to_copy(messages: MessageBar) -> None:
    messages.show_error(VisionEditorError("git.missing"))
    assert messages.action.isHidden() and messages.second.isHidden()


def test_try_again_closes_and_tries(messages: MessageBar) -> None:
    tried: list[bool] = []
    messages.show_error(ERROR, lambda: tried.append(True))
    assert (messages.action.text(), messages.second.text()) == ("Try again", "Copy details")
    messages.action.click()
    assert tried == [True]
    assert not messages.isVisible()


def test_what_is_told_while_trying_again_stays(messages: MessageBar) -> None:
    messages.show_error(ERROR, lambda: messages.show_notice("Still not."))
    messages.action.click()
    assert messages.isVisible()
    assert messages.sentence.text() == "Still not."


def test_unforeseen_error_offers_a_report_and_no_hint_for_a_terminal(messages: MessageBar, qtbot: QtBot) -> None:
    error = VisionEditorError("internal", detail="Traceback …", reason="ZeroDivisionError: nobody thought of it")
    messages.show_error(error, lambda: None)
    assert (messages.action.text(), messages.second.text()) == ("Try again", "Save a report …")
    assert "--debug" not in messages.sentence.text()
    with qtbot.waitSignal(messages.report_requested) as wanted:
        messages.second.click()
    assert wanted.args == [error]
    assert messages.isVisible()


def test_gravity_is_told_by_word_and_icon(messages: MessageBar) -> None:
    tell(messages, "main has 1 new commit.")
    note = (messages.word.text(), messages.icon.pixmap().toImage())
    messages.show_notice("The draft was changed.", level=Level.WARNING)
    warning = (messages.word.text(), messages.icon.pixmap().toImage())
    messages.show_error(ERROR)
    error = (messages.word.text(), messages.icon.pixmap().toImage())
    assert [one[0] for one in (note, warning, error)] == ["Note", "Warning", "Error"]
    assert note[1] != warning[1] != error[1] != note[1]


def test_several_messages_are_counted_and_stepped_through(messages: MessageBar) -> None:
    tell(messages, "One.")
    assert messages.count.isHidden() and messages.back.isHidden() and messages.on.isHidden()
    tell(messages, "Two.", "Three.")
    assert (messages.count.text(), messages.sentence.text()) == ("3 of 3", "Three.")
    assert messages.back.isEnabled() and not messages.on.isEnabled()
    messages.back.click()
    assert (messages.count.text(), messages.sentence.text()) == ("2 of 3", "Two.")
    messages.shut.click()
    assert (messages.count.text(), messages.sentence.text()) == ("2 of 2", "Three.")
    messages.shut.click()
    messages.shut.click()
    assert not messages.isVisible()


def test_later_message_about_the_same_thing_takes_the_place_of_the_older(messages: MessageBar) -> None:
    messages.show_notice("main has 1 new commit.", about="new-commits")
    tell(messages, "The file has changed on disk.")
    messages.show_notice("main has 2 new commits.", about="new-commits")
    assert (messages.count.text(), messages.sentence.text()) == ("2 of 2", "main has 2 new commits.")
    messages.close_about("new-commits")
    assert messages.sentence.text() == "The file has changed on disk."


def test_second_action_is_done_and_the_message_closed(messages: MessageBar) -> None:
    done: list[str] = []
    other = Action(text="Use the other", act=lambda: done.append("other"))
    messages.show_notice("Changed.", "Show both", lambda: done.append("both"), also=other)
    messages.second.click()
    assert done == ["other"]
    assert not messages.isVisible()


def test_keys_step_and_close_and_lead_back(messages: MessageBar, qtbot: QtBot) -> None:
    tell(messages, "One.", "Two.")
    with qtbot.waitActive(messages):
        messages.activateWindow()
    messages.take_focus()
    QTest.keyClick(messages.shut, Qt.Key.Key_Left)
    assert messages.sentence.text() == "One."
    QTest.keyClick(messages.shut, Qt.Key.Key_Right)
    assert messages.sentence.text() == "Two."
    with qtbot.waitSignal(messages.left):
        QTest.keyClick(messages.shut, Qt.Key.Key_Escape)
    QTest.keyClick(messages.shut, Qt.Key.Key_Delete)
    assert messages.sentence.text() == "One."
    with qtbot.waitSignal(messages.left):
        QTest.keyClick(messages.shut, Qt.Key.Key_Delete)
    assert not messages.isVisible()


def test_messages_are_announced_errors_at_once(messages: MessageBar, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[str, QAccessible.AnnouncementPoliteness]] = []

    class Heard(QAccessibleAnnouncementEvent):
        def __init__(self, teller: MessageBar, sentence: str) -> None:
            super().__init__(teller, sentence)
            self._sentence = sentence
            heard.append((sentence, self.politeness()))

        def setPoliteness(self, politeness: QAccessible.AnnouncementPoliteness) -> None:
            super().setPoliteness(politeness)
            heard[-1] = (self._sentence, politeness)

    monkeypatch.setattr(message_bar, "QAccessibleAnnouncementEvent", Heard)
    tell(messages, "main has 1 new commit.")
    messages.show_error(VisionEditorError("git.missing"))
    polite, assertive = QAccessible.AnnouncementPoliteness.Polite, QAccessible.AnnouncementPoliteness.Assertive
    assert heard[0] == ("Note: main has 1 new commit.", polite)
    assert heard[1][0].startswith("Error: The program git was not found.") and heard[1][1] == assertive
    assert messages.accessibleDescription() == "Error 2 of 2"


def test_long_sentence_wraps_and_is_not_cut(messages: MessageBar) -> None:
    path = "/home/somebody/" + "a-folder-with-a-long-name/" * 6
    messages.show_error(VisionEditorError("repository.not-found", path=path))
    messages.resize(500, HEIGHT)
    assert messages.heightForWidth(500) > HEIGHT
    assert messages.minimumSizeHint().width() < 500
    assert messages.accessibleName().startswith(path)
