"""What lies below the source's words: the row in hand goes with the cursor, what was found stays washed."""

from collections.abc import Sequence

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

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


def test_nothing_is_left_to_qts_selections_whose_list_may_go_while_it_is_painted(editor: SourceEditor) -> None:
    """Layout scrolls, and who scrolls may hand in another list: Qt reads the old one on."""
    given: list[Sequence[QTextEdit.ExtraSelection]] = []
    editor.setExtraSelections = given.append  # type: ignore[method-assign]  # who calls it is to be seen
    editor.show_found([(4, 9)])
    editor.go_to_line(300)
    QTest.keyClicks(editor, "words")
    editor.viewport().grab()
    assert given == [] and editor.extraSelections() == []
