"""Messages, status, switches, the field for finding: what they show and announce."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from visioneditor.errors import VisionEditorError
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import CutLabel
from visioneditor.gui.widgets.find_bar import FindBar
from visioneditor.gui.widgets.message_bar import MessageBar
from visioneditor.gui.widgets.segments import Segments
from visioneditor.gui.widgets.status_bar import StatusBar

ERROR = VisionEditorError("revision.ambiguous", revision="ab", detail="git said so")


@pytest.fixture
def messages(look: Look, qtbot: QtBot) -> MessageBar:
    bar = MessageBar(look)
    qtbot.addWidget(bar)
    bar.resize(900, 36)
    return bar


def test_error_is_told_with_its_hint_and_details(messages: MessageBar) -> None:
    messages.show_error(ERROR)
    assert messages.isVisible()
    assert messages.sentence.text() == "'ab' stands for several revisions. Write more of its letters."
    assert messages.accessibleName() == messages.sentence.text()
    assert messages.action.isHidden()
    messages.details.click()
    assert QGuiApplication.clipboard().text() == "git said so"


def test_error_without_details_has_none_to_copy(messages: MessageBar) -> None:
    messages.show_error(VisionEditorError("git.missing"))
    assert messages.details.isHidden()


def test_try_again_closes_and_tries(messages: MessageBar) -> None:
    tried: list[bool] = []
    messages.show_error(ERROR, lambda: tried.append(True))
    assert messages.action.text() == "Try again"
    messages.action.click()
    assert tried == [True]
    assert not messages.isVisible()


def test_what_is_told_while_trying_again_stays(messages: MessageBar) -> None:
    messages.show_error(ERROR, lambda: messages.show_notice("Still not."))
    messages.action.click()
    assert messages.isVisible()
    assert messages.sentence.text() == "Still not."


def test_notice_takes_the_place_of_an_error(messages: MessageBar) -> None:
    messages.show_error(ERROR, lambda: None)
    messages.show_notice("main has 1 new commit.")
    assert messages.property("level") == "warning"
    assert messages.action.isHidden() and messages.details.isHidden()
    messages.shut.click()
    assert not messages.isVisible()


def test_action_is_named_for_those_who_hear_it(messages: MessageBar) -> None:
    messages.show_notice("main has 1 new commit.", "Show", lambda: None)
    assert messages.action.accessibleName() in ("", "Show")


def test_sentence_that_does_not_fit_is_cut_and_whole_in_the_tooltip(look: Look, qtbot: QtBot) -> None:
    label = CutLabel("A sentence that is much too long for so little room as there is")
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    assert label.text().endswith("…")
    assert (
        label.toolTip() == label.accessibleName() == "A sentence that is much too long for so little room as there is"
    )
    label.resize(900, 20)
    assert (label.text(), label.toolTip()) == (label.accessibleName(), "")


@pytest.fixture
def status(look: Look, qtbot: QtBot) -> StatusBar:
    bar = StatusBar(look)
    qtbot.addWidget(bar)
    bar.show()
    return bar


@pytest.mark.parametrize(("count", "text"), [(0, "No drafts waiting"), (1, "1 draft waiting"), (2, "2 drafts waiting")])
def test_drafts_are_counted_in_words(status: StatusBar, count: int, text: str) -> None:
    status.show_drafts(count)
    assert status.drafts.text() == text
    assert status.drafts.isEnabled() is bool(count)


@pytest.mark.parametrize(("count", "text"), [(0, "No problems"), (1, "1 problem"), (2, "2 problems")])
def test_problems_are_counted_in_words(status: StatusBar, count: int, text: str) -> None:
    status.show_problems(count)
    assert status.problems.text() == text


def test_long_work_can_be_cancelled_and_writing_cannot(status: StatusBar, qtbot: QtBot) -> None:
    assert status.cancel.isHidden()
    status.show_work("Comparing, 40 %")
    with qtbot.waitSignal(status.cancel_requested):
        status.cancel.click()
    status.show_work("Keeping the comment …", can_cancel=False)
    assert status.cancel.isHidden() and not status.work.isHidden()
    status.show_work("")
    assert status.work.isHidden()


@pytest.fixture
def segments(look: Look, qtbot: QtBot) -> Segments:
    made = Segments((("read", "Read"), ("draft", "Draft"), ("compare", "Compare")), "Mode")
    qtbot.addWidget(made)
    made.show()
    return made


def buttons(segments: Segments) -> list[QToolButton]:
    return segments.findChildren(QToolButton)


def test_pressing_a_segment_announces_its_word(segments: Segments, qtbot: QtBot) -> None:
    with qtbot.waitSignal(segments.chosen) as chosen:
        buttons(segments)[2].click()
    assert chosen.args == [segments.word] == ["compare"]
    assert [button.isChecked() for button in buttons(segments)] == [False, False, True]


def test_showing_a_segment_announces_nothing(segments: Segments, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(segments.chosen):
        segments.choose("draft")
    assert segments.word == "draft"


def test_segments_are_equally_wide_and_named(segments: Segments) -> None:
    assert len({button.width() for button in buttons(segments)}) == 1
    assert [button.accessibleName() for button in buttons(segments)] == ["Mode: Read", "Mode: Draft", "Mode: Compare"]


@pytest.fixture
def find(look: Look, qtbot: QtBot) -> FindBar:
    bar = FindBar(look)
    qtbot.addWidget(bar)
    return bar


def test_enter_finds_on_and_back_and_escape_leaves(find: FindBar, qtbot: QtBot) -> None:
    find.open_for("goal")
    assert find.field.text() == "goal" and find.field.selectedText() == "goal"
    with qtbot.waitSignal(find.next_requested):
        QTest.keyClick(find.field, Qt.Key.Key_Return)
    with qtbot.waitSignal(find.previous_requested):
        QTest.keyClick(find.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(find.closed):
        QTest.keyClick(find.field, Qt.Key.Key_Escape)
    assert not find.isVisible()


def test_how_many_were_found_is_said(find: FindBar) -> None:
    find.open_for("goal")
    find.show_count(2, 5)
    assert find.count.text() == "2 of 5"
    find.show_count(0, 0)
    assert find.count.text() == "Not found"
    find.field.clear()
    find.show_count(0, 0)
    assert find.count.text() == ""
