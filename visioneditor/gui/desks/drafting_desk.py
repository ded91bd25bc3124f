"""Drafting: the unsaved text goes to the store at every pause; saving, committing and discarding on demand."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMessageBox

from visioneditor.core.document.model import Document, Markup
from visioneditor.errors import VisionEditorError
from visioneditor.gui.dialogs.commit_dialog import CommitDialog, CommitWish
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import DRAFT, WORKTREE, Session
from visioneditor.repository.model import Signature
from visioneditor.services.drafting import (
    WorkingSave,
    commit_draft,
    discard_draft,
    load_draft,
    save_draft,
    save_to_working_file,
)
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reading import load_document, parse_text
from visioneditor.services.reviewing import identity
from visioneditor.services.window_request import Mode
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import StoredText


class _Opened:
    """What is being drafted: where it came from and what of it is kept."""

    def __init__(
        self, workspace: Workspace, base: LoadedDocument, working: bytes | None, draft: StoredText | None
    ) -> None:
        self.workspace, self.base, self.working = workspace, base, working
        self.path = base.path
        self.markup: Markup = base.document.markup
        self.version = draft.version if draft else 0
        self.text = draft.text if draft else base.document.text
        self.is_restored = draft is not None and draft.text != base.document.text


class DraftingDesk(QObject):
    """Announces `preview_ready` with the draft as a Document."""

    preview_ready = Signal(object)
    committed = Signal(str)

    def __init__(self, window: MainWindow, session: Session, page: DraftingPage, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self._page = window, session, page
        self._opened: _Opened | None = None
        page.text_typed.connect(self._on_typed)
        page.preview_wanted.connect(self._on_preview_wanted)
        for id, handler in (
            ("draft.save", self.save),
            ("draft.commit", self.ask_to_commit),
            ("draft.compare", self.compare),
            ("draft.discard", self.ask_to_discard),
        ):
            window.commands.connect(id, handler)
        session.workspace_closed.connect(self._on_closed)
        window.closing.connect(page.flush)
        window.keep_requested.connect(page.flush)

    @property
    def is_open(self) -> bool:
        """Whether something is being drafted."""
        return self._opened is not None

    # Opening

    def open_draft(self) -> None:
        """Draft the shown document: the unsaved draft where there is one, else what is shown."""
        session, workspace = self._session, self._session.workspace
        if workspace is None or session.loaded is None:
            return
        loaded = session.loaded
        if self._opened is not None and self._opened.path == loaded.path:
            return
        self.close_draft()

        def work(*_: object) -> _Opened:
            draft = load_draft(workspace, loaded.path)
            working = workspace.repository.worktree_bytes(loaded.path) if workspace.repository.work_tree else None
            base = _base_of(workspace, loaded, draft, working)
            return _Opened(workspace, base, working, draft)

        session.jobs.start("draft", self.tr("Opening the draft"), work, self._on_opened, self._on_failed)

    @Slot(object)
    def _on_opened(self, opened: _Opened) -> None:
        self._opened = opened
        repository = opened.workspace.repository
        branch = (repository.head_branch() or "").removeprefix("refs/heads/")
        where = (
            self.tr("on branch {branch}").format(branch=branch)
            if repository.work_tree and branch
            else self.tr("kept here")
        )
        section = self._session.section
        line = section.first_line if section is not None else 1
        self._page.load(opened.text, opened.markup, f"{where}, from {opened.base.revision[:8]}", line)
        if opened.is_restored:
            self._window.status.show_saved(self.tr("Your unsaved draft is here again"))
        self._page.editor.setFocus()

    def close_draft(self) -> None:
        """Keep what was typed and leave the draft."""
        self._page.flush()
        self._opened = None

    @Slot()
    def _on_closed(self) -> None:
        self._opened = None

    # Typing

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        opened = self._opened
        if opened is None:
            return

        def work(*_: object) -> StoredText:
            stored = save_draft(
                opened.workspace, opened.path, text, base_revision=opened.base.revision, seen=opened.version
            )
            opened.version = stored.version
            return stored

        opened.text = text
        self._session.jobs.start(
            "write", self.tr("Keeping the draft"), work, self._on_kept, self._on_failed, is_writing=True
        )

    @Slot(object)
    def _on_kept(self, stored: StoredText) -> None:
        self._window.status.show_saved(
            self.tr("Every word saved, {time:%H:%M}").format(time=stored.updated.astimezone())
        )

    @Slot(str)
    def _on_preview_wanted(self, text: str) -> None:
        opened = self._opened
        if opened is not None:
            markup = opened.markup
            self._session.jobs.start(
                "preview",
                self.tr("Reading the draft"),
                lambda *_: parse_text(text, markup),
                self._on_preview,
                self._on_failed,
            )

    @Slot(object)
    def _on_preview(self, document: Document) -> None:
        self._page.show_problems(document.problems)
        self.preview_ready.emit(document)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    # Leaving

    @Slot()
    def save(self) -> None:
        """Write the working file; a file that another program changed meanwhile is left alone."""
        opened = self._opened
        if opened is None:
            return
        if opened.workspace.repository.work_tree is None:
            self._window.messages.show_notice(
                self.tr("A bare repository has no working file; the draft is kept here until you commit it."),
                self.tr("Commit …"),
                self.ask_to_commit,
            )
            return
        text = self._page.text
        self._session.jobs.start(
            "write",
            self.tr("Saving"),
            lambda *_: save_to_working_file(opened.workspace, opened.path, text, opened.working),
            self._on_saved,
            self._on_failed,
            is_writing=True,
        )

    @Slot(object)
    def _on_saved(self, save: WorkingSave) -> None:
        if self._opened is None:
            return
        if save.is_saved:
            self._opened.working = save.data
            self._window.status.show_saved(self.tr("Saved to the working file"))
        else:
            self._window.messages.show_notice(
                self.tr("Another program has changed the working file; it was left as it is and your draft is kept."),
                self.tr("Compare"),
                self._compare_with_working_file,
            )

    @Slot()
    def compare(self) -> None:
        """Compare the draft with what it was begun on."""
        if self._opened is not None:
            self._page.flush()
            self._session.go(mode=Mode.COMPARE, compared=(self._opened.base.revision, DRAFT))

    @Slot()
    def _compare_with_working_file(self) -> None:
        self._session.go(mode=Mode.COMPARE, compared=(WORKTREE, DRAFT))

    @Slot()
    def ask_to_discard(self) -> None:
        """Drop the draft, after asking."""
        opened = self._opened
        if opened is None:
            return
        question = self.tr("Discard the draft of {path}? What was typed since {revision} is gone then.")
        answer = QMessageBox.question(
            self._window,
            self.tr("Discard the draft"),
            question.format(path=opened.path, revision=opened.base.revision[:8]),
            QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel,
        )
        if answer == QMessageBox.StandardButton.Discard:
            discard_draft(opened.workspace, opened.path)
            self._opened = None
            self._window.status.show_saved("")
            self._session.go(mode=Mode.READ)

    @Slot()
    def ask_to_commit(self) -> None:
        """Ask for message, branch and author, then commit this document alone."""
        opened = self._opened
        if opened is None:
            return
        self._page.flush()
        repository = opened.workspace.repository
        default = (repository.main_line() or "").rsplit("/", 1)[-1]
        head = (repository.head_branch() or "").removeprefix("refs/heads/")
        is_bare = repository.work_tree is None
        person = identity(opened.workspace)
        settings = opened.workspace.settings
        dialog = CommitDialog(
            self.tr("Commits {path} and nothing else.").format(path=opened.path),
            branch="" if is_bare else head,
            default_branch=default,
            is_branch_fixed=not is_bare and bool(head),
            name=person.name if person else settings.identity_name,
            mail=person.mail if person else settings.identity_mail,
            signs_off=settings.sign_off,
            parent=self._window,
        )
        dialog.commit_requested.connect(self._on_commit_requested)
        self._dialog = dialog
        dialog.open()

    @Slot(object)
    def _on_commit_requested(self, wish: CommitWish) -> None:
        opened, text = self._opened, self._page.text
        if opened is None:
            return

        def work(*_: object) -> str:
            return commit_draft(
                opened.workspace,
                opened.path,
                text,
                branch=wish.branch,
                message=wish.message,
                author=Signature(name=wish.name, mail=wish.mail),
                base_revision=opened.base.revision,
                change_id=wish.adds_change_id,
                sign_off=wish.signs_off,
                allow_default=wish.allows_default,
            )

        self._session.jobs.start(
            "write", self.tr("Committing"), work, self._on_committed, self._dialog.show_error, is_writing=True
        )

    @Slot(object)
    def _on_committed(self, commit: str) -> None:
        self._dialog.accept()
        self._window.status.show_saved(self.tr("Committed as {commit}").format(commit=commit[:8]))
        self._opened = None
        self._session.show(replace(self._session.place, mode=Mode.READ, revision=commit))
        self.committed.emit(commit)


def _base_of(
    workspace: Workspace, loaded: LoadedDocument, draft: StoredText | None, working: bytes | None
) -> LoadedDocument:
    """What a draft starts from: what it was begun on, else the working file's own commit, else what is shown."""
    if draft is not None:
        try:
            return load_document(workspace, draft.base_revision, loaded.path)
        except VisionEditorError:
            return loaded
    if working is not None and loaded.revision == workspace.repository.resolve(workspace.repository.default_revision()):
        on_disk = load_document(workspace, WORKTREE, loaded.path)
        return replace(on_disk, revision=loaded.revision)
    if loaded.revision.startswith((WORKTREE, DRAFT)):
        return replace(loaded, revision=workspace.repository.resolve(workspace.repository.default_revision()))
    return loaded
