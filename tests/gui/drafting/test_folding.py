"""Folded sections: lines are hidden and nothing else; whoever goes there sees them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.gui.drafting.folding import Fold, find_folds
from visioneditor.gui.drafting.source_editor import SourceEditor
from visioneditor.gui.look import Look

TEXT = """\
=====
Title
=====

One
---

words of one

Deeper
^^^^^^

words of deeper

Two
---

words of two
"""


@pytest.fixture
def editor(look: Look) -> SourceEditor:
    editor = SourceEditor(look)
    editor.resize(500, 600)
    editor.load(TEXT, Markup.RST)
    read(editor)
    return editor


def read(editor: SourceEditor) -> None:
    """As the window does after a pause."""
    editor.folding.show_folds(find_folds(parse(editor.toPlainText(), Markup.RST)))


def hidden(editor: SourceEditor) -> list[int]:
    blocks = (editor.document().findBlockByNumber(number) for number in range(editor.blockCount()))
    return [block.blockNumber() + 1 for block in blocks if not block.isVisible()]


def test_section_folds_to_its_heading_with_all_that_stands_in_it() -> None:
    assert find_folds(parse(TEXT, Markup.RST)) == (
        Fold(heading=2, first_line=4, last_line=18),
        Fold(heading=5, first_line=7, last_line=14),
        Fold(heading=10, first_line=12, last_line=14),
        Fold(heading=15, first_line=17, last_line=18),
    )


def test_innermost_section_is_folded_then_the_one_around_it_and_the_cursor_goes_along(editor: SourceEditor) -> None:
    editor.go_to_line(13)
    editor.folding.fold()
    assert editor.line == 10 and 13 in hidden(editor) and 9 not in hidden(editor)
    editor.folding.fold()
    assert editor.line == 5 and 10 in hidden(editor) and 15 not in hidden(editor)
    editor.folding.unfold()
    assert 10 not in hidden(editor) and 13 in hidden(editor)
    assert editor.toPlainText() == TEXT and not editor.document().isUndoAvailable()


def test_all_are_folded_and_unfolded(editor: SourceEditor) -> None:
    editor.folding.fold_all()
    assert hidden(editor) == [*range(7, 15), 17, 18]
    editor.folding.unfold_all()
    assert hidden(editor) == []


def test_whoever_goes_to_a_hidden_line_sees_it(editor: SourceEditor) -> None:
    editor.folding.fold_all()
    editor.select(TEXT.index("of deeper"), TEXT.index("of deeper") + 2)
    assert hidden(editor) == [17, 18]
    assert [fold.heading for fold in editor.folding.closed] == [15]


def test_folds_are_kept_while_one_types_elsewhere(editor: SourceEditor) -> None:
    editor.go_to_line(13)
    editor.folding.fold()
    editor.go_to_line(8)
    QTest.keyClicks(editor, "more")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    was = hidden(editor)
    read(editor)
    assert hidden(editor) == was == [13, 14, 15]
    editor.undo()
    editor.undo()
    assert editor.toPlainText() == TEXT and hidden(editor) == [12, 13, 14]


def test_section_whose_heading_is_gone_is_shown(editor: SourceEditor) -> None:
    editor.go_to_line(13)
    editor.folding.fold()
    editor.select(TEXT.index("Deeper"), TEXT.index("words of deeper"))
    editor.textCursor().removeSelectedText()
    read(editor)
    assert hidden(editor) == []


def test_arrow_keys_pass_over_what_is_folded(editor: SourceEditor) -> None:
    editor.go_to_line(13)
    editor.folding.fold()
    QTest.keyClick(editor, Qt.Key.Key_Down)
    QTest.keyClick(editor, Qt.Key.Key_Down)
    assert editor.line == 15 and hidden(editor)


def test_triangle_folds_and_unfolds(editor: SourceEditor) -> None:
    editor.grab()
    at = QPoint(editor.gutter.width() - 17, editor.line_box(10).center().y())
    for expected in ([12, 13, 14], []):
        QTest.mousePress(editor.gutter, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        assert hidden(editor) == expected


def test_another_text_has_no_folds_of_the_last_one(editor: SourceEditor) -> None:
    editor.folding.fold_all()
    editor.load("other\nwords", Markup.RST)
    assert hidden(editor) == [] and editor.folding.folds == ()
