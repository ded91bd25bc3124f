"""Asks for all that a commit needs besides the text: message, branch, author."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QListWidgetItem, QWidget

from visioneditor.core.review.trailers import split_message
from visioneditor.errors import VisionEditorError
from visioneditor.gui.dialogs.message_fields import MessageFields
from visioneditor.gui.forms.dialogs.commit_dialog import Ui_CommitDialog
from visioneditor.gui.widgets.completed_list import complete_parts
from visioneditor.services.next_patch_set import NextPatchSet
from visioneditor.values import dataclass, replace

_LONG_SUBJECT = 72
_SIGN_ROW_PX = 24  # a row with a tick in it
_OTHER_ROWS = 4  # what else is drafted is seen that far without scrolling


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDraft:
    """Another document that may go into the same commit; ticked where it belongs to this very draft."""

    path: str
    note: str
    belongs: bool


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
    others: tuple[str, ...] = ()  # paths of the other drafts that go into it
    amends: str | None = None  # the commit that it takes the place of


class CommitDialog(QDialog):
    """Announces `commit_requested` with a CommitWish; stays open until the commit stands.

    `hooks_requested` says that the repository's hooks shall run from now on, or shall not.
    """

    commit_requested = Signal(object)
    hooks_requested = Signal(bool)

    def __init__(
        self,
        path: str,
        *,
        branch: str,
        default_branch: str,
        is_branch_fixed: bool,
        name: str,
        mail: str,
        signs_off: bool,
        others: Sequence[OtherDraft] = (),
        hooks: Sequence[str] = (),
        are_hooks_allowed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = Ui_CommitDialog()
        self.form.setupUi(self)  # type: ignore[no-untyped-call]
        self._default_branch = default_branch
        self._hooks, self._are_hooks_allowed = hooks, are_hooks_allowed
        form = self.form
        form.others.setAccessibleName(self.tr("Other documents for this commit"))
        self._path = path
        self._message = MessageFields(form, self)
        self._patch_set: NextPatchSet | None = None
        self._own_branch = branch, is_branch_fixed
        form.patch_set.hide()
        form.patch_set.toggled.connect(self._on_patch_set)
        self._list_others(others)
        form.branch.setText(branch)
        form.branch.setReadOnly(is_branch_fixed)
        form.name.setText(name)
        form.mail.setText(mail)
        form.sign_off.setChecked(signs_off)
        form.commit.setProperty("role", "primary")
        self._asks_for_default = not is_branch_fixed
        for field in (form.subject, form.branch, form.name, form.mail):
            field.textChanged.connect(self._on_changed)
        form.others.itemChanged.connect(self._on_others)
        form.allow_default.toggled.connect(self._on_changed)
        form.commit.clicked.connect(self._on_commit)
        form.cancel.clicked.connect(self.reject)
        form.allow_hooks.setProperty("role", "link")
        form.allow_hooks.setCursor(Qt.CursorShape.PointingHandCursor)
        form.allow_hooks.clicked.connect(self._on_hooks)
        self._show_hooks()
        self._on_changed()
        form.subject.setFocus()

    def show_others(self, others: Sequence[OtherDraft]) -> None:
        """List what else may go into the commit; what the author ticked or left out stays so."""
        known = {str(self._item(row).data(Qt.ItemDataRole.UserRole)) for row in range(self.form.others.count())}
        chosen = set(self._chosen_others())
        self._list_others([replace(one, belongs=one.path in chosen) if one.path in known else one for one in others])

    def _item(self, row: int) -> QListWidgetItem:
        return self.form.others.item(row)

    def _list_others(self, others: Sequence[OtherDraft]) -> None:
        form = self.form
        form.others.clear()
        height = max(_SIGN_ROW_PX, form.others.fontMetrics().height() + 6)
        for other in others:
            item = QListWidgetItem(f"{other.path}, {other.note}")
            item.setToolTip(item.text())
            item.setSizeHint(QSize(0, height))
            item.setData(Qt.ItemDataRole.UserRole, other.path)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if other.belongs else Qt.CheckState.Unchecked)
            form.others.addItem(item)
        rows = min(len(others), _OTHER_ROWS)
        form.others.setFixedHeight(rows * height + 2 * form.others.frameWidth())
        for part in (form.others, form.others_label):
            part.setVisible(bool(others))
        self._on_others()
        self._grow()

    def _grow(self) -> None:
        """Make room for what is said and listed: it squeezes no field."""
        layout = self.layout()
        needed = layout.totalMinimumHeightForWidth(self.width()) if layout is not None else 0
        self.resize(self.width(), max(self.height(), needed))

    def _chosen_others(self) -> tuple[str, ...]:
        items = (self._item(row) for row in range(self.form.others.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    @Slot()
    def _on_others(self, *_: object) -> None:
        paths = (self._path, *self._chosen_others())
        one, several = self.tr("Commits {paths} and nothing else."), self.tr("Commits {n} documents: {paths}.")
        self.form.what.setText((one if len(paths) == 1 else several).format(n=len(paths), paths=", ".join(paths)))

    def offer(self, patch_set: NextPatchSet | None, people: Sequence[str]) -> None:
        """What was found meanwhile: a change that this could be the next patch set of, and who may have written it."""
        form, self._patch_set = self.form, patch_set
        complete_parts(form.co_authors, people)
        if patch_set is None:
            return
        subject = split_message(patch_set.message)[0]
        known = self.tr("As the ne&xt patch set of change {number}, “{subject}”")
        unknown = self.tr("In the place of the last commit, “{subject}”")
        said = (unknown if patch_set.number is None else known).format(number=patch_set.number, subject=subject)
        if patch_set.is_behind:
            behind = self.tr("begun on patch set {old}; {new} is there by now")
            said = f"{said} ({behind.format(old=patch_set.begun_on, new=patch_set.newest)})"
        form.patch_set.setText(said)
        form.patch_set.show()
        self._grow()

    @property
    def _amended(self) -> NextPatchSet | None:
        return self._patch_set if self.form.patch_set.isChecked() else None

    @Slot(bool)
    def _on_patch_set(self, is_chosen: bool) -> None:
        """Its message and its branch, or what was typed before."""
        form, patch_set = self.form, self._patch_set
        if patch_set is None:
            return
        self._message.show(patch_set.message if is_chosen else None)
        branch, is_fixed = (patch_set.branch, True) if is_chosen else self._own_branch
        form.branch.setText(branch)
        form.branch.setReadOnly(is_fixed)
        form.change_id.setEnabled(not is_chosen)  # it keeps its own

    def show_error(self, error: VisionEditorError) -> None:
        """Say why the commit was not made; nothing typed is lost."""
        self.form.said.setText(" ".join(part for part in (error.summary, error.hint) if part))
        self.form.commit.setEnabled(True)
        self._grow()

    def _show_hooks(self) -> None:
        form, names = self.form, ", ".join(self._hooks)
        may = self.tr("The hooks of this repository ({names}) run on this commit.")
        may_not = self.tr("This repository has hooks ({names}). They run on a commit only when you allow it.")
        form.hooks.setText((may if self._are_hooks_allowed else may_not).format(names=names))
        form.allow_hooks.setText(self.tr("Run them no more") if self._are_hooks_allowed else self.tr("Allow here"))
        form.hooks.setVisible(bool(self._hooks))
        form.allow_hooks.setVisible(bool(self._hooks))

    @Slot()
    def _on_hooks(self) -> None:
        self._are_hooks_allowed = not self._are_hooks_allowed
        self._show_hooks()
        self.hooks_requested.emit(self._are_hooks_allowed)

    @property
    def _branch(self) -> str:
        return self.form.branch.text().strip().removeprefix("refs/heads/")

    @Slot()
    def _on_changed(self, *_: object) -> None:
        form = self.form
        is_default = self._asks_for_default and self._branch == self._default_branch
        form.allow_default.setVisible(is_default)
        wanting = self._wanting()
        form.commit.setEnabled(not wanting and (not is_default or form.allow_default.isChecked()))
        length = len(form.subject.text())
        if length > _LONG_SUBJECT:
            told = self.tr("The subject has {n} characters; over {most} are cut in lists.")
            form.said.setText(told.format(n=length, most=_LONG_SUBJECT))
        elif wanting:
            form.said.setText(self.tr("Still needed: {what}.").format(what=", ".join(wanting)))
        else:
            form.said.clear()

    def _wanting(self) -> list[str]:
        """What has to be filled in before one can commit."""
        form = self.form
        needed = (
            (form.subject, self.tr("subject")),
            (form.branch, self.tr("branch")),
            (form.name, self.tr("name")),
            (form.mail, self.tr("mail")),
        )
        return [name for field, name in needed if not field.text().strip()]

    @Slot()
    def _on_commit(self) -> None:
        form = self.form
        amended = self._amended
        form.commit.setEnabled(False)
        form.said.setText(self.tr("The hooks are running …") if self._hooks and self._are_hooks_allowed else "")
        self.commit_requested.emit(
            CommitWish(
                message=self._message.text,
                branch=self._branch,
                name=form.name.text().strip(),
                mail=form.mail.text().strip(),
                adds_change_id=form.change_id.isChecked(),
                signs_off=form.sign_off.isChecked(),
                others=self._chosen_others(),
                amends=amended.commit if amended is not None else None,
                allows_default=form.allow_default.isChecked() and self._branch == self._default_branch,
            )
        )
