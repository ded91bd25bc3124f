"""The text coloured by when or by whom its words came in: in Read, and in Compare on the newer side."""

from PySide6.QtCore import QObject, Slot

from visioneditor.core.document.model import COMMIT_MESSAGE_PATH
from visioneditor.core.provenance.shares import GroupBy
from visioneditor.errors import VisionEditorError
from visioneditor.gui.comparing.comparing_page import ComparingPage
from visioneditor.gui.jobs import Job
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.prose.rows import NEW, OLD
from visioneditor.gui.prose.tints import Tints
from visioneditor.gui.reading.reading_page import ReadingPage
from visioneditor.gui.remembering.coloured import Choice, Coloured
from visioneditor.gui.remembering.colours_pane import ColoursPane
from visioneditor.gui.session import Session
from visioneditor.services.commenting import standing_on
from visioneditor.services.fighting import FoughtWords, load_fought_over
from visioneditor.services.model import LoadedDocument
from visioneditor.services.window_request import Mode
from visioneditor.services.word_origins import WordOrigins, load_origins

_ORIGINS, _TINTS, _FOUGHT = "origins", "tints", "fought"  # jobs


class ColoursDesk(QObject):
    """Colours what is shown for as long as it is asked for; its pane stands in the panel's place."""

    def __init__(
        self, window: MainWindow, session: Session, reading: ReadingPage, comparing: ComparingPage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self._reading, self._comparing = reading.view, comparing.view
        self.pane: ColoursPane | None = None
        self.by: GroupBy | None = None  # None: nothing is coloured
        self._of: LoadedDocument | None = None  # what is coloured, or is being looked through
        self.coloured: Coloured | None = None
        self._sought: FoughtWords | None = None
        window.commands.connect("remember.age", self.toggle_age)
        window.commands.connect("remember.author", self.toggle_author)
        for fact in (session.document_loaded, session.comparison_loaded, session.place_changed):
            fact.connect(self._on_shown)
        session.workspace_closed.connect(self.close)
        for prose in (self._reading.prose, self._comparing.prose):
            prose.pointed.connect(self._on_pointed)
            prose.selection_changed.connect(self._on_selected)

    @property
    def is_shown(self) -> bool:
        """Whether the pane is what one sees."""
        return self.pane is not None and self._window.panels.is_lent_to(self.pane)

    @Slot()
    def toggle_age(self) -> None:
        """Colour by age, or no more."""
        self._toggle(GroupBy.AGE)

    @Slot()
    def toggle_author(self) -> None:
        """Colour by author, or no more."""
        self._toggle(GroupBy.AUTHOR)

    def _toggle(self, by: GroupBy) -> None:
        if self.by is by and self.is_shown:
            self.close()
        else:
            self._window.panels.lend(self._pane())
            self.show(by)

    @Slot(object)
    def show(self, by: GroupBy) -> None:
        """Colour what is shown."""
        is_known = self.coloured is not None and self._of is self._shown()
        self.by = by
        if is_known and self.coloured is not None:
            self._use(self.coloured.origins)
        else:
            self._look()

    @Slot()
    def close(self) -> None:
        """Take the colours away, and the pane."""
        for name in (_ORIGINS, _TINTS, _FOUGHT):
            self._session.jobs.cancel(name)
        self.by = self._of = self.coloured = self._sought = None
        self._put(None)
        self._window.status.show_pointed("")
        if self.is_shown:
            self._window.panels.put_away()

    def _pane(self) -> ColoursPane:
        if self.pane is None:
            self.pane = pane = ColoursPane(self._window.look)
            pane.way_chosen.connect(self.show)
            pane.choice_changed.connect(self._on_choice)
            pane.section_chosen.connect(self._on_section)
            pane.span_chosen.connect(self._on_span)
            pane.fought_chosen.connect(self._on_fought_chosen)
            pane.closed.connect(self.close)
        return self.pane

    # What is shown

    def _shown(self) -> LoadedDocument | None:
        place, found = self._session.place, self._session.comparison
        if place.path == COMMIT_MESSAGE_PATH or self._session.workspace is None:
            return None
        if place.mode is Mode.COMPARE:
            return found.new if found is not None and found.new.path else None
        return self._session.loaded if place.mode is Mode.READ else None

    @property
    def _prose(self) -> ProseView:
        return self._comparing.prose if self._session.place.mode is Mode.COMPARE else self._reading.prose

    @Slot()
    def _on_shown(self) -> None:
        """Another text is shown: it is coloured, too."""
        if self.by is not None and self._shown() is not None and self._shown() is not self._of:
            self._look()
        self._seek()

    def _look(self) -> None:
        workspace, shown, pane, by = self._session.workspace, self._shown(), self._pane(), self.by
        if workspace is None or shown is None or by is None:
            return
        self._put(None)
        self._of, self.coloured = shown, None
        pane.show_looking(by)
        job = self._session.jobs.start(
            _ORIGINS,
            self.tr("Looking through the revisions"),
            lambda cancel, _: load_origins(workspace, shown, cancel=cancel),
            self._use,
            self._on_failed,
        )
        job.ended.connect(self._on_ended)

    @Slot()
    def _on_ended(self) -> None:
        job = self.sender()
        if self.pane is not None and isinstance(job, Job) and job.is_cancelled() and self.by is not None:
            self.pane.show_stopped(self.tr("Looking was stopped."))

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        if self.pane is not None:
            self.pane.show_stopped(error.summary)

    @Slot(object)
    def _use(self, origins: WordOrigins) -> None:
        """The words are known: group them, off this thread where they are many."""
        by = self.by
        if by is not None:
            title = self.tr("Colouring the words")
            self._session.jobs.start(_TINTS, title, lambda *_: _colour(origins, by), self._on_coloured, self._on_failed)

    @Slot(object)
    def _on_coloured(self, found: tuple[Coloured, Tints]) -> None:
        self.coloured = found[0]
        self._put(found[1])
        if self.pane is not None:
            self.pane.show_coloured(found[0])
        self._look_for_fought(found[0].origins.shown)

    @Slot(object)
    def _on_choice(self, choice: Choice) -> None:
        coloured = self.coloured
        if coloured is not None:
            work = self._session.jobs.start
            work(_TINTS, "", lambda *_: coloured.tints(choice, NEW), self._put, self._on_failed)

    @Slot(object)
    def _put(self, tints: Tints | None) -> None:
        for prose in (self._reading.prose, self._comparing.prose):
            prose.set_tints(tints if prose is self._prose else None)

    # Fought over

    def _look_for_fought(self, shown: LoadedDocument) -> None:
        workspace = self._session.workspace
        if workspace is not None:
            self._session.jobs.start(
                _FOUGHT,
                self.tr("Looking for words that came back"),
                lambda cancel, _: load_fought_over(
                    workspace, standing_on(workspace, shown.revision, shown.path), shown.path, cancel=cancel
                ),
                self._on_fought,
                self._on_no_fought,
            )

    @Slot(object)
    def _on_fought(self, found: tuple[FoughtWords, ...]) -> None:
        if self.pane is not None and self.by is not None:
            self.pane.show_fought(found)

    @Slot(object)
    def _on_no_fought(self, _: VisionEditorError) -> None:
        """What is only drafted was never fought over."""
        self._on_fought(())

    # Going there

    @Slot(int)
    def _on_section(self, number: int) -> None:
        document = self._session.document
        section = next((one for one in document.sections if one.number == number), None) if document else None
        if section is not None:
            self._session.go_to_section(section)

    @Slot(int, int)
    def _on_span(self, start: int, end: int) -> None:
        if self._session.place.mode is Mode.COMPARE:
            self._comparing.show_place(NEW, start, end)
        self._prose.scroll_to_offset(NEW, start)
        self._prose.select_span(NEW, start, end)

    @Slot(object)
    def _on_fought_chosen(self, one: FoughtWords) -> None:
        """Where the words stand, or, where they are gone, the change that took them out last."""
        if not one.is_gone:
            self._on_span(one.start, one.end)
            return
        self._sought = one
        self._session.go(mode=Mode.COMPARE, compared=(one.last.revision, one.revisions[-1].revision), section="")
        self._seek()

    def _seek(self) -> None:
        one, found = self._sought, self._session.comparison
        if one is None or found is None or self._session.place.mode is not Mode.COMPARE:
            return
        if (found.old.revision, found.new.revision) == (one.last.revision, one.revisions[-1].revision):
            self._sought = None
            self._comparing.show_place(OLD, one.start, one.end)
            self._comparing.prose.select_span(OLD, one.start, one.end)

    # What is pointed at

    @Slot(object)
    def _on_pointed(self, place: tuple[int, int] | None) -> None:
        told = self.coloured.tell(place[1]) if place is not None and self.coloured and place[0] == NEW else ""
        self._window.status.show_pointed(told)

    @Slot()
    def _on_selected(self) -> None:
        """By key, too: of what is selected its first word."""
        place = self._prose.selected_start() if self.coloured is not None else None
        if place is not None:
            self._on_pointed(place)


def _colour(origins: WordOrigins, by: GroupBy) -> tuple[Coloured, Tints]:
    coloured = Coloured(origins, by)
    return coloured, coloured.tints(Choice(by=by), NEW)
