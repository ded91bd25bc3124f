"""Imports a reflection: reads it, proposes what it answers, writes what was decided into its draft."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from visioneditor.core.annotation import Annotation
from visioneditor.core.importing.model import Source, SourceKind
from visioneditor.errors import VisionEditorError
from visioneditor.gui.importing.import_dialog import ImportDialog, ImportWish, SourceWish
from visioneditor.gui.jobs import Cancel, Progress
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.place import DRAFT
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.notices import Action
from visioneditor.services.answering import list_projects
from visioneditor.services.import_sources import (
    RepositoryPlace,
    read_file_source,
    read_mail_source,
    read_repository_source,
)
from visioneditor.services.importing import (
    PlannedImport,
    guess_project,
    load_known_places,
    plan_correction,
    plan_import,
    write_import,
)
from visioneditor.services.model import LoadedDocument
from visioneditor.services.projects import load_teams
from visioneditor.services.window_request import Mode
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import StoredText
from visioneditor.values import dataclass

_ABOUT = "imported-reflection"


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReadSource:
    source: Source
    planned: PlannedImport


class ImportingDesk(QObject):
    """Carries the dialog's wishes out."""

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self.dialog: ImportDialog | None = None
        self._read: _ReadSource | None = None
        self._heading = ""  # the one to begin with
        window.panel.settle_requested.connect(self._on_settle_requested)
        window.commands.connect("repository.add-reflection", self.open)
        window.commands.connect("repository.correct-reflection", self.ask_to_correct)

    @Slot()
    def open(self) -> None:
        """Ask where a reflection on the shown document is."""
        session, workspace, loaded = self._session, self._session.workspace, self._session.loaded
        if workspace is None or loaded is None:
            return
        answering = session.annotations.projects if session.annotations is not None else ()
        self._workspace: Workspace = workspace
        self._loaded: LoadedDocument = loaded
        title = loaded.document.title or loaded.path
        self.dialog = ImportDialog(self._window.look, title, answering, self._window)
        self.dialog.read_requested.connect(self._on_read_requested)
        self.dialog.project_changed.connect(self._on_project_changed)
        self.dialog.write_requested.connect(self._on_write_requested)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()
        self._session.jobs.start(
            "import-places",
            self.tr("Reading where reflections came from"),
            lambda *_: (list_projects(workspace, loaded, answering).all, load_known_places(workspace, loaded)),
            self._on_known,
            self._on_failed,
        )

    @Slot()
    def ask_to_correct(self) -> None:
        """Ask whose reflection is to be corrected."""
        self.correct("")

    @Slot(object)
    def _on_settle_requested(self, annotation: Annotation) -> None:
        self.correct(annotation.project, annotation.heading)

    def correct(self, project: str, heading: str = "") -> None:
        """Ask what the headings of a reflection that is here answer; at once where the project is named."""
        self.open()
        self._heading = heading
        if self.dialog is not None:
            self.dialog.choose_standing(project)
            if project:
                self.dialog.form.read.click()

    @Slot(object)
    def _on_known(self, known: tuple[Sequence[str], dict[str, RepositoryPlace]]) -> None:
        projects, places = known
        if self.dialog is not None:
            self.dialog.know_projects(projects)
            self.dialog.know_places(places)

    @Slot(object)
    def _on_read_requested(self, wish: SourceWish) -> None:
        workspace, loaded = self._workspace, self._loaded

        def work(cancel: Cancel, progress: Progress) -> _ReadSource:
            if wish.kind is SourceKind.STANDING:
                return _plan(workspace, loaded, None, wish.project)
            source = _read_source(wish, cancel, progress)
            project = wish.project or guess_project(source, load_teams(workspace, loaded.revision))
            return _plan(workspace, loaded, source, project)

        said = self.tr("Reading the reflection")
        job = self._session.jobs.start("import", said, work, self._on_read, self._on_failed)
        if self.dialog is not None:
            job.progressed.connect(self.dialog.show_progress)

    @Slot(str)
    def _on_project_changed(self, project: str) -> None:
        workspace, loaded, read = self._workspace, self._loaded, self._read
        if read is not None:
            source = read.source if read.source.kind is not SourceKind.STANDING else None
            self._session.jobs.start(
                "import",
                self.tr("Reading the reflection"),
                lambda *_: _plan(workspace, loaded, source, project),
                self._on_read,
                self._on_failed,
            )

    @Slot(object)
    def _on_read(self, read: _ReadSource) -> None:
        self._read = read
        if self.dialog is not None:
            self.dialog.show_plan(read.planned)
            if self._heading:
                self.dialog.mapping.go_to(self._heading)

    @Slot(object)
    def _on_write_requested(self, wish: ImportWish) -> None:
        workspace = self._workspace
        self._session.jobs.start(
            "write",
            self.tr("Writing the reflection"),
            lambda *_: write_import(workspace, wish.planned, wish.answers, written_against=wish.written_against),
            partial(self._on_written, wish.planned),
            self._on_failed,
            is_writing=True,
        )

    def _on_written(self, planned: PlannedImport, stored: StoredText) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self._session.load_annotations()
        self._session.store_changed.emit()
        revision = f"{DRAFT}:{stored.name}"
        said = self.tr("The reflection of {project} stands in your draft “{name}”.")
        self._window.messages.show_notice(
            said.format(project=planned.project, name=stored.name),
            self.tr("Open the draft"),
            partial(self._open_draft, stored.path, revision),
            also=Action(
                text=self.tr("What changed there"),
                act=partial(self._compare, stored.path, (planned.base_revision, revision)),
            )
            if planned.had
            else None,
            about=_ABOUT,
        )

    def _open_draft(self, path: str, revision: str) -> None:
        self._session.go(mode=Mode.DRAFT, path=path, revision=revision, section="", compared=None)

    def _compare(self, path: str, pair: tuple[str, str]) -> None:
        self._session.go(mode=Mode.COMPARE, path=path, revision=pair[1], section="", compared=pair)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        if self.dialog is not None:
            self.dialog.show_error(error)
        else:
            self._session.failed.emit(error, None)

    @Slot(int)
    def _on_finished(self, _: int) -> None:
        for name in ("import", "import-places"):
            self._session.jobs.cancel(name)
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog, self._read, self._heading = None, None, ""
        self._window.focus_middle()


def _plan(workspace: Workspace, loaded: LoadedDocument, source: Source | None, project: str) -> _ReadSource:
    """Without a source the reflection that is here."""
    if source is not None:
        return _ReadSource(source=source, planned=plan_import(workspace, loaded, source, project))
    planned = plan_correction(workspace, loaded, project)
    return _ReadSource(source=planned.proposal.source, planned=planned)


def _read_source(wish: SourceWish, cancel: Cancel, progress: Progress) -> Source:
    if wish.kind is SourceKind.MAIL:
        return read_mail_source(wish.place)
    if wish.kind is SourceKind.FILE:
        return read_file_source(Path(wish.place).expanduser())
    place = RepositoryPlace(place=wish.place, path=wish.path, revision=wish.revision)
    return read_repository_source(place, progress=progress, cancelled=cancel)
