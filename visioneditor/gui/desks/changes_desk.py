"""The list of changes: put into the right-hand panel's place and away again, kept together with the view."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from visioneditor.gui.comparing.change_filter import Shows
from visioneditor.gui.comparing.comparing_page import ComparingPage
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.services.window_request import Mode

if TYPE_CHECKING:
    from visioneditor.gui.comparing.changes_pane import ChangesPane


class ChangesDesk(QObject):
    """The pane is built when it is first asked for."""

    def __init__(self, window: MainWindow, session: Session, page: ComparingPage, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self._page = window, session, page
        self.pane: ChangesPane | None = None
        window.commands.connect("compare.list", self.toggle)
        page.view.counts.list_requested.connect(self.toggle)
        page.view.changes_listed.connect(self._on_changes)
        page.view.change_reached.connect(self._on_reached)
        session.place_changed.connect(self._on_place)

    @Slot()
    def toggle(self) -> None:
        """Show the list, or go to it; from it back to the text, and it is put away."""
        pane = self._pane()
        if self._window.panels.is_lent_to(pane):
            self.close()
            return
        self._fill(pane)
        self._window.panels.lend(pane)
        pane.list.setFocus()

    @Slot()
    def close(self) -> None:
        """Put the list away; everything is shown again."""
        if self.pane is not None and self._window.panels.is_lent_to(self.pane):
            self._window.panels.put_away()
        self._limit(Shows.ALL)
        self._window.focus_middle()

    def _pane(self) -> "ChangesPane":
        if self.pane is None:
            from visioneditor.gui.comparing.changes_pane import ChangesPane

            self.pane = pane = ChangesPane(self._window.look)
            pane.change_chosen.connect(self._page.view.go_to_change)
            pane.thread_chosen.connect(self._page.view.go_to_thread)
            pane.filter_chosen.connect(self._on_filter)
            pane.text_wanted.connect(self._window.focus_middle)
            pane.closed.connect(self.close)
        return self.pane

    def _fill(self, pane: "ChangesPane") -> None:
        view = self._page.view
        pane.show_changes(view.comparison(), view.steps.changes, view.prose.threads())
        pane.follow(view.change())

    @Slot()
    def _on_changes(self) -> None:
        if self.pane is not None and self._window.panels.is_lent_to(self.pane):
            self._fill(self.pane)

    @Slot(int)
    def _on_reached(self, number: int) -> None:
        if self.pane is not None:
            self.pane.follow(number)

    @Slot(object)
    def _on_filter(self, shows: object) -> None:
        self._page.view.limit(Shows(str(shows)))

    def _limit(self, shows: Shows) -> None:
        self._page.view.limit(shows)
        if self.pane is not None:
            self.pane.limit(shows)

    @Slot()
    def _on_place(self) -> None:
        """Another mode has no changes to list."""
        is_here = self._session.place.mode is Mode.COMPARE
        if not is_here and self.pane is not None and self._window.panels.is_lent_to(self.pane):
            self.close()
