"""The pickers: documents, revisions, the two that are compared."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from visioneditor.gui.comparing.comparing_page import ComparingPage
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.reading.reading_page import ReadingPage
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.picker import Choice, Picker
from visioneditor.gui.widgets.revision_choices import build_revision_choices
from visioneditor.services.drafting import list_drafts
from visioneditor.services.window_request import Mode


class PickingDesk(QObject):
    """Opens a picker below the button that asks for it and goes where the reader chose."""

    def __init__(
        self, window: MainWindow, session: Session, reading: ReadingPage, comparing: ComparingPage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self._reading, self._comparing = reading, comparing
        self.documents = self._build(self.tr("Find a document"), self._on_document)
        self.revisions = self._build(self.tr("Find a revision: branch, tag, subject, author, date"), self._on_revision)
        self._chosen: Callable[[str], object] = self._read_revision
        window.header.document_menu_requested.connect(self.choose_document)
        window.header.repository_menu_requested.connect(self._on_repository)
        reading.revision_requested.connect(self.choose_revision)
        comparing.old_requested.connect(self._on_old)
        comparing.new_requested.connect(self._on_new)
        for id, handler in (
            ("go.document", self.choose_document),
            ("go.revision", self.choose_revision),
            ("go.next-document", self.next_document),
            ("go.previous-document", self.previous_document),
            ("repository.add-reflection", self.add_reflection),
        ):
            window.commands.connect(id, handler)

    def _build(self, name: str, chosen: Callable[[object], object]) -> Picker:
        picker = Picker(self._window.look, name, self._window, width=600)
        picker.chosen.connect(chosen)
        picker.dismissed.connect(self._window.focus_middle)
        return picker

    @Slot()
    def _on_repository(self) -> None:
        self._window.commands.run("repository.open")

    @Slot()
    def choose_document(self) -> None:
        """List the documents, the visions first."""
        if self._session.workspace is None:
            return
        choices: list[Choice] = []
        entries = [entry for entry in self._session.entries if entry.same_as is None]
        for title, is_vision in ((self.tr("Visions"), True), (self.tr("Other documents"), False)):
            of_kind = [entry for entry in entries if entry.is_vision is is_vision]
            if of_kind:
                choices.append(Choice(value=None, title=title, is_enabled=False, is_heading=True))
            choices += [
                Choice(value=e.path, title=e.title or e.path, detail=e.path, aside=f"{e.words:,} words")
                for e in of_kind
            ]
        self.documents.show_choices(choices)
        self.documents.open_below(self._window.header.document)

    @Slot(object)
    def _on_document(self, path: object) -> None:
        mode = self._session.place.mode
        is_comparing = mode is Mode.COMPARE and self._session.place.compared is not None
        self._session.go(mode=Mode.COMPARE if is_comparing else Mode.READ, path=str(path), section="")
        self._window.focus_middle()

    @Slot()
    def next_document(self) -> None:
        """The next document in the list."""
        self._step(1)

    @Slot()
    def previous_document(self) -> None:
        """The document before in the list."""
        self._step(-1)

    def _step(self, by: int) -> None:
        paths = [entry.path for entry in self._session.entries if entry.same_as is None]
        if self._session.place.path in paths:
            at = paths.index(self._session.place.path) + by
            if 0 <= at < len(paths):
                self._session.go(path=paths[at], section="")

    # Revisions

    @Slot()
    def choose_revision(self) -> None:
        """Ask which revision to read; in Compare, which is the newer one."""
        if self._session.place.mode is Mode.COMPARE:
            self._on_new()
        else:
            self._ask(self._reading.revision, self._read_revision)

    @Slot()
    def _on_old(self) -> None:
        self._ask(self._comparing.old, self._compare_old)

    @Slot()
    def _on_new(self) -> None:
        self._ask(self._comparing.new, self._compare_new)

    def _ask(self, anchor: QWidget, chosen: Callable[[str], object]) -> None:
        session, workspace = self._session, self._session.workspace
        if workspace is None:
            return
        self._chosen = chosen
        self.revisions.show_choices(
            build_revision_choices(
                session.refs,
                session.history,
                has_worktree=workspace.repository.work_tree is not None,
                drafts=[draft.name for draft in list_drafts(workspace, session.place.path)],
            )
        )
        self.revisions.open_below(anchor)

    @Slot(object)
    def _on_revision(self, revision: object) -> None:
        self._chosen(str(revision))
        self._window.focus_middle()

    def _read_revision(self, revision: str) -> None:
        self._session.go(revision=revision)

    def _compare_old(self, revision: str) -> None:
        compared = self._session.place.compared
        self._session.go(compared=(revision, compared[1] if compared else self._session.revision))

    def _compare_new(self, revision: str) -> None:
        compared = self._session.place.compared
        self._session.go(compared=(compared[0] if compared else self._session.revision, revision))

    # Reflections from elsewhere

    @Slot()
    def add_reflection(self) -> None:
        """Show a project's reflection that lies in a file."""
        from pathlib import Path

        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("A project's reflection"), str(Path.home()), self.tr("Prose (*.rst *.md *.txt)")
        )
        if not name:
            return
        path = Path(name)
        project, is_sure = QInputDialog.getText(
            self._window, self.tr("Add a reflection"), self.tr("Which project is it?"), text=path.stem
        )
        if is_sure and project.strip():
            self._session.imports[project.strip()] = path
            self._session.load_annotations()
