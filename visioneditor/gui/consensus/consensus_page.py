"""Consensus mode's page: which revision, how many projects have answered, and the matrix of what they say."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from visioneditor.core.consensus.arranging import Only
from visioneditor.core.consensus.model import Matrix
from visioneditor.gui.commands import Commands
from visioneditor.gui.consensus import matrix_accessible
from visioneditor.gui.consensus.arrangement_bar import ArrangementBar
from visioneditor.gui.consensus.matrix_view import MatrixView
from visioneditor.gui.consensus.matrix_words import standing_words
from visioneditor.gui.consensus.shown_matrix import ShownMatrix
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import build_icon_button, build_label, build_link
from visioneditor.gui.widgets.view_bar import ViewBar, build_drop_button, set_drop_text

_ROOMY, _NARROW = 840, 640  # pixels: from which on the figures have room in the bar, and the switch


class ConsensusPage(QFrame):
    """Announces `revision_requested`; the rest is its `matrix`'s and its `arrangement`'s."""

    revision_requested = Signal()

    def __init__(self, look: Look, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.revision = build_drop_button(self.tr("Revision"))
        self.counted = build_label("", "muted")
        self.arrangement = ArrangementBar()
        matrix_accessible.install()
        self.matrix = MatrixView(look)
        self.empty = _Empty(commands)
        self._body = QStackedWidget()
        self._body.setObjectName("consensus_body")
        for part in (QFrame(), self.empty, self.matrix):
            self._body.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        icons = (
            ("send", "consensus.ask", self.tr("Ask the projects")),
            ("download", "consensus.export", self.tr("Export")),
        )
        handing_on = (build_icon_button(look, icon, name, commands.action(id)) for icon, id, name in icons)
        layout.addWidget(ViewBar((self.revision, self.counted), (self.arrangement, *handing_on)))
        layout.addWidget(self._body, 1)
        self.revision.clicked.connect(self.revision_requested)

    @property
    def focus_target(self) -> QWidget:
        """What keys go to: what is shown by now, and from there to what comes in its place."""
        return self._body.currentWidget() or self

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.counted.setVisible(self.width() >= _ROOMY)
        self.arrangement.set_narrow(self.width() < _NARROW)

    def show_revision(self, text: str) -> None:
        """Which revision is looked at."""
        set_drop_text(self.revision, text)

    def show_matrix(self, shown: ShownMatrix | None, section: int | None = None) -> None:
        """What is known by now; None while it is being read. `section`: the number of the one under the eye."""
        has_answers = shown is not None and bool(shown.matrix.rows and shown.sections)
        self.counted.setText(self._count(shown) if shown is not None else "")
        self.arrangement.setVisible(has_answers)
        self.matrix.show_matrix(shown if has_answers else None, section)
        if shown is not None and not has_answers:
            self.empty.show_matrix(shown.matrix)
        self._body.setCurrentIndex(0 if shown is None else 2 if has_answers else 1)

    def _count(self, shown: ShownMatrix) -> str:
        if not shown.wanted.is_whole:
            return self._count_wanted(shown)
        matrix = shown.matrix
        answered = sum(bool(row.answers) for row in matrix.rows)
        every = len(matrix.rows) + len(matrix.missing)
        if not answered:
            return ""
        if answered == every:
            return self.tr("{n} projects have answered").format(n=answered) if every > 1 else ""
        return self.tr("{n} of {all} projects have answered").format(n=answered, all=every)

    def _count_wanted(self, shown: ShownMatrix) -> str:
        said = {
            Only.ALL: "",
            Only.STALE: self.tr("stale"),
            Only.THREADS: self.tr("unresolved threads"),
            Only.MISSING: self.tr("answers missing"),
        }
        kind = shown.wanted.standing
        words = " · ".join(word for word in (said[shown.wanted.only], standing_words(kind) if kind else "") if word)
        count = len(shown.rows)
        projects = self.tr("1 project") if count == 1 else self.tr("{n} projects").format(n=count or self.tr("No"))
        return f"{projects}: {words}"


class _Empty(QFrame):
    """Nobody has answered: what to do, and who could."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self.sentence = build_label("", is_wrapped=True)
        self.ways = [self._build_way(commands.action(id)) for id in ("draft.answer", "repository.add-reflection")]
        self.missing = build_label("", "muted", is_wrapped=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        for part in (self.sentence, *self.ways, self.missing):
            layout.addWidget(part)
        layout.addStretch(1)

    def _build_way(self, action: QAction) -> QPushButton:
        link = build_link(action.text())
        link.clicked.connect(action.trigger)
        return link

    def show_matrix(self, matrix: Matrix) -> None:
        """Say what is missing of a matrix."""
        has_sections = bool(matrix.sections)
        nobody = self.tr("No project has answered this document at this revision.")
        self.sentence.setText(nobody if has_sections else self.tr("This document has no sections to be answered."))
        for way in self.ways:
            way.setVisible(has_sections)
        names = ", ".join(matrix.missing)
        could = self.tr("{n} could: {names}").format(n=len(matrix.missing), names=names)
        self.missing.setText(could if has_sections and names else "")
