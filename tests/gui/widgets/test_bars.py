"""Status, switches, the field for finding: what they show and announce."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import CutLabel, plain_tip
from visioneditor.gui.widgets.find_bar import FindBar
from visioneditor.gui.widgets.segments import Segments
from visioneditor.gui.widgets.status_bar import StatusBar


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


def test_words_that_look_like_markup_are_shown_as_they_are() -> None:
    assert plain_tip("a & b") == "a & b"
    assert plain_tip("<b>bold</b>\nand") == "<qt>&lt;b&gt;bold&lt;/b&gt;<br>and</qt>"
