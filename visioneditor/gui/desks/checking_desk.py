"""Asks the server, behind the page's back, what it would make of what is about to leave: it is planned by that then.

Nobody is asked for a password, and nothing is said where the server is not reached: it is looked at again when it is
sent.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.review.publication import Publication
from visioneditor.errors import VisionEditorError
from visioneditor.gui.session import Session

if TYPE_CHECKING:
    from visioneditor.services.accounts import Accounts


class CheckingDesk(QObject):
    """`learned` when something is known of the change that was not."""

    learned = Signal()

    def __init__(self, session: Session, accounts: "Accounts", parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._accounts = session, accounts
        self._asked: set[tuple[str, frozenset[int]]] = set()

    def begin(self) -> None:
        """The page is opened: what was asked before may hold no longer."""
        self._asked.clear()

    def ask(self, publication: Publication) -> None:
        """Ask once for each change and the patch sets that something goes to."""
        workspace, accounts = self._session.workspace, self._accounts
        comments = (one for post in publication.posts for one in post.comments)
        numbers = {one.comment.patch_set for one in (*comments, *publication.blocked)}
        wanted = publication.change.key, frozenset(numbers | {post.patch_set for post in publication.posts})
        if workspace is None or publication.server is None or wanted in self._asked:
            return
        self._asked.add(wanted)

        def work(*_: object) -> bool:
            from visioneditor.services.checking import learn_from_server

            return learn_from_server(workspace, publication, accounts)

        self._session.jobs.start("checking", "", work, self._on_told, self._on_not_told, is_cut_off=True)

    @Slot(bool)
    def _on_told(self, is_news: bool) -> None:
        if is_news:
            self.learned.emit()

    @Slot(object)
    def _on_not_told(self, _: VisionEditorError) -> None:
        """It is offline, or nobody has said who one is: what was fetched has to do."""
