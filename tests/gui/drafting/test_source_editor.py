"""The source's editor: what goes along with a key, and changes that are made as one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from visioneditor.core.document.model import Markup
from visioneditor.core.drafting.text_change import TextChange
from visioneditor.gui.drafting.source_editor import SourceEditor
from visioneditor.gui.look import Look


@pytest.fixture
def editor(look: Look) -> SourceEditor:
    return SourceEditor(look)


def put(editor: SourceEditor, text: str, markup: Markup = Markup.RST) -> None:
    """A text with the cursor at the `|`."""
    at = text.index("|")
    editor.load(text.replace("|", "", 1), markup)
    cursor = editor.textCursor()
    cursor.setPosition(at)
    editor.setTextCursor(cursor)


def shown(editor: SourceEditor) -> str:
    text, at = editor.toPlainText(), editor.offset
    return f"{text[:at]}|{text[at:]}"


def test_enter_goes_on_with_a_list_and_undo_takes_it_back_at_once(editor: SourceEditor) -> None:
    put(editor, "* one|\n\nwords\n")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert shown(editor) == "* one\n* |\n\nwords\n"
    editor.undo()
    assert editor.toPlainText() == "* one\n\nwords\n"


def test_enter_with_shift_or_over_a_selection_is_a_plain_line_end(editor: SourceEditor) -> None:
    put(editor, "* one two|\n")
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.WordLeft, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.toPlainText() == "* one \n\n"


def test_underline_is_completed_with_its_second_sign(editor: SourceEditor) -> None:
    put(editor, "A title\n|")
    QTest.keyClicks(editor, "=")
    assert shown(editor) == "A title\n=|"
    QTest.keyClicks(editor, "=")
    assert shown(editor) == "A title\n=======|"


def test_underline_follows_a_title_that_it_fitted(editor: SourceEditor) -> None:
    put(editor, "A title|\n=======\n\nwords\n")
    QTest.keyClicks(editor, " more")
    assert shown(editor) == "A title more|\n============\n\nwords\n"
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert shown(editor) == "A title mor|\n===========\n\nwords\n"


def test_underline_that_did_not_fit_is_left_alone(editor: SourceEditor) -> None:
    put(editor, "A title|\n====\n")
    QTest.keyClicks(editor, "s")
    assert editor.toPlainText() == "A titles\n====\n"


def test_words_are_only_words(editor: SourceEditor) -> None:
    put(editor, "one|\ntwo\n")
    QTest.keyClicks(editor, " more")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert shown(editor) == "one more\n|\ntwo\n"


def test_changes_are_one_step_and_count_letters_as_the_text_does(editor: SourceEditor) -> None:
    editor.load("😀 one two\n", Markup.TEXT)
    editor.apply([TextChange(2, 5, "three"), TextChange(6, 9, "😀")], 2)
    assert shown(editor) == "😀 |three 😀\n"
    assert editor.selected == (2, 2)
    editor.undo()
    assert editor.toPlainText() == "😀 one two\n"
