"""Opens, clones and leaves repositories; the ways in of the first page."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.opening_start import open_start
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.place import Start
from visioneditor.gui.session import Session
from visioneditor.gui.welcome.first_page import ShownRepository
from visioneditor.gui.widgets.revision_names import shown_date
from visioneditor.services.window_request import WindowRequest
from visioneditor.settings import data_folder

_WELCOME_GONE = "The folder is not there any more"


def _open(path: Path, change: str | None = None) -> Start:
    start = open_start(WindowRequest(repository=path, change=change))
    assert start.text is not None
    start.text.work_out()
    return start


class OpeningDesk(QObject):
    """`opened` with a Start; `files_chosen` with two paths."""

    opened = Signal(object)
    files_chosen = Signal(object, object)

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        for id, handler in (
            ("repository.open", self.ask_for_repository),
            ("repository.clone", self.ask_for_address),
            ("repository.sample", self.open_sample),
            ("repository.close", session.close_workspace),
            ("repository.compare-files", self.ask_for_files),
        ):
            window.commands.connect(id, handler)
        window.folder_dropped.connect(self._on_dropped)
        window.repository_chosen.connect(self._on_chosen)
        session.workspace_closed.connect(self.show_first_page)

    def open_path(self, path: Path, change: str | None = None) -> None:
        """Open the repository that the path is or lies in, in the background, at a change where one is named."""
        title, again = self.tr("Opening {name}").format(name=path.name), partial(self.open_path, path, change)
        self._start(title, lambda *_: _open(path, change), again)

    @Slot()
    def open_sample(self) -> None:
        """Open the sample, made on the spot where it is not there yet."""
        from visioneditor.services.opening import sample_repository

        self._start(self.tr("Making the sample"), lambda *_: _open(sample_repository(data_folder())), self.open_sample)

    def _start(self, title: str, work: Callable[..., object], retry: Callable[[], object]) -> None:
        self._retry = retry
        self._session.jobs.start("open", title, work, self._on_opened, self._on_failed)

    @Slot(object)
    def _on_opened(self, start: Start) -> None:
        self._window.messages.clear()
        self.opened.emit(start)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, self._retry)

    @Slot()
    def show_first_page(self) -> None:
        """The first page with what was opened before and the git that was found."""
        from visioneditor.repository.process import git_version
        from visioneditor.services.opening import recent_repositories

        today = datetime.now(UTC).date()
        recent = []
        for entry in recent_repositories(data_folder()):
            word = _WELCOME_GONE if not entry.path.exists() else ""
            if not word:
                word = self.tr("today") if entry.opened.date() == today else shown_date(entry.opened)
            recent.append(ShownRepository(path=entry.path, word=word, drafts=entry.drafts))
        self._window.first_page.show_state(recent, ".".join(map(str, git_version() or ())))
        self._window.show_first_page()

    @Slot()
    def ask_for_repository(self) -> None:
        """Ask for a folder and open it."""
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Open a repository"), str(Path.home()))
        if folder:
            self.open_path(Path(folder))

    @Slot()
    def ask_for_files(self) -> None:
        """Ask for two files and compare them."""
        old, _ = QFileDialog.getOpenFileName(self._window, self.tr("The older file"), str(Path.home()))
        new, _ = QFileDialog.getOpenFileName(self._window, self.tr("The newer file"), old) if old else ("", "")
        if old and new:
            self.files_chosen.emit(Path(old), Path(new))

    @Slot(str)
    def _on_dropped(self, path: str) -> None:
        self.open_path(Path(path))

    @Slot(object)
    def _on_chosen(self, path: object) -> None:
        self.open_path(Path(str(path)))

    # Cloning

    @Slot()
    def ask_for_address(self) -> None:
        """Ask for an address, clone it and open what came."""
        from visioneditor.gui.dialogs.clone_dialog import CloneDialog

        dialog = CloneDialog(Path.home(), self._window)
        dialog.clone_requested.connect(self._on_clone_requested)
        dialog.cancelled.connect(self._on_clone_cancelled)
        self._clone_dialog = dialog
        dialog.open()

    @Slot(str, object)
    def _on_clone_requested(self, address: str, folder: Path) -> None:
        from visioneditor.services.opening import clone_repository

        job = self._session.jobs.start(
            "clone",
            self.tr("Cloning"),
            lambda cancel, progress: clone_repository(address, folder, cancelled=cancel, progress=progress),
            self._on_cloned,
            self._clone_dialog.show_error,
        )
        job.progressed.connect(self._clone_dialog.show_progress)

    @Slot()
    def _on_clone_cancelled(self) -> None:
        self._session.jobs.cancel("clone")

    @Slot(object)
    def _on_cloned(self, path: object) -> None:
        self._clone_dialog.accept()
        self.open_path(Path(str(path)))
