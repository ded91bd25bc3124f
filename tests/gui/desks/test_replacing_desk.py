"""Finding and replacing in the source of a draft: by keys, as steps that undo takes back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.desks import replacing_desk
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.drafting.replace_bar import ReplaceBar
from visioneditor.gui.drafting.source_editor import SourceEditor
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode

TEXT = "One cloud.\n\nTwo clouds, and a cloud.\nNo Cloud\nat all.\n"


class Author:
    """A person who searches in a draft of a few lines."""

    def __init__(self, window: Window) -> None:
        self.window = window
        (mode,) = window.findChildren(DraftingMode)
        self.editor: SourceEditor = mode.page.editor
        self.bar: ReplaceBar = mode.page.find_bar
        self.editor.selectAll()
        self.editor.insertPlainText(TEXT)
        self.editor.select(0, 0)

    def find(self, query: str, replacement: str = "", command: str = "go.find") -> None:
        self.window.frame.commands.run(command)
        assert self.bar.isVisible()
        self.bar.field.setText(query)
        self.bar.replacement.setText(replacement)

    @property
    def selected(self) -> str:
        start, end = self.editor.selected
        return self.editor.toPlainText()[start:end]


@pytest.fixture
def author(open_window: OpenWindow, sample: Path) -> Author:
    return Author(open_window(sample, document=VISION, mode=Mode.DRAFT))


def test_what_is_found_is_selected_counted_and_washed(author: Author) -> None:
    author.find("cloud")
    assert author.bar.count.text() == "1 of 4"
    assert author.editor.selected == (4, 9)
    assert [word.casefold() for word in author.editor.washed()] == ["cloud"] * 4


def test_enter_goes_on_and_round_and_shift_goes_back(author: Author) -> None:
    author.find("cloud")
    starts = []
    for _ in range(4):
        QTest.keyClick(author.bar.field, Qt.Key.Key_Return)
        starts.append(author.editor.selected[0])
    assert starts == [16, 30, 40, 4]
    QTest.keyClick(author.bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert author.editor.selected[0] == 40


def test_a_blank_is_found_across_a_line_end_and_capitals_count_where_one_writes_some(author: Author) -> None:
    author.find("cloud at")
    assert author.selected == "Cloud\nat"
    author.bar.field.setText("Cloud")
    assert author.bar.count.text() == "1 of 1"


def test_one_place_is_replaced_and_the_next_is_gone_to(author: Author) -> None:
    author.find("cloud", "sky")
    author.bar.one.click()
    assert author.editor.toPlainText() == TEXT.replace("cloud", "sky", 1)
    assert author.selected == "cloud"
    assert author.bar.count.text() == "1 of 3"
    author.editor.undo()
    assert author.editor.toPlainText() == TEXT


@pytest.mark.parametrize("many", [500, 1])
def test_all_places_are_replaced_as_one_step(author: Author, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr(replacing_desk, "_MANY", many)
    author.find("cloud", "sky", "draft.replace")
    author.bar.all.click()
    assert author.editor.toPlainText() == "One sky.\n\nTwo skys, and a sky.\nNo sky\nat all.\n"
    assert author.bar.count.text() == "4 places replaced"
    author.editor.undo()
    assert author.editor.toPlainText() == TEXT


def test_what_is_written_meanwhile_is_found_as_well(author: Author) -> None:
    author.find("cloud")
    author.editor.select(0, 0)
    author.editor.insertPlainText("A cloud. ")
    assert settle(author.window)
    author.window.findChildren(DraftingMode)[0].replacing._on_soon()
    assert author.bar.count.text().endswith("of 5")


def test_escape_leaves_what_was_found_last_selected(author: Author) -> None:
    author.find("clouds")
    QTest.keyClick(author.bar.replacement, Qt.Key.Key_Escape)
    assert not author.bar.isVisible()
    assert author.selected == "clouds"
    assert author.editor.washed() == []


def test_nothing_found_is_said_and_nothing_can_be_replaced(author: Author) -> None:
    author.find("zebra", "horse")
    assert author.bar.count.text() == "Not found"
    assert not author.bar.one.isEnabled()
    assert not author.bar.all.isEnabled()
