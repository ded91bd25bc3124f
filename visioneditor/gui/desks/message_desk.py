"""The commit message: read, compared and commented on as a document is; the same key leads back."""

from PySide6.QtCore import QObject, Slot

from visioneditor.core.document.model import COMMIT_MESSAGE_PATH
from visioneditor.errors import VisionEditorError
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.place import Place
from visioneditor.gui.session import Session
from visioneditor.services.commit_messages import MessagePlace, find_message
from visioneditor.services.window_request import Mode
from visioneditor.values import replace


class MessageDesk(QObject):
    """Goes to the message of the commit that is shown, and back to the document."""

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self._came_from = Place()
        window.commands.connect("review.commit-message", self.toggle)
        session.workspace_closed.connect(self._on_closed)

    @Slot()
    def toggle(self) -> None:
        """To the message, or back to where one was."""
        session, workspace, place = self._session, self._session.workspace, self._session.place
        if workspace is None:
            return
        if place.path == COMMIT_MESSAGE_PATH:
            if self._came_from.path:
                session.show(self._came_from)
            return
        compared = place.compared if place.mode is Mode.COMPARE else None
        revision, path = session.loaded.revision if session.loaded is not None else session.revision, place.path
        session.jobs.start(
            "commit-message",
            self.tr("Finding the commit"),
            lambda *_: (place, find_message(workspace, revision, path, compared)),
            self._on_found,
            self._on_failed,
        )

    @Slot(object)
    def _on_found(self, found: tuple[Place, MessagePlace]) -> None:
        place, message = found
        self._came_from = place
        mode = Mode.COMPARE if message.compared is not None else Mode.READ
        there = replace(
            place, mode=mode, path=message.path, revision=message.revision, section="", compared=message.compared
        )
        self._session.show(there)
        self._window.focus_middle()

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    @Slot()
    def _on_closed(self) -> None:
        self._came_from = Place()
