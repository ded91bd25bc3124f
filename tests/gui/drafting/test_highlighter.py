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


def test_short_text_is_coloured_at_once(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SLICE_S", 60.0)  # however busy the machine is
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


def test_long_text_that_is_loaded_is_coloured_when_all_of_it_is_there(look: Look) -> None:
    editor = SourceEditor(look)
    editor.load("**Strong** words", Markup.RST)
    assert coloured(editor.document()) == [0] and not editor.highlighter.is_waiting
    lines = 8_000
    editor.load("\n".join(["**Strong** words"] * lines), Markup.RST)
    assert not coloured(editor.document())
    go_on(editor.highlighter)
    assert coloured(editor.document()) == list(range(lines))
    assert not editor.document().isUndoAvailable()


def kinds(document: QTextDocument, number: int) -> list[bool]:
    """Whether each coloured stretch of a line is bold."""
    return [each.format.fontWeight() > 400 for each in document.findBlockByNumber(number).layout().formats()]


def test_lines_below_follow_what_is_opened_above_and_the_title_its_underline(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SLICE_S", 60.0)
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
