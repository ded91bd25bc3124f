"""Beside the source: marks that follow what is typed, and announce that they were clicked."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest

from visioneditor.core.document.model import Markup
from visioneditor.core.drafting.own_changes import LineKind, LineMark
from visioneditor.gui.drafting.source_editor import SourceEditor
from visioneditor.gui.look import Look

TEXT = "\n".join(f"line {number}" for number in range(1, 41))


@pytest.fixture
def editor(look: Look) -> SourceEditor:
    editor = SourceEditor(look)
    editor.resize(500, 400)
    editor.load(TEXT, Markup.RST)
    return editor


def mark(first: int, last: int, kind: LineKind) -> LineMark:
    return LineMark(first_line=first, last_line=last, kind=kind, change=0)


def colours(editor: SourceEditor, line: int) -> set[str]:
    """The colours at the bar's place beside a line."""
    editor.grab()
    picture = editor.gutter.grab().toImage()
    y = editor.line_box(line).center().y()
    return {picture.pixelColor(x, y).name().upper() for x in range(picture.width() - 8, picture.width())}


def test_marks_follow_lines_that_are_typed_above_them(editor: SourceEditor) -> None:
    editor.gutter.set_marks([mark(5, 6, LineKind.ADDED), mark(8, 8, LineKind.EDITED)])
    editor.go_to_line(2)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    found = [(each.first_line, each.last_line, each.kind) for each in editor.gutter.marks()]
    assert found == [(6, 7, LineKind.ADDED), (9, 9, LineKind.EDITED)]


@pytest.mark.parametrize("kind", list(LineKind))
def test_every_kind_has_a_bar_in_its_colour(editor: SourceEditor, kind: LineKind, look: Look) -> None:
    paper = look.theme.colour("paper").name().upper()
    editor.gutter.set_marks([mark(1, 3, kind)])
    assert colours(editor, 5) == {paper}
    if kind is not LineKind.REMOVED:  # that one points between two lines
        assert colours(editor, 2) - {paper}


def test_click_on_a_bar_announces_its_line(editor: SourceEditor) -> None:
    editor.gutter.set_marks([mark(5, 6, LineKind.ADDED)])
    clicked = QSignalSpy(editor.gutter.mark_clicked)
    editor.grab()
    bar = editor.gutter.width() - 6
    for line in (4, 6):
        at = QPoint(bar, editor.line_box(line).center().y())
        QTest.mousePress(editor.gutter, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert [clicked.at(n) for n in range(clicked.count())] == [[6]]


def test_another_text_has_no_marks_of_the_last_one(editor: SourceEditor) -> None:
    editor.gutter.set_marks([mark(5, 6, LineKind.ADDED)])
    editor.load("other", Markup.RST)
    assert editor.gutter.marks() == []
