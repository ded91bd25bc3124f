"""The history of a section in the window: a slider, several revisions beside each other, what was said then."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.desks.section_history_desk import SectionHistoryDesk
from visioneditor.gui.history.history_page import HistoryPage
from visioneditor.gui.history.history_view import row_alike
from visioneditor.gui.prose.rows import Cell, LabelLine, MarkKind, MergedWords, Piece
from visioneditor.gui.prose.shown import render_words
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode

SECTION = "control-by-applications"


@pytest.fixture
def window(open_window: OpenWindow, sample: Path) -> Window:
    window = open_window(sample, document=VISION, section=SECTION)
    window.frame.commands.run("view.section-history")
    assert settle(window)
    return window


@pytest.fixture
def desk(window: Window) -> SectionHistoryDesk:
    return window.desks.section_history


@pytest.fixture
def page(desk: SectionHistoryDesk) -> HistoryPage:
    assert desk.page is not None
    return desk.page


def said(page: HistoryPage, column: int = 0) -> str:
    """What the program and the texts say in a column."""
    cells = [row.cells[column] for row in page.view.rows()]
    return "\n".join(words for cell in cells if cell is not None for words in spoken(cell))


def spoken(cell: Cell) -> list[str]:
    return [
        " ".join(label.text for label in piece.labels)
        if isinstance(piece, LabelLine)
        else render_words(piece.words).text
        for piece in cell.pieces
    ]


def marked(page: HistoryPage, column: int = 0) -> set[MarkKind]:
    cells = [row.cells[column] for row in page.view.rows()]
    pieces = [piece for cell in cells if cell is not None for piece in cell.pieces if isinstance(piece, Piece)]
    merged = [piece.words for piece in pieces if isinstance(piece.words, MergedWords)]
    return {mark.kind for words in merged for side in (words.old, words.new) for mark in side.marks}


def test_it_begins_with_the_newest_revision_and_what_it_changed(desk: SectionHistoryDesk, page: HistoryPage) -> None:
    assert desk.is_shown
    assert page.title.text() == "History of “Control by Applications”"
    assert page.position.text().startswith("3 of 3")
    told = said(page)
    assert "Say what it means to withdraw a credential" in told
    assert "Priya Raman · edited" in told
    assert "Change I" in told
    assert marked(page) == {MarkKind.ADDED, MarkKind.REMOVED}
    assert "Durable by Default" not in told, "only the section's own text"


def test_keys_and_slider_go_through_the_revisions(window: Window, page: HistoryPage) -> None:
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Left)
    assert settle(window)
    assert page.position.text().startswith("2 of 3")
    assert "Wrap the vision at 79 columns" in said(page)
    assert "lines broken anew" in said(page)
    page.slider.setValue(0)
    assert settle(window)
    assert "Draft a vision for Skerry clouds" in said(page)
    assert "came in" in said(page)
    assert not page.older.isEnabled()
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    assert settle(window)
    assert page.chosen == 1


def test_what_projects_said_is_what_they_said_then(window: Window, desk: SectionHistoryDesk, page: HistoryPage) -> None:
    assert "What projects say" in said(page)
    assert "stale" in said(page)
    assert "Tern" in said(page)
    desk.choose((1,))
    assert settle(window)
    assert "What projects said until 17 Nov 2025" in said(page)
    assert "Eider" in said(page)
    assert "stale" not in said(page), "nothing had outrun the answers yet"
    assert "Tern" not in said(page), "who answered later had not answered then"


def test_revisions_stand_beside_each_other_the_oldest_at_the_left(
    window: Window, desk: SectionHistoryDesk, page: HistoryPage
) -> None:
    page.beside.click()
    assert settle(window)
    titles = [str(desk.revisions.list.model().index(row, 0).data()) for row in range(3)]
    assert [title[0] for title in titles] == ["✓", "\u2003", "\u2003"]
    for row in (1, 2):
        desk.revisions.chosen.emit(row)
        assert settle(window)
    assert len(page.view.plan().columns) == 3
    assert page.names.isVisible()
    assert len([label for label in page.names.labels if label.isVisible() and label.text()]) == 3
    assert [said(page, column).count("Draft a vision") for column in range(3)] == [1, 0, 0]
    assert (marked(page, 1), marked(page, 2)) == (set(), {MarkKind.ADDED, MarkKind.REMOVED})
    heading = page.view.rows()[1]
    assert [cell is not None for cell in heading.cells] == [True, True, True], "the same blocks at one height"
    desk.revisions.chosen.emit(0)
    assert settle(window)
    assert len(page.view.plan().columns) == 2


def test_a_revision_leads_to_the_comparison_of_the_whole_documents(window: Window, page: HistoryPage) -> None:
    page.view.label_activated.emit("compare:0")
    assert settle(window)
    place = window.session.place
    assert place.mode is Mode.COMPARE
    assert place.section == SECTION
    assert window.session.comparison is not None
    assert window.frame.modes.currentWidget() is window.comparing


def test_escape_leads_back_to_the_document(window: Window, desk: SectionHistoryDesk, page: HistoryPage) -> None:
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert not desk.is_shown
    assert window.session.place.mode is Mode.READ


def test_what_is_read_stays_at_its_height(window: Window, desk: SectionHistoryDesk, page: HistoryPage) -> None:
    window.frame.resize(900, 480)
    page.view.scroll_by(220)
    read = page.view.row_under_eye()
    before = spoken(page.view.rows()[read].cells[0] or Cell())
    desk.choose((1,))
    assert settle(window)
    at = page.view.row_under_eye()
    assert row_alike(page.view.rows()[at], page.view.rows()) == at
    assert spoken(page.view.rows()[at].cells[0] or Cell())[0][:20] == before[0][:20]
