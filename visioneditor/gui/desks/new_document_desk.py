"""New documents: asks what it shall be, puts it into a draft and leads there."""

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.errors import VisionEditorError
from visioneditor.gui.dialogs.new_document_dialog import NewDocumentDialog, NewDocumentWish
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.services.new_documents import NewDocuments, begin_document, offer_new_documents
from visioneditor.store.model import StoredText


class NewDocumentDesk(QObject):
    """Listens to `draft.new`; `begun` with the StoredText of the new document."""

    begun = Signal(object)

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self.dialog: NewDocumentDialog | None = None
        window.commands.connect("draft.new", self.ask)

    @Slot()
    def ask(self) -> None:
        """Ask for a new document's title and place."""
        workspace = self._session.workspace
        if workspace is not None:
            title = self.tr("Looking for templates")
            self._session.jobs.start(
                "new-document", title, lambda *_: offer_new_documents(workspace), self._on_offered, self._on_failed
            )

    @Slot(object)
    def _on_offered(self, offered: NewDocuments) -> None:
        loaded = self._session.loaded
        folder = loaded.path.rpartition("/")[0] if loaded is not None else ""
        self.dialog = NewDocumentDialog(offered, folder, self._window)
        self.dialog.begin_requested.connect(self._on_begin_requested)
        self.dialog.open()

    @Slot(object)
    def _on_begin_requested(self, wish: NewDocumentWish) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return
        self._session.jobs.start(
            "write",
            self.tr("Beginning a document"),
            lambda *_: begin_document(workspace, wish.template, wish.title, wish.path),
            self._on_begun,
            self._on_not_begun,
            is_writing=True,
        )

    @Slot(object)
    def _on_begun(self, stored: StoredText) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.begun.emit(stored)

    @Slot(object)
    def _on_not_begun(self, error: VisionEditorError) -> None:
        if self.dialog is not None:
            self.dialog.show_error(error)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, self.ask)
