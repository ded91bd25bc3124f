"""A document that went on while it was drafted: the draft is brought up to date, or it is said why it cannot be."""

from PySide6.QtCore import QObject, Slot

from visioneditor.core.drafting.text_change import TextChange, trimmed
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.drafting_desk import DraftingDesk
from visioneditor.gui.desks.opened_draft import OpenedDraft
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.notices import Level
from visioneditor.services.model import LoadedDocument
from visioneditor.services.rebasing import Rebased, parse_draft, rebase_draft

_UPSTREAM = "upstream"  # what messages are about


class UpstreamDesk(QObject):
    """Listens to `draft.update`; `branch` names another branch than the usual one, once a commit was refused by it."""

    def __init__(
        self, window: MainWindow, session: Session, page: DraftingPage, drafting: DraftingDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._page, self._drafting = window, session, page, drafting
        self._wanted: tuple[str, str] = ("", "")  # a document, and the branch that it is to be committed onto
        self._steps: dict[str, LoadedDocument] = {}  # what a draft that says exactly this stands on, undone or not
        self._before = self._newer = ""  # revisions: what the draft stood on, and what it could not be put on
        window.commands.connect("draft.update", self.update)
        page.text_typed.connect(self._on_typed)

    @Slot(str)
    def on_refused(self, branch: str) -> None:
        """A commit was refused because the document went on there: the next update is onto that branch."""
        if self._drafting.opened is not None:
            self._wanted = self._drafting.opened.path, branch

    @Slot()
    def update(self) -> None:
        """Bring the draft together with what its document says by now."""
        opened = self._drafting.opened
        if opened is None:
            return
        self._page.flush()
        path, branch = self._wanted
        workspace, text, base = opened.workspace, self._page.text, opened.base
        onto = branch if path == opened.path and branch else workspace.repository.default_revision()
        self._session.jobs.start(
            "upstream",
            self.tr("Bringing the draft up to date"),
            lambda *_: (opened, text, rebase_draft(workspace, base, parse_draft(base, text), onto)),
            self._on_rebased,
            self._on_failed,
        )

    @Slot(object)
    def _on_rebased(self, result: tuple[OpenedDraft, str, Rebased | None]) -> None:
        opened, text, rebased = result
        if opened is not self._drafting.opened:
            return
        if rebased is None:
            self._tell(self.tr("The draft is up to date: its document says what it said when it was begun."))
        elif self._page.text != text:
            self.update()  # one has typed on
        elif not rebased.is_whole:
            self._refuse(rebased)
        else:
            self._take(opened, text, rebased)

    def _take(self, opened: OpenedDraft, text: str, rebased: Rebased) -> None:
        self._before, self._wanted = opened.base.revision, ("", "")
        self._steps = {text: opened.base, rebased.text: rebased.base}
        self._drafting.stand_on(rebased.base)
        change = trimmed(text, TextChange(0, len(text), rebased.text))
        if change is not None:
            self._page.editor.apply([change], self._page.editor.offset)
        self._page.announce()
        said = self.tr("The draft stands on {revision} now; what came in meanwhile is in it.")
        self._window.messages.show_notice(
            said.format(revision=rebased.base.revision[:8]),
            self.tr("Show what came in"),
            self.show_news,
            about=_UPSTREAM,
        )

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        """Undo takes back the words that came in; then the draft stands again where it stood, or it would undo them."""
        opened, base = self._drafting.opened, self._steps.get(text)
        if opened is not None and base is not None and base.path == opened.path and base is not opened.base:
            self._drafting.stand_on(base)
            self._page.announce()

    @Slot()
    def show_news(self) -> None:
        """Compare what the draft stood on with what it stands on now."""
        from visioneditor.services.window_request import Mode

        opened = self._drafting.opened
        if opened is not None:
            self._session.go(mode=Mode.COMPARE, compared=(self._before, opened.base.revision))

    def _refuse(self, rebased: Rebased) -> None:
        if rebased.conflicts == 1:
            said = self.tr("The document was changed in a place in which you wrote, too; the draft is as it was.")
        elif rebased.conflicts:
            said = self.tr("The document was changed in {n} places in which you wrote, too; the draft is as it was.")
        else:
            said = self.tr("The sections were put into another order here and there; the draft is as it was.")
        self._newer = rebased.base.revision
        self._window.messages.show_notice(
            said.format(n=rebased.conflicts),
            self.tr("Compare"),
            self.compare_with_newer,
            about=_UPSTREAM,
            level=Level.WARNING,
        )

    @Slot()
    def compare_with_newer(self) -> None:
        """The draft beside what the branch has."""
        self._drafting.compare_with(self._newer)

    def _tell(self, sentence: str) -> None:
        self._window.messages.show_notice(sentence, about=_UPSTREAM)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)
