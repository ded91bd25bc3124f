"""Asks docutils about a draft once its author rests: a second opinion beside what is found while one types."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from visioneditor.core.document.model import Document, Markup
from visioneditor.core.drafting.findings import Finding
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.drafting_desk import DraftingDesk
from visioneditor.gui.jobs import Cancel, Progress
from visioneditor.gui.session import Session
from visioneditor.gui.worked_out import DraftedText
from visioneditor.services.proofreading import hear_docutils

REST_MS = 1500  # without a key: it is a process of its own that is asked


class SecondOpinionDesk(QObject):
    """Announces `heard` with a text and what docutils says of it beyond what was found."""

    heard = Signal(str, object)  # tuple[Finding, ...]

    def __init__(self, session: Session, drafting: DraftingDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._document: Document | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.ask)
        drafting.preview_ready.connect(self._on_read)
        drafting.draft_left.connect(self._on_left)

    @Slot(object)
    def _on_read(self, text: DraftedText) -> None:
        self._document = text.document
        if text.document.markup is Markup.RST:
            self._rest.start()

    @Slot()
    def _on_left(self) -> None:
        self._document = None
        self._rest.stop()

    @Slot()
    def ask(self) -> None:
        """Ask now."""
        self._rest.stop()
        document = self._document
        if document is None:
            return

        def work(cancel: Cancel, _: Progress) -> tuple[str, tuple[Finding, ...]]:
            return document.text, hear_docutils(document, cancel)

        self._session.jobs.start("second-opinion", "", work, self._on_heard, self._on_failed)

    @Slot(object)
    def _on_heard(self, answer: tuple[str, tuple[Finding, ...]]) -> None:
        self.heard.emit(*answer)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)
