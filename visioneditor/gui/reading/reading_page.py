"""Read mode: the bar with the revision and the switch, and the view below it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from visioneditor.gui.commands import Commands
from visioneditor.gui.look import Look
from visioneditor.gui.reading.reading_view import ReadingView
from visioneditor.gui.widgets.controls import build_icon_button, build_label
from visioneditor.gui.widgets.find_bar import FindBar
from visioneditor.gui.widgets.segments import Segments
from visioneditor.gui.widgets.view_bar import ViewBar, build_drop_button, set_drop_text

_ROOMY_PX, _LEAST_PX = 800, 72


class ReadingPage(QFrame):
    """Announces `layout_chosen` ("one", "beside", "cards"), and which button was pressed."""

    revision_requested = Signal()
    projects_requested = Signal()
    answers_requested = Signal()
    layout_chosen = Signal(str)

    def __init__(self, look: Look, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.revision = build_drop_button(self.tr("Revision"))
        self.byline = build_label("", "muted")
        self.layouts = Segments(
            (("one", self.tr("One column")), ("beside", self.tr("Side by side")), ("cards", self.tr("Cards"))),
            self.tr("Layout"),
            is_tight=True,
        )
        self.projects = build_drop_button(self.tr("Projects beside the document"))
        self.answers = build_drop_button(self.tr("Which answers"))
        for button in (self.revision, self.projects, self.answers):
            button.setMinimumWidth(_LEAST_PX)  # their words are cut before the switch is
        for button in (self.projects, self.answers):
            button.hide()
        self.larger = build_icon_button(look, "a-large-small", self.tr("Larger text"), commands.action("view.larger"))
        self.find_bar = FindBar(look)
        self.view = ReadingView(look)
        self.focus_target = self.view
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        chosen = (self.projects, self.answers, self.layouts, self.larger)
        layout.addWidget(ViewBar((self.revision, self.byline), chosen))
        layout.addWidget(self.find_bar)
        layout.addWidget(self.view, 1)
        self.revision.clicked.connect(self.revision_requested)
        self.projects.clicked.connect(self.projects_requested)
        self.answers.clicked.connect(self.answers_requested)
        self.layouts.chosen.connect(self.layout_chosen)

    def show_layout(self, word: str) -> None:
        """Which layout is shown; the projects can be chosen where they are."""
        self.layouts.choose(word)
        for button in (self.projects, self.answers):
            button.setVisible(word != "one")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room, what can be done elsewhere gives way to the projects' buttons."""
        self.layouts.setMinimumWidth(self.layouts.sizeHint().width())
        is_tight = self.width() < _ROOMY_PX and not self.projects.isHidden()
        for part in (self.byline, self.larger):
            part.setHidden(is_tight)

    def show_revision(self, text: str, byline: str) -> None:
        """Which revision is read, and whose it is."""
        set_drop_text(self.revision, text)
        self.byline.setText(byline)
