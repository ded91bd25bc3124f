"""Words found in all documents, and in all revisions what is gone; the list leads to where it stands, or went."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.conftest import Git
from tests.gui.conftest import OpenWindow, settle
from visioneditor.gui.prose.rows import OLD
from visioneditor.gui.widgets.picker import Choice
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode

FIRST = "Rules\n=====\n\nThe committee meets in public every week and keeps its minutes.\n"
SECOND = FIRST.replace(" and keeps its minutes", "")
OTHER = "Habits\n======\n\nWhoever comes late brings cake.\n"


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path, git: Git) -> Window:
    folder = tmp_path / "rules"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    (folder / "habits.rst").write_text(OTHER)
    for message, text in (("Begin", FIRST), ("Say less\n\nNobody reads them.", SECOND)):
        (folder / "rules.rst").write_text(text)
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", message)
    git(folder, "rm", "-q", "habits.rst")
    git(folder, "commit", "-q", "-m", "Drop the habits")
    return open_window(folder, document="rules.rst")


def look_for(window: Window, words: str) -> tuple[Choice, ...]:
    desk = window.desks.finding.everywhere
    window.frame.commands.run("go.find-everywhere")
    desk.picker.field.setText(words)
    desk.look_now()
    assert settle(window)
    return desk.choices


def choose(window: Window, *keys: Qt.Key) -> None:
    for key in (*keys, Qt.Key.Key_Return):
        QTest.keyClick(window.desks.finding.everywhere.picker.field, key)
    assert settle(window)


def test_a_sentence_that_is_gone_is_told_with_what_took_it_out_and_compared_there(window: Window) -> None:
    nowhere, gone = look_for(window, "keeps its minutes")
    assert not nowhere.is_enabled
    assert "keeps its minutes" in gone.title
    assert gone.detail.startswith("Say less (")
    assert "Nobody reads them." in gone.detail
    assert gone.aside.startswith("removed ")
    choose(window)
    found = window.session.comparison
    assert window.session.place.mode is Mode.COMPARE
    assert found is not None
    span = window.comparing.view.prose.selected_span()
    assert span is not None
    assert (span.text, span.quote) == (OLD, "keeps its minutes")


def test_words_of_a_document_that_is_no_more_are_shown_where_they_stood(window: Window) -> None:
    _, gone = look_for(window, "brings cake")
    assert gone.aside.startswith("the document removed ")
    choose(window)
    span = window.comparing.view.prose.selected_span()
    assert span is not None
    assert (span.text, span.quote) == (OLD, "brings cake")


def test_what_stands_there_comes_first_and_is_read(window: Window) -> None:
    standing, *gone = look_for(window, "committee meets")
    assert (standing.is_enabled, gone) == (True, [])
    rows = window.desks.finding.everywhere.picker.list.model()
    last = rows.index(rows.rowCount() - 1, 0)
    assert last.data() == "No change took these words out."
    choose(window)
    assert window.session.place.mode is Mode.READ
    assert window.reading.find_bar.field.text() == "committee meets"


def test_a_single_letter_is_not_looked_for(window: Window) -> None:
    look_for(window, "e")
    assert window.desks.finding.everywhere.choices == ()
