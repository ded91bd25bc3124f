"""The preview beside a draft stands beside the line that is written in, and scrolls with the source."""

from pathlib import Path

import pytest

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.prose.rows import NEW
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode


@pytest.fixture
def window(open_window: OpenWindow, sample: Path) -> Window:
    return open_window(sample, mode=Mode.DRAFT, document=VISION, size=(1200, 500))


def drafting(window: Window) -> DraftingMode:
    (mode,) = window.findChildren(DraftingMode)
    return mode


def shown_at(mode: DraftingMode, line: int) -> float:
    """How far down the paragraph that begins at a line stands in the preview."""
    mode.preview.arrive()
    stage, lines = mode.preview.stage(), mode.page.text.split("\n")
    row = stage.row_of(NEW, sum(len(each) + 1 for each in lines[: line - 1]))
    assert row is not None
    return dict(stage.visible())[row]


def prose_line(mode: DraftingMode, after: int) -> int:
    """The first line of a paragraph, some way down."""
    lines = mode.page.text.split("\n")
    return next(at + 1 for at in range(after, len(lines)) if len(lines[at].split()) > 7 and not lines[at - 1].strip())


def test_the_paragraph_that_is_written_in_stands_beside_its_line(window: Window) -> None:
    mode = drafting(window)
    line = prose_line(mode, 30)
    mode.page.editor.go_to_line(line)
    assert settle(window)
    beside = mode.page.editor.line_box(line).top()
    assert abs(shown_at(mode, line) - beside) < 40


def test_the_preview_scrolls_with_the_source(window: Window) -> None:
    mode = drafting(window)
    mode.page.editor.go_to_line(1)
    line = prose_line(mode, 18)
    block = mode.page.editor.document().findBlockByNumber(line - 1)
    mode.page.editor.verticalScrollBar().setValue(block.firstLineNumber())
    assert settle(window)
    assert mode.page.editor.top_line == line
    assert abs(shown_at(mode, line)) < 40
