"""Puts the window together: session, parts and desks. What the first paint can do without is built after it."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Slot
from PySide6.QtGui import QCloseEvent

from visioneditor.errors import VisionEditorError
from visioneditor.gui.ahead import Ahead
from visioneditor.gui.desks.commenting_desk import CommentingDesk
from visioneditor.gui.desks.enabling_desk import EnablingDesk
from visioneditor.gui.desks.look_desk import LookDesk
from visioneditor.gui.desks.mode_desk import ModeDesk
from visioneditor.gui.desks.reading_desk import ReadingDesk
from visioneditor.gui.desks.starting_desk import StartingDesk
from visioneditor.gui.jobs import Jobs
from visioneditor.gui.look import Look
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.reading.reading_page import ReadingPage
from visioneditor.gui.session import Session
from visioneditor.services.window_request import Mode, WindowRequest
from visioneditor.settings import Settings, data_folder

if TYPE_CHECKING:
    from visioneditor.gui.comparing.comparing_page import ComparingPage
    from visioneditor.gui.desks.comparing_desk import ComparingDesk
    from visioneditor.gui.desks.desks import Desks
    from visioneditor.gui.desks.review_desk import ReviewDesk


_NOT_SAVED = "not-saved"  # what a message is about


class Window(QObject):
    """The whole window. `start` opens what was asked for; `is_settled` when nothing is under way any more."""

    def __init__(self, look: Look, settings: Settings, request: WindowRequest, ahead: Ahead | None = None) -> None:
        super().__init__()
        self.look, self._request = look, request
        self._leaves_all = False
        self._is_remembered = request.screenshot is None and request.smoke_test is None
        self.jobs = Jobs(self)
        self.session = Session(self.jobs, self)
        self.frame = MainWindow(look, self.jobs)
        self.reading = ReadingPage(look, self.frame.commands)
        self.frame.add_page(Mode.READ, self.reading)
        self.look_desk = LookDesk(self.frame, self.session, settings, self)
        self.reading_desk = ReadingDesk(self.frame, self.session, self.reading, self)
        self.enabling = EnablingDesk(self)
        self.modes = ModeDesk(self)
        self.commenting = CommentingDesk(self)
        self.starting = StartingDesk(self, ahead or Ahead(), is_remembered=self._is_remembered)
        self.session.failed.connect(self._on_failed)
        self.frame.commands.unheard.connect(self._on_unheard)
        self.frame.leaving.connect(self._on_leaving)
        self.frame.closing.connect(self._on_closing)
        self.session.workspace_leaving.connect(self.frame.keep_requested)

    @cached_property
    def desks(self) -> "Desks":
        """What the first paint can do without."""
        from visioneditor.gui.desks.desks import Desks

        desks = Desks(self.frame, self.session, self.reading, self.comparing, self)
        desks.opening.opened.connect(self.starting.take)
        desks.opening.files_chosen.connect(self.starting.take_files)
        desks.answering.draft_requested.connect(self.modes.open_draft)
        desks.new_document.begun.connect(self.modes.open_draft)
        desks.upload.draft_begun.connect(self.modes.open_draft)
        desks.answering.commit_requested.connect(self.modes.commit_draft)
        desks.change_list.left.connect(self.modes.show_place)
        desks.section_history.left.connect(self.modes.show_place)
        desks.publishing.left.connect(self.modes.show_place)
        self.__dict__["desks"] = desks  # what listens from here on may ask for them
        self.commenting.connect_views()
        self.reading_desk.connect_panel()
        return desks

    def build_desks(self) -> None:
        """Have them, where they are not there yet."""
        _ = self.desks

    def open_path(self, path: str) -> None:
        """Open what the desktop was asked to open: a repository, or a document in one."""
        self.desks.opening.open_path(Path(path))

    def build_comparing(self) -> None:
        """Have what Compare's first paint needs, where it is not there yet."""
        _ = self.comparing_desk

    @property
    def has_desks(self) -> bool:
        """Whether they are built."""
        return "desks" in self.__dict__

    @cached_property
    def comparing_desk(self) -> "ComparingDesk":
        """Compare mode's page with the desk that fills it."""
        from visioneditor.gui.comparing.comparing_page import ComparingPage
        from visioneditor.gui.desks.comparing_desk import ComparingDesk

        page = ComparingPage(self.look, self.frame.commands)
        self.frame.add_page(Mode.COMPARE, page)
        desk = ComparingDesk(self.frame, self.session, page, self)
        desk.files_chosen.connect(self.starting.take_files)
        return desk

    @property
    def comparing(self) -> "ComparingPage":
        """Compare mode's page."""
        return self.comparing_desk.page

    @property
    def review(self) -> "ReviewDesk":
        """Comments and threads."""
        return self.desks.review

    def start(self) -> None:
        """Show the window with what the first paint needs; everything else comes after it."""
        request, frame = self._request, self.frame
        if request.size is not None:
            frame.resize(*request.size)
        elif self._is_remembered:
            frame.restore_shape(self._shape_store())
        try:
            self.starting.open(request)
        except VisionEditorError as error:
            self.desks.opening.show_first_page()
            lacks_git = error.message == "git.missing"  # which the first page says already
            if not lacks_git or request.repository is not None:
                frame.messages.show_error(error)
            if not self._is_remembered and not lacks_git:
                raise
        frame.show()
        frame.activateWindow()
        self.session.bring_section()
        frame.focus_middle()
        self.enabling.update()

    @property
    def is_settled(self) -> bool:
        """Whether nothing is loading any more."""
        return self.jobs.is_idle and not self.starting.is_waiting

    @Slot(object, object)
    def _on_failed(self, error: VisionEditorError, retry: object) -> None:
        self.frame.messages.show_error(error, retry if callable(retry) else None)

    @Slot(str)
    def _on_unheard(self, id: str) -> None:
        """Somebody was quicker than what comes after the first paint."""
        self.build_desks()
        if self.frame.commands.is_heard(id):
            self.frame.commands.run(id)

    def _shape_store(self) -> QSettings:
        return QSettings(str(data_folder() / "window.ini"), QSettings.Format.IniFormat)

    @Slot(object)
    def _on_leaving(self, event: QCloseEvent) -> None:
        """Stay where something that was written cannot be kept; only who asks for it once more leaves without it."""
        self.frame.keep_requested.emit()
        self.jobs.finish_writing()
        if self.is_kept or self._leaves_all:
            return
        event.ignore()
        sentence = self.tr("The window stays open: what you wrote here could not be saved.")
        self.frame.messages.show_notice(sentence, self.tr("Close all the same"), self._leave_all, about=_NOT_SAVED)

    @property
    def is_kept(self) -> bool:
        """Whether all that was written is on disk."""
        has_comments = not self.has_desks or self.review.writing.is_kept
        return has_comments and self.modes.is_draft_kept

    def _leave_all(self) -> None:
        self._leaves_all = True
        self.frame.close()

    @Slot()
    def _on_closing(self) -> None:
        self.frame.keep_requested.emit()
        if self.has_desks:
            self.review.writing.finish()
            self.desks.sending.cancel()
            self.desks.credentials.close()
        if self._is_remembered:
            self.frame.save_shape(self._shape_store())
        self.jobs.finish()
        if self.session.workspace is not None:
            self.session.workspace.close()
