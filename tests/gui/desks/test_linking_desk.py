"""Links are put into a draft by key: chosen from a list, completed in place, with a label where one is needed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.window import Window
from visioneditor.services.drafting import load_draft
from visioneditor.services.window_request import Mode


class Author:
    """A person who links one text to others."""

    def __init__(self, window: Window) -> None:
        self.window = window
        (self.mode,) = window.findChildren(DraftingMode)
        self.editor, self.linking = self.mode.page.editor, self.mode.linking
        self.picker, self.completion = self.linking.picker, self.linking.completion

    @property
    def text(self) -> str:
        return self.editor.toPlainText()

    def begin(self, words: str) -> None:
        """Write words on a paragraph of their own, at the top."""
        self.editor.setPlainText(f"{words}\n\n{self.text}")
        cursor = self.editor.textCursor()
        cursor.setPosition(len(words))
        self.editor.setTextCursor(cursor)

    def select(self, words: str) -> None:
        at = self.text.index(words)
        self.editor.select(at, at + len(words))

    def choose(self, *typed: str) -> None:
        self.window.frame.commands.run("draft.link")
        assert settle(self.window)
        QTest.keyClicks(self.picker.field, " ".join(typed))
        QTest.keyClick(self.picker.field, Qt.Key.Key_Return)
        assert settle(self.window)

    def type(self, words: str) -> None:
        QTest.keyClicks(self.editor, words)
        assert settle(self.window)

    def offered(self) -> list[str]:
        if not self.completion.isVisible():
            return []
        return [self.completion.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.completion.count())]


@pytest.fixture
def author(open_window: OpenWindow, sample: Path) -> Author:
    return Author(open_window(sample, document=VISION, mode=Mode.DRAFT))


def test_document_is_linked_with_the_selected_words_and_taken_back_as_one_step(author: Author) -> None:
    author.begin("See what we hold to.")
    author.select("what we hold to")
    author.choose("principles")
    assert author.text.startswith("See :doc:`what we hold to <principles>`.\n")
    assert author.editor.textCursor().position() == author.text.index(".\n")
    author.editor.undo()
    assert author.text.startswith("See what we hold to.\n")


def test_section_of_the_draft_is_linked_by_its_title(author: Author) -> None:
    author.begin("See ")
    author.choose("Scope")
    assert author.text.startswith("See Scope_\n")


def test_section_of_the_draft_gets_a_label_where_its_title_cannot_serve(author: Author) -> None:
    author.begin("See our goals.")
    author.select("our goals")
    author.choose("Design Goals")
    assert author.text.startswith("See :ref:`our goals <design-goals>`.\n")
    assert ".. _design-goals:\n\nDesign Goals\n" in author.text


def test_section_of_another_document_gets_its_label_in_a_draft(author: Author) -> None:
    author.begin("See ")
    author.window.frame.commands.run("draft.link")
    assert settle(author.window)
    targets = author.linking._targets
    assert targets is not None and author.mode.desk.opened is not None
    section = next(one for one in targets.others if one.section > 1 and one.path == "reference/principles.rst")
    author.linking._on_chosen(section)
    assert settle(author.window)
    draft = load_draft(author.mode.desk.opened.workspace, section.path)
    assert draft is not None
    label = author.text.partition("`")[2].partition("`")[0]
    assert author.text.startswith(f"See :ref:`{label}`") and f".. _{label}:\n\n{section.title}\n" in draft.text
    assert section.path in author.window.frame.messages.sentence.text()


def test_address_that_is_typed_is_linked_to(author: Author) -> None:
    author.begin("See a page.")
    author.select("a page")
    author.choose("https://example.org/x")
    assert author.text.startswith("See `a page <https://example.org/x>`__.\n")


def test_target_is_completed_in_place(author: Author) -> None:
    author.begin("See ")
    author.type(":doc:`princ")
    assert author.offered() == ["principles"]
    QTest.keyClick(author.editor, Qt.Key.Key_Return)
    assert author.text.startswith("See :doc:`principles`\n") and author.offered() == []
    author.type(" and :doc:`words <new")
    assert author.offered() == ["new-projects"]
    QTest.keyClick(author.editor, Qt.Key.Key_Tab)
    assert author.text.startswith("See :doc:`principles` and :doc:`words <new-projects>`\n")


def test_escape_leaves_what_is_offered_and_other_keys_are_the_editors(author: Author) -> None:
    author.begin("See ")
    author.type(":doc:`")
    assert len(author.offered()) > 2
    QTest.keyClick(author.editor, Qt.Key.Key_Down)
    assert author.completion.currentRow() == 1
    QTest.keyClick(author.editor, Qt.Key.Key_Escape)
    assert author.offered() == [] and author.text.startswith("See :doc:`\n")
    author.type("x` y")
    assert author.offered() == [] and author.text.startswith("See :doc:`x` y\n")
