"""Why this word: asked by key, shown in the panel's place, and led from there to where it happened."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.conftest import Git
from tests.gui.conftest import CHANGE, VISION, OpenWindow, Say, settle
from visioneditor.core.review.model import PATCH_SET_PATH
from visioneditor.gui.desks import why_desk
from visioneditor.gui.prose.rows import FIRST_PROJECT, NEW, OLD
from visioneditor.gui.prose.selecting import Selection, first_caret
from visioneditor.gui.remembering.why_pane import WhyPane
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode

PATH = "rules.rst"
FIRST = "Rules\n=====\n\nThe committee meets in public every week and keeps its minutes.\n"
SECOND = FIRST.replace("every week", "every month")
THIRD = SECOND.replace(" and keeps its minutes", "")


@pytest.fixture
def rules(tmp_path: Path, git: Git) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    for subject, text in (("Begin", FIRST), ("Meet less\n\nA week is short.", SECOND), ("Say less", THIRD)):
        (folder / PATH).write_text(text)
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", subject)
    return folder


@pytest.fixture
def window(open_window: OpenWindow, rules: Path) -> Window:
    return open_window(rules, document=PATH)


def ask(window: Window) -> WhyPane:
    window.frame.commands.run("remember.why")
    assert settle(window)
    pane = window.desks.why.pane
    assert pane is not None
    return pane


def ask_about(window: Window, words: str) -> WhyPane:
    assert window.session.loaded is not None
    at = window.session.loaded.document.text.index(words)
    assert window.reading.view.prose.select_span(NEW, at, at + len(words))
    return ask(window)


def told(pane: WhyPane) -> list[str]:
    return [card.subject.text() for card in pane.cards]


def texts(pane: WhyPane) -> str:
    return "\n".join(label.accessibleName() or label.text() for label in pane.findChildren(QLabel))


def test_a_word_tells_its_changes_newest_first_and_goes_away_when_asked_again(window: Window) -> None:
    pane = ask_about(window, "month")
    assert told(pane) == ["Meet less", "Begin"]
    assert pane.title.text() == "“month”" and window.desks.why.is_shown
    assert "edited" in texts(pane) and "brought in" in texts(pane)
    ask(window)
    assert not window.desks.why.is_shown
    ask_about(window, "committee")
    assert told(pane) == ["Begin"]
    QTest.keyClick(pane, Qt.Key.Key_Escape)
    assert not window.desks.why.is_shown


def test_next_pane_goes_to_the_pane_that_has_the_panels_place(window: Window) -> None:
    pane = ask_about(window, "month")
    window.frame.focus_middle()
    window.frame.commands.run("go.next-pane")
    assert pane.area.hasFocus()


def test_without_a_selection_the_word_in_hand_is_taken(window: Window) -> None:
    prose = window.reading.view.prose
    assert window.session.loaded is not None
    at = window.session.loaded.document.text.index("committee") + 3
    prose.select_span(NEW, at, at)
    assert ask(window).title.text() == "“committee”"
    prose.clear_selection()
    assert ask(window).title.text() == "“Rules”", "the first one that is read"


def test_the_message_opens_below_its_change(window: Window) -> None:
    pane = ask_about(window, "month")
    card = pane.cards[0]
    assert card.message.isHidden() and card.message.text() == "A week is short."
    card.more.click()
    assert not card.message.isHidden()
    assert pane.cards[1].reason is not None, "each was looked up"


def test_a_change_leads_into_the_comparison_at_these_words(window: Window) -> None:
    pane = ask_about(window, "month")
    newest = pane.cards[0].explained
    pane.cards[0].subject.click()
    assert settle(window)
    assert window.session.place.mode is Mode.COMPARE
    assert window.session.place.compared == (newest.old_revision, newest.revision)
    span = window.comparing.view.prose.selected_span()
    assert span is not None and (span.text, span.quote) == (NEW, "month")
    assert window.desks.why.is_shown, "it stays beside what it led to"
    pane.cards[1].subject.click()
    assert settle(window)
    assert not window.comparing.view.isVisible(), "there was nothing before: it is read"
    read = window.reading.view.prose.selected_span()
    assert read is not None and read.quote == "week"


def test_words_that_went_tell_so_from_the_older_side(window: Window) -> None:
    window.session.go(mode=Mode.COMPARE, compared=("main~2", "main"))
    assert settle(window)
    prose = window.comparing.view.prose
    at = FIRST.index("keeps its minutes")
    assert prose.select_span(OLD, at, at + 17)
    pane = ask(window)
    assert told(pane) == ["Say less", "Begin"] and "taken out" in texts(pane)
    pane.cards[0].subject.click()
    assert settle(window)
    span = prose.selected_span()
    assert span is not None and (span.text, span.quote) == (OLD, "keeps its minutes")


def test_words_of_a_draft_are_told_apart_from_those_committed(window: Window) -> None:
    window.frame.commands.run("view.draft")
    assert settle(window)
    drafting = window.modes._drafting
    assert drafting is not None
    editor = drafting.page.editor
    editor.select(THIRD.index("public"), THIRD.index("public"))
    editor.insertPlainText("every open ")
    editor.select(THIRD.index("public"), THIRD.index("public"))
    pane = ask(window)
    assert pane.title.text() == "“every”" and not pane.cards
    assert pane.state.text() == "This word is not committed yet: it is your own."
    at = editor.toPlainText().index("month")
    editor.select(at, at + 5)
    assert told(ask(window)) == ["Meet less", "Begin"]
    menu = drafting.menu.build_menu(at)
    assert "Why this word" in [action.text() for action in menu.actions()]


def test_words_of_the_preview_are_asked_about_where_one_reads_there(window: Window, qtbot: QtBot) -> None:
    window.frame.commands.run("view.draft")
    assert settle(window)
    drafting = window.modes._drafting
    assert drafting is not None
    at = THIRD.index("month")
    qtbot.waitUntil(lambda: bool(drafting.preview.rows()))
    drafting.preview.setFocus()
    assert drafting.preview.select_span(NEW, at, at + 5)
    pane = ask(window)
    assert pane.title.text() == "“month”" and told(pane) == ["Meet less", "Begin"]


def test_looking_can_be_stopped(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    def look(*_: object, cancel: Callable[[], bool], **__: object) -> None:
        while not cancel():
            time.sleep(0.001)

    monkeypatch.setattr(why_desk, "explain_shown", look)
    window.reading.view.prose.select_span(NEW, 0, 5)
    window.frame.commands.run("remember.why")
    window.jobs.cancel("why")
    assert settle(window)
    pane = window.desks.why.pane
    assert pane is not None and pane.state.text() == "Looking was stopped; w looks again."


def test_words_of_a_projects_answer_are_asked_about_beside_the_vision(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, document=VISION)
    window.frame.commands.run("view.side-by-side")
    assert settle(window)
    prose, beside = window.reading.view.prose, window.reading.view.beside
    caret = first_caret(prose.rows(), 1, 0)
    assert caret is not None
    prose._select(Selection(column=1, anchor=caret, caret=caret))
    pane = ask(window)
    span = prose.selected_span()
    assert span is not None and span.text == FIRST_PROJECT
    assert pane.title.text() == f"“{span.quote}”" and pane.cards
    assert pane.cards[0].explained.after == span.quote
    assert pane.about.text().startswith(beside.path_of(FIRST_PROJECT).rpartition("/")[2])


def test_a_place_without_words_says_what_to_do(window: Window) -> None:
    window.frame.commands.run("view.consensus")
    assert settle(window)
    window.frame.commands.run("remember.why")
    assert settle(window)
    assert window.desks.why.pane is None
    assert "No words are selected there." in window.frame.messages.sentence.text()


def test_the_menu_on_words_asks_about_the_word_that_was_clicked(window: Window) -> None:
    prose = window.reading.view.prose
    menu = window.desks.words_menu.build_menu(prose)
    assert "Why this word" in [action.text() for action in menu.actions()]
    menu.deleteLater()


def test_a_thread_leads_to_where_it_was_written(window: Window, say: Say) -> None:
    pane = ask_about(window, "month")
    pane.thread_requested.emit(CHANGE, say("Why so often?", path=PATCH_SET_PATH))
    assert "It was written on patch set 1 as a whole." in window.frame.messages.sentence.text()
