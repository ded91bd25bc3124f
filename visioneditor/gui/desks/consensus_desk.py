"""Consensus mode: has the matrix worked out in the background and puts it into the page."""

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.consensus.arranging import Arrangement, Only
from visioneditor.gui.consensus.consensus_page import ConsensusPage
from visioneditor.gui.consensus.shown_matrix import ShownMatrix
from visioneditor.gui.desks.answer_desk import AnswerDesk
from visioneditor.gui.desks.handing_on_desk import HandingOnDesk
from visioneditor.gui.desks.panel_desk import PanelDesk
from visioneditor.gui.desks.project_finder import ProjectFinder
from visioneditor.gui.desks.review_desk import ReviewDesk
from visioneditor.gui.desks.speaker_desk import SpeakerDesk
from visioneditor.gui.desks.tally_desk import TallyDesk
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.revision_names import shown_revision
from visioneditor.services.consensus import LoadedConsensus, count_by_section, load_consensus
from visioneditor.services.window_request import Mode


class ConsensusDesk(QObject):
    """Keeps the page and the session together. `consensus_loaded` when `loaded` is another."""

    consensus_loaded = Signal()

    def __init__(
        self, window: MainWindow, session: Session, review: ReviewDesk, panel: PanelDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._review, self._panel = window, session, review, panel
        self.loaded: LoadedConsensus | None = None
        self._shown: ShownMatrix | None = None
        self._is_due = True  # what is known has changed since the matrix was made
        self._threads: dict[int, int] = {}  # unresolved ones by section, as they were counted in it
        self.page = ConsensusPage(window.look, window.commands)
        window.add_page(Mode.CONSENSUS, self.page)
        self.finder = ProjectFinder(window, self.page, self)
        self.answers = AnswerDesk(window, session, self.page.matrix, panel, self)
        session.document_loaded.connect(self._on_document)
        session.annotations_loaded.connect(self.look_again)
        session.store_changed.connect(self.look_again)
        session.place_changed.connect(self._on_place)
        session.history_loaded.connect(self.show_revision)
        session.documents_listed.connect(self.show_revision)
        session.workspace_closed.connect(self._on_document)
        review.threads_changed.connect(self._on_threads)
        self.page.arrangement.arranged.connect(self._on_arranged)
        for id, handler in (
            ("consensus.next", self.page.matrix.next_answer),
            ("consensus.previous", self.page.matrix.previous_answer),
            ("consensus.stale", self.toggle_stale),
            ("consensus.threads", self.toggle_threads),
            ("consensus.missing", self.toggle_missing),
        ):
            window.commands.connect(id, handler)
        self.handing_on = HandingOnDesk(window, session, self)
        self.speakers = SpeakerDesk(session, self)
        self._on_place()

    def follow_vote(self, tally: TallyDesk) -> None:
        """Tell of the projects how they were heard on the change whose vote is shown."""
        self.speakers.follow(tally)

    @Slot()
    def _on_document(self) -> None:
        """Another text: what was said of the one before is not said of this one."""
        self._session.jobs.cancel("consensus")
        self.loaded = self._shown = None
        self._mark(frozenset())
        self.page.show_matrix(None)
        self.consensus_loaded.emit()
        self.look_again()
        self.show_revision()

    @Slot()
    def _on_threads(self) -> None:
        if self._count_threads() != self._threads:
            self.look_again()

    def _count_threads(self) -> dict[int, int]:
        loaded = self._session.loaded
        return count_by_section(loaded.document, self._review.threads.new) if loaded is not None else {}

    @Slot()
    def look_again(self) -> None:
        """What was put together may have changed: do it anew, as soon as it is looked at."""
        self._is_due = True
        self._on_place()

    @Slot()
    def _on_place(self) -> None:
        """Work it out where it is looked at."""
        if self._is_due and self._session.place.mode is Mode.CONSENSUS:
            self.refresh()
            self.show_revision()

    def refresh(self) -> None:
        """Make the matrix anew, as soon as the answers are read."""
        workspace, loaded, annotations = self._session.workspace, self._session.loaded, self._session.annotations
        if workspace is None or loaded is None or annotations is None:
            return
        self._is_due, self._threads = False, self._count_threads()
        threads = self._threads
        wanted = self.page.arrangement.wanted
        self._session.jobs.start(
            "consensus",
            self.tr("Putting the answers together"),
            lambda *_: _work_out(load_consensus(workspace, loaded, annotations, threads), wanted),
            self._on_loaded,
            self._session.failed_to_load,
        )

    @Slot(object)
    def _on_loaded(self, found: tuple[LoadedConsensus, ShownMatrix]) -> None:
        self.loaded, shown = found
        is_same = shown.wanted == self.page.arrangement.wanted
        shown = self._shown = shown if is_same else shown.looked_at(self.page.arrangement.wanted)
        is_first = self.page.matrix.cell() is None
        self.page.show_matrix(shown, self._session.section_number)
        self.answers.settle(is_first=is_first)
        answered = {number for row in self.loaded.matrix.rows for number in row.answers}
        sections = {section.number for section in self.loaded.matrix.sections}
        self._mark(frozenset(sections - answered) if self.loaded.matrix.rows else frozenset())
        self.consensus_loaded.emit()

    def _mark(self, unanswered: frozenset[int]) -> None:
        """Show in the outline which sections nobody answers."""
        if unanswered != self._panel.unanswered:
            self._panel.unanswered = unanswered
            self._panel.show_marks()

    @Slot(object)
    def _on_arranged(self, wanted: Arrangement) -> None:
        if self._shown is not None:
            self._shown = self._shown.looked_at(wanted)
            self.page.show_matrix(self._shown)

    @Slot()
    def toggle_stale(self) -> None:
        """Stale answers only, or all."""
        self.page.arrangement.toggle(Only.STALE)

    @Slot()
    def toggle_threads(self) -> None:
        """Answers with unresolved threads only, or all."""
        self.page.arrangement.toggle(Only.THREADS)

    @Slot()
    def toggle_missing(self) -> None:
        """Missing answers only, or all."""
        self.page.arrangement.toggle(Only.MISSING)

    @Slot()
    def show_revision(self) -> None:
        """Name the revision in the bar."""
        session = self._session
        if session.loaded is not None:
            self.page.show_revision(shown_revision(session.revision, session.refs, session.history))


def _work_out(loaded: LoadedConsensus, wanted: Arrangement) -> tuple[LoadedConsensus, ShownMatrix]:
    return loaded, ShownMatrix(loaded.matrix, wanted).work_out()
