"""Asks who one is on a server: the name there, and the password or token made there for programs."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from visioneditor.gui.forms.dialogs.login_dialog import Ui_LoginDialog
from visioneditor.gui.look import Look
from visioneditor.services.accounts import Login, Question, shown_server


class LoginDialog(QDialog):
    """What was typed is `login` once the dialog was accepted; nothing is kept here."""

    def __init__(self, look: Look, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self.form = form = Ui_LoginDialog()
        form.setupUi(self)  # type: ignore[no-untyped-call]
        server = shown_server(question.root)
        form.title.setText(self.tr("Sign in to {server}").format(server=server))
        form.title.setFont(look.fonts.program(3, 600))
        about = self.tr(
            "It takes the password, or token, that your settings there make for programs, not that of the web page."
        )
        form.about.setText(about)
        form.about.setProperty("role", "muted")
        self._say()
        form.user.setText(question.user)
        form.make.setProperty("role", "link")
        form.make.setAutoDefault(False)
        form.keep.setVisible(question.can_keep)
        form.kept.setText(
            self.tr("Git has no helper here that keeps passwords: it is known until the program is closed.")
        )
        form.kept.setProperty("role", "muted")
        form.kept.setVisible(not question.can_keep)
        form.sign_in.setProperty("role", "primary")
        for field in (form.user, form.password):
            field.textChanged.connect(self._on_typed)
        form.make.clicked.connect(self._on_make)
        form.cancel.clicked.connect(self.reject)
        form.sign_in.clicked.connect(self.accept)
        self._on_typed()
        (form.password if question.user else form.user).setFocus()

    @property
    def login(self) -> Login:
        """What was typed."""
        form = self.form
        is_to_keep = self._question.can_keep and form.keep.isChecked()
        return Login(user=form.user.text().strip(), password=form.password.text(), is_to_keep=is_to_keep)

    def _say(self) -> None:
        """What was wrong before, or is unsafe."""
        said = self.tr("That was not accepted.") if self._question.was_refused else ""
        if not said and is_overheard(self._question.root):
            said = self.tr("The connection is not encrypted: others on the way can read the password.")
        self.form.said.setText(said)
        self.form.said.setProperty("role", "error" if self._question.was_refused else "warning")
        self.form.said.setVisible(bool(said))

    @Slot()
    def _on_typed(self, *_: object) -> None:
        self.form.sign_in.setEnabled(bool(self.form.user.text().strip() and self.form.password.text()))

    @Slot()
    def _on_make(self) -> None:
        QDesktopServices.openUrl(QUrl(self._question.settings_page))


def is_overheard(root: str) -> bool:
    """Whether a password would go to a server unencrypted, over more than this computer."""
    parts = urlsplit(root)
    if parts.scheme != "http" or parts.hostname == "localhost":
        return False
    try:
        return not ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return True
