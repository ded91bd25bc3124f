"""Where the change in view is looked at in a browser: opened there, or put on the clipboard."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from visioneditor.errors import VisionEditorError
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.services.change_in_view import change_in_view
from visioneditor.services.window_request import Mode

_ABOUT = "change-address"


class AddressDesk(QObject):
    """Finds the address on a thread."""

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        window.commands.connect("review.open-address", self.open)
        window.commands.connect("review.copy-address", self.copy)

    @Slot()
    def open(self) -> None:
        """Open the change in the browser."""
        self._find(self._on_found_to_open)

    @Slot()
    def copy(self) -> None:
        """Put the change's address on the clipboard."""
        self._find(self._on_found_to_copy)

    def _find(self, done: Callable[[str | None], None]) -> None:
        from visioneditor.services.change_address import change_address

        session, workspace = self._session, self._session.workspace
        comparison = session.comparison if session.place.mode is Mode.COMPARE else None
        shown = comparison.new if comparison else session.loaded
        if workspace is None or shown is None:
            return

        def work(*_: object) -> str | None:
            change = change_in_view(workspace, shown, is_compared=comparison is not None)
            return change_address(workspace, change)

        session.jobs.start("change-address", self.tr("Finding the change's address"), work, done, self._on_failed)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    @Slot(object)
    def _on_found_to_open(self, address: str | None) -> None:
        if address is None:
            self._tell_none()
        else:
            self.open_address(address)

    @Slot(object)
    def _on_found_to_copy(self, address: str | None) -> None:
        if address is None:
            self._tell_none()
        else:
            self.copy_address(address)

    def open_address(self, address: str) -> None:
        """Open an address in the browser."""
        QDesktopServices.openUrl(QUrl(address))

    def copy_address(self, address: str) -> None:
        """Put an address on the clipboard, and say so."""
        QGuiApplication.clipboard().setText(address)
        self._window.messages.show_notice(self.tr("Copied: {address}").format(address=address), about=_ABOUT)

    def _tell_none(self) -> None:
        said = self.tr("No server is known that this change is looked at on.")
        self._window.messages.show_notice(said, about=_ABOUT)
