"""Problems of a draft in the window: listed while one types, marked in the outline, gone to and mended by key."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.core.drafting.text_change import TextChange
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode


class Author:
    """A person who writes a draft with mistakes."""

    def __init__(self, window: Window) -> None:
        self.window = window
        (self.mode,) = window.findChildren(DraftingMode)
        self.editor, self.list = self.mode.page.editor, self.mode.page.problems

    def put(self, at: int, words: str) -> None:
        self.editor.apply([TextChange(at, at, words)], at + len(words))
        self.pause()

    def pause(self) -> None:
        """What comes with a pause in typing comes now."""
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
        return [one.message for one in self.list.problems]


def descriptions(author: Author) -> list[str]:
    """What is said of each section in the outline."""
    tree = author.window.frame.outline.tree
    found, index = [], tree.model().index(0, 0)
    while index.isValid():
        found.append(str(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) or ""))
        index = tree.indexBelow(index)
    return found


@pytest.fixture
def author(open_window: OpenWindow, sample: Path) -> Author:
    return Author(open_window(sample, document=VISION, mode=Mode.DRAFT))


def test_the_sample_has_no_problems_and_shows_no_list(author: Author) -> None:
    author.pause()
    assert author.told == [] and not author.mode.page.problems_box.isVisible()


def test_problem_is_listed_once_one_pauses_and_mended_by_its_link(author: Author) -> None:
    before = author.text
    at = before.index("\n\n", len(before) // 2) + 2
    author.put(at, "See :doc:`principels`.\n\n")
    assert author.editor.underlined() == [("principels", "warning")]
    assert author.told == ["There is no document “principels”"]
    assert author.mode.page.problems_box.isVisible() and author.window.frame.status.problems.text() == "1 problem"
    QTest.mouseClick(author.list.viewport(), Qt.MouseButton.LeftButton, pos=author.list.fix_area(0).center())
    author.pause()
    assert "See :doc:`principles`." in author.text and author.told == []
    author.editor.undo()
    assert "See :doc:`principels`." in author.text


def test_problems_are_gone_to_in_their_order_and_marked_in_the_outline(author: Author) -> None:
    start = author.text.index("\n\n", len(author.text) // 2) + 2
    author.put(start, "See :doc:`gone` and :doc:`left`.\n\n")
    author.editor.select(start, start)
    author.run("draft.next-problem")
    assert author.editor.textCursor().selectedText() == "gone"
    author.run("draft.next-problem")
    assert author.editor.textCursor().selectedText() == "left"
    author.run("draft.next-problem")
    assert author.editor.textCursor().selectedText() == "gone"
    author.run("draft.previous-problem")
    assert author.editor.textCursor().selectedText() == "left"
    assert [one for one in descriptions(author) if "problem" in one] == ["2 problems"]
    author.window.frame.commands.run("view.read")
    assert settle(author.window)
    assert not [one for one in descriptions(author) if "problem" in one]


def test_menu_at_the_cursor_offers_every_way(author: Author) -> None:
    author.put(0, "See :doc:`principels`.\n\n")
    (found,) = author.list.problems
    menu = author.mode.problems.build_menu([found])
    assert menu is not None
    offered = [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
    assert [action.text() for action in offered] == [fix.label for fix in found.fixes]
    offered[0].trigger()
    assert author.text.startswith("See :doc:`principles`.")
    menu.deleteLater()
    author.pause()
    author.run("draft.mend")  # nothing is at the cursor any more
    assert "Nothing here is to be mended." in author.window.frame.messages.sentence.text()


def test_fix_of_a_text_that_has_changed_is_not_carried_out(author: Author) -> None:
    author.put(0, "See :doc:`principels`.\n\n")
    (found,) = author.list.problems
    author.editor.insertPlainText("More. ")
    author.mode.problems.mend(found, found.fixes[0])
    assert "principels" in author.text
    assert settle(author.window)


def test_list_folds_and_opens_again(author: Author) -> None:
    author.put(0, "See :doc:`gone`.\n\n")
    page = author.mode.page
    page.problems_fold.click()
    assert page.problems_box.isVisible() and not page.problems.isVisible()
    page.problems_fold.click()
    assert page.problems.isVisible()


def test_docutils_is_asked_once_one_rests_and_its_message_goes_with_its_cause(author: Author) -> None:
    before = author.text
    author.put(before.index("\n\n", len(before) // 2) + 2, "See |nothing|.\n\n")
    assert author.told == []
    author.mode.second_opinion.ask()
    assert settle(author.window)
    assert author.told == ['Undefined substitution referenced: "nothing".']
    assert author.editor.underlined() == [("See |nothing|.", "error")]
    author.editor.undo()
    author.pause()
    author.mode.second_opinion.ask()
    assert settle(author.window)
    assert author.told == []
