"""Read mode: puts the session's document, annotations and threads into the view, and the reader's wishes back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from visioneditor.core.document.links import Link, LinkKind
from visioneditor.errors import VisionEditorError
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.prose.rows import LinkHit
from visioneditor.gui.reading.reading_page import ReadingPage
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.revision_names import shown_revision
from visioneditor.services.window_request import Mode

if TYPE_CHECKING:
    from visioneditor.core.annotation import Annotation

_LINK = "link"  # what a message is about


class ReadingDesk(QObject):
    """Keeps the reading page and the session together."""

    def __init__(self, window: MainWindow, session: Session, page: ReadingPage, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self._page = window, session, page
        self._path = ""  # of the document in the view
        self._mode = session.place.mode
        self._is_due = False  # what was loaded is not in the view yet, which another mode hides
        self._beside = "beside"  # or "cards": as they stood beside the document last
        self._is_showing = False  # another one is being put there: what is under the eye meanwhile is nobody's place
        view = page.view
        view.section_changed.connect(self._on_section)
        view.link_activated.connect(self.follow_link)
        view.comparison_requested.connect(self.compare_since)
        page.layout_chosen.connect(self._on_layout)
        window.commands.connect("view.side-by-side", self.toggle_beside)
        window.commands.connect("view.cards", self.show_cards)
        session.document_loaded.connect(self._on_document)
        session.place_changed.connect(self._on_place)
        session.section_wanted.connect(self._on_section_wanted)
        session.annotations_loaded.connect(self._on_annotations)
        session.history_loaded.connect(self.show_revision)
        session.documents_listed.connect(self.show_revision)
        session.workspace_closed.connect(self._on_closed)

    def connect_panel(self) -> None:
        """Listen to the panel, now that it is built."""
        self._window.panel.side_by_side_requested.connect(self.toggle_beside)
        self._window.panel.staleness_requested.connect(self.compare_since)

    @Slot()
    def _on_document(self) -> None:
        self._window.close_message(_LINK)
        self._is_due = True
        if self._session.place.mode is Mode.READ:
            self._show_document()
        self.show_revision()

    def _show_document(self) -> None:
        """Put what was loaded into the view, with what is known of it by now."""
        text = self._session.read_text
        if text is None:
            return
        self._is_due, self._is_showing = False, True
        if text.loaded.path != self._path:
            self._page.view.show_document(None)  # no place of another document's is looked for in this one
        self._path = text.loaded.path
        self._page.view.show_document(text.loaded.document, text.rows)
        self._is_showing = False
        if self._session.place.section:
            self._page.view.prose.scroll_to_section(self._session.section_number)
        else:
            self._page.view.prose.scroll_to_fraction(0)
        self._on_annotations()

    @Slot()
    def show_revision(self) -> None:
        """Name the revision in the bar, and who wrote it."""
        session = self._session
        if session.loaded is None:
            return
        text = shown_revision(session.revision, session.refs, session.history)
        newest = session.history[0] if session.history else None
        byline = f"{newest.revision[:8]}, {newest.author}" if newest else ""
        self._page.show_revision(text, byline)

    @Slot()
    def _on_annotations(self) -> None:
        if self._session.answered_text is not None and not self._is_due:
            self._page.view.beside.show_answers(self._session.answered_text)

    @Slot()
    def _on_closed(self) -> None:
        self._is_due = False
        self._page.view.show_document(None)

    @Slot(int)
    def _on_section(self, number: int) -> None:
        if self._session.place.mode is Mode.READ and self._page.isVisible() and not self._is_showing:
            self._session.select_section(number)

    @Slot()
    def _on_place(self) -> None:
        """Back from another mode, in which one may have gone to another section."""
        before, self._mode = self._mode, self._session.place.mode
        if self._mode is Mode.READ and self._is_due:
            self._show_document()
        prose, number = self._page.view.prose, self._session.section_number
        if self._mode is Mode.READ is not before and prose.rows() and prose.section_under_eye() != number:
            prose.scroll_to_section(number)

    @Slot(int)
    def _on_section_wanted(self, number: int) -> None:
        if self._session.place.mode is Mode.READ:
            self._page.view.prose.scroll_to_section(number)

    @Slot(str)
    def _on_layout(self, word: str) -> None:
        self.set_layout(word)

    @Slot()
    def toggle_beside(self) -> None:
        """Sections beside what projects say, or one column."""
        if self._session.place.mode is not Mode.READ:
            self._session.go(mode=Mode.READ)
            self.set_layout(self._beside)
        else:
            self.set_layout("one" if self._page.view.is_beside() else self._beside)

    def set_layout(self, word: str) -> None:
        """One column, or the projects beside it: "one", "beside", "cards"."""
        is_beside = word != "one"
        self._beside = word if is_beside else self._beside
        self._page.show_layout(word)
        self._page.view.set_beside(is_beside, has_cards=word == "cards")
        self._window.panels.set_wide(is_beside)

    @Slot()
    def show_cards(self) -> None:
        """The projects' answers as cards beside each section."""
        if self._session.place.mode is not Mode.READ:
            self._session.go(mode=Mode.READ)
        self.set_layout("cards")

    @Slot(object)
    def compare_since(self, annotation: "Annotation") -> None:
        """Compare what an annotation was written against with what is shown."""
        if annotation.written_against:
            section = annotation.section.id if annotation.section else ""
            compared = (annotation.written_against, self._session.revision)
            self._session.go(mode=Mode.COMPARE, compared=compared, section=section)
            self._session.wanted_section = section  # also where it is the one that is read already

    # Links

    @Slot(object)
    def follow_link(self, hit: LinkHit) -> None:
        """Find out where a link leads, and go there; a web address is shown first."""
        from visioneditor.services.following import resolve_link, resolve_link_of

        workspace, loaded = self._session.workspace, self._session.loaded
        path = self._page.view.beside.path_of(hit.text) if self._page.view.is_beside() else ""
        if workspace is not None and loaded is not None:
            self._session.jobs.start(
                "link",
                self.tr("Following the link"),
                lambda *_: (
                    resolve_link_of(workspace, loaded.revision, path, hit.run)
                    if path
                    else resolve_link(workspace, loaded, hit.run)
                ),
                self._on_link,
                self._on_failed,
            )

    @Slot(object)
    def _on_link(self, link: Link) -> None:
        session = self._session
        if link.kind is LinkKind.WEB:
            self._address = link.address
            self._window.messages.show_notice(
                self.tr("This link leads to {address}").format(address=link.address),
                self.tr("Open in the browser"),
                self._open,
                about=_LINK,
            )
        elif link.kind is LinkKind.SECTION:
            session.go(mode=Mode.READ, section=link.section_id)
        elif link.kind is LinkKind.DOCUMENT:
            session.go(mode=Mode.READ, path=link.path, section=link.section_id)
        else:
            name = link.label or link.address or link.path
            sentence = self.tr("“{name}” leads nowhere in this repository.").format(name=name)
            self._window.messages.show_notice(sentence, about=_LINK)

    @Slot()
    def _open(self) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        address = QUrl(self._address)
        if address.scheme() in ("http", "https", "mailto"):
            QDesktopServices.openUrl(address)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)
