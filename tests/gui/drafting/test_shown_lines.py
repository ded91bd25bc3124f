"""The lines on the screen: those to be seen, found anew when something moved, and where spans stand on them."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtTest import QTest

from visioneditor.core.document.model import Markup
from visioneditor.gui.drafting.folding import Fold
from visioneditor.gui.drafting.followed_spans import FollowedSpan
from visioneditor.gui.drafting.shown_lines import find_boxes
from visioneditor.gui.drafting.source_editor import SourceEditor
from visioneditor.gui.look import Look


@pytest.fixture
def editor(look: Look) -> SourceEditor:
    editor = SourceEditor(look)
    editor.resize(500, 400)
    editor.grab()  # it is as large as that by now
    editor.load("A title\n=======\n\n" + "words\n" * 300, Markup.RST)
    return editor


def numbers(editor: SourceEditor) -> list[int]:
    return [line.number for line in editor.shown.all()]


def test_lines_are_those_to_be_seen_and_found_once(editor: SourceEditor) -> None:
    first = editor.shown.all()
    assert numbers(editor) == list(range(1, len(first) + 1)) and 10 < len(first) < 60
    assert editor.shown.all() is first
    assert [line.number for line in editor.shown.within(QRect(0, 10, 1, 1))] == [1]


def test_lines_are_others_once_one_scrolls_types_or_folds(editor: SourceEditor) -> None:
    editor.go_to_line(100)
    assert 100 in numbers(editor) and 1 not in numbers(editor)
    start = editor.shown.all()[-1].start
    QTest.keyClicks(editor, "more")
    assert editor.shown.all()[-1].start == start + 4
    editor.go_to_line(1)
    editor.folding.show_folds([Fold(heading=1, first_line=3, last_line=200)])
    editor.folding.toggle(1)
    assert numbers(editor)[:4] == [1, 2, 201, 202]


def test_span_has_a_box_on_each_row_that_shows_some_of_it(editor: SourceEditor) -> None:
    editor.load("word " * 40 + "\nlast\n", Markup.RST)
    long, last = editor.shown.all()[:2]
    spans = [FollowedSpan(0, last.end, "error"), FollowedSpan(last.start, last.end, "warning")]
    boxes = list(find_boxes((long, last), spans, 0.0))
    rows = long.block.layout().lineCount()
    assert rows > 1
    assert [one.value for one in boxes] == ["error"] * rows + ["error", "warning"]
    assert boxes[0].box.top() == long.top and boxes[-1].box == boxes[-2].box
    assert list(find_boxes((last,), [FollowedSpan(3, 3, "error")], 0.0)) == []
