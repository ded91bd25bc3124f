"""Compare mode: puts the session's comparison into the view; swapping, stepping through changes, two loose files."""

import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.document.model import Section
from visioneditor.gui.comparing.comparing_page import ComparingPage
from visioneditor.gui.comparing.comparison_view import ComparisonView
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.prose.placed_rows import PlacedRows
from visioneditor.gui.prose.rows import NEW
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.revision_names import shown_file, shown_revision
from visioneditor.gui.worked_out import ComparedTexts
from visioneditor.services.window_request import Mode

_LAYOUT = "layout"  # what a message is about


class ComparingDesk(QObject):
    """Keeps the comparing page and the session together; `files_chosen` with two paths outside any repository."""

    files_chosen = Signal(object, object)

    def __init__(self, window: MainWindow, session: Session, page: ComparingPage, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self.page = window, session, page
        self._path = ""  # of what the view shows
        self._mode = session.place.mode
        page.layout_chosen.connect(self._on_layout)
        page.text_chosen.connect(self._on_text)
        page.view.unified_changed.connect(self._on_unified_changed)
        page.view.way_changed.connect(self._on_way_changed)
        window.narrowed.connect(page.view.set_narrow)
        page.view.set_narrow(window.is_narrow)
        page.view.section_changed.connect(self._on_section)
        page.view.rows_wanted.connect(self._on_rows_wanted)
        page.old_requested.connect(self._on_old_file)
        page.new_requested.connect(self._on_new_file)
        window.header.document_menu_requested.connect(self._on_new_file)
        for id, handler in (
            ("compare.next", page.view.next_change),
            ("compare.previous", page.view.previous_change),
            ("compare.next-section", page.view.next_section),
            ("compare.previous-section", page.view.previous_section),
            ("compare.swap", self.swap),
            ("compare.unified", self.toggle_unified),
            ("compare.source", self.toggle_source),
            ("compare.unfold", page.view.toggle_all_folds),
        ):
            window.commands.connect(id, handler)
        session.comparison_loaded.connect(self._on_comparison)
        session.old_text_loaded.connect(page.view.show_old_text)
        session.place_changed.connect(self._on_place)
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
        is_other, self._path = found.new.path != self._path, found.new.path  # else the view has kept the place
        known = texts.rows, texts.changes, texts.section_words
        session, document = self._session, found.new.document
        wanted, session.wanted_section = session.wanted_section, ""
        section = document.section(wanted or session.place.section)  # showing it leads to its beginning
        self.page.view.show_comparison(texts.shown, *known, takes_long=texts.takes_long)
        if section is not None and (wanted or is_other):
            self._show_section(section)
        elif is_other:
            self.page.view.prose.scroll_to_fraction(0)
        self.show_revisions()

    @Slot(object)
    def _on_rows_wanted(self, view: ComparisonView) -> None:
        texts = self._session.compared_texts
        if texts is not None:
            self._session.jobs.start(
                "rows",
                self.tr("Laying out"),
                lambda *_: (texts, view, texts.make_rows(view)),
                self._on_rows,
                self._session.failed_to_load,
            )

    @Slot(object)
    def _on_rows(self, made: tuple[ComparedTexts, ComparisonView, PlacedRows]) -> None:
        texts, view, rows = made
        if texts is self._session.compared_texts:
            self.page.view.show_rows(view, rows)

    @Slot()
    def show_revisions(self) -> None:
        """Name the two revisions in the bar."""
        session = self._session
        if (files := self._files()) is not None:
            self.page.show_revisions(shown_file(files[0]), shown_file(files[1]))
        elif session.place.compared is not None:
            found, pair = session.comparison, session.place.compared
            dates = found.dates if found is not None and found.named == pair else (None, None)
            names = [
                shown_revision(each, session.refs, session.history, date)
                for each, date in zip(pair, dates, strict=True)
            ]
            self.page.show_revisions(*names)

    @Slot()
    def _on_closed(self) -> None:
        self._path = ""
        self.page.view.show_comparison(None)

    @Slot(int)
    def _on_section(self, number: int) -> None:
        is_shown = self.page.isVisible() and self._session.comparison is not None
        if self._session.place.mode is Mode.COMPARE and is_shown:
            self._session.select_section(number)

    @Slot()
    def _on_place(self) -> None:
        """Back from another mode, in which one may have gone to another section."""
        before, self._mode = self._mode, self._session.place.mode
        section, prose = self._session.section, self.page.view.prose
        if self._mode is not Mode.COMPARE or before is Mode.COMPARE or section is None:
            return
        if prose.rows() and prose.section_under_eye() != section.number:
            prose.scroll_to_offset(NEW, section.start)

    @Slot(int)
    def _on_section_wanted(self, number: int) -> None:
        document = self._session.document
        if self._session.place.mode is Mode.COMPARE and document is not None:
            section = next((each for each in document.sections if each.number == number), None)
            if section is not None:
                self._show_section(section)

    def _show_section(self, section: Section) -> None:
        """Bring a section before the eye, out of its fold where it lies in one."""
        self.page.view.show_place(NEW, section.start, section.end)
        self.page.view.prose.scroll_to_section(section.number)

    @Slot()
    def swap(self) -> None:
        """Old becomes new."""
        compared = self._session.place.compared
        if (files := self._files()) is not None:
            self.files_chosen.emit(files[1], files[0])
        elif compared is not None:
            self._session.go(compared=(compared[1], compared[0]))

    def _files(self) -> tuple[Path, Path] | None:
        """The two files that are compared outside any repository; the null device for a side that has none."""
        found = self._session.comparison
        if found is None or self._session.workspace is not None:
            return None
        return Path(found.old.path or os.devnull), Path(found.new.path or os.devnull)

    @Slot()
    def _on_old_file(self) -> None:
        if (files := self._files()) and (chosen := self._ask_for_file(self.tr("The older file"), files[0])):
            self.files_chosen.emit(chosen, files[1])

    @Slot()
    def _on_new_file(self) -> None:
        if (files := self._files()) and (chosen := self._ask_for_file(self.tr("The newer file"), files[1])):
            self.files_chosen.emit(files[0], chosen)

    def _ask_for_file(self, title: str, instead: Path) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(self._window, title, str(instead))
        return Path(name) if name else None

    @Slot()
    def toggle_unified(self) -> None:
        """One text or two columns."""
        self._lay_out(is_unified=not self.page.view.is_unified())

    @Slot(str)
    def _on_layout(self, word: str) -> None:
        self._lay_out(is_unified=word == "unified")

    def _lay_out(self, *, is_unified: bool) -> None:
        view = self.page.view
        view.set_unified(is_unified)
        if view.is_unified() and not is_unified:
            self.page.layouts.choose("unified")
            said = self.tr("Two columns have no room here: put the right-hand panel away (F9) or widen the window.")
            self._window.messages.show_notice(said, about=_LAYOUT)

    @Slot()
    def toggle_source(self) -> None:
        """The source's lines, or the text as it is read."""
        self._show_source(not self.page.view.is_source())

    @Slot(str)
    def _on_text(self, word: str) -> None:
        self._show_source(word == "source")

    def _show_source(self, is_source: bool) -> None:
        self.page.view.set_source(is_source)
        self.page.texts.choose("source" if is_source else "rendered")

    @Slot()
    def _on_way_changed(self) -> None:
        """Source in two columns takes the panel's room."""
        if self._session.place.mode is Mode.COMPARE:
            self._window.panels.set_wide(self.page.view.is_wide())

    @Slot(bool)
    def _on_unified_changed(self, is_unified: bool) -> None:
        self._session.is_unified = is_unified
        self.page.layouts.choose("unified" if is_unified else "beside")
        if not is_unified:
            self._window.close_message(_LAYOUT)
