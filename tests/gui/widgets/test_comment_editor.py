"""Where a comment is written: nothing typed is lost, whatever ends the writing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from visioneditor.gui.look import Look
from visioneditor.gui.widgets.comment_editor import CommentEditor


@pytest.fixture
def editor(look: Look, qtbot: QtBot) -> CommentEditor:
    made = CommentEditor(look)
    qtbot.addWidget(made)
    made.show()
    return made


def test_words_are_announced_after_a_pause(editor: CommentEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.text_typed) as typed:
        QTest.keyClicks(editor.text, "Who decides?")
    assert typed.args == ["Who decides?", True]


def test_state_is_announced_at_once(editor: CommentEditor, qtbot: QtBot) -> None:
    editor.text.setPlainText("Done")
    with qtbot.waitSignal(editor.text_typed) as typed:
        editor.unresolved.click()
    assert typed.args == ["Done", False]


def test_saved_is_said_until_more_is_typed(editor: CommentEditor) -> None:
    editor.show_saved()
    assert editor.saved.text() == "Saved on this computer"
    QTest.keyClicks(editor.text, "x")
    assert editor.saved.text() == ""


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_escape_and_control_enter_keep_what_is_written(
    editor: CommentEditor, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    QTest.keyClicks(editor.text, "Keep me")
    with qtbot.waitSignal(editor.finished) as finished, qtbot.assertNotEmitted(editor.discarded):
        QTest.keyClick(editor.text, key, modifier)
    assert finished.args == ["Keep me", True]


def test_enter_alone_is_a_line_of_its_own(editor: CommentEditor, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(editor.finished):
        QTest.keyClicks(editor.text, "one")
        QTest.keyClick(editor.text, Qt.Key.Key_Return)
        QTest.keyClicks(editor.text, "two")
    assert editor.message == "one\ntwo"


def test_empty_comment_is_discarded(editor: CommentEditor, qtbot: QtBot) -> None:
    QTest.keyClicks(editor.text, "  ")
    with qtbot.waitSignal(editor.discarded), qtbot.assertNotEmitted(editor.finished):
        QTest.keyClick(editor.text, Qt.Key.Key_Escape)


def test_flush_announces_what_was_typed_and_no_more_than_once(editor: CommentEditor, qtbot: QtBot) -> None:
    QTest.keyClicks(editor.text, "Soon gone")
    with qtbot.waitSignal(editor.text_typed):
        editor.flush()
    with qtbot.assertNotEmitted(editor.text_typed):
        editor.flush()


def test_nothing_is_announced_after_keeping(editor: CommentEditor, qtbot: QtBot) -> None:
    QTest.keyClicks(editor.text, "Kept")
    editor.keep.click()
    with qtbot.assertNotEmitted(editor.text_typed, wait=400):
        editor.flush()


def test_an_answer_begins_with_its_words_and_state(look: Look, qtbot: QtBot) -> None:
    editor = CommentEditor(look, "Done", is_unresolved=False)
    qtbot.addWidget(editor)
    assert (editor.message, editor.unresolved.isChecked()) == ("Done", False)


def test_tab_leaves_the_text(editor: CommentEditor, qtbot: QtBot) -> None:
    editor.activateWindow()
    editor.text.setFocus()
    QTest.keyClick(editor.text, Qt.Key.Key_Tab)
    assert editor.message == ""
