"""Asks how commits are to be uploaded for review, and shows beforehand exactly which, and what is run."""

import shlex
from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidgetItem, QWidget

from visioneditor.core.drafting.push_options import Readiness, UploadWish, split_list
from visioneditor.errors import VisionEditorError
from visioneditor.gui.forms.dialogs.upload_dialog import Ui_UploadDialog
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.completed_list import complete_parts
from visioneditor.gui.widgets.controls import plain_tip, show_share
from visioneditor.services.upload_offer import OfferedCommit, UploadOffer
from visioneditor.services.uploading import WAYS_OUT, UploadPlan, WayOut, show_command

_ROWS = 5  # commits seen without scrolling
_COMMAND_ROWS = 3
_LEAST_ROW_PX = 24


class UploadDialog(QDialog):
    """Announces `plan_requested` (branch here, branch there) whenever another plan is needed, `upload_requested` with
    the address and an UploadWish, `way_out_requested` with a WayOut, and `stop_requested`; stays open until it is done.
    """

    plan_requested = Signal(str, str)
    upload_requested = Signal(str, object)
    way_out_requested = Signal(object)
    stop_requested = Signal()

    def __init__(self, look: Look, offer: UploadOffer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form = Ui_UploadDialog()
        form.setupUi(self)  # type: ignore[no-untyped-call]
        self._plan: UploadPlan | None = None
        self._project = offer.places.project
        self._way_out: WayOut | None = None
        self._topic_is_ours, self._is_busy, self._asks = True, False, False
        form.branch.addItems(offer.branches)
        form.branch.setCurrentText(offer.branch)
        form.onto.setText(offer.places.branch)
        form.address.addItems(offer.places.addresses)
        if (typed := form.address.lineEdit()) is not None:
            typed.setAccessibleName(self.tr("Server"))
        for readiness, text in (
            (Readiness.AS_IT_IS, self.tr("A new change is ready for review, a known one stays as it is")),
            (Readiness.WORK_IN_PROGRESS, self.tr("Work in progress: nobody is asked to look yet")),
            (Readiness.READY, self.tr("Ready for review")),
        ):
            form.readiness.addItem(text, readiness)
        for line in (form.reviewers, form.copied):
            complete_parts(line, offer.people)
            line.setPlaceholderText(self.tr("Names or mail addresses, with commas between"))
        form.hashtags.setPlaceholderText(self.tr("formal-vote, for example; with commas between"))
        form.message.setPlaceholderText(self.tr("In this patch set, for whoever has read an earlier one"))
        form.commits.setAccessibleName(self.tr("Commits that go"))
        form.command.setFont(look.fonts.fixed())
        form.command.setFixedHeight(_COMMAND_ROWS * form.command.fontMetrics().lineSpacing() + 12)
        form.progress.setRange(0, 1000)
        form.upload.setProperty("role", "primary")
        form.copy.setProperty("role", "link")
        for part in (form.progress, form.way_out, form.several):
            part.hide()
        self._connect()
        self._ask_for_plan()

    def _connect(self) -> None:
        form = self.form
        form.branch.currentTextChanged.connect(self._on_branch)
        form.onto.textChanged.connect(self._ask_for_plan)
        for line in (form.topic, form.hashtags, form.reviewers, form.copied, form.message):
            line.textChanged.connect(self._show_command)
        form.topic.textEdited.connect(self._on_topic_edited)
        form.address.currentTextChanged.connect(self._show_command)
        form.readiness.currentIndexChanged.connect(self._show_command)
        form.several.toggled.connect(self._enable)
        form.copy.clicked.connect(self._on_copy)
        form.way_out.clicked.connect(self._on_way_out)
        form.upload.clicked.connect(self._on_upload)
        form.cancel.clicked.connect(self.reject)

    @property
    def plan(self) -> UploadPlan | None:
        """What would go."""
        return self._plan

    @property
    def wish(self) -> UploadWish:
        """How, as it stands in the fields."""
        form = self.form
        return UploadWish(
            branch=form.onto.text().strip(),
            topic=form.topic.text().strip(),
            hashtags=split_list(form.hashtags.text()),
            reviewers=split_list(form.reviewers.text()),
            copied=split_list(form.copied.text()),
            readiness=Readiness(form.readiness.currentData()),
            message=form.message.text().strip(),
        )

    # What goes

    @Slot()
    def _on_branch(self, *_: object) -> None:
        self._ask_for_plan()

    @Slot()
    def _ask_for_plan(self, *_: object) -> None:
        """The commits of another branch, or for another one."""
        branch, onto = self.form.branch.currentText(), self.form.onto.text().strip()
        if self._topic_is_ours:
            self.form.topic.setText(branch if branch != onto else "")
        self._plan = None
        self._enable()
        self.plan_requested.emit(branch, onto)

    def ask_again(self) -> None:
        """Something else goes by now."""
        self._ask_for_plan()

    def show_plan(self, plan: UploadPlan, commits: Sequence[OfferedCommit]) -> None:
        """List what would go."""
        self._plan = plan
        form = self.form
        form.commits.clear()
        for commit in commits:
            item = QListWidgetItem(f"{commit.commit[:8]}  {commit.subject}  ·  {self._becomes(commit)}")
            item.setToolTip(plain_tip(item.text()))
            item.setSizeHint(QSize(0, self._row_px))
            form.commits.addItem(item)
        self._fit_list(len(commits))
        form.several.setChecked(False)
        going = sum(commit.patch_set is None for commit in commits)
        self._asks = going > 1
        form.several.setVisible(self._asks)
        form.several.setText(self.tr("&Upload all {n}: each is a change of its own").format(n=going))
        if self._topic_is_ours and all(commit.number is not None for commit in commits):
            form.topic.clear()  # a known change keeps the one it has
        self._say_of_plan(plan, commits)
        self._show_command()

    def _becomes(self, commit: OfferedCommit) -> str:
        if not commit.has_change_id:
            return self.tr("lacks a Change-Id")
        if commit.number is None:
            return self.tr("a new change")
        if commit.patch_set is not None:
            there = self.tr("there already, as patch set {n} of change {number}")
            return there.format(n=commit.patch_set, number=commit.number)
        return self.tr("patch set {n} of change {number}").format(n=commit.next_patch_set, number=commit.number)

    def _say_of_plan(self, plan: UploadPlan, commits: Sequence[OfferedCommit]) -> None:
        if not all(commit.has_change_id for commit in commits):
            said = self.tr("Most servers take no commit without a Change-Id; it can be added to the message now.")
            self._say(said, WayOut.COMPLETE)
        elif plan.conflicts:
            files = ", ".join(plan.conflicts[:3]) + (" …" if len(plan.conflicts) > 3 else "")
            said = self.tr(
                "The server's branch wrote in the same places of {files}. It can be uploaded, but not merged so: open "
                "the document in Draft, bring it up to date (Ctrl+U), and commit it as the next patch set."
            )
            self._say(said.format(files=files))
        else:
            self._say("")

    def show_no_plan(self, error: VisionEditorError) -> None:
        """Nothing can go."""
        self._plan = None
        self.form.commits.clear()
        self._fit_list(1)
        self.form.several.hide()
        self._say(_told(error))
        self._show_command()

    def _fit_list(self, rows: int) -> None:
        commits = self.form.commits
        commits.setFixedHeight(max(1, min(rows, _ROWS)) * self._row_px + 2 * commits.frameWidth())

    @property
    def _row_px(self) -> int:
        return max(_LEAST_ROW_PX, self.form.commits.fontMetrics().height() + 6)

    @Slot()
    def _show_command(self, *_: object) -> None:
        address, plan = self.form.address.currentText().strip(), self._plan
        words = show_command(plan, address, self.wish, self._project) if plan and address else ()
        self.form.command.setPlainText(shlex.join(words))
        self._enable()

    @Slot()
    def _enable(self, *_: object) -> None:
        form, plan = self.form, self._plan
        is_meant = plan is not None and (not self._asks or form.several.isChecked())
        has_place = bool(form.address.currentText().strip() and form.onto.text().strip())
        form.upload.setEnabled(is_meant and has_place and not self._is_busy)
        form.copy.setEnabled(bool(form.command.toPlainText()))
        form.way_out.setEnabled(plan is not None and not self._is_busy)

    @Slot(str)
    def _on_topic_edited(self, _: str) -> None:
        self._topic_is_ours = False

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.form.command.toPlainText())

    # How it goes

    @Slot()
    def _on_upload(self) -> None:
        self._set_busy(True)
        self._say(self.tr("Asking the server …"))
        self.upload_requested.emit(self.form.address.currentText().strip(), self.wish)

    @Slot()
    def _on_way_out(self) -> None:
        if self._way_out is not None:
            self.way_out_requested.emit(self._way_out)

    def show_progress(self, share: float | None, text: str) -> None:
        """How far it is; None where the server does not say."""
        if self._is_busy:
            show_share(self.form.progress, share)
            self.form.said.setText(text)

    def show_error(self, error: VisionEditorError) -> None:
        """Say why the server took nothing, and offer what can be done about it here; all that was typed stays."""
        self._set_busy(False)
        self._say(_told(error), WAYS_OUT.get(error.message))

    def _say(self, sentence: str, way_out: WayOut | None = None) -> None:
        form, self._way_out = self.form, way_out
        form.said.setText(sentence)
        texts = {
            WayOut.COMPLETE: self.tr("Complete the messages"),
            WayOut.NEW_CHANGE: self.tr("Make it a new change"),
        }
        form.way_out.setVisible(way_out is not None)
        form.way_out.setText(texts[way_out] if way_out is not None else "")
        form.way_out.setToolTip(self.tr("Writes your own commits anew that are on no server; files stay as they are"))
        self._enable()
        self._grow()

    def _grow(self) -> None:
        """Make room for what is said: it squeezes no field."""
        layout = self.layout()
        needed = layout.totalMinimumHeightForWidth(self.width()) if layout is not None else 0
        self.resize(self.width(), max(self.height(), needed))

    def _set_busy(self, is_busy: bool) -> None:
        form, self._is_busy = self.form, is_busy
        form.progress.setVisible(is_busy)
        lines: tuple[QLineEdit, ...] = (form.onto, form.topic, form.hashtags, form.reviewers, form.copied, form.message)
        for part in (*lines, form.branch, form.address, form.readiness, form.several):
            part.setEnabled(not is_busy)
        self._enable()

    def reject(self) -> None:
        if self._is_busy:
            self.stop_requested.emit()
        super().reject()


def _told(error: VisionEditorError) -> str:
    return " ".join(part for part in (error.summary, error.hint) if part)
