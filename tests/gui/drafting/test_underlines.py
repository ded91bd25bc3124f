"""Wavy lines in the source: they count letters as the core does, follow the text, and are made for the screen only."""

import pytest
from PySide6.QtTest import QTest

from visioneditor.core.document.model import Markup
from visioneditor.gui.drafting.source_editor import SourceEditor
from visioneditor.gui.drafting.underlines import MOST
from visioneditor.gui.look import Look


@pytest.fixture
def editor(look: Look) -> SourceEditor:
    editor = SourceEditor(look)
    editor.resize(500, 400)
    return editor


def spans(text: str, word: str) -> list[tuple[int, int, str]]:
    starts = [at for at in range(len(text)) if text.startswith(word, at)]
    return [(at, at + len(word), "warning") for at in starts]


def test_spans_are_code_points_and_follow_the_text(editor: SourceEditor) -> None:
    text = "😀 a teh word\nand 😀 teh other\n"
    editor.load(text, Markup.RST)
    editor.set_underlines("spelling", spans(text, "teh"))
    assert editor.underlined() == [("teh", "warning")] * 2
    QTest.keyClicks(editor, "more ")
    assert editor.toPlainText().startswith("more ")
    assert editor.underlined() == [("teh", "warning")] * 2


def test_what_is_typed_behind_a_word_is_not_underlined(editor: SourceEditor) -> None:
    editor.load("teh", Markup.RST)
    editor.set_underlines("spelling", [(0, 3, "warning")])
    cursor = editor.textCursor()
    cursor.setPosition(3)
    editor.setTextCursor(cursor)
    QTest.keyClicks(editor, " end")
    assert editor.underlined() == [("teh", "warning")]


def test_groups_stand_beside_each_other_and_are_replaced_by_themselves(editor: SourceEditor) -> None:
    editor.load("one two three", Markup.RST)
    editor.set_underlines("spelling", [(0, 3, "warning")])
    editor.set_underlines("findings", [(4, 7, "error")])
    assert editor.underlined() == [("one", "warning"), ("two", "error")]
    editor.set_underlines("spelling", [])
    assert editor.underlined() == [("two", "error")]


def test_word_that_was_deleted_leaves_no_line(editor: SourceEditor) -> None:
    editor.load("one two three", Markup.RST)
    editor.set_underlines("spelling", [(4, 7, "warning")])
    editor.select(3, 8)
    editor.textCursor().removeSelectedText()
    assert editor.underlined() == []


def test_waves_are_painted_under_the_words_and_wherever_one_scrolls(editor: SourceEditor, look: Look) -> None:
    text = "teh words\n" * 2000
    editor.load(text, Markup.RST)
    error = look.theme.colour("error").rgb()
    assert not reds(editor, error)
    editor.set_underlines("spelling", [(start, end, "error") for start, end, _ in spans(text, "teh")])
    assert reds(editor, error)
    editor.go_to_line(1500)
    right = editor.cursorRect().left() + editor.fontMetrics().horizontalAdvance("teh ")
    assert reds(editor, error) and max(reds(editor, error)) <= right


def reds(editor: SourceEditor, colour: int) -> set[int]:
    """The columns of pixels where a colour is to be seen."""
    picture = editor.viewport().grab().toImage()
    rows, columns = range(min(60, picture.height())), range(picture.width())
    return {x for x in columns for y in rows if picture.pixel(x, y) == colour}


def test_of_very_many_those_near_the_cursor_are_underlined(editor: SourceEditor) -> None:
    text = "x " * 3 * MOST
    editor.load(text, Markup.TEXT)
    editor.select(0, 0)
    editor.set_underlines("spelling", [(at, at + 1, "warning") for at in range(0, len(text), 2)])
    assert len(editor._underlines._groups["spelling"].all()) == MOST
