"""Asks the server what it would make of what is about to leave: it is planned by that then.

Behind the page's back nobody is asked for a password, and where the server is not reached that stands beside what is
sent, and no more: it is looked at again when it is sent. By hand one may sign in.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.review.publication import Publication, Route
from visioneditor.errors import VisionEditorError
from visioneditor.gui.session import Session

if TYPE_CHECKING:
    from visioneditor.services.accounts import Accounts


class CheckingDesk(QObject):
    """`learned` when something is known of the change that was not; `told` whenever `said` is another."""

    learned = Signal()
    told = Signal()

    def __init__(self, session: Session, accounts: "Accounts", parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._accounts = session, accounts
        self._asked: set[tuple[str, frozenset[int]]] = set()
        self.said = ""  # what came of asking; empty where nothing did

    def begin(self) -> None:
        """The page is opened: what was asked before may hold no longer."""
        self._asked.clear()
        self.said = ""

    def can_ask(self, publication: Publication) -> bool:
        """Whether there is a server that can be asked."""
        return publication.server is not None and publication.server.route is Route.REST

    def ask(self, publication: Publication) -> None:
        """Ask once for each change and the patch sets that something goes to."""
        comments = (one for post in publication.posts for one in post.comments)
        numbers = {one.comment.patch_set for one in (*comments, *publication.blocked)}
        wanted = publication.change.key, frozenset(numbers | {post.patch_set for post in publication.posts})
        if wanted[1] and wanted not in self._asked and self.can_ask(publication):
            self._asked.add(wanted)
            self._start(publication, is_by_hand=False)

    def ask_by_hand(self, publication: Publication) -> None:
        """Ask now; who is asked for a password can answer."""
        if self.can_ask(publication):
            self._start(publication, is_by_hand=True)

    def _start(self, publication: Publication, *, is_by_hand: bool) -> None:
        workspace, accounts = self._session.workspace, self._accounts
        if workspace is None:
            return

        def work(*_: object) -> bool:
            from visioneditor.services.checking import learn_from_server

            return learn_from_server(workspace, publication, accounts, may_ask=is_by_hand)

        title = self.tr("Asking the server what it would take") if is_by_hand else ""
        self._session.jobs.start("checking", title, work, self._on_told, self._on_not_told, is_cut_off=True)

    @Slot(bool)
    def _on_told(self, is_news: bool) -> None:
        self.said = self.tr("The server was asked: this is what it would take.")
        self.told.emit()
        if is_news:
            self.learned.emit()

    @Slot(object)
    def _on_not_told(self, error: VisionEditorError) -> None:
        """It is offline, or nobody has said who one is: what was fetched has to do."""
        self.said = error.summary
        self.told.emit()
