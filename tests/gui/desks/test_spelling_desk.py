"""Spelling in the window: told once one pauses, mended from the menu, words added where they belong."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.core.drafting.findings import Finding
from visioneditor.core.drafting.text_change import TextChange
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.window import Window
from visioneditor.services.drafting import list_drafts
from visioneditor.services.spelling import WORDS_PATH
from visioneditor.services.window_request import Mode
from visioneditor.settings import load_settings, settings_path
from visioneditor.values import replace


class Author:
    """A person who mistypes."""

    def __init__(self, window: Window) -> None:
        self.window = window
        (self.mode,) = window.findChildren(DraftingMode)
        self.editor = self.mode.page.editor

    def put(self, words: str) -> None:
        """Write a paragraph before the second heading's, and let the cursor stand elsewhere."""
        at = self.text.index("\n\n", self.text.index("\n\n") + 2) + 2
        self.editor.apply([TextChange(at, at, f"{words}\n\n")], at)
        self.pause()

    def pause(self) -> None:
        self.mode.page.preview_wanted.emit(self.text)
        assert settle(self.window)

    def run(self, command: str) -> None:
        self.window.frame.commands.run(command)
        assert settle(self.window)

    @property
    def text(self) -> str:
        return self.editor.toPlainText()

    @property
    def told(self) -> list[str]:
        return [one.message for one in self.mode.page.problems.problems]

    @property
    def found(self) -> list[Finding]:
        return [one for one in self.mode.problems.findings if "dictionary" in one.message]

    def choose(self, label: str) -> None:
        """Take something from the menu of the first finding."""
        ways = dict(self.mode.problems.ways(self.found[0]))
        ways[label]()
        assert settle(self.window)
        self.pause()


@pytest.fixture
def author(open_window: OpenWindow, sample: Path) -> Author:
    return Author(open_window(sample, document=VISION, mode=Mode.DRAFT))


def test_misspelled_word_is_told_and_mended(author: Author) -> None:
    before = author.text
    author.put("It accomodates us, and it accomodates you.")
    assert author.told == ["“accomodates” is not in the dictionary, 2 times"]
    assert len(author.found) == 2
    author.choose("Use “accommodates” in all 2 places")
    assert author.told == []
    assert author.text.count("accommodates") == 2
    author.editor.undo()
    author.editor.undo()
    assert author.text == before


def test_word_one_types_is_told_once_the_cursor_has_left_it(author: Author) -> None:
    cursor = author.editor.textCursor()
    cursor.setPosition(author.text.index("\n\n", author.text.index("\n\n") + 2))
    author.editor.setTextCursor(cursor)
    QTest.keyClicks(author.editor, " accom accomod")
    author.pause()
    assert [one.message for one in author.found] == ["“accom” is not in the dictionary"]
    cursor.setPosition(0)
    author.editor.setTextCursor(cursor)
    assert [one.message for one in author.found][1:] == ["“accomod” is not in the dictionary"]


def test_word_is_ignored_in_this_document_until_it_is_to_be_told_again(
    author: Author, open_window: OpenWindow, sample: Path
) -> None:
    author.put("It is qwertzy.")
    author.choose("Ignore “qwertzy” in this document")
    assert author.told == []
    other = Author(open_window(sample, document=VISION, mode=Mode.DRAFT))
    other.pause()
    assert other.text == author.text and other.told == []  # nor in any other window
    author.run("draft.tell-ignored")
    assert author.told == ["“qwertzy” is not in the dictionary"]


def test_own_word_goes_into_the_settings(author: Author) -> None:
    author.put("It is qwertzy.")
    author.choose("Add “qwertzy” to my words")
    assert author.told == []
    assert load_settings(settings_path()).spelling_words == ("qwertzy",)


def test_project_s_word_goes_into_a_draft(author: Author) -> None:
    author.put("It is qwertzy.")
    author.choose("Add “qwertzy” to the project's words")
    assert author.told == []
    workspace = author.window.session.workspace
    assert workspace is not None
    (draft,) = list_drafts(workspace, WORDS_PATH)
    assert "qwertzy" in draft.text.splitlines()
    author.editor.undo()


def test_spelling_is_left_and_taken_up_by_a_command(author: Author) -> None:
    author.put("It is qwertzy.")
    author.run("draft.spelling")
    assert author.told == []
    author.run("draft.spelling")
    assert author.told == ["“qwertzy” is not in the dictionary"]


def test_language_is_chosen_from_a_list(author: Author) -> None:
    author.put("The colour here.")
    assert author.told == []
    author.run("draft.language")
    picker = author.mode.spelling._picker
    assert picker is not None and picker.isVisible()
    picker.chosen.emit("en_US")
    picker.dismiss()
    assert settle(author.window)
    assert author.told[0] == "“colour” is not in the dictionary"


def test_language_without_a_dictionary_is_told(author: Author) -> None:
    settings = author.window.look_desk.settings
    author.window.look_desk.use_settings(replace(settings, spelling_languages=("xx_XX",)))
    author.pause()
    assert "xx_XX" in author.window.frame.messages.sentence.text()


def test_menu_of_the_editor_begins_with_what_mends(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    author.put("It accomodates us.")
    cursor = author.editor.textCursor()
    cursor.setPosition(author.found[0].start + 3)
    author.editor.setTextCursor(cursor)
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, at: opened.append(menu))
    QTest.keyClick(author.editor, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    (menu,) = opened
    labels = [action.text() for action in menu.actions()]
    menu.deleteLater()
    assert labels[0] == "Use “accommodates”"
    assert "Add “accomodates” to my words" in labels
    assert len(labels) > 8
