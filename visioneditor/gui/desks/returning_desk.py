"""Notes where the window is, so that after a crash it comes back there; what is written is the store's."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from visioneditor.gui.place import DRAFT
from visioneditor.services.returning import LeftPlace, PlaceNote, forget_left
from visioneditor.services.window_request import Mode
from visioneditor.settings import data_folder

if TYPE_CHECKING:
    from visioneditor.gui.window import Window

_SOON_MS = 700


class ReturningDesk(QObject):
    """Listens to where one goes, and to the cursor in a draft."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window, self._note = window, PlaceNote(data_folder())
        self._noted: tuple[object, ...] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.note)
        window.session.place_changed.connect(self._on_moved)
        window.session.document_loaded.connect(self._on_moved)
        window.modes.cursor_moved.connect(self._on_moved)
        window.frame.closing.connect(self._on_closing)
        if window.session.workspace is not None:
            forget_left(data_folder(), str(window.session.workspace.path))  # it is come back to by now
        self._soon.start()

    @Slot()
    def _on_moved(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    @Slot()
    def note(self) -> None:
        """Note the place of the moment, where it is another one."""
        session, (name, line, column) = self._window.session, self._window.modes.drafted
        workspace, place = session.workspace, session.place
        known = (workspace, place, name, line, column)
        if workspace is None or not place.path or known == self._noted:
            return
        self._noted = known
        is_drafting = place.mode is Mode.DRAFT
        left = LeftPlace(
            repository=str(workspace.path),
            mode=place.mode,
            path=place.path,
            revision=f"{DRAFT}:{name}" if is_drafting and name else place.revision,
            section=place.section,
            compared=place.compared,
            line=line if is_drafting else 0,
            column=column if is_drafting else 0,
            noted=datetime.now(UTC),
        )
        self._window.jobs.start(
            "write", "", lambda *_: self._note.keep(left), self._on_noted, self._on_noted, is_writing=True
        )

    @Slot(object)
    def _on_noted(self, _: object) -> None:
        """It does not matter to anybody as long as nothing crashes."""

    @Slot()
    def _on_closing(self) -> None:
        self._soon.stop()
        self._note.close()
