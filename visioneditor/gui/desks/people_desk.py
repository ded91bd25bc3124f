"""Who people are and who I am, asked of the server: after a fetch in silence, on a command with an answer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.credentials_desk import CredentialsDesk
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.services.told_names import know_store

if TYPE_CHECKING:
    from visioneditor.services.fetching import Fetched
    from visioneditor.services.online_people import Learned

_JOB = "people"


class PeopleDesk(QObject):
    """Nothing waits for it. `learned` when there are names, or an account of mine, that were not there before."""

    learned = Signal()

    def __init__(self, window: MainWindow, session: Session, credentials: CredentialsDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self._accounts = window, session, credentials.accounts
        window.commands.connect("people.ask", self.ask)
        session.workspace_opened.connect(self._on_opened)
        session.workspace_closed.connect(self._on_closed)
        self._on_opened()

    @Slot()
    def ask(self) -> None:
        """Ask about everybody, and say what came of it."""
        self._ask(may_ask=False)

    def sign_in(self) -> None:
        """The same, as somebody who says who they are."""
        self._ask(may_ask=True)

    def _ask(self, *, may_ask: bool) -> None:
        from visioneditor.services.online_people import learn_people

        workspace, accounts = self._session.workspace, self._accounts
        if workspace is not None:
            work = lambda *_: learn_people(workspace, accounts, may_ask=may_ask)  # noqa: E731 - holds no widget
            title = self.tr("Asking the server for names")
            self._session.jobs.start(_JOB, title, work, self._on_told, self._on_failed)

    @Slot(object)
    def look_after(self, fetched: "Fetched") -> None:
        """Ask about the people of what was fetched; where that fails numbers stay numbers."""
        from visioneditor.services.online_people import learn_after_fetch

        workspace, accounts = self._session.workspace, self._accounts
        if workspace is not None:
            work = lambda *_: learn_after_fetch(workspace, fetched, accounts)  # noqa: E731 - holds no widget
            self._session.jobs.start(_JOB, "", work, self._on_learned, self._on_silence)

    @Slot(object)
    def _on_told(self, learned: "Learned") -> None:
        text, act = (self.tr("Sign in …"), self.sign_in) if learned.account is None else ("", None)
        self._window.messages.show_notice(self._sentence(learned), text, act, about=_JOB)
        self._on_learned(learned)

    @Slot(object)
    def _on_learned(self, learned: "Learned | VisionEditorError | None") -> None:
        if learned is None or isinstance(learned, VisionEditorError):
            return
        if learned.named or learned.account is not None:
            self.learned.emit()

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    @Slot(object)
    def _on_silence(self, _: VisionEditorError) -> None:
        """Reading goes on without names."""

    @Slot()
    def _on_opened(self) -> None:
        """What another process opened does not know yet where the names are kept."""
        workspace = self._session.workspace
        if workspace is not None:
            know_store(workspace.repository, workspace.late_store)

    @Slot()
    def _on_closed(self) -> None:
        self._session.jobs.cancel(_JOB)

    def _sentence(self, learned: "Learned") -> str:
        if learned.named:
            named = self.tr("1 name learned") if learned.named == 1 else self.tr("{n} names learned")
        else:
            named = self.tr("No new names")
        known, unknown = self.tr("you are account {number}"), self.tr("it does not know who you are")
        me = unknown if learned.account is None else known
        sentence = self.tr("{server}: {named}; {me}.")
        return sentence.format(
            server=learned.server, named=named.format(n=learned.named), me=me.format(number=learned.account)
        )
