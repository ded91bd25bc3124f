"""What becomes of a draft: saved to the working file, compared, committed, discarded."""

from threading import Event

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMessageBox

from visioneditor.core.drafting.text_change import TextChange, trimmed
from visioneditor.core.text import encode
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.drafting_desk import DraftingDesk
from visioneditor.gui.desks.merging_desk import MergedDraft
from visioneditor.gui.desks.opened_draft import OpenedDraft
from visioneditor.gui.dialogs.commit_dialog import CommitDialog, CommitWish, OtherDraft
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.place import WORKTREE
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.notices import Action
from visioneditor.repository.model import Signature
from visioneditor.services.carrying import CarriedReflection, carry_reflections
from visioneditor.services.drafting import (
    DraftedFile,
    WorkingSave,
    allow_hooks,
    commit_draft,
    discard_kept,
    hooks_here,
    is_joint,
    list_drafts,
    save_to_working_file,
)
from visioneditor.services.next_patch_set import NextPatchSet, find_next_patch_set
from visioneditor.services.reviewing import identity
from visioneditor.services.upload_offer import known_people
from visioneditor.services.upstream import follow_base
from visioneditor.services.window_request import Mode
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import StoredText
from visioneditor.values import replace

_FILE_CHANGED = "working-file"
_COMMITTED = "committed"


def _save(opened: OpenedDraft, text: str) -> WorkingSave:
    save = save_to_working_file(opened.workspace, opened.path, text, opened.working)
    if save.is_saved:  # what another program wrote is not known to the draft before it stands there
        opened.note_file(save.data if save.text is None else encode(text, save.data or b""))
    return save


