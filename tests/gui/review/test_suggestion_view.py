"""A suggestion on a card: its words as they were written, what goes and comes in words, too."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import CHANGE
from visioneditor.core.review.model import Comment
from visioneditor.core.review.suggestions import preview
from visioneditor.gui.look import Look
from visioneditor.gui.review.suggestion_field import SuggestionField
from visioneditor.gui.review.suggestion_text import SuggestionText
from visioneditor.gui.review.suggestion_view import SuggestionView
from visioneditor.services.suggesting import ShownSuggestion

COMMENT = Comment(
    uuid="1",
    change_key="1",
    patch_set=1,
    revision="1" * 40,
    path="vision.rst",
    line=4,
    author="Ada",
    written=datetime(2026, 1, 5, tzinfo=UTC),
    message="",
)


def suggestion(old: str | None, new: str) -> ShownSuggestion:
    parts = preview(old, new) if old is not None else None
    return ShownSuggestion(change=CHANGE, comment=COMMENT, text=new, parts=parts)


def shown(text: SuggestionText) -> str:
    return QTextDocumentFragment.fromHtml(text.text()).toPlainText()


def test_words_that_look_like_html_are_words(look: Look, qtbot: QtBot) -> None:
    view = SuggestionView(look, suggestion("a <b>bold</b> word", 'a <img src="http://x/y.png"> & <b>word</b>'))
    qtbot.addWidget(view)
    assert 'img src="http://x/y.png"> & <b>word</b>' in shown(view.text)
    assert "<img" not in view.text.text()


class Shown(QObject):
    """Counts the windows that are shown."""

    windows = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.windows += isinstance(watched, QWidget) and watched.isWindow() and event.type() == QEvent.Type.Show
        return False


def test_no_part_of_it_is_a_window_for_a_moment(look: Look, qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown()
    qapp.installEventFilter(shown)
    view = SuggestionView(look, suggestion("for everyone", "for all"))
    qapp.removeEventFilter(shown)
    qtbot.addWidget(view)
    assert shown.windows == 0 and not view.apply.isHidden()


def test_what_goes_and_comes_is_told_in_words(look: Look, qtbot: QtBot) -> None:
    view = SuggestionView(look, suggestion("for everyone\nthere", "for all\nthere"))
    qtbot.addWidget(view)
    assert view.text.accessibleName() == "for removed: everyone; added: all; there"
    assert "line-through" in view.text.text() and "underline" in view.text.text()


def test_lines_of_a_paragraph_flow_and_those_of_a_list_do_not(look: Look, qtbot: QtBot) -> None:
    text = SuggestionText(look)
    qtbot.addWidget(text)
    text.show_parts(preview("", "one\ntwo\n\n- three\n- four"))
    assert shown(text) == "one two\n\n- three\n- four"


@pytest.mark.parametrize(
    ("old", "new", "title", "applicable"),
    [
        ("one", "two", "Suggestion", True),
        ("one two", "one\ntwo", "Suggestion; only line breaks differ", True),
        (None, "two", "Suggestion; its lines are not known here", False),
    ],
)
def test_what_can_be_done_is_said(
    look: Look, qtbot: QtBot, old: str | None, new: str, title: str, applicable: bool
) -> None:
    view = SuggestionView(look, suggestion(old, new))
    qtbot.addWidget(view)
    assert view._title() == title
    assert view.apply.isHidden() is not applicable
    with qtbot.waitSignal(view.apply_requested) as asked:
        view.apply.click()
    assert asked.args == [view.suggestion]


@pytest.fixture
def field(look: Look, qtbot: QtBot) -> SuggestionField:
    made = SuggestionField(look)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_suggestion_begins_with_the_quoted_lines(field: SuggestionField, qtbot: QtBot) -> None:
    assert (field.is_open, field.suggested) == (False, None)
    with qtbot.waitSignal(field.lines_wanted):
        field.open_link.click()
    with qtbot.assertNotEmitted(field.typed):
        field.show_lines("for everyone")
    assert (field.text.toPlainText(), field.suggested) == ("for everyone", None)
    field.text.setPlainText("for all")
    assert field.suggested == "for all"
    qtbot.waitUntil(lambda: shown(field.preview) == "for everyoneall")


def test_a_written_suggestion_is_edited_and_taken_back(look: Look, qtbot: QtBot) -> None:
    field = SuggestionField(look, "for all")
    qtbot.addWidget(field)
    assert (field.is_open, field.suggested) == (True, "for all")
    field.show_lines("for everyone")
    assert field.suggested == "for all"
    with qtbot.waitSignal(field.typed):
        field.close_link.click()
    assert field.text.isHidden()
    field.open_link.click()
    field.show_lines("for everyone")
    assert field.text.toPlainText() == "for everyone"


def test_a_comment_without_lines_offers_no_suggestion(field: SuggestionField) -> None:
    field.open_link.click()
    field.show_lines(None)
    assert not field.is_open
    assert field.open_link.isHidden()


def test_lines_that_are_to_go_are_a_suggestion(field: SuggestionField, qtbot: QtBot) -> None:
    field.open_link.click()
    field.show_lines("for everyone")
    field.text.clear()
    assert field.suggested == ""
    qtbot.waitUntil(lambda: field.preview.accessibleName() == "removed: for everyone;")


def test_very_long_lines_are_not_compared_while_one_types(field: SuggestionField, qtbot: QtBot) -> None:
    field.open_link.click()
    field.show_lines("word " * 2000)
    field.text.setPlainText("other " * 2000)
    field._on_pause()
    assert field.preview.isHidden()
    assert field.suggested is not None
