"""Puts the window together: session, parts and desks; carries out what the start asked for."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer, Slot

from visioneditor.errors import VisionEditorError
from visioneditor.gui.command_table import Needs
from visioneditor.gui.desks.look_desk import LookDesk
from visioneditor.gui.desks.reading_desk import ReadingDesk
from visioneditor.gui.jobs import Jobs
from visioneditor.gui.look import Look
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.reading.reading_page import ReadingPage
from visioneditor.gui.reading.reading_view import ReadingView
from visioneditor.gui.session import Place, Session
from visioneditor.services.reading import first_document, load_document, resolve_revision
from visioneditor.services.window_request import Mode, WindowRequest
from visioneditor.services.workspace import Workspace
from visioneditor.settings import Settings, data_folder

if TYPE_CHECKING:
    from visioneditor.gui.comparing.comparing_page import ComparingPage
    from visioneditor.gui.comparing.comparing_view import ComparingView
    from visioneditor.gui.desks.desks import Desks
    from visioneditor.gui.desks.drafting_mode import DraftingMode
    from visioneditor.gui.desks.review_desk import ReviewDesk

_AFTER_PAINT_MS = 30  # by then what was painted is on the screen
_PATIENCE_MS = 1000  # for the first paint: a window that is never seen loads all the same


class Window(QObject):
    """The whole window. `start` opens what was asked for; `is_settled` when nothing is under way any more."""

    def __init__(self, look: Look, settings: Settings, request: WindowRequest) -> None:
        super().__init__()
        self.look, self._request = look, request
        self.jobs = Jobs(self)
        self.session = Session(self.jobs, self)
        self.frame = MainWindow(look, self.jobs)
        self.reading = ReadingPage(look, self.frame.commands)
        self.frame.add_page(Mode.READ, self.reading)
        self.look_desk = LookDesk(self.frame, self.session, settings, self)
        self.reading_desk = ReadingDesk(self.frame, self.session, self.reading, self)
        self._drafting: DraftingMode | None = None
        self._watching: QObject | None = None
        self._rest = QTimer(self)  # all that the first paint can do without
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._load_rest)
        self._around = QTimer(self)  # what belongs to a document comes after its first paint
        self._around.setSingleShot(True)
        self._around.setInterval(_AFTER_PAINT_MS)
        self._around.timeout.connect(self.session.load_around)
        self._is_remembered = request.screenshot is None and request.smoke_test is None
        self._connect()

    def _connect(self) -> None:
        frame, session = self.frame, self.session
        session.workspace_opened.connect(self._on_workspace)
        session.place_changed.connect(self._on_place)
        session.document_loaded.connect(self._on_document)
        session.comparison_loaded.connect(self._on_comparison)
        session.history_loaded.connect(self._on_history)
        session.failed.connect(self._on_failed)
        frame.header.mode_requested.connect(self._on_mode)
        frame.panel.comment_requested.connect(self.comment)
        frame.closing.connect(self._on_closing)
        frame.painted.connect(self._on_painted)
        for id, handler in (
            ("go.back", session.go_back),
            ("go.forward", session.go_forward),
            ("repository.reload", self.reload),
            ("view.read", self.read),
            ("view.draft", self.draft),
            ("view.compare", self.compare),
            ("review.comment", self.comment),
            ("review.reply", self.reply),
            ("review.next-thread", self.next_thread),
            ("review.previous-thread", self.previous_thread),
            ("review.export", self.export),
        ):
            frame.commands.connect(id, handler)
        frame.status.drafts_requested.connect(self.export)
        frame.status.problems_requested.connect(self.draft)

    @cached_property
    def desks(self) -> "Desks":
        """What the first paint can do without."""
        from visioneditor.gui.desks.desks import Desks

        desks = Desks(self.frame, self.session, self.reading, self)
        desks.opening.opened.connect(self._on_opened)
        desks.opening.files_chosen.connect(self._on_files_chosen)
        desks.review.threads_changed.connect(self._on_threads)
        for view in (self.reading.view, desks.comparing.view):
            view.comment_requested.connect(desks.review.begin_comment)
            view.thread_activated.connect(self._on_thread)
            view.selection_changed.connect(self._update_commands)
        return desks

    @property
    def has_desks(self) -> bool:
        """Whether they are built."""
        return "desks" in self.__dict__

    @property
    def comparing(self) -> "ComparingPage":
        """Compare mode's page."""
        return self.desks.comparing

    @property
    def review(self) -> "ReviewDesk":
        """Comments and threads."""
        return self.desks.review

    # Starting

    def start(self) -> None:
        """Show the window with what the first paint needs; everything else comes after it."""
        request, frame = self._request, self.frame
        if request.size is not None:
            frame.resize(*request.size)
        elif self._is_remembered:
            frame.restore_shape(self._shape_store())
        try:
            self._open_request(request)
        except VisionEditorError as error:
            self.desks.opening.show_first_page()
            frame.messages.show_error(error)
            if not self._is_remembered:
                raise
        frame.show()
        frame.activateWindow()
        self.session.bring_section()
        frame.focus_middle()
        self._update_commands()

    def _open_request(self, request: WindowRequest) -> None:
        if request.files is not None:
            self.compare_files(*request.files)
            return
        from visioneditor.services.opening import open_workspace

        self._go_to_start(open_workspace(request.repository), request)

    def _go_to_start(self, workspace: Workspace, request: WindowRequest) -> None:
        """Show the place that was asked for; where it cannot be reached, what was open stays open."""
        try:
            place = self._start_place(workspace, request)
            loaded = load_document(workspace, place.revision or None, place.path)
        except VisionEditorError:
            workspace.close()
            raise
        self.session.use_workspace(workspace)
        self.session.take_document(loaded, place)
        if place.mode is Mode.COMPARE and place.compared:
            self.session.load_comparison()
        elif place.mode is Mode.DRAFT:
            self.draft()
        self._rest.start(_AFTER_PAINT_MS if self.frame.is_painted else _PATIENCE_MS)

    def _start_place(self, workspace: Workspace, request: WindowRequest) -> Place:
        compared = request.compare
        if request.change is not None:
            compared = compared or self._change_pair(workspace, request.change)
        repository = workspace.repository
        revision = request.revision or (compared[1] if compared and request.document else None)
        if repository.is_empty and revision is None:
            raise VisionEditorError("repository.empty", name=repository.name)
        path = request.document or first_document(workspace, resolve_revision(workspace, revision)) or ""
        if not path:
            raise VisionEditorError("repository.no-documents", name=repository.name)
        mode = request.mode or (Mode.COMPARE if compared else Mode.READ)
        return Place(mode=mode, path=path, revision=revision or "", section=request.section or "", compared=compared)

    def _change_pair(self, workspace: Workspace, spec: str) -> tuple[str, str]:
        from visioneditor.services.changes import resolve_change

        current = resolve_change(workspace, spec).current
        return current.parent or current.revision, current.revision

    @Slot()
    def _on_painted(self) -> None:
        if self._rest.isActive():
            self._rest.start(_AFTER_PAINT_MS)

    @Slot()
    def _load_rest(self) -> None:
        workspace = self.session.workspace
        self.desks.comparing_desk.show_revisions()
        self._update_commands()
        if workspace is None:
            return
        self.session.load_around()
        self.review.refresh()
        if self._is_remembered:
            from visioneditor.services.opening import remember_repository

            moment = datetime.now(UTC)
            self.jobs.start(
                "write",
                self.tr("Remembering"),
                lambda *_: remember_repository(workspace, moment),
                self._on_nothing,
                self._on_nothing,
                is_writing=True,
            )
            if self._watching is None:
                from visioneditor.gui.desks.watching_desk import WatchingDesk

                self._watching = WatchingDesk(self.frame, self.session, self.review, self)

    @Slot(object)
    def _on_nothing(self, _: object) -> None:
        """Done, or not: it does not matter to the reader."""

    @Slot(object)
    def _on_opened(self, workspace: Workspace) -> None:
        self.frame.messages.clear()
        try:
            self._go_to_start(workspace, WindowRequest(repository=workspace.path))
        except VisionEditorError as error:
            self.frame.messages.show_error(error)

    @Slot(object, object)
    def _on_files_chosen(self, old: Path, new: Path) -> None:
        try:
            self.compare_files(old, new)
        except VisionEditorError as error:
            self.frame.messages.show_error(error)

    def compare_files(self, old: Path, new: Path) -> None:
        """Compare two files; no repository is needed."""
        from visioneditor.services.comparing import compare_files

        loaded = compare_files(old, new)
        _ = self.desks  # built before there is a comparison for them to show
        self.session.close_workspace()
        self.session.place = Place(mode=Mode.COMPARE, path=loaded.new.path)
        self.session.loaded = loaded.new
        self.session.take_comparison(loaded)
        self._on_place()

    @property
    def is_settled(self) -> bool:
        """Whether nothing is loading any more."""
        return self.jobs.is_idle and not self._around.isActive() and not self._rest.isActive()

    # What the session says

    @Slot()
    def _on_workspace(self) -> None:
        self._update_commands()

    @Slot()
    def _on_place(self) -> None:
        session, frame = self.session, self.frame
        workspace = session.workspace
        if session.place.mode is not Mode.READ:
            _ = self.desks
        if session.place.mode is Mode.DRAFT:
            self._drafting_mode()
        frame.show_middle(workspace.repository.name if workspace else self.tr("two files"), session.place.path)
        frame.show_mode(session.place.mode)
        frame.panels.set_wide(session.place.mode is Mode.DRAFT or self._is_beside())
        frame.status.place.setText(self.tr("Offline"))
        if self.has_desks:
            self.desks.comparing_desk.show_revisions()
            if session.place.mode is not Mode.DRAFT:
                self.review.refresh()
        self._update_commands()

    def _is_beside(self) -> bool:
        return self.session.place.mode is Mode.READ and self.reading.view.is_beside()

    @Slot()
    def _on_document(self) -> None:
        if self.frame.isVisible():
            self._around.start()
        self._update_commands()

    @Slot()
    def _on_comparison(self) -> None:
        self._update_commands()

    @Slot()
    def _on_history(self) -> None:
        place = self.session.place
        if place.mode is Mode.COMPARE and place.compared is None and self.session.workspace is not None:
            self.session.show(replace(place, compared=self.desks.comparing_desk.usual_pair()), remembers=False)

    @Slot()
    def _on_threads(self) -> None:
        marks = self.review.marks()
        self.reading.view.set_threads(marks)
        self.comparing.view.set_threads(marks)
        self._update_commands()

    @Slot(object, object)
    def _on_failed(self, error: VisionEditorError, retry: object) -> None:
        self.frame.messages.show_error(error, retry if callable(retry) else None)

    @Slot(str)
    def _on_thread(self, key: str) -> None:
        self.review.hold(key)

    @Slot()
    def _update_commands(self) -> None:
        session = self.session
        present = {Needs.NOTHING}
        if session.workspace is not None:
            present.add(Needs.REPOSITORY)
            if session.loaded is not None:
                present |= {Needs.DOCUMENT, Needs.WORDS}
        if session.place.mode is Mode.COMPARE and session.comparison is not None:
            present |= {Needs.COMPARISON, Needs.DOCUMENT}
        if session.place.mode is Mode.DRAFT:
            present.add(Needs.DRAFTING)
        if self.has_desks:
            present |= self._present_of_review()
        self.frame.commands.update_enabled(frozenset(present))
        self.frame.commands.action("go.back").setEnabled(session.can_go_back)
        self.frame.commands.action("go.forward").setEnabled(session.can_go_forward)

    def _present_of_review(self) -> set[Needs]:
        review, present = self.review, set[Needs]()
        if self.session.workspace is not None and review.threads.drafts:
            present.add(Needs.DRAFTS)
        if review.in_hand:
            present.add(Needs.THREAD)
        if review.has_undo and self.session.place.mode is not Mode.DRAFT:
            present.add(Needs.UNDO)
        return present

    # Modes

    @Slot(str)
    def _on_mode(self, word: str) -> None:
        {"read": self.read, "draft": self.draft, "compare": self.compare}[word]()

    @Slot()
    def read(self) -> None:
        """Read mode."""
        if self.session.workspace is not None:
            self.session.go(mode=Mode.READ)
            self.frame.focus_middle()

    @Slot()
    def compare(self) -> None:
        """Compare mode, with the pair compared last or the document's last change."""
        session = self.session
        if session.workspace is None:
            return
        pair = session.place.compared
        if pair is None and session.history:
            pair = self.desks.comparing_desk.usual_pair()
        session.go(mode=Mode.COMPARE, compared=pair)
        self.frame.focus_middle()

    @Slot()
    def draft(self) -> None:
        """Draft mode; its parts are built when it is first entered."""
        if self.session.workspace is None:
            return
        drafting = self._drafting_mode()
        self.session.go(mode=Mode.DRAFT)
        drafting.enter()

    def _drafting_mode(self) -> "DraftingMode":
        if self._drafting is None:
            from visioneditor.gui.desks.drafting_mode import DraftingMode

            self._drafting = DraftingMode(self.frame, self.session, self)
        return self._drafting

    @Slot()
    def reload(self) -> None:
        """Read everything anew."""
        session = self.session
        session.load_shown()
        if session.place.mode is Mode.COMPARE:
            session.load_comparison()

    # Review

    def _view(self) -> "ReadingView | ComparingView":
        return self.comparing.view if self.session.place.mode is Mode.COMPARE else self.reading.view

    @Slot()
    def comment(self) -> None:
        """Comment on the selected words, or on the section under the eye."""
        from visioneditor.gui.prose.rows import NEW, SelectedSpan

        if self.session.workspace is None or self.session.place.mode is Mode.DRAFT:
            return
        view = self._view()
        document, section = self.session.document, self.session.section
        if view.prose.request_comment() or document is None or section is None:
            return
        block = next((block for block in document.blocks_of(section) if block.runs), None)
        if block is not None:
            start, end = block.runs[0].start, block.runs[-1].end
            self.review.begin_comment(SelectedSpan(text=NEW, start=start, end=end, quote=section.title))

    @Slot()
    def reply(self) -> None:
        """Answer the thread in hand."""
        shown = self.review.find(self.review.in_hand)
        if shown is not None:
            self.review.reply_to_thread(shown)

    @Slot()
    def next_thread(self) -> None:
        """To the next thread of the text."""
        self._step_thread(1)

    @Slot()
    def previous_thread(self) -> None:
        """To the thread before."""
        self._step_thread(-1)

    def _step_thread(self, by: int) -> None:
        threads = self.review.threads.new
        keys = [shown.key for shown in threads]
        if not keys:
            return
        at = keys.index(self.review.in_hand) + by if self.review.in_hand in keys else (0 if by > 0 else len(keys) - 1)
        shown = threads[at % len(keys)]
        view = self._view()
        document = self.session.document
        if shown.span is not None and document is not None:
            from visioneditor.gui.prose.rows import NEW

            if view is self.comparing.view:
                self.comparing.view.show_place(NEW, *shown.span)
            view.prose.scroll_to_offset(NEW, shown.span[0], y=view.prose.height() / 3)
            section = document.section_at(shown.span[0])
            if section is not None:
                self.session.select_section(section.number)
        self.review.hold(shown.key)

    @Slot()
    def export(self) -> None:
        """Hand the unsent review out."""
        from visioneditor.gui.desks.export_desk import ExportDesk

        self.review.finish_writing()
        self._exporting = ExportDesk(self.frame, self.session, self.review, self)
        self._exporting.open()

    # Leaving

    def _shape_store(self) -> QSettings:
        return QSettings(str(data_folder() / "window.ini"), QSettings.Format.IniFormat)

    @Slot()
    def _on_closing(self) -> None:
        if self.has_desks:
            self.review.finish_writing()
        if self._is_remembered:
            self.frame.save_shape(self._shape_store())
        self.jobs.finish()
        if self.session.workspace is not None:
            self.session.workspace.close()