class SavingDesk(QObject):
    """Carries out what is wished of the draft that the drafting desk has open; `committed` with the commit's id.

    `settings_changed` with the Settings in which the repository's hooks may run, or may not.
    """

    committed = Signal(str)
    refused_by = Signal(str)  # the branch on which the document went on
    merge_requested = Signal(str)  # of the draft with its working file: WORKTREE
    settings_changed = Signal(object)

    def __init__(
        self, window: MainWindow, session: Session, page: DraftingPage, drafting: DraftingDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._page, self._drafting = window, session, page, drafting
        for id, handler in (
            ("draft.save", self.save),
            ("draft.commit", self.ask_to_commit),
            ("draft.compare", self.compare),
            ("draft.discard", self.ask_to_discard),
        ):
            window.commands.connect(id, handler)
        self._carried: dict[str, CarriedReflection] = {}  # by path: what can follow the vision at hand
        self._stop = Event()  # of the commit under way: nobody waits for its hooks any more
        window.closing.connect(self._on_dialog_left)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    # The working file

    @Slot()
    def save(self) -> None:
        """Write the working file; what another program has put there meanwhile is brought together with the draft."""
        opened = self._drafting.opened
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
            lambda *_: (opened, text, _save(opened, text)),
            self._on_saved,
            self._on_failed,
            is_writing=True,
        )

    @Slot(object)
    def _on_saved(self, result: tuple[OpenedDraft, str, WorkingSave]) -> None:
        opened, text, save = result
        if not save.is_saved:
            self._tell_of_file(save)
            return
        self._window.messages.close_about(_FILE_CHANGED)
        self._window.status.show_saved(self.tr("Saved to the working file"))
        self._drafting.state_changed.emit()
        if save.text is not None and opened is self._drafting.opened:
            self._take_in(opened, text, save)

    def _tell_of_file(self, save: WorkingSave) -> None:
        if save.data is None:
            said = self.tr("Another program has deleted the working file; your draft is kept.")
        elif save.conflicts == 1:
            said = self.tr("Another program wrote in the same place of the working file; it was left as it is.")
        else:
            said = self.tr("Another program wrote in {n} of the same places of the working file; it was left as it is.")
        said = said.format(n=save.conflicts or self.tr("some"))
        compare = Action(text=self.tr("Compare"), act=self._compare_with_working_file)
        if save.data is None:
            self._window.messages.show_notice(said, compare.text, compare.act, about=_FILE_CHANGED)
        else:
            self._window.messages.show_notice(
                said, self.tr("Decide place by place"), self._ask_to_merge, also=compare, about=_FILE_CHANGED
            )

    @Slot()
    def _ask_to_merge(self) -> None:
        self.merge_requested.emit(WORKTREE)

    @Slot(object)
    def on_merged(self, merged: MergedDraft) -> None:
        """All was decided by hand: it goes into the draft, which knows the file then, and so into the file."""
        opened = self._drafting.opened
        if not merged.is_file or merged.opened is not opened:
            return
        change = trimmed(merged.before, TextChange(0, len(merged.before), merged.text))
        if change is not None:
            self._page.editor.apply([change], self._page.editor.offset)
        self._page.flush()
        self._note_file(merged.opened, merged.base.data)
        self.save()

    def _note_file(self, opened: OpenedDraft, data: bytes | None) -> None:
        self._session.jobs.start(
            "write", "", lambda *_: opened.note_file(data), self._on_done, self._on_failed, is_writing=True
        )

    def _take_in(self, opened: OpenedDraft, text: str, save: WorkingSave) -> None:
        """Put what another program wrote into the draft; where one has typed on, both are brought together again."""
        if self._page.text != text:
            self.save()
            return
        change = trimmed(text, TextChange(0, len(text), save.text or ""))
        if change is not None:
            self._page.editor.apply([change], self._page.editor.offset)
        self._page.flush()  # the draft is kept first: only then may it count as knowing the file
        self._note_file(opened, save.data)
        said = self.tr("Another program had changed the working file: what it wrote is in your draft now, too.")
        self._window.messages.show_notice(said, about=_FILE_CHANGED)

    # Comparing

    @Slot()
    def compare(self) -> None:
        """Compare the draft with what it was begun on."""
        if self._drafting.opened is not None:
            self._drafting.compare_with(self._drafting.opened.base.revision)

    @Slot()
    def _compare_with_working_file(self) -> None:
        self._drafting.compare_with(WORKTREE)

    # Discarding

    @Slot()
    def ask_to_discard(self) -> None:
        """Drop the draft, after asking."""
        opened = self._drafting.opened
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
            self._drafting.drop()
            self._discard(opened)
            self._window.status.show_saved("")
            self._session.go(mode=Mode.READ)

    def _discard(self, opened: OpenedDraft) -> None:
        """After all that is still to be kept of it."""
        self._session.jobs.start(
            "write",
            self.tr("Discarding the draft"),
            lambda *_: opened.discard(),
            self._on_done,
            self._on_failed,
            is_writing=True,
        )

    @Slot(object)
    def _on_done(self, _: object) -> None:
        """Nothing is to be said."""

    # Committing

    @Slot()
    def ask_to_commit(self) -> None:
        """Ask for message, branch and author, then commit this document, and what else the author ticks."""
        opened = self._drafting.opened
        if opened is None:
            return
        self._page.flush()
        repository = opened.workspace.repository
        default = (repository.main_line() or "").rsplit("/", 1)[-1]
        head = (repository.head_branch() or "").removeprefix("refs/heads/")
        is_bare = repository.work_tree is None
        workspace = self._workspace_of(opened)
        person, settings, hooks = identity(workspace), workspace.settings, hooks_here(workspace)
        dialog = CommitDialog(
            opened.path,
            branch="" if is_bare else head,
            default_branch=default,
            is_branch_fixed=not is_bare and bool(head),
            name=person.name if person else settings.identity_name,
            mail=person.mail if person else settings.identity_mail,
            signs_off=settings.sign_off,
            others=self._shown_others(opened),
            hooks=hooks.names,
            are_hooks_allowed=hooks.are_allowed,
            parent=self._window,
        )
        dialog.commit_requested.connect(self._on_commit_requested)
        dialog.hooks_requested.connect(self._on_hooks_requested)
        dialog.rejected.connect(self._on_dialog_left)
        self._dialog = dialog
        self._carried = {}
        dialog.open()
        base = opened.base.revision
        self._session.jobs.start(
            "commit-offer",
            "",
            lambda *_: (dialog, find_next_patch_set(workspace, base), known_people(workspace)),
            self._on_offer,
            self._on_failed,
        )
        text = self._page.text
        self._session.jobs.start(
            "carry",
            self.tr("Looking at the projects' reflections"),
            lambda *_: (dialog, carry_reflections(workspace, opened.base, text)),
            self._on_carried,
            self._on_failed,
        )

    @Slot(object)
    def _on_offer(self, result: tuple[CommitDialog, NextPatchSet | None, tuple[str, ...]]) -> None:
        dialog, patch_set, people = result
        if dialog is self._dialog and dialog.isVisible():
            dialog.offer(patch_set, people)

    @Slot(object)
    def _on_carried(self, result: tuple[CommitDialog, tuple[CarriedReflection, ...]]) -> None:
        """Reflections that can follow the new titles are offered, too."""
        dialog, carried = result
        if carried and dialog is self._dialog and dialog.isVisible() and self._drafting.opened is not None:
            self._carried = {one.file.path: one for one in carried}
            dialog.show_others(self._shown_others(self._drafting.opened))

    def _shown_others(self, opened: OpenedDraft) -> list[OtherDraft]:
        """What else may go into a commit: reflections that follow are ticked, unless they are being written."""
        drafts = self._others_of(opened)
        follows = self.tr("whose headings follow the new titles")
        standing = [one.file.path for one in self._carried.values() if one.draft is None]
        carried = [OtherDraft(path=path, note=follows, belongs=True) for path in standing]
        for draft in drafts.values():
            written = self.tr("written {time}").format(time=f"{draft.updated.astimezone():%Y-%m-%d %H:%M}")
            note = f"{written}, {follows}" if draft.path in self._carried else written
            carried.append(OtherDraft(path=draft.path, note=note, belongs=_belongs(draft, opened)))
        return carried

    def _others_of(self, opened: OpenedDraft) -> dict[str, StoredText]:
        """What else is drafted, by path: a document's file of this draft, else what was edited last."""
        drafts = [draft for draft in list_drafts(opened.workspace) if draft.path != opened.path]
        belonging = {draft.path: draft for draft in drafts if _belongs(draft, opened)}
        return belonging | {draft.path: draft for draft in reversed(drafts) if draft.path not in belonging}

    def _workspace_of(self, opened: OpenedDraft) -> Workspace:
        """With the settings of the moment: those of the draft's own are from when it was opened."""
        return self._session.workspace or opened.workspace

    @Slot(bool)
    def _on_hooks_requested(self, are_allowed: bool) -> None:
        if self._session.workspace is not None:
            self.settings_changed.emit(allow_hooks(self._session.workspace, are_allowed))

    @Slot()
    def _on_dialog_left(self) -> None:
        """Hooks that still run are ended; without them a commit is over before anybody could think again."""
        self._stop.set()

    @Slot(object)
    def _on_commit_requested(self, wish: CommitWish) -> None:
        opened, text = self._drafting.opened, self._page.text
        if opened is None:
            return
        self._branch = wish.branch
        workspace, drafts = self._workspace_of(opened), self._others_of(opened)
        carried, others = self._carried, [drafts[path] for path in wish.others if path in drafts]
        files = [carried[path].file if path in carried else _drafted(drafts[path]) for path in wish.others]
        self._stop = stop = Event()

        def work(*_: object) -> str:
            follow_base(workspace, wish.branch, opened.base.revision, allow_default=wish.allows_default)
            commit = commit_draft(
                workspace,
                [DraftedFile(path=opened.path, text=text, base_revision=opened.base.revision), *files],
                branch=wish.branch,
                message=wish.message,
                author=Signature(name=wish.name, mail=wish.mail),
                change_id=wish.adds_change_id,
                sign_off=wish.signs_off,
                allow_default=wish.allows_default,
                amends=wish.amends,
                cancelled=stop.is_set,
            )
            opened.discard()  # all of it stands in the commit now
            discard_kept(workspace, others)
            return commit

        self._session.jobs.start(
            "write", self.tr("Committing"), work, self._on_committed, self._on_not_committed, is_writing=True
        )

    @Slot(object)
    def _on_not_committed(self, error: VisionEditorError) -> None:
        if self._dialog.isVisible():
            self._dialog.show_error(error)
            if error.message == "draft.branch-moved":
                self.refused_by.emit(self._branch)
        elif error.message != "commit.hook-cancelled":  # what one has cancelled oneself need not be told
            self._on_failed(error)

    @Slot(object)
    def _on_committed(self, commit: str) -> None:
        self._dialog.accept()
        said = self.tr("Committed as {commit}").format(commit=commit[:8])
        self._window.status.show_saved(said)
        self._window.messages.show_notice(
            f"{said}.", self.tr("Upload for review …"), self._ask_to_upload, about=_COMMITTED
        )
        self._drafting.drop()
        self._session.show(replace(self._session.place, mode=Mode.READ, revision=commit))
        self.committed.emit(commit)

    @Slot()
    def _ask_to_upload(self) -> None:
        self._window.commands.run("review.upload")


def _belongs(draft: StoredText, opened: OpenedDraft) -> bool:
    return is_joint(opened.name) and draft.name == opened.name


def _drafted(draft: StoredText) -> DraftedFile:
    return DraftedFile(path=draft.path, text=draft.text, base_revision=draft.base_revision)
