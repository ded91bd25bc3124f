"""A person who compares: what is asked of the Compare mode and read off it, by keys, clicks and what is shown."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest

from tests.journeys.conftest import Traveller
from visioneditor.gui.comparing.changes_pane import ChangesPane
from visioneditor.gui.comparing.comparing_page import ComparingPage
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.prose.rows import BarKind, Row


class Comparer:
    """Reads the comparison that a traveller has before them."""

    def __init__(self, me: Traveller) -> None:
        self.me = me

    @property
    def page(self) -> ComparingPage:
        return self.me.window.comparing

    @property
    def prose(self) -> ProseView:
        return self.page.view.prose

    @property
    def pane(self) -> ChangesPane:
        """The list of changes, which is open."""
        pane = self.me.window.desks.changes.pane
        assert pane is not None and pane.isVisible()
        return pane

    def choose(self, new: str, old: str) -> None:
        """Choose the two revisions by typing their names into the picker."""
        for button, typed in ((self.page.new, new), (self.page.old, old)):
            self.me.click(button)
            assert self.me.window.desks.picking.revisions.isVisible()
            self.me.type(typed)
            self.me.press(Qt.Key.Key_Return)

    # what is shown

    @property
    def counts(self) -> str:
        """The counts above the comparison, as they are read out."""
        return self.page.view.counts.text.accessibleName()

    @property
    def position(self) -> str:
        """Which change of how many."""
        return self.page.view.counts.position.text()

    @property
    def rows(self) -> list[Row]:
        return list(self.prose.rows())

    @property
    def folds(self) -> list[str]:
        """The words of the folded rows, from top to bottom."""
        return [_words(row) for row in self.rows if row.fold]

    @property
    def changes_on_screen(self) -> set[int]:
        return {self.prose.rows()[row].change for row, _ in self.prose.stage().visible()} - {0}

    def bars(self, row: Row) -> list[tuple[BarKind, ...]]:
        """The margin bars of each column of a row."""
        return [cell.bars if cell is not None else () for cell in row.cells]

    def listed(self) -> list[str]:
        """The lines of the list of changes, as they are read out."""
        return [entry.spoken for entry in self.pane.model.entries]

    # the mouse

    def box(self, text: int, offset: int) -> QRectF:
        """Where a character stands on the screen, brought there."""
        assert self.prose.scroll_to_offset(text, offset)
        self.me.settle()
        found = self.prose._caret_of(text, offset)
        assert found is not None
        column, caret = found
        cell = self.prose.stage().lay(caret.row).cells[column]
        assert cell is not None
        box = next(iter(cell.pieces[caret.piece].rectangles(caret.place, caret.place + 1)))
        return box.translated(0, dict(self.prose.stage().visible())[caret.row])

    def drag(self, text: int, start: int, end: int) -> None:
        """Select from one character to before another with the mouse; both stand in one paragraph."""
        for offset in (start, end - 1):  # the second brings both on the screen
            self.box(text, offset)
        first, last = self.box(text, start), self.box(text, end - 1)
        viewport, button = self.prose.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(viewport, button, pos=QPoint(round(first.left()) + 1, round(first.center().y())))
        QTest.mouseMove(viewport, QPoint(round(last.right()), round(last.center().y())))
        QTest.mouseRelease(viewport, button, pos=QPoint(round(last.right()), round(last.center().y())))
        self.me.settle()

    def click_fold(self, words: str) -> None:
        """Click the folded row that has these words."""
        row = next(at for at, row in enumerate(self.rows) if words in _words(row))
        self.prose.scroll_to_row(row)
        self.me.settle()
        top = dict(self.prose.stage().visible())[row]
        self.me.click(self.prose.viewport(), QPoint(30, round(top) + 12))


def _words(row: Row) -> str:
    return " · ".join(label.text for label in row.fold.labels if label.text) if row.fold is not None else ""
