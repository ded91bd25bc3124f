"""The room at the right while a review is read before it leaves: what is sent is wider than the section's panel."""

from PySide6.QtCore import QObject, Slot

from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.publishing.request_pane import RequestPane

_PANE_PX, _SHARE = 452, 0.4  # the width of what is sent, and how much of a narrow window it takes at most
_TOO_NARROW_PX = 760


class PublishRoom(QObject):
    """Lends the room to the pane, and gives it back as it was."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self.pane = RequestPane(window.look)
        self._sizes: list[int] = []  # of the window's parts, before the page came
        self._is_hidden = False  # by its reader
        window.commands.action("view.panel").triggered.connect(self._on_toggled)
        window.closing.connect(self.give_back)

    def take(self) -> None:
        """The page is in the middle."""
        self._sizes = self._sizes or self._window.splitter.sizes()
        self._show()

    def _show(self) -> None:
        window = self._window
        if self._is_hidden or window.width() < _TOO_NARROW_PX:
            window.panels.put_away()
            return
        window.panels.lend(self.pane)
        outline, total = window.splitter.sizes()[0], window.width()
        pane = min(_PANE_PX, round(total * _SHARE))
        window.splitter.setSizes([outline, total - outline - pane, pane])

    @Slot()
    def give_back(self) -> None:
        """Another page came into the middle: the right-hand panel is as it was."""
        if self._sizes:
            self.put_away()
            self._window.splitter.setSizes(self._sizes)
            self._sizes = []

    def put_away(self) -> None:
        """There is nothing to be sent any more."""
        if self._window.panels.currentWidget() is self.pane:
            self._window.panels.put_away()

    @Slot()
    def _on_toggled(self) -> None:
        if self._sizes:
            self._is_hidden = not self._is_hidden
            self._window.panels.want(False)  # the section's panel has no place here
            self._show()
