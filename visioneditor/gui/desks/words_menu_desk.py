"""The menu on words that are read or compared: what can be done with those selected, or with the one clicked."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QMenu

from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.prose.prose_view import ProseView

_COMMANDS = ("remember.why", "", "review.comment", "review.suggest")  # "": a rule


class WordsMenuDesk(QObject):
    """Opens the menu where a view asks for it."""

    def __init__(self, window: MainWindow, views: Iterable[ProseView], parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        for view in views:
            view.menu_requested.connect(self._on_menu)

    @Slot(object)
    def _on_menu(self, place: QPoint) -> None:
        view = self.sender()
        if isinstance(view, ProseView):
            self.build_menu(view).popup(place)

    def build_menu(self, view: ProseView) -> QMenu:
        """The menu for what is in hand in a view."""
        menu = QMenu(view)
        menu.aboutToHide.connect(menu.deleteLater)
        copy = menu.addAction(self.tr("Copy"))
        copy.setEnabled(view.selected_span() is not None)
        copy.triggered.connect(view.copy)
        for id in _COMMANDS:
            if id:
                menu.addAction(self._window.commands.action(id))
            else:
                menu.addSeparator()
        return menu
