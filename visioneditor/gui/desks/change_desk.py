"""One change in the panel's place: in step with the middle; one's vote and message are kept as they are given."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.review.model import COMMIT_MESSAGE_PATH
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.cover_writer import CoverWriter
from visioneditor.gui.desks.review_desk import ReviewDesk
from visioneditor.gui.jobs import Work
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.services.change_in_view import change_in_view, pair_of
from visioneditor.services.change_overview import ChangeOverview, FileRow, PatchSetRow, load_overview
from visioneditor.services.reviewing import set_vote
from visioneditor.services.window_request import Mode

if TYPE_CHECKING:
    from visioneditor.gui.review.change_pane import ChangePane


class ChangeDesk(QObject):
    """The pane is built when it is first asked for. `overview_shown` whenever it may show something else."""

    overview_shown = Signal()

    def __init__(self, window: MainWindow, session: Session, review: ReviewDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self._review = window, session, review
        self.pane: ChangePane | None = None
        self._writer: CoverWriter | None = None
        self._shown: object = None
        window.commands.connect("review.change", self.toggle)
        window.keep_requested.connect(self.keep)
        review.threads_changed.connect(self._refresh)
        session.store_changed.connect(self._refresh)
        session.place_changed.connect(self._refresh)
        session.workspace_closed.connect(self._on_closed)

    @property
    def is_shown(self) -> bool:
        """Whether the pane is what one sees."""
        return self.pane is not None and self._window.panels.is_lent_to(self.pane)

    @Slot()
    def toggle(self) -> None:
        """Show the change in view, or put it away again."""
        if self.is_shown:
            self.close()
        elif self._session.workspace is not None:
            self._window.panels.lend(self._pane())
            self._load()

    @Slot()
    def close(self) -> None:
        """Put the pane away; what was typed is kept."""
        self.keep()
        if self.is_shown:
            self._window.panels.put_away()
        self._window.focus_middle()

    @Slot()
    def keep(self) -> None:
        """Put what is being typed on disk now."""
        if self.pane is not None:
            self.pane.review.flush()

    @Slot()
    def _on_closed(self) -> None:
        self.keep()
        if self.is_shown:
            self._window.panels.put_away()
        self._writer = self._shown = None

    def _pane(self) -> "ChangePane":
        if self.pane is None:
            from visioneditor.gui.review.change_pane import ChangePane

            self.pane = pane = ChangePane(self._window.look)
            pane.file_chosen.connect(self._on_file)
            pane.pair_chosen.connect(self._on_pair)
            pane.news_requested.connect(self._on_news)
            pane.vote_chosen.connect(self._on_vote)
            pane.cover_typed.connect(self._on_cover)
            pane.send_requested.connect(self._on_send)
            pane.closed.connect(self.close)
        return self.pane

    # Showing

    @Slot()
    def _refresh(self) -> None:
        if self.is_shown:
            self._load()

    def _load(self) -> None:
        session, workspace = self._session, self._session.workspace
        comparison = session.comparison if session.place.mode is Mode.COMPARE else None
        shown = comparison.new if comparison else session.loaded
        if workspace is None or shown is None:
            return
        older = comparison.old.revision if comparison else None

        def work(*_: object) -> ChangeOverview:
            change = change_in_view(workspace, shown, is_compared=comparison is not None)
            revisions = {one.revision for one in change.patch_sets}
            between = (older, shown.revision) if older and shown.revision in revisions else None
            return load_overview(workspace, change, between)

        session.jobs.start("change", self.tr("Reading the change"), work, self._on_overview, self._on_failed)

    @Slot(object)
    def _on_overview(self, overview: ChangeOverview) -> None:
        pane, session = self.pane, self._session
        if pane is None or session.workspace is None:
            return
        if self._writer is None or self._writer.change.key != overview.change.key:
            self.keep()
            self._writer = CoverWriter(session.workspace, overview.change, overview.cover)
        elif not pane.review.is_typing:
            self._writer.seen = overview.cover
        comparison = session.comparison if session.place.mode is Mode.COMPARE else None
        revisions = (comparison.old.revision, comparison.new.revision) if comparison else ("", session.revision)
        shown = (overview, session.place.path, revisions)
        if shown != self._shown:
            self._shown = shown
            pane.show_overview(*shown)
        self.overview_shown.emit()

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    # Going places

    @Slot(object, bool)
    def _on_pair(self, row: PatchSetRow, with_base: bool) -> None:
        overview = self._overview()
        pair = pair_of(overview.change, row.patch_set, with_base=with_base) if overview else None
        if overview is not None and pair is not None:
            self._session.go(mode=Mode.COMPARE, compared=pair, path=self._document(overview))

    def _document(self, overview: ChangeOverview) -> str:
        """The document in view where the change has it, else its first one."""
        documents = [row.path for row in overview.files if row.letter and row.is_document]
        here = self._session.place.path
        return here if here in documents or not documents else documents[0]

    @Slot(object)
    def _on_file(self, row: FileRow) -> None:
        """Compare a file: between the two revisions in view where these are the change's, else with its base."""
        overview, place = self._overview(), self._session.place
        if row.path == COMMIT_MESSAGE_PATH and place.path != row.path:
            self._window.commands.run("review.commit-message")  # it knows which commits' messages these are
        if overview is None or row.path == COMMIT_MESSAGE_PATH:
            return
        newest = overview.change.current
        is_here = place.mode is Mode.COMPARE and overview.between != (newest.parent, newest.revision)
        pair = place.compared if is_here else pair_of(overview.change, newest, with_base=True)
        if pair is not None:
            self._session.go(mode=Mode.COMPARE, compared=pair, path=row.path, section="")

    @Slot()
    def _on_news(self) -> None:
        self._window.commands.run("review.since-look")

    def _overview(self) -> ChangeOverview | None:
        return self.pane.overview if self.pane is not None else None

    # Keeping votes and the message

    @Slot(str, object)
    def _on_vote(self, label: str, value: int | None) -> None:
        if (writer := self._writer) is not None:
            self._write(lambda *_: set_vote(writer.workspace, writer.change, label, value))

    @Slot(str)
    def _on_cover(self, typed: str) -> None:
        if (writer := self._writer) is not None:
            self._write(lambda *_: writer.save(typed))

    def _write(self, work: Work) -> None:
        """Keep something; where it fails, offer to do it again."""
        failed = partial(self._on_not_written, work)
        self._session.jobs.start("write", self.tr("Keeping the review"), work, self._on_kept, failed, is_writing=True)

    def _on_not_written(self, work: Work, error: VisionEditorError) -> None:
        self._session.failed.emit(error, partial(self._write, work))

    @Slot(object)
    def _on_kept(self, kept: tuple[CoverWriter, str] | None) -> None:
        if self.pane is not None and kept is not None and kept[0] is self._writer:
            self.pane.review.show_kept(kept[0].seen, kept[1])
        self._review.refresh()  # there is something to hand out now, or no more
        self._refresh()

    @Slot()
    def _on_send(self) -> None:
        self.keep()
        self._window.commands.run("review.publish")
