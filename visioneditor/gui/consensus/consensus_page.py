"""Consensus mode's page: which revision, how many projects have answered, and the answers themselves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from visioneditor.core.consensus.matrix import count_row
from visioneditor.core.consensus.model import Matrix
from visioneditor.gui.commands import Commands
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import build_column, build_label, build_link
from visioneditor.gui.widgets.view_bar import ViewBar, build_drop_button, set_drop_text


class ConsensusPage(QFrame):
    """Announces `revision_requested`."""

    revision_requested = Signal()

    def __init__(self, look: Look, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._commands = look, commands
        self.revision = build_drop_button(self.tr("Revision"))
        self.counted = build_label("", "muted")
        self.rows = build_label("", is_wrapped=True)
        self.rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.rows.setContentsMargins(24, 16, 24, 16)
        self.empty = _Empty(commands)
        self._body = QStackedWidget()
        area = build_column(self.rows, self.tr("What the projects have answered"))
        self.focus_target: QWidget = area
        for part in (QWidget(), self.empty, area):
            self._body.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(ViewBar((self.revision, self.counted), ()))
        layout.addWidget(self._body, 1)
        self.revision.clicked.connect(self.revision_requested)

    def show_revision(self, text: str) -> None:
        """Which revision is looked at."""
        set_drop_text(self.revision, text)

    def show_matrix(self, matrix: Matrix | None) -> None:
        """What is known by now; None while it is being read."""
        self.counted.setText(self._count(matrix) if matrix is not None else "")
        if matrix is None:
            self._body.setCurrentIndex(0)
        elif not matrix.rows or not matrix.sections:
            self.empty.show_matrix(matrix)
            self._body.setCurrentIndex(1)
        else:
            self.rows.setText("\n".join(self._lines(matrix)))
            self._body.setCurrentIndex(2)

    def _count(self, matrix: Matrix) -> str:
        answered = sum(bool(row.answers) for row in matrix.rows)
        every = len(matrix.rows) + len(matrix.missing)
        if answered == every:
            return self.tr("{n} projects have answered").format(n=answered) if every > 1 else ""
        return self.tr("{n} of {all} projects have answered").format(n=answered, all=every)

    def _lines(self, matrix: Matrix) -> list[str]:
        lines = []
        for row in matrix.rows:
            count = count_row(row)
            said = self.tr("{project}: {n} of {all}").format(
                project=row.project, n=count.answered, all=len(matrix.sections)
            )
            lines.append(said + (self.tr(", {n} stale").format(n=count.stale) if count.stale else ""))
        return lines


class _Empty(QFrame):
    """Nobody has answered: what to do, and who could."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self.sentence = build_label("", is_wrapped=True)
        self.action = build_link(self.tr("Add a reflection from a file …"))
        self.action.clicked.connect(commands.action("repository.add-reflection").trigger)
        self.missing = build_label("", "muted", is_wrapped=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        for part in (self.sentence, self.action, self.missing):
            layout.addWidget(part)
        layout.addStretch(1)

    def show_matrix(self, matrix: Matrix) -> None:
        """Say what is missing of a matrix."""
        has_sections = bool(matrix.sections)
        nobody = self.tr("No project has answered this document at this revision.")
        self.sentence.setText(nobody if has_sections else self.tr("This document has no sections to be answered."))
        self.action.setVisible(has_sections)
        names = ", ".join(matrix.missing)
        could = self.tr("{n} could: {names}").format(n=len(matrix.missing), names=names)
        self.missing.setText(could if has_sections and names else "")
