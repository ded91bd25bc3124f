"""Which commands can be used now: told by what is open, what is shown and what is in hand."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from visioneditor.core.document.model import COMMIT_MESSAGE_PATH
from visioneditor.gui.command_specs import Needs
from visioneditor.services.window_request import Mode

if TYPE_CHECKING:
    from visioneditor.gui.window import Window


class EnablingDesk(QObject):
    """Enables commands after whatever may change what they need."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        session = window.session
        for changed in (session.workspace_opened, session.document_loaded, session.comparison_loaded):
            changed.connect(self.update)

    @Slot()
    def update(self) -> None:
        """Enable what can be used now, and nothing else."""
        session, commands = self._window.session, self._window.frame.commands
        present = self._present_of_session()
        if self._window.has_desks:
            present |= self._present_of_review()
        commands.update_enabled(frozenset(present))
        commands.action("go.back").setEnabled(session.can_go_back)
        commands.action("go.forward").setEnabled(session.can_go_forward)

    def _present_of_session(self) -> set[Needs]:
        session, present = self._window.session, {Needs.NOTHING}
        if session.workspace is not None:
            present.add(Needs.REPOSITORY)
            if session.loaded is not None:
                present |= {Needs.DOCUMENT, Needs.REPOSITORY_DOCUMENT}
        if session.place.mode is Mode.COMPARE and session.comparison is not None:
            present |= {Needs.COMPARISON, Needs.DOCUMENT}
            is_document = session.workspace is not None and session.place.path != COMMIT_MESSAGE_PATH
            present |= {Needs.TAKING} if is_document else set()
        if session.place.mode is Mode.DRAFT and not self._window.modes.is_merging:
            present.add(Needs.DRAFTING)
        if session.place.mode is Mode.CONSENSUS:
            present.add(Needs.CONSENSUS)
        return present

    def _present_of_review(self) -> set[Needs]:
        review, session, present = self._window.review, self._window.session, set[Needs]()
        if session.workspace is not None and review.threads.drafts:
            present.add(Needs.DRAFTS)
        if review.in_hand:
            present.add(Needs.THREAD)
        if review.has_undo and session.place.mode is not Mode.DRAFT:
            present.add(Needs.UNDO)
        return present
