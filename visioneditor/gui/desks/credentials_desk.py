"""Asks who one is on a server, for threads that send: they wait, the window does not."""

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.gui.main_window import MainWindow
from visioneditor.services.accounts import Accounts, Login, Question

if TYPE_CHECKING:
    from visioneditor.gui.dialogs.login_dialog import LoginDialog


class _Asked:
    """A question on its way to the window, and the answer on its way back."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.login: Login | None = None
        self.answered = threading.Event()

    def answer(self, login: Login | None) -> None:
        self.login = login
        self.answered.set()


class CredentialsDesk(QObject):
    """`accounts` is the window's: what was typed in it is known to all of it."""

    _asked = Signal(object)

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._waiting: set[_Asked] = set()
        self.dialog: LoginDialog | None = None
        self._is_closed = False
        self.accounts = Accounts(self.ask)  # which asks one question at a time
        self._asked.connect(self._on_asked)

    def ask(self, question: Question) -> Login | None:
        """What somebody answers in the dialog; None where they cancel it. Never called on the window's own thread."""
        asked = _Asked(question)
        self._waiting.add(asked)
        if not self._is_closed:
            self._asked.emit(asked)
            asked.answered.wait()
        self._waiting.discard(asked)
        return asked.login

    @Slot(object)
    def _on_asked(self, asked: _Asked) -> None:
        from visioneditor.gui.dialogs.login_dialog import LoginDialog

        if asked.answered.is_set():
            return
        self.dialog = LoginDialog(self._window.look, asked.question, self._window)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    @Slot(int)
    def _on_finished(self, result: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            self._answer(dialog.login if result else None)
            dialog.deleteLater()

    def _answer(self, login: Login | None) -> None:
        for asked in tuple(self._waiting):
            asked.answer(login)

    def dismiss(self) -> None:
        """Nobody answers any more what is being asked."""
        self._answer(None)
        if self.dialog is not None:
            self.dialog.reject()

    def close(self) -> None:
        """The window goes: whoever asks from now on gets no answer."""
        self._is_closed = True
        self.dismiss()
