"""Compare mode: puts the session's comparison into the view; swapping, choosing, stepping through changes."""

from PySide6.QtCore import QObject, Slot

from visioneditor.core.document.model import Section
from visioneditor.gui.comparing.comparing_page import ComparingPage
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.prose.rows import NEW
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.revision_choices import shown_revision
from visioneditor.services.window_request import Mode


class ComparingDesk(QObject):
    """Keeps the comparing page and the session together."""

    def __init__(self, window: MainWindow, session: Session, page: ComparingPage, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self._page = window, session, page
        page.layout_chosen.connect(self._on_layout)
        page.view.unified_changed.connect(self._on_unified_changed)
        page.view.section_changed.connect(self._on_section)
        for id, handler in (
            ("compare.next", page.view.next_change),
            ("compare.previous", page.view.previous_change),
            ("compare.swap", self.swap),
            ("compare.unified", self.toggle_unified),
            ("compare.unfold", page.view.toggle_all_folds),
        ):
            window.commands.connect(id, handler)
        session.comparison_loaded.connect(self._on_comparison)
        session.section_wanted.connect(self._on_section_wanted)
        session.history_loaded.connect(self.show_revisions)
        session.documents_listed.connect(self.show_revisions)
        session.workspace_closed.connect(self._on_closed)

    def usual_pair(self) -> tuple[str, str]:
        """What is compared when nothing was chosen: the document's revision before the one shown, and that."""
        session = self._session
        newest = session.revision
        older = session.history[1].revision if len(session.history) > 1 else newest
        return older, newest

    @Slot()
    def _on_comparison(self) -> None:
        texts = self._session.compared_texts
        if texts is None:
            return
        found = texts.loaded
        self._page.view.show_comparison(found.comparison, texts.rows)
        session, document = self._session, found.new.document
        wanted, session.wanted_section = session.wanted_section, ""
        section = document.section(wanted or session.place.section)
        if section is not None and wanted:
            self._show_section(section)
        elif section is not None:
            self._page.view.prose.scroll_to_offset(NEW, section.start)
        else:
            self._page.view.prose.scroll_to_fraction(0)
        self.show_revisions()

    @Slot()
    def show_revisions(self) -> None:
        """Name the two revisions in the bar."""
        session = self._session
        if session.comparison is not None and session.workspace is None:
            old, new = session.comparison.old.path, session.comparison.new.path
            self._page.show_revisions(old.rsplit("/", 1)[-1], new.rsplit("/", 1)[-1])
        elif session.place.compared is not None:
            old, new = (shown_revision(each, session.refs, session.history) for each in session.place.compared)
            self._page.show_revisions(old, new)

    @Slot()
    def _on_closed(self) -> None:
        self._page.view.show_comparison(None)

    @Slot(int)
    def _on_section(self, number: int) -> None:
        is_shown = self._page.isVisible() and self._session.comparison is not None
        if self._session.place.mode is Mode.COMPARE and is_shown:
            self._session.select_section(number)

    @Slot(int)
    def _on_section_wanted(self, number: int) -> None:
        document = self._session.document
        if self._session.place.mode is Mode.COMPARE and document is not None:
            section = next((each for each in document.sections if each.number == number), None)
            if section is not None:
                self._show_section(section)

    def _show_section(self, section: Section) -> None:
        """Bring a section before the eye, out of its fold where it lies in one."""
        self._page.view.show_place(NEW, section.start, section.end)
        self._page.view.prose.scroll_to_section(section.number)

    @Slot()
    def swap(self) -> None:
        """Old becomes new."""
        compared = self._session.place.compared
        if compared is not None and self._session.workspace is not None:
            self._session.go(compared=(compared[1], compared[0]))

    @Slot()
    def toggle_unified(self) -> None:
        """One text or two columns."""
        self._page.view.set_unified(not self._page.view.is_unified())

    @Slot(str)
    def _on_layout(self, word: str) -> None:
        self._page.view.set_unified(word == "unified")

    @Slot(bool)
    def _on_unified_changed(self, is_unified: bool) -> None:
        self._page.layouts.choose("unified" if is_unified else "beside")
