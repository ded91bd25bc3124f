"""Uploads commits for review: asks how, shows what would go, carries it out, and leads to what it became."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.address_desk import AddressDesk
from visioneditor.gui.desks.credentials_desk import CredentialsDesk
from visioneditor.gui.jobs import Cancel, Progress
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.place import Place, committed_revision
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.notices import Action
from visioneditor.repository.refs import named_patch_set
from visioneditor.services.window_request import Mode

if TYPE_CHECKING:
    from visioneditor.core.drafting.push_options import UploadWish
    from visioneditor.gui.dialogs.upload_dialog import UploadDialog
    from visioneditor.services.change_opening import OpenedChange
    from visioneditor.services.upload_offer import OfferedCommit, UploadOffer
    from visioneditor.services.uploading import Uploaded, UploadPlan, WayOut

_ABOUT = "uploaded"


class UploadDesk(QObject):
    """`uploaded` when a server has something new that is here, too; `draft_begun` with a StoredText."""

    uploaded = Signal()
    draft_begun = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        credentials: CredentialsDesk,
        addresses: AddressDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self._credentials, self._addresses = credentials, addresses
        self.dialog: UploadDialog | None = None
        self._project = ""
        self._refusal: VisionEditorError | None = None
        window.commands.connect("review.upload", self.ask)
        window.commands.connect("review.edit", self.edit)
        session.workspace_closed.connect(self._on_closed)

    # Asking

    @Slot()
    def ask(self) -> None:
        """Ask how the commits of the branch in view are to be uploaded."""
        from visioneditor.services.upload_offer import load_offer

        workspace = self._session.workspace
        if workspace is None:
            return
        revision = committed_revision(self._session.place.revision) or ""
        title, work = self.tr("Looking where changes are reviewed"), lambda *_: load_offer(workspace, revision)
        self._session.jobs.start("upload-offer", title, work, self._on_offer, self._on_failed)

    @Slot()
    def edit(self) -> None:
        """Draft on the patch set in view, so that it can be committed as the next one."""
        place = self._session.place
        revision = place.compared[1] if place.mode is Mode.COMPARE and place.compared else place.revision
        if named_patch_set(revision) is None:
            said = self.tr("This is no patch set of a change: open one from the list of changes first.")
            self._window.messages.show_notice(said, about=_ABOUT)
            return
        workspace, path = self._session.workspace, place.path
        if workspace is not None:
            from visioneditor.services.next_patch_set import draft_next_patch_set

            title, work = self.tr("Opening the draft"), lambda *_: draft_next_patch_set(workspace, path, revision)
            self._session.jobs.start("write", title, work, self.draft_begun.emit, self._on_failed, is_writing=True)

    @Slot(object)
    def _on_offer(self, offer: "UploadOffer") -> None:
        from visioneditor.gui.dialogs.upload_dialog import UploadDialog

        self._project, self._refusal = offer.places.project, None
        self.dialog = dialog = UploadDialog(self._window.look, offer, self._window)
        dialog.plan_requested.connect(self._on_plan_requested)
        dialog.upload_requested.connect(self._on_upload_requested)
        dialog.way_out_requested.connect(self._on_way_out_requested)
        dialog.stop_requested.connect(self._on_stop_requested)
        dialog.finished.connect(self._on_finished)
        dialog.ask_again()
        dialog.open()

    @Slot()
    def _on_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()

    @Slot(int)
    def _on_finished(self, _: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    # What would go

    @Slot(str, str)
    def _on_plan_requested(self, branch: str, onto: str) -> None:
        from visioneditor.services.upload_offer import describe_commits
        from visioneditor.services.uploading import plan_upload

        workspace = self._session.workspace
        if workspace is None:
            return

        def work(*_: object) -> "tuple[UploadPlan, tuple[OfferedCommit, ...]]":
            plan = plan_upload(workspace, branch, onto)
            return plan, describe_commits(workspace, plan)

        self._session.jobs.start("upload-plan", "", work, self._on_planned, self._on_not_planned)

    @Slot(object)
    def _on_planned(self, found: "tuple[UploadPlan, tuple[OfferedCommit, ...]]") -> None:
        if self.dialog is not None:
            self.dialog.show_plan(*found)

    @Slot(object)
    def _on_not_planned(self, error: VisionEditorError) -> None:
        if self.dialog is not None:
            self.dialog.show_no_plan(error)

    @Slot(object)
    def _on_way_out_requested(self, way_out: "WayOut") -> None:
        from visioneditor.services.uploading import take_way_out

        workspace, dialog, refusal = self._session.workspace, self.dialog, self._refusal
        if workspace is None or dialog is None or dialog.plan is None:
            return
        plan, address = dialog.plan, dialog.form.address.currentText().strip()

        def work(*_: object) -> object:
            return take_way_out(workspace, plan, way_out, address, refusal)

        title = self.tr("Completing the messages")
        self._session.jobs.start("write", title, work, self._on_reworded, self._on_refused, is_writing=True)

    @Slot(object)
    def _on_reworded(self, _: object) -> None:
        self._session.load_documents()  # and with it refs
        if self.dialog is not None:
            self.dialog.ask_again()

    # Uploading

    @Slot(str, object)
    def _on_upload_requested(self, address: str, wish: "UploadWish") -> None:
        from visioneditor.services.uploading import upload

        workspace, dialog = self._session.workspace, self.dialog
        if workspace is None or dialog is None or dialog.plan is None:
            return
        plan, project, accounts = dialog.plan, self._project, self._credentials.accounts

        def work(cancel: Cancel, progress: Progress) -> "Uploaded":
            return upload(
                workspace, plan, address, wish, project=project, accounts=accounts, progress=progress, cancelled=cancel
            )

        title = self.tr("Uploading for review")
        job = self._session.jobs.start("upload", title, work, self._on_uploaded, self._on_refused, is_cut_off=True)
        job.progressed.connect(dialog.show_progress)

    @Slot()
    def _on_stop_requested(self) -> None:
        self._session.jobs.cancel("upload")
        self._credentials.dismiss()

    @Slot(object)
    def _on_refused(self, error: VisionEditorError) -> None:
        self._refusal = error
        if self.dialog is not None:
            self.dialog.show_error(error)
        else:
            self._on_failed(error)

    @Slot(object)
    def _on_uploaded(self, uploaded: "Uploaded") -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self._session.load_documents()
        self.uploaded.emit()
        self._tell(uploaded)
        if uploaded.changes and uploaded.is_fetched:
            self._show(uploaded.changes[-1].number)

    def _tell(self, uploaded: "Uploaded") -> None:
        changes = uploaded.changes
        new, known = self.tr("change {number}, new"), self.tr("the next patch set of change {number}")
        became = ", ".join((new if one.is_new else known).format(number=one.number) for one in changes)
        said = self.tr("Uploaded: {became}.").format(became=became) if changes else self.tr("Uploaded.")
        said = " ".join([said, *(f"{remark}." for remark in uploaded.remarks)])
        address = changes[-1].address if changes else ""
        copy = Action(
            text=self.tr("Copy the address"), act=partial(self._addresses.copy_address, address), closes=False
        )
        open_it = partial(self._addresses.open_address, address)
        if address:
            self._window.messages.show_notice(said, self.tr("Open in the browser"), open_it, also=copy, about=_ABOUT)
        else:
            self._window.messages.show_notice(said, about=_ABOUT)

    def _show(self, number: int) -> None:
        from visioneditor.services.change_opening import find_opened

        workspace = self._session.workspace
        if workspace is not None:
            title, work = self.tr("Opening the change"), lambda *_: find_opened(workspace, str(number))
            self._session.jobs.start("open-change", title, work, self._on_opened, self._on_not_opened)

    @Slot(object)
    def _on_opened(self, opened: "OpenedChange") -> None:
        place = Place(mode=Mode.COMPARE, path=opened.path, revision=opened.revision, compared=opened.compared)
        self._session.show(place)
        self._window.focus_middle()

    @Slot(object)
    def _on_not_opened(self, _: VisionEditorError) -> None:
        """A change without a document is there all the same, and was told of."""
