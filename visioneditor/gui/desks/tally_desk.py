"""The tally of the change in view: in the change's own pane, and in the panel of Consensus mode."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.change_desk import ChangeDesk
from visioneditor.gui.desks.review_desk import ReviewDesk
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.place import Place
from visioneditor.gui.session import Session
from visioneditor.services.window_request import Mode

if TYPE_CHECKING:
    from visioneditor.core.review.model import Change
    from visioneditor.gui.consensus.tally_pane import TallyPane
    from visioneditor.services.change_opening import OpenedChange
    from visioneditor.services.change_overview import ChangeOverview
    from visioneditor.services.open_votes import OpenVote
    from visioneditor.services.tallying import LoadedTally

    Counted = tuple[LoadedTally, tuple[OpenVote, ...] | None]  # and what else is voted on, where that is wanted

_JOB = "tally"


class TallyDesk(QObject):
    """Has it counted in the background whenever a pane shows it; keeps what the user says of people.

    `vote_shown` when Consensus mode's panel has counted the vote on a change, which is `vote` then.
    """

    vote_shown = Signal()

    def __init__(
        self, window: MainWindow, session: Session, review: ReviewDesk, change: ChangeDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._review, self._change = window, session, review, change
        self.pane: TallyPane | None = None  # in Consensus mode's panel
        self.vote: Change | None = None
        self._connected: set[int] = set()
        self._chosen = ""  # of the votes under way on the document the one to show in Consensus mode
        self._is_awaited = False  # the change's pane comes, and the tally shall be seen in it
        window.commands.connect("review.tally", self.show_tally)
        change.overview_shown.connect(self._on_overview)
        session.place_changed.connect(self._on_place)
        session.document_loaded.connect(self._refresh_panel)
        review.threads_changed.connect(self._refresh_panel)
        session.workspace_closed.connect(self._on_closed)
        self._on_place()

    @Slot()
    def show_tally(self) -> None:
        """Bring the tally before the eye: in Consensus mode's panel, else in the pane of the change."""
        if self._session.place.mode is Mode.CONSENSUS and self.pane is not None:
            self._window.panels.want(True)
            self._window.panel.area.ensureWidgetVisible(self.pane)
            return
        self._is_awaited = True
        if self._change.is_shown:
            self._on_overview()
        else:
            self._change.toggle()

    # When it is counted

    @Slot()
    def _on_overview(self) -> None:
        """The change's pane shows a change."""
        pane = self._change.pane
        if pane is None or pane.overview is None or not self._change.is_shown:
            return
        self._connect(pane.tally)
        self._count()

    @Slot()
    def _on_place(self) -> None:
        is_consensus = self._session.place.mode is Mode.CONSENSUS
        if is_consensus and self.pane is None:
            self._build()
        if self.pane is not None:
            self.pane.setVisible(is_consensus)
            self._refresh_panel()

    def _build(self) -> None:
        from visioneditor.gui.consensus.tally_pane import TallyPane

        self.pane = TallyPane(self._window.look)
        self._connect(self.pane)
        self.pane.change_chosen.connect(self._on_chosen)
        self.pane.change_opened.connect(self._on_opened)
        self._window.panel.above.addWidget(self.pane)

    @Slot()
    def _refresh_panel(self) -> None:
        if self._session.place.mode is Mode.CONSENSUS:
            self._count()

    def _connect(self, pane: "TallyPane") -> None:
        if id(pane) not in self._connected:
            self._connected.add(id(pane))
            pane.person_said.connect(self._on_person_said)
            pane.names_requested.connect(self._on_names)

    def _count(self) -> None:
        """Count the votes on the change in view."""
        session, workspace, overview = self._session, self._session.workspace, self._overview()
        loaded, now, chosen = session.loaded, datetime.now(UTC), self._chosen
        if workspace is None or (loaded is None and overview is None):
            return

        def work(*_: object) -> "Counted":
            from visioneditor.services.open_votes import load_vote_on
            from visioneditor.services.tallying import tally_of

            if overview is not None:
                return tally_of(workspace, overview.change, now), None
            assert loaded is not None
            return load_vote_on(workspace, loaded, now, chosen)

        session.jobs.start(_JOB, self.tr("Counting the votes"), work, self._on_tally, self._on_failed)

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        """Another vote under way shall be shown."""
        self._chosen = key
        self._count()

    @Slot(str)
    def _on_opened(self, key: str) -> None:
        """Compare the change with what it stands on."""
        from visioneditor.services.change_opening import find_opened

        workspace = self._session.workspace
        if workspace is not None:
            work = lambda *_: find_opened(workspace, key)  # noqa: E731 - holds no widget
            failed = self._session.failed_to_load
            self._session.jobs.start("open-change", self.tr("Opening the change"), work, self._on_found, failed)

    @Slot(object)
    def _on_found(self, opened: "OpenedChange") -> None:
        place = Place(mode=Mode.COMPARE, path=opened.path, revision=opened.revision, compared=opened.compared)
        self._session.show(place)
        self._window.focus_middle()

    def _overview(self) -> "ChangeOverview | None":
        pane = self._change.pane
        return pane.overview if pane is not None and self._change.is_shown else None

    # What came of it

    def _panes(self) -> "tuple[TallyPane, ...]":
        change = self._change.pane
        return tuple(pane for pane in (self.pane, change.tally if change is not None else None) if pane is not None)

    @Slot(object)
    def _on_tally(self, counted: "Counted") -> None:
        loaded, votes = counted
        if votes is not None and self.pane is not None:
            self.pane.show_tally(loaded, votes)
            self.vote = loaded.change
            self.vote_shown.emit()
        elif votes is None and self._change.pane is not None:
            self._change.pane.tally.show_tally(loaded)
        self._settle()

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        for pane in self._panes():
            pane.show_failure(f"{error.summary} {error.hint}".strip())

    def _settle(self) -> None:
        """In the change's pane a tally that tells nothing is left out, unless it was asked for."""
        pane = self._change.pane
        if pane is None or not self._change.is_shown:
            return
        pane.tally.setVisible(pane.tally.is_telling or self._is_awaited)
        if self._is_awaited:
            self._is_awaited = False
            pane.tally.content.setVisible(True)
            QTimer.singleShot(0, self._bring)

    @Slot()
    def _bring(self) -> None:
        """The tally has its place by now."""
        if (pane := self._change.pane) is not None:
            pane.area.ensureWidgetVisible(pane.tally, 0, pane.area.height() // 2)

    @Slot()
    def _on_closed(self) -> None:
        self._session.jobs.cancel(_JOB)
        self.vote = None
        for pane in self._panes():
            pane.show_tally(None)

    # What the user says of people, and the server

    @Slot()
    def _on_names(self) -> None:
        self._window.commands.run("people.ask")

    @Slot(int, str)
    def _on_person_said(self, account: int, name: str) -> None:
        from visioneditor.services.tallying import say_who

        workspace, now = self._session.workspace, datetime.now(UTC)
        if workspace is not None:
            self._session.jobs.start(
                "write",
                self.tr("Keeping who it is"),
                lambda *_: say_who(workspace, account, name, now),
                self._on_said,
                self._session.failed_to_load,
                is_writing=True,
            )

    @Slot(object)
    def _on_said(self, _: object) -> None:
        self._review.refresh()  # names stand in threads, too
        self._count()
