"""Quotes and dashes are shown as a printer sets them, or as they stand in the source, as the setting says; at once."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from tests.conftest import Git
from tests.gui.conftest import OpenWindow, settle
from visioneditor.core.document.parsing import parse_path
from visioneditor.gui.app import build_look
from visioneditor.gui.comparing.comparison_view import ComparisonView
from visioneditor.gui.dialogs.settings_dialog import SettingsDialog
from visioneditor.gui.fonts import load_fonts
from visioneditor.gui.look import Look
from visioneditor.gui.pdf import write_pdf
from visioneditor.gui.prose.accessible import spoken_row
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.widgets.annotation_card import AnnotationCard
from visioneditor.gui.window import Window
from visioneditor.services.window_request import WindowRequest
from visioneditor.settings import Settings

FILLER = "It's there for all who \"need\" it - and for those who don't. " * 8
SECTIONS = "".join(f"\nGoal {n}\n------\n\nSay \"{n}\" here.\n\n{FILLER}\n\n``it's 'code'``\n" for n in range(1, 12))
VISION = "Vision\n======\n\nA start.\n" + SECTIONS


@pytest.fixture
def window(open_window: OpenWindow, git: Git, tmp_path: Path) -> Window:
    folder = tmp_path / "community"
    (folder / "vision-reflections").mkdir(parents=True)
    (folder / "vision-reflections" / "nova.rst").write_text('Goal 5\n------\n\nWe\'re "partly" there.\n')
    git(tmp_path, "init", "-q", str(folder))
    for text in (VISION.replace('Say "5" here', 'Said "five" there'), VISION):
        (folder / "vision.rst").write_text(text)
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", "Write")
    window = open_window(folder)
    for view in (window.reading.view, window.comparing.view):
        view.prose.motion_ms = 0
    return window


def shown(view: ProseView) -> str:
    """What is laid out on the screen, folds included."""
    stage = view.stage()
    laid = [stage.lay(row) for row, _ in stage.visible()]
    pieces = [piece.shown.text for row in laid for cell in row.cells if cell for piece in cell.pieces]
    folds = [view.rows()[row].fold for row, _ in stage.visible()]
    return "\n".join([*pieces, *(label.text for fold in folds if fold for label in fold.labels)])


def press_the_setting(window: Window) -> None:
    window.look_desk.show_settings()
    (dialog,) = window.frame.findChildren(SettingsDialog)
    box = dialog.fields["typographic_quotes"]
    assert isinstance(box, QCheckBox)
    box.click()
    dialog.accept()
    dialog.setParent(None)
    dialog.deleteLater()


def as_set(words: str) -> str:
    return re.sub(r'\B"\b', "“", words).replace('"', "”").replace("'", "’").replace(" - ", " – ")


def check(window: Window, view: ProseView, *words: str) -> None:
    """The words as they stand in the source and as they are set, and the place that is kept; off, on and off again."""
    set_words = [as_set(word) for word in words]
    before = view.place()
    assert before is not None and before.section == 6
    for wanted, unwanted in ((words, set_words), (set_words, words)):
        press_the_setting(window)
        text = shown(view)
        assert [word for word in wanted if word not in text] == []
        assert [word for word in unwanted if word in text] == []
        assert view.place() == before


def go_to_goal_five(window: Window) -> None:
    document = window.session.document
    assert document is not None
    window.session.go_to_section(document.sections[5])
    assert settle(window)


def test_reading_shows_either_and_keeps_the_place(window: Window) -> None:
    go_to_goal_five(window)
    check(window, window.reading.view.prose, 'Say "5" here', ' "need" it - and', "who don't")
    assert "it's 'code'" in shown(window.reading.view.prose)


def test_side_by_side_shows_either_and_keeps_the_place(window: Window) -> None:
    window.frame.commands.run("view.side-by-side")
    go_to_goal_five(window)
    check(window, window.reading.view.prose, 'Say "5" here', "who don't", 'We\'re "partly" there.')


def test_the_panel_shows_an_answer_either_way(window: Window) -> None:
    go_to_goal_five(window)
    (card,) = [card for card in window.frame.panel.findChildren(AnnotationCard) if not card.isHidden()]
    assert card.text.text() == "“We’re ‘partly’ there.”"  # a quotation in one
    press_the_setting(window)
    assert 'We\'re "partly" there.' in card.text.text()


@pytest.mark.parametrize("is_unified", [False, True])
def test_comparing_shows_either_and_keeps_the_place(window: Window, is_unified: bool) -> None:
    window.comparing.view.set_unified(is_unified)
    window.frame.commands.run("view.compare")
    assert settle(window)
    window.frame.commands.run("compare.unfold")
    go_to_goal_five(window)
    check(window, window.comparing.view.prose, '"5"', '"five"', "who don't")


def test_folded_paragraphs_of_a_comparison_follow_and_come_so_from_the_thread(window: Window) -> None:
    window.frame.commands.run("view.compare")
    assert settle(window)
    assert "It’s there for all who “need” it –" in shown(window.comparing.view.prose)
    press_the_setting(window)
    assert 'It\'s there for all who "need" it -' in shown(window.comparing.view.prose)
    window.session.load_comparison()
    assert settle(window)
    texts = window.session.compared_texts
    assert texts is not None and ComparisonView(is_typeset=False) in texts.rows
    assert 'It\'s there for all who "need" it -' in shown(window.comparing.view.prose)


def test_a_screen_reader_says_what_is_shown(window: Window) -> None:
    row = next(row for row in window.reading.view.prose.rows() if 'Say "5"' in spoken_row(row, is_typeset=False))
    assert "Say “5” here." in spoken_row(row)


def test_what_was_set_holds_from_the_start(look: Look) -> None:
    assert look.is_typeset
    assert not build_look(Settings(typographic_quotes=False), WindowRequest()).is_typeset


@pytest.mark.parametrize("is_typeset", [False, True])
def test_a_pdf_is_set_as_the_window_is(qtbot: QtBot, tmp_path: Path, is_typeset: bool) -> None:
    load_fonts()
    document = parse_path("a.md", '# A goal\n\nSay "no" here.\n')
    write_pdf(Look(is_typeset=is_typeset), document, tmp_path / "goal.pdf")
    data = (tmp_path / "goal.pdf").read_bytes()  # it names the characters of its fonts
    assert [letter in data for letter in (b"<201C>", b"<201D>")] == [is_typeset, is_typeset]
    assert (b"<0022>" in data) is not is_typeset
