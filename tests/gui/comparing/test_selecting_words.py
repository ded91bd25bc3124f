"""Selected words of a comparison: exact in the file and clean when copied, in every way to show it."""

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.gui.comparing.comparing_view import ComparingView
from visioneditor.gui.look import Look
from visioneditor.gui.prose.rows import NEW, OLD
from visioneditor.gui.prose.selecting import Caret, Selection

OLD_TEXT = """# Guide

The *first* paragraph "says" what
a [cloud](a.md) is for.

- one item of it
- two items of it

Last of all: `make`.
"""
NEW_TEXT = OLD_TEXT.replace("what\na", "now what\none").replace("two items", "two good items")


@pytest.fixture
def view(look: Look, qtbot: QtBot) -> ComparingView:
    view = ComparingView(look)
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show_comparison(compare(parse_markdown(OLD_TEXT), parse_markdown(NEW_TEXT)))
    view.toggle_all_folds()
    view.show()
    return view


def drag(view: ComparingView, text: int, first: str, last: str) -> None:
    """Select from the beginning of some words to the end of others, as the mouse does."""
    source = OLD_TEXT if text == OLD else NEW_TEXT
    begin, end = source.index(first), source.index(last) + len(last) - 1
    start, stop = (view.prose._caret_of(text, at) for at in (begin, end))
    assert start is not None and stop is not None and start[0] == stop[0]
    caret = Caret(stop[1].row, stop[1].piece, stop[1].place + 1)
    view.prose._select(Selection(column=start[0], anchor=start[1], caret=caret))


def copied(view: ComparingView) -> str:
    view.prose.copy()
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize("is_source", [False, True])
@pytest.mark.parametrize(("text", "is_unified"), [(OLD, False), (NEW, False), (NEW, True)])
def test_the_range_of_selected_words_is_exact(
    view: ComparingView, text: int, is_unified: bool, is_source: bool
) -> None:
    view.set_unified(is_unified)
    view.set_source(is_source)
    drag(view, text, "paragraph", "items of it")
    span = view.prose.selected_span()
    source = OLD_TEXT if text == OLD else NEW_TEXT
    assert span is not None and span.text == text
    stretch = source[span.start : span.end]
    assert stretch.startswith("paragraph") and stretch.endswith("items of it")
    assert "~" not in span.quote and ("[cloud]" in span.quote) is is_source


def test_rendered_words_are_copied_as_paragraphs_and_items(view: ComparingView) -> None:
    drag(view, NEW, "first", "make")
    assert copied(view) == (
        'first paragraph "says" now what one cloud is for.\n\n- one item of it\n- two good items of it\n\n'
        "Last of all: make"
    )
    drag(view, OLD, "first", "is for.")
    assert copied(view) == 'first paragraph "says" what a cloud is for.'


def test_in_one_column_the_newer_words_are_copied_alone(view: ComparingView) -> None:
    view.set_unified(True)
    drag(view, NEW, "first", "items of it")
    assert copied(view) == (
        'first paragraph "says" now what one cloud is for.\n\n- one item of it\n- two good items of it'
    )


def test_words_that_went_are_copied_where_they_alone_are_selected(view: ComparingView) -> None:
    view.set_unified(True)
    assert view.prose.select_span(OLD, OLD_TEXT.index("a [cloud"), OLD_TEXT.index("a [cloud") + 1)
    assert copied(view) == "a"
    span = view.prose.selected_span()
    assert span is not None and (span.text, OLD_TEXT[span.start : span.end]) == (OLD, "a")


def test_source_is_copied_to_the_letter(view: ComparingView) -> None:
    view.set_source(True)
    drag(view, NEW, "*first*", "make")
    begin = NEW_TEXT.index("*first*")
    assert copied(view) == NEW_TEXT[begin : NEW_TEXT.index("make") + 4]


def test_a_paragraph_that_came_from_elsewhere_ends_the_range_on_the_older_text(look: Look, qtbot: QtBot) -> None:
    words = [" ".join(f"{name}{at}" for at in range(20)) for name in ("alpha", "beta", "gamma")]
    old = "# G\n\n" + "\n\n".join(words) + "\n"
    new = "# G\n\n" + "\n\n".join([words[1], words[2], words[0] + " more"]) + "\n"
    view = ComparingView(look)
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show_comparison(compare(parse_markdown(old), parse_markdown(new)))
    view.show()
    view.prose.select_all()
    last = view.prose.selected_span()
    assert last is not None and new[last.start : last.end] == new.strip()[2:]
    start, stop = (view.prose._caret_of(OLD, old.index(word)) for word in ("beta0", "alpha0"))
    assert start is not None and stop is not None
    if (start[1].row, 0) < (stop[1].row, 0):
        view.prose._select(Selection(column=0, anchor=start[1], caret=stop[1]))
        span = view.prose.selected_span()
        assert span is not None and old[span.start : span.end].startswith("beta0")
