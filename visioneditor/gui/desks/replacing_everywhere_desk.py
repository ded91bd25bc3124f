"""Finding and replacing in all documents: into drafts, never into files, and taken back as a whole."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot

from visioneditor.core.drafting.replacing import Query
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.drafting_desk import DraftingDesk
from visioneditor.gui.dialogs.replace_dialog import Chosen, ReplaceDialog
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.jobs import Cancel, Work
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.services.proofreading import surroundings_of
from visioneditor.services.replacing import (
    FoundDocument,
    ReplacedDocument,
    find_everywhere,
    replace_in,
    take_back,
)

_ABOUT = "replaced-everywhere"


class ReplacingEverywhereDesk(QObject):
    """Opens the dialog, and carries out what is wished there."""

    def __init__(
        self, window: MainWindow, session: Session, page: DraftingPage, drafting: DraftingDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._page, self._drafting = window, session, page, drafting
        self._replaced: tuple[ReplacedDocument, ...] = ()
        self.dialog: ReplaceDialog | None = None
        self._line = 0  # that is gone to once its document is open
        drafting.draft_opened.connect(self._on_opened)
        session.workspace_closed.connect(self._on_closed)
        window.commands.connect("draft.replace-everywhere", self.open)

    @Slot()
    def open(self) -> None:
        """Show the dialog; what is selected within a line is looked for at once."""
        if self.dialog is None:
            self.dialog = dialog = ReplaceDialog(self._window.look, self._window)
            dialog.query_changed.connect(self._on_query)
            dialog.replace_requested.connect(self._on_replace_requested)
            dialog.undo_requested.connect(self.take_back)
            dialog.place_chosen.connect(self._on_place_chosen)
        chosen = self._page.editor.textCursor().selectedText()
        self.dialog.begin("" if "\u2029" in chosen else chosen)

    @Slot()
    def _on_closed(self) -> None:
        self._replaced = ()
        if self.dialog is not None:
            self.dialog.close()

    @Slot(str, int)
    def _on_place_chosen(self, path: str, line: int) -> None:
        """Show a place; another document is opened first."""
        opened = self._drafting.opened
        if opened is not None and opened.path == path:
            self._page.editor.go_to_line(line)
            return
        self._line = line
        self._session.go(path=path, section="")

    @Slot()
    def _on_opened(self) -> None:
        if self._line:
            self._page.editor.go_to_line(self._line)
            self._line = 0

    @Slot(object)
    def _on_query(self, query: Query) -> None:
        """What was typed last is kept first, so that it is found."""
        opened, workspace = self._drafting.opened, self._session.workspace
        if opened is None or workspace is None:
            return
        self._page.flush()
        revision, path, now = opened.base.revision, opened.path, {opened.path: self._page.text}

        def work(cancel: Cancel, _: object) -> tuple[FoundDocument, ...]:
            around = surroundings_of(workspace, revision, path)
            return find_everywhere(around, query, now=now, cancel=cancel) if around is not None else ()

        title = self.tr("Looking in all documents")
        self._session.jobs.start("replacing", title, work, self._on_found, self._on_not_found)

    @Slot(object)
    def _on_found(self, documents: tuple[FoundDocument, ...]) -> None:
        if self.dialog is not None:
            self.dialog.show_found(documents)

    @Slot(object)
    def _on_not_found(self, error: VisionEditorError) -> None:
        if self.dialog is not None:
            self.dialog.show_found(())
            self.dialog.said.setText(error.summary)

    @Slot(object)
    def _on_replace_requested(self, chosen: Chosen) -> None:
        opened, workspace = self._drafting.opened, self._session.workspace
        if opened is None or workspace is None:
            return
        self._page.flush()

        def work(*_: object) -> tuple[Chosen, tuple[ReplacedDocument, ...]]:
            around = surroundings_of(workspace, opened.base.revision, opened.path)
            if around is None:
                return chosen, ()
            return chosen, replace_in(workspace, around.revision, chosen, {opened.path: opened.name})

        self._write(self.tr("Replacing"), work, self._on_replaced)

    def _write(self, title: str, work: Work, done: Callable[[Any], object]) -> None:
        self._session.jobs.start("write", title, work, done, self._on_failed, is_writing=True)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    @Slot(object)
    def _on_replaced(self, result: tuple[Chosen, tuple[ReplacedDocument, ...]]) -> None:
        chosen, self._replaced = result
        paths = {one.path for one in self._replaced}
        count = sum(len(matches) for document, matches in chosen if document.path in paths)
        left = [document.path for document, _ in chosen if document.path not in paths]
        said = self.tr("{n} places in {d} drafts say something else now.").format(n=count, d=len(paths))
        if left:
            said += self.tr(" {path} was written in meanwhile and left as it is.").format(path=", ".join(left))
        self._tell(said, can_undo=bool(paths))

    @Slot()
    def take_back(self) -> None:
        """Bring all drafts back to what they said before."""
        workspace, replaced = self._session.workspace, self._replaced
        if workspace is not None and replaced:
            self._page.flush()
            self._write(self.tr("Taking it back"), lambda *_: take_back(workspace, replaced), self._on_taken_back)

    @Slot(object)
    def _on_taken_back(self, kept: tuple[str, ...]) -> None:
        self._replaced = ()
        said = self.tr("All is as it was.")
        if kept:
            said = self.tr("Written in since, and left as it is: {path}.").format(path=", ".join(kept))
        self._tell(said, can_undo=False)

    def _tell(self, said: str, *, can_undo: bool) -> None:
        self._session.draft_rewritten.emit()
        if self.dialog is not None:
            self.dialog.show_found(())
            self.dialog.show_undo(can_undo=can_undo)
            self.dialog.said.setText(said)
        self._window.messages.show_notice(
            said, self.tr("Take it all back") if can_undo else "", self.take_back if can_undo else None, about=_ABOUT
        )
