"""Finds a project in the table of Consensus mode: a list of all, with what each has done."""

from PySide6.QtCore import QObject, Slot

from visioneditor.core.consensus.arranging import Arrangement, Only
from visioneditor.core.consensus.matrix import count_row
from visioneditor.core.consensus.model import Matrix
from visioneditor.gui.consensus.consensus_page import ConsensusPage
from visioneditor.gui.consensus.matrix_words import row_words
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.widgets.picker import Choice, Picker


class ProjectFinder(QObject):
    """Drops the list below the page's bar, and goes to the row that is chosen."""

    def __init__(self, window: MainWindow, page: ConsensusPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self.picker = Picker(window.look, self.tr("Find a project"), window, width=600)
        self.picker.chosen.connect(self._on_chosen)
        self.picker.dismissed.connect(window.focus_middle)

    @Slot()
    def open(self) -> None:
        """List the projects that have answered, then those that have not."""
        shown = self._page.matrix.shown()
        if shown is not None:
            cell = self._page.matrix.cell()
            self.picker.show_choices(self._choices(shown.matrix), cell.row.project if cell is not None else None)
            self.picker.open_below(self._page.revision)

    def _choices(self, matrix: Matrix) -> list[Choice]:
        columns = len(matrix.sections)
        choices = [
            Choice(value=row.project, title=row.project, detail=row_words(count_row(row), columns))
            for row in matrix.rows
        ]
        if matrix.missing:
            choices.append(Choice(value=None, title=self.tr("No answer yet"), is_enabled=False, is_heading=True))
        return choices + [Choice(value=name, title=name) for name in matrix.missing]

    @Slot(object)
    def _on_chosen(self, project: object) -> None:
        matrix, shown = self._page.matrix, self._page.matrix.shown()
        if shown is None:
            return
        if not matrix.take_project(str(project)):  # what is looked at leaves it out
            is_silent = project in shown.matrix.missing
            self._page.arrangement.want(Arrangement(only=Only.MISSING if is_silent else Only.ALL))
            matrix.take_project(str(project))
        matrix.setFocus()
