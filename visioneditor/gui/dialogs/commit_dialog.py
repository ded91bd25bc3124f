"""Asks for all that a commit needs besides the text: message, branch, author."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from visioneditor.errors import VisionEditorError
from visioneditor.gui.forms.dialogs.commit_dialog import Ui_CommitDialog

_LONG_SUBJECT = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitWish:
    """What the author wants committed and how."""

    message: str
    branch: str
    name: str
    mail: str
    adds_change_id: bool
    signs_off: bool
    allows_default: bool


class CommitDialog(QDialog):
    """Announces `commit_requested` with a CommitWish; stays open until the commit stands."""

    commit_requested = Signal(object)

    def __init__(
        self,
        what: str,
        *,
        branch: str,
        default_branch: str,
        is_branch_fixed: bool,
        name: str,
        mail: str,
        signs_off: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = Ui_CommitDialog()
        self.form.setupUi(self)  # type: ignore[no-untyped-call]
        self._default_branch = default_branch
        form = self.form
        form.what.setText(what)
        form.branch.setText(branch)
        form.branch.setReadOnly(is_branch_fixed)
        form.name.setText(name)
        form.mail.setText(mail)
        form.sign_off.setChecked(signs_off)
        form.commit.setProperty("role", "primary")
        self._asks_for_default = not is_branch_fixed
        for field in (form.subject, form.branch, form.name, form.mail):
            field.textChanged.connect(self._on_changed)
        form.allow_default.toggled.connect(self._on_changed)
        form.commit.clicked.connect(self._on_commit)
        form.cancel.clicked.connect(self.reject)
        self._on_changed()
        form.subject.setFocus()

    def show_error(self, error: VisionEditorError) -> None:
        """Say why the commit was not made; nothing typed is lost."""
        self.form.said.setText(" ".join(part for part in (error.summary, error.hint) if part))
        self.form.commit.setEnabled(True)

    @property
    def _branch(self) -> str:
        return self.form.branch.text().strip().removeprefix("refs/heads/")

    @Slot()
    def _on_changed(self, *_: object) -> None:
        form = self.form
        is_default = self._asks_for_default and self._branch == self._default_branch
        form.allow_default.setVisible(is_default)
        needed = (form.subject, form.branch, form.name, form.mail)
        is_complete = all(field.text().strip() for field in needed)
        form.commit.setEnabled(is_complete and (not is_default or form.allow_default.isChecked()))
        length = len(form.subject.text())
        form.said.setText(
            self.tr("The subject has {n} characters; over {most} are cut in lists.").format(
                n=length, most=_LONG_SUBJECT
            )
            if length > _LONG_SUBJECT
            else ""
        )

    @Slot()
    def _on_commit(self) -> None:
        form = self.form
        body = form.body.toPlainText().strip()
        message = form.subject.text().strip() + (f"\n\n{body}" if body else "") + "\n"
        form.commit.setEnabled(False)
        self.commit_requested.emit(
            CommitWish(
                message=message,
                branch=self._branch,
                name=form.name.text().strip(),
                mail=form.mail.text().strip(),
                adds_change_id=form.change_id.isChecked(),
                signs_off=form.sign_off.isChecked(),
                allows_default=form.allow_default.isChecked() and self._branch == self._default_branch,
            )
        )
