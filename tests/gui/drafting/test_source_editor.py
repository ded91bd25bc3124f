"""The source's editor: what goes along with a key, and changes that are made as one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from visioneditor.core.document.model import Markup
from visioneditor.core.drafting.text_change import TextChange
from visioneditor.gui.drafting.places import units
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
    cursor.setPosition(units(text, at))
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


def test_tab_sets_an_item_deeper_and_shift_tab_takes_it_back(editor: SourceEditor) -> None:
    put(editor, "- 🚀 one\n- tw|o\n  more\n", Markup.MARKDOWN)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert shown(editor) == "- 🚀 one\n  - tw|o\n    more\n"
    QTest.keyClick(editor, Qt.Key.Key_Backtab)
    assert shown(editor) == "- 🚀 one\n- tw|o\n  more\n"
    put(editor, "- one\n- tw|o\n", Markup.RST)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert shown(editor) == "- one\n\n  - tw|o\n"
    editor.undo()
    assert editor.toPlainText() == "- one\n- two\n"


def test_tab_sets_selected_lines_deeper_and_keeps_them_selected(editor: SourceEditor) -> None:
    put(editor, "|one\n\ntwo\nthree\n", Markup.MARKDOWN)
    editor.select(1, 7)
    for _ in range(2):
        QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.toPlainText() == "        one\n\n        two\nthree\n"
    QTest.keyClick(editor, Qt.Key.Key_Backtab)
    assert editor.toPlainText() == "    one\n\n    two\nthree\n"


def test_tab_in_plain_words_is_a_blank_or_more(editor: SourceEditor) -> None:
    put(editor, "one| two\n")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.toPlainText().split() == ["one", "two"] and editor.toPlainText() != "one two\n"


def test_long_lines_go_on_in_the_next_row_or_out_of_sight(editor: SourceEditor, look: Look) -> None:
    assert editor.lineWrapMode() == SourceEditor.LineWrapMode.WidgetWidth
    look.use_rows(is_roomy=False, wrap_width=79, wraps_softly=False)
    assert editor.lineWrapMode() == SourceEditor.LineWrapMode.NoWrap


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
