"""Renaming a document: asks for the new path, shows in the commit dialog what follows, and commits all of it."""

from threading import Event

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QInputDialog, QPushButton

from visioneditor.errors import VisionEditorError
from visioneditor.gui.dialogs.commit_dialog import CommitDialog, CommitWish, OtherDraft
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.repository.model import Signature
from visioneditor.services.drafting import commit_draft
from visioneditor.services.renaming import Renaming, plan_renaming
from visioneditor.services.reviewing import identity
from visioneditor.services.workspace import Workspace

_WIDTH_PX = 520


class RenamingDesk(QObject):
    """Listens to `document.rename`; `renamed` with the new path and the commit's id."""

    renamed = Signal(str, str)

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self.path_dialog: QInputDialog | None = None
        self.dialog: CommitDialog | None = None
        self._plan: Renaming | None = None
        self._stop = Event()
        window.commands.connect("document.rename", self.ask)

    @Slot()
    def ask(self) -> None:
        """Ask for the new path of the document that is shown."""
        loaded = self._session.loaded
        if loaded is None:
            return
        self.path_dialog = dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Rename or move {path}").format(path=loaded.path))
        dialog.setLabelText(
            self.tr("New path of {path}. Links to it follow in all documents.").format(path=loaded.path)
        )
        dialog.setTextValue(loaded.path)
        dialog.setOkButtonText(self.tr("Show what changes"))
        dialog.resize(_WIDTH_PX, dialog.height())
        dialog.textValueSelected.connect(self._on_path)
        dialog.open()
        for button in dialog.findChildren(QPushButton):
            button.setIcon(QIcon())  # Qt's own look of another program

    @Slot(str)
    def _on_path(self, path: str) -> None:
        workspace, loaded = self._session.workspace, self._session.loaded
        if workspace is None or loaded is None:
            return
        old, new = loaded.path, path.strip()
        self._session.jobs.start(
            "renaming",
            self.tr("Looking for links"),
            lambda *_: (workspace, plan_renaming(workspace, old, new)),
            self._on_planned,
            self._on_failed,
        )

    @Slot(object)
    def _on_planned(self, result: tuple[Workspace, Renaming]) -> None:
        workspace, plan = result
        repository, settings, person = workspace.repository, workspace.settings, identity(workspace)
        head = (repository.head_branch() or "").removeprefix("refs/heads/") if repository.work_tree else ""
        self._plan = plan
        self.dialog = dialog = CommitDialog(
            self.tr("{new} (was {old})").format(new=plan.new.path, old=plan.old.path),
            branch=head,
            default_branch=(repository.main_line() or "").rsplit("/", 1)[-1],
            is_branch_fixed=bool(head),
            name=person.name if person else settings.identity_name,
            mail=person.mail if person else settings.identity_mail,
            signs_off=settings.sign_off,
            others=[OtherDraft(path=each.file.path, note=self._note(each.links), belongs=True) for each in plan.others],
            parent=self._window,
        )
        dialog.form.subject.setText(self.tr("Move {old} to {new}").format(old=plan.old.path, new=plan.new.path))
        dialog.commit_requested.connect(self._on_commit_requested)
        self._stop = stop = Event()  # hooks that still run are ended with the dialog
        dialog.rejected.connect(stop.set)
        dialog.open()

    def _note(self, links: int) -> str:
        return self.tr("1 link follows") if links == 1 else self.tr("{n} links follow").format(n=links)

    @Slot(object)
    def _on_commit_requested(self, wish: CommitWish) -> None:
        workspace, plan = self._session.workspace, self._plan
        if workspace is None or plan is None:
            return
        stop = self._stop
        others = [each.file for each in plan.others if each.file.path in wish.others]

        def work(*_: object) -> tuple[str, str]:
            commit = commit_draft(
                workspace,
                [plan.new, plan.old, *others],
                branch=wish.branch,
                message=wish.message,
                author=Signature(name=wish.name, mail=wish.mail),
                change_id=wish.adds_change_id,
                sign_off=wish.signs_off,
                allow_default=wish.allows_default,
                cancelled=stop.is_set,
            )
            return plan.new.path, commit

        title = self.tr("Committing")
        self._session.jobs.start("write", title, work, self._on_committed, self._on_not_committed, is_writing=True)

    @Slot(object)
    def _on_committed(self, result: tuple[str, str]) -> None:
        path, commit = result
        if self.dialog is not None:
            self.dialog.accept()
        self._window.status.show_saved(self.tr("Committed as {commit}").format(commit=commit[:8]))
        self._session.go(path=path, revision=commit, section="")
        self._session.load_documents()
        self.renamed.emit(path, commit)

    @Slot(object)
    def _on_not_committed(self, error: VisionEditorError) -> None:
        if self.dialog is not None:
            self.dialog.show_error(error)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)
