"""Compare mode: the bar with the two revisions and the switch, and the view below it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from visioneditor.gui.commands import Commands
from visioneditor.gui.comparing.comparing_view import ComparingView
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import build_icon_button
from visioneditor.gui.widgets.find_bar import FindBar
from visioneditor.gui.widgets.segments import Segments
from visioneditor.gui.widgets.view_bar import ViewBar, build_drop_button, set_drop_text

_ROOM_FOR_ALL, _ROOM_FOR_ONE = 800, 560  # narrower, both revisions need the bar for themselves; the keys are left


class ComparingPage(QFrame):
    """Announces other revisions, `layout_chosen` ("beside", "unified"), `text_chosen` ("rendered", "source")."""

    old_requested = Signal()
    new_requested = Signal()
    layout_chosen = Signal(str)
    text_chosen = Signal(str)

    def __init__(self, look: Look, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.old = build_drop_button(self.tr("Older revision"))
        self.new = build_drop_button(self.tr("Newer revision"))
        self.swap = build_icon_button(
            look, "arrow-left-right", self.tr("Swap the two revisions"), commands.action("compare.swap")
        )
        self.layouts = Segments(
            (("beside", self.tr("Side by side")), ("unified", self.tr("Unified"))), self.tr("Layout")
        )
        self.texts = Segments((("rendered", self.tr("Rendered")), ("source", self.tr("Source"))), self.tr("Text"))
        self.sides = Segments(
            (("both", self.tr("Both")), ("old", self.tr("Older")), ("new", self.tr("Newer"))), self.tr("Find in")
        )
        self.find_bar = FindBar(look, self.sides)
        self.view = ComparingView(look)
        self.focus_target = self.view
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(ViewBar((self.old, self.swap, self.new), (self.layouts, self.texts)))
        layout.addWidget(self.find_bar)
        layout.addWidget(self.view, 1)
        self.old.clicked.connect(self.old_requested)
        self.new.clicked.connect(self.new_requested)
        self.layouts.chosen.connect(self.layout_chosen)
        self.texts.chosen.connect(self.text_chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.layouts.setVisible(event.size().width() >= _ROOM_FOR_ALL)
        self.texts.setVisible(event.size().width() >= _ROOM_FOR_ONE)

    def show_revisions(self, old: str, new: str) -> None:
        """Which two are compared."""
        set_drop_text(self.old, old)
        set_drop_text(self.new, new)
