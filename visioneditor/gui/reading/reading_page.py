"""Read mode: the bar with the revision and the switch, and the view below it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from visioneditor.gui.commands import Commands
from visioneditor.gui.look import Look
from visioneditor.gui.reading.reading_view import ReadingView
from visioneditor.gui.widgets.controls import build_icon_button, build_label
from visioneditor.gui.widgets.find_bar import FindBar
from visioneditor.gui.widgets.segments import Segments
from visioneditor.gui.widgets.view_bar import ViewBar, build_drop_button, set_drop_text


class ReadingPage(QFrame):
    """Announces `revision_requested` and `layout_chosen` ("one", "beside")."""

    revision_requested = Signal()
    layout_chosen = Signal(str)

    def __init__(self, look: Look, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.revision = build_drop_button(self.tr("Revision"))
        self.byline = build_label("", "muted")
        self.layouts = Segments(
            (("one", self.tr("One column")), ("beside", self.tr("Side by side"))), self.tr("Layout")
        )
        self.larger = build_icon_button(look, "a-large-small", self.tr("Larger text"), commands.action("view.larger"))
        self.find_bar = FindBar(look)
        self.view = ReadingView(look)
        self.focus_target = self.view
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(ViewBar((self.revision, self.byline), (self.layouts, self.larger)))
        layout.addWidget(self.find_bar)
        layout.addWidget(self.view, 1)
        self.revision.clicked.connect(self.revision_requested)
        self.layouts.chosen.connect(self.layout_chosen)

    def show_revision(self, text: str, byline: str) -> None:
        """Which revision is read, and whose it is."""
        set_drop_text(self.revision, text)
        self.byline.setText(byline)
