"""Colours of source: all lines get theirs, those of a long text little by little."""

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QTextDocument

from visioneditor.core.document.model import Markup
from visioneditor.gui.drafting import highlighter as module
from visioneditor.gui.drafting.highlighter import SourceHighlighter
from visioneditor.gui.drafting.source_editor import SourceEditor
from visioneditor.gui.look import Look

LINES = 40


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if there were always time, however busy the machine is."""
    monkeypatch.setattr(module, "_SLICE_S", 60.0)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if colouring one line took all the time there is."""
    monkeypatch.setattr(module, "_SLICE_S", 0.0)


def opened(look: Look) -> tuple[QTextDocument, SourceHighlighter]:
    """An empty document that is highlighted; only one that is laid out is."""
    document = QTextDocument()
    document.documentLayout()
    return document, SourceHighlighter(look, document, Markup.RST)


def coloured(document: QTextDocument) -> list[int]:
    """The numbers of the lines that have a colour."""
    blocks = (document.findBlockByNumber(number) for number in range(document.blockCount()))
    return [block.blockNumber() for block in blocks if block.layout().formats()]


def go_on(highlighter: SourceHighlighter) -> None:
    """Let Qt be idle until nothing is put off."""
    loop = QEventLoop()
    while highlighter.is_waiting:
        QTimer.singleShot(1, loop.quit)
        loop.exec()


@pytest.mark.usefixtures("quick")
def test_short_text_is_coloured_at_once(look: Look) -> None:
    document, highlighter = opened(look)
    document.setPlainText("**Strong** words\n\nplain ones\n\nand `a link <https://example.org>`_")
    assert coloured(document) == [0, 4]
    assert not highlighter.is_waiting


@pytest.mark.usefixtures("slow")
def test_long_text_is_coloured_little_by_little(look: Look) -> None:
    document, highlighter = opened(look)
    document.setPlainText("\n".join(["**Strong** words"] * LINES))
    assert highlighter.is_waiting
    assert len(coloured(document)) < LINES
    go_on(highlighter)
    assert coloured(document) == list(range(LINES))


@pytest.mark.usefixtures("slow")
def test_text_that_is_replaced_meanwhile_is_coloured_to_its_end(look: Look) -> None:
    document, highlighter = opened(look)
    document.setPlainText("\n".join(["**Strong** words"] * LINES))
    document.setPlainText("\n".join(["*other* words"] * 3))
    go_on(highlighter)
    assert coloured(document) == [0, 1, 2]


@pytest.mark.usefixtures("quick")
def test_long_text_that_is_loaded_is_coloured_where_it_is_on_the_screen(look: Look) -> None:
    editor = SourceEditor(look)
    editor.load("**Strong** words", Markup.RST)
    assert coloured(editor.document()) == [0] and not editor.highlighter.is_waiting
    lines = 8_000
    editor.load("\n".join(["**Strong** words"] * lines), Markup.RST)
    assert not coloured(editor.document())
    go_on(editor.highlighter)
    shown = [line.number - 1 for line in editor.shown.all()]
    found = coloured(editor.document())
    assert found[: len(shown)] == shown and len(found) < len(shown) + 200
    assert not editor.document().isUndoAvailable()


@pytest.mark.usefixtures("quick")
def test_lines_get_their_colours_when_one_scrolls_there(look: Look) -> None:
    editor = SourceEditor(look)
    editor.load("Words::\n\n" + "  a literal\n" * 8_000, Markup.RST)
    go_on(editor.highlighter)
    editor.go_to_line(5_000)
    assert set(range(4_999, 5_010)) < set(coloured(editor.document()))
    assert 6_000 not in coloured(editor.document())


def test_lines_on_the_screen_do_not_wait_for_all_those_above(look: Look) -> None:
    editor = SourceEditor(look)
    editor.load("some **strong** words\n\n" * 20_000, Markup.RST)
    editor.go_to_line(30_001)
    editor.highlighter._on_text_came()
    assert editor.highlighter.is_waiting and 30_000 in coloured(editor.document())


@pytest.mark.usefixtures("quick")
def test_lines_that_come_up_from_below_when_many_are_deleted_are_coloured(look: Look) -> None:
    editor = SourceEditor(look)
    editor.load("**Strong** words\n" * 1_000, Markup.RST)
    go_on(editor.highlighter)
    editor.select(0, 17 * 500)
    editor.textCursor().removeSelectedText()
    editor.viewport().grab()
    QTimer.singleShot(50, (loop := QEventLoop()).quit)
    loop.exec()
    shown = {line.number - 1 for line in editor.shown.all() if line.end > line.start}
    assert len(shown) > 3 and shown <= set(coloured(editor.document()))


def kinds(document: QTextDocument, number: int) -> list[bool]:
    """Whether each coloured stretch of a line is bold."""
    return [each.format.fontWeight() > 400 for each in document.findBlockByNumber(number).layout().formats()]


@pytest.mark.usefixtures("quick")
def test_lines_below_follow_what_is_opened_above_and_the_title_its_underline(look: Look) -> None:
    editor = SourceEditor(look)
    editor.load("A title\n\n  words\n\n  words\n", Markup.RST)
    document = editor.document()
    assert coloured(document) == []
    editor.select(7, 7)
    editor.textCursor().insertText("::")
    assert coloured(document) == [2, 4]
    editor.textCursor().insertText("\n==========")
    assert kinds(document, 0) == [True] and coloured(document) == [0, 1]
    editor.undo()
    assert coloured(document) == [2, 4]
