"""The parts of a commit message in the fields of the commit dialog, put together, and taken apart again."""

from PySide6.QtCore import QObject

from visioneditor.core.drafting.commit_body import wrap_body
from visioneditor.core.drafting.push_options import split_list
from visioneditor.core.review.trailers import join_message, split_message, trailers_of
from visioneditor.gui.forms.dialogs.commit_dialog import Ui_CommitDialog

_CO_AUTHOR, _DEPENDS_ON = "Co-Authored-By", "Depends-On"


class MessageFields(QObject):
    """Subject, body, who else has written it and what it depends on; other trailers of a shown message are kept."""

    def __init__(self, form: Ui_CommitDialog, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._typed: str | None = None  # before another message was shown
        self._kept: tuple[str, ...] = ()
        form.co_authors.setPlaceholderText(self.tr("Name <mail>, of whoever else wrote it"))
        form.depends_on.setPlaceholderText(self.tr("A change's address, that must be merged first"))

    @property
    def text(self) -> str:
        """The whole message."""
        form = self._form
        body = form.body.toPlainText().strip()
        named = [f"{_CO_AUTHOR}: {person}" for person in split_list(form.co_authors.text())]
        needed = [f"{_DEPENDS_ON}: {change}" for change in split_list(form.depends_on.text())]
        wrapped = wrap_body(body) if form.wrap.isChecked() else body
        return join_message(form.subject.text().strip(), wrapped, (*self._kept, *needed, *named))

    def show(self, message: str | None) -> None:
        """Show another message; without one what was typed before."""
        if message is None:
            message, self._typed = self._typed or "", None
        else:
            self._typed = self.text
        form = self._form
        subject, body, trailers = split_message(message)
        shown = {name: trailers_of(trailers, name) for name in (_CO_AUTHOR, _DEPENDS_ON)}
        own = tuple(f"{name.lower()}:" for name in shown)
        self._kept = tuple(line for line in trailers if not line.lower().startswith(own))
        form.subject.setText(subject)
        form.body.setPlainText(body)
        form.co_authors.setText(", ".join(shown[_CO_AUTHOR]))
        form.depends_on.setText(", ".join(shown[_DEPENDS_ON]))
