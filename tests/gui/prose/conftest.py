"""What tests of prose views share: a look without motion, a document, a shown view."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from visioneditor.core.document.markdown import parse_markdown
from visioneditor.core.document.model import Document
from visioneditor.gui.fonts import load_fonts
from visioneditor.gui.look import Look
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.reading.reading_rows import reading_rows

TEXT = """# Vision

The *first* paragraph has "quotes" and a [link](other.md) in it.

## Goals

- one goal
- another goal
  on two lines

## Tables

| Name | What |
|---|---|
| a | b c |

The last &amp; least paragraph.
"""


@pytest.fixture
def look(qtbot: QtBot) -> Look:
    load_fonts()
    return Look()


@pytest.fixture
def document() -> Document:
    return parse_markdown(TEXT)


@pytest.fixture
def long_document() -> Document:
    sections = (f"## Section {number}\n\n{'Some words of prose. ' * 30}\n\nAnd more.\n" for number in range(60))
    return parse_markdown("# Long\n\n" + "\n".join(sections))


ShowView = Callable[[Document], ProseView]


@pytest.fixture
def show(look: Look, qtbot: QtBot) -> ShowView:
    """Shows a document in a window of its own."""

    def build(document: Document) -> ProseView:
        view = ProseView(look)
        qtbot.addWidget(view)
        view.motion_ms = 0
        view.resize(700, 500)
        view.set_rows(reading_rows(document))
        view.show()
        return view

    return build
