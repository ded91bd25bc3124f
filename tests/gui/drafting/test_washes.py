"""What lies below the source's words: the row in hand goes with the cursor, what was found stays washed."""

from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from visioneditor import gui
from visioneditor.core.document.model import Markup
from visioneditor.gui.drafting.source_editor import SourceEditor
from visioneditor.gui.look import Look


@pytest.fixture
def editor(look: Look) -> SourceEditor:
    editor = SourceEditor(look)
    editor.resize(500, 400)
    editor.load("one cloud\ntwo\n" + "a line of the cloud\n" * 500, Markup.RST)
    return editor


def rows_of(editor: SourceEditor, token: str, look: Look) -> set[int]:
    """The lines on the screen in whose row a colour is to be seen."""
    picture, colour = editor.viewport().grab().toImage(), look.theme.colour(token).rgb()
    return {
        line.number
        for line in editor.shown.all()
        if 0 <= (y := round(line.top) + 2) < picture.height()
        and any(picture.pixel(x, y) == colour for x in range(picture.width()))
    }


def test_row_in_hand_goes_with_the_cursor(editor: SourceEditor, look: Look) -> None:
    assert rows_of(editor, "side", look) == {1}
    editor.go_to_line(200)
    assert rows_of(editor, "side", look) == {200}
    editor.moveCursor(QTextCursor.MoveOperation.Up)
    assert rows_of(editor, "side", look) == {199}


def test_what_was_found_is_washed_and_follows_the_text(editor: SourceEditor, look: Look) -> None:
    editor.show_found([(4, 9)])
    assert editor.washed() == ["cloud"] and rows_of(editor, "comment", look) == {1}
    QTest.keyClicks(editor, "more ")
    assert editor.washed() == ["cloud"]
    editor.show_found([])
    assert editor.washed() == [] and rows_of(editor, "comment", look) == set()


def test_another_text_has_nothing_washed(editor: SourceEditor) -> None:
    editor.show_found([(4, 9)])
    editor.load("another cloud\n", Markup.RST)
    assert editor.washed() == []


def test_nobody_hands_qt_selections_whose_list_may_go_while_it_is_read() -> None:
    """Qt asks for layout for each; layout moves the scroll bar, and who then hands in others frees what Qt reads."""
    sources = (Path(gui.__file__).parent).rglob("*.py")
    assert [source.name for source in sources if "setExtraSelections(" in source.read_text(encoding="utf-8")] == []


def test_look_may_change_and_more_be_found_while_the_source_is_laid_out_anew(editor: SourceEditor) -> None:
    """What ended the program once: whoever scrolls is told of it in the midst of that, and marks what is found anew."""
    bar = editor.verticalScrollBar()
    for moved in (bar.valueChanged, bar.rangeChanged):
        moved.connect(lambda *_: editor.show_found([(at, at + 8) for at in range(0, 4_000, 50)]))
    for number in range(40):
        editor.resize(200 + 37 * number % 300, 100 + 53 * number % 200)
        editor.go_to_line(1 + 97 * number % 500)
        editor.textCursor().insertText("cloud words\n" * 3)
        editor.viewport().grab()
    assert editor.washed()
