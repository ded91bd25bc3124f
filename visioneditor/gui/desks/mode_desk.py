"""Read, Draft, Compare and Consensus: goes from one to the other and shows the one that the session's place is in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.document.model import COMMIT_MESSAGE_PATH
from visioneditor.gui.place import DRAFT
from visioneditor.services.window_request import Mode
from visioneditor.values import replace

if TYPE_CHECKING:
    from visioneditor.gui.desks.consensus_desk import ConsensusDesk
    from visioneditor.gui.desks.drafting_mode import DraftingMode
    from visioneditor.gui.window import Window
    from visioneditor.store.model import StoredText


_MESSAGE = "commit-message"


class ModeDesk(QObject):
    """Only the middle changes with the mode; Draft's and Consensus' parts are built when they are first entered.

    `cursor_moved` in a draft.
    """

    cursor_moved = Signal(int, int)  # line, column

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._frame, self._session = window.frame, window.session
        self._drafting: DraftingMode | None = None
        self._consensus: ConsensusDesk | None = None
        self._session.place_changed.connect(self.show_place)
        self._session.history_loaded.connect(self._on_history)
        self._frame.header.mode_requested.connect(self._on_mode)
        self._frame.status.problems_requested.connect(self.draft)
        for id, handler in (
            ("view.read", self.read),
            ("view.draft", self.draft),
            ("view.compare", self.compare),
            ("view.consensus", self.consensus),
            ("repository.reload", self.reload),
            ("go.back", self._session.go_back),
            ("go.forward", self._session.go_forward),
        ):
            self._frame.commands.connect(id, handler)

    @Slot()
    def show_place(self) -> None:
        """Name the place in the frame and show its mode."""
        window, session, frame = self._window, self._session, self._frame
        workspace, mode = session.workspace, session.place.mode
        if mode is Mode.COMPARE:
            window.comparing_desk.show_revisions()
        if mode is Mode.DRAFT:
            window.build_desks()
            self._drafting_mode()
        if mode is Mode.CONSENSUS:
            self.consensus_desk()
        frame.show_middle(workspace.repository.name if workspace else self.tr("two files"), session.place.path)
        frame.show_mode(mode)
        frame.header.modes.setVisible(workspace is not None)  # two files can only be compared
        frame.panels.set_wide(self._is_wide(mode))
        frame.status.show_connection()
        if window.has_desks and mode is not Mode.DRAFT:
            window.review.refresh()
        window.enabling.update()

    def _is_wide(self, mode: Mode) -> bool:
        """Whether what is shown needs the panel's room."""
        if mode is Mode.COMPARE:
            return self._window.comparing.view.is_wide()
        return mode is Mode.DRAFT or self._window.reading.view.is_beside()

    @Slot()
    def _on_history(self) -> None:
        place = self._session.place
        if place.mode is Mode.COMPARE and place.compared is None and self._session.workspace is not None:
            pair = self._pair()
            self._session.show(replace(place, compared=pair), remembers=False)

    def _pair(self) -> tuple[str, str]:
        """What the reader chose last for this document, else its last change."""
        desks = self._window.desks
        return desks.picking.last_pair() or self._window.comparing_desk.usual_pair()

    @Slot(str)
    def _on_mode(self, word: str) -> None:
        modes = {"read": self.read, "draft": self.draft, "compare": self.compare, "consensus": self.consensus}
        modes[word]()

    @Slot()
    def read(self) -> None:
        """Read mode."""
        if self._session.workspace is not None:
            self._session.go(mode=Mode.READ)
            self._frame.focus_middle()

    @Slot()
    def compare(self) -> None:
        """Compare mode, with the pair compared last or the document's last change."""
        session = self._session
        if session.workspace is None:
            return
        pair = session.place.compared
        if pair is None and session.history:
            pair = self._pair()
        session.go(mode=Mode.COMPARE, compared=pair)
        self._frame.focus_middle()

    @Slot()
    def consensus(self) -> None:
        """Consensus mode."""
        if self._session.workspace is None:
            return
        if self._session.place.path == COMMIT_MESSAGE_PATH:
            said = self.tr("Projects answer a document, not a commit message; Shift+M leads back to it.")
            self._frame.messages.show_notice(said, about=_MESSAGE)
            self.show_place()
            return
        self._session.go(mode=Mode.CONSENSUS)
        self._frame.focus_middle()

    def consensus_desk(self) -> "ConsensusDesk":
        """What fills Consensus mode; built when it is first asked for."""
        if self._consensus is None:
            from visioneditor.gui.desks.consensus_desk import ConsensusDesk

            desks = self._window.desks
            self._consensus = ConsensusDesk(self._frame, self._session, desks.review, desks.panel, self)
            self._consensus.follow_vote(desks.tally)
            desks.answering.matrix = self._consensus.page.matrix
            self._consensus.answers.beside_shown.connect(desks.beside.bring)
            self._consensus.page.revision_requested.connect(self._on_revision)
            desks.change_list.fetched.connect(self._consensus.look_again)  # with the threads on the projects' words
            desks.notes.exchanged.connect(self._consensus.look_again)
            desks.finding.project_wanted.connect(self._consensus.finder.open)
        return self._consensus

    @Slot()
    def _on_revision(self) -> None:
        self._frame.commands.run("go.revision")

    @Slot()
    def draft(self) -> None:
        """Draft mode."""
        if self._session.workspace is None:
            return
        if self._session.place.path == COMMIT_MESSAGE_PATH:
            said = self.tr(
                "The commit message is written when a draft is committed; Shift+M leads back to the document."
            )
            self._frame.messages.show_notice(said, about=_MESSAGE)
            self.show_place()
            return
        drafting = self._drafting_mode()
        self._session.go(mode=Mode.DRAFT)
        drafting.enter()

    @Slot(object)
    def open_draft(self, stored: "StoredText") -> None:
        """Draft mode on a draft that was written elsewhere."""
        self._drafting_mode()
        revision = f"{DRAFT}:{stored.name}"
        self._session.go(path=stored.path, revision=revision, section="", mode=Mode.DRAFT)

    @Slot(object)
    def commit_draft(self, stored: "StoredText") -> None:
        """Show a draft and ask how it is to be committed."""
        self.open_draft(stored)
        self._drafting_mode().ask_when_open(stored.path)

    def _drafting_mode(self) -> "DraftingMode":
        if self._drafting is None:
            from visioneditor.gui.desks.drafting_mode import DraftingMode

            self._drafting = DraftingMode(self._frame, self._session, self)
            self._window.desks.finding.source_wanted.connect(self._drafting.replacing.open_find)
            self._drafting.merging.changed.connect(self._window.enabling.update)
            self._drafting.page.cursor_moved.connect(self.cursor_moved)
            self._window.desks.why.drafted = self._drafting.asked
            self._drafting.saving.settings_changed.connect(self._window.look_desk.use_settings)
            self._drafting.spelling.settings_changed.connect(self._window.look_desk.use_settings)
            self._window.look_desk.settings_used.connect(self._drafting.spelling.look_again)
        return self._drafting

    def go_on_at(self, line: int, column: int) -> None:
        """Put the cursor there once the draft is open."""
        self._drafting_mode().desk.go_on_at(line, column)

    @property
    def drafted(self) -> tuple[str, int, int]:
        """The name of the draft that is open, where it is kept, and the cursor's line and column, else 0."""
        return self._drafting.where if self._drafting is not None else ("", 0, 0)

    @property
    def is_draft_kept(self) -> bool:
        """Whether all that was typed into a draft is on disk."""
        return self._drafting is None or self._drafting.desk.is_kept

    @property
    def is_merging(self) -> bool:
        """Whether a merge stands in the draft's place."""
        return self._drafting is not None and self._drafting.merging.is_shown

    @Slot()
    def reload(self) -> None:
        """Read everything anew."""
        self._session.load_shown()
        if self._session.place.mode is Mode.COMPARE:
            self._session.load_comparison()
