"""The list of changes in the window: filled on a thread, opened and left by key, fetched into."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.review.listing import ListedChange
from visioneditor.errors import VisionEditorError
from visioneditor.gui.jobs import Cancel, Progress
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.place import Place
from visioneditor.gui.session import Session
from visioneditor.services.window_request import Mode
from visioneditor.services.workspace import Workspace

if TYPE_CHECKING:
    from visioneditor.gui.changes.changes_page import ChangesPage
    from visioneditor.gui.changes.fetch_strip import FetchWish
    from visioneditor.services.change_list import ChangeList
    from visioneditor.services.change_opening import OpenedChange
    from visioneditor.services.fetching import Fetched


class ChangeListDesk(QObject):
    """The page is built when it is first asked for. `left` when the place one came from is to be shown again,
    `fetched`, with what came, when a server was asked.
    """

    left = Signal()
    fetched = Signal(object)
    _part_read = Signal(object, object)  # from the thread that reads: the workspace, and the list so far

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self.page: ChangesPage | None = None
        self._arrived = ""  # the change that was fetched last: in hand when it is listed
        window.commands.connect("go.changes", self.show)
        window.commands.connect("changes.fetch", self.ask_for_numbers)
        self._part_read.connect(self._on_part)
        session.documents_listed.connect(self.refresh)
        session.store_changed.connect(self.refresh)
        session.workspace_closed.connect(self._on_closed)

    @property
    def is_shown(self) -> bool:
        """Whether the list is what one sees in the middle."""
        return self.page is not None and self._window.modes.currentWidget() is self.page

    @Slot()
    def show(self) -> None:
        """Put the list into the middle; what it knew is there at once, what is new comes."""
        if self._session.workspace is None:
            return
        page = self._page()
        self._window.show_page(page)
        page.field.selectAll()
        page.field.setFocus()
        self.load()

    @Slot()
    def ask_for_numbers(self) -> None:
        """Show the list, and ask which changes to fetch."""
        self.show()
        if self.page is not None:
            self.page.open_fetch()

    @Slot()
    def leave(self) -> None:
        """Back to where one was; what was being opened is not waited for."""
        self._session.jobs.cancel("open-change")
        self.left.emit()
        self._window.focus_middle()

    def _page(self) -> "ChangesPage":
        if self.page is None:
            from visioneditor.gui.changes.changes_page import ChangesPage

            self.page = page = ChangesPage(self._window.look)
            page.change_chosen.connect(self._on_chosen)
            page.left.connect(self.leave)
            page.fetch_opened.connect(self._find_address)
            page.strip.fetch_requested.connect(self._on_fetch)
            page.strip.cancel_requested.connect(self._on_cancel)
        return self.page

    # Filling it

    def load(self) -> None:
        """Read what is new; what is shown stays meanwhile."""
        from visioneditor.services.change_list import load_change_list

        workspace, now = self._session.workspace, datetime.now(UTC)
        if workspace is None:
            return

        def work(cancel: Cancel, progress: Progress) -> "ChangeList":
            return load_change_list(workspace, now, progress=progress, cancelled=cancel, tell=tell)

        tell = partial(self._part_read.emit, workspace)
        title = self.tr("Reading the changes")
        self._session.jobs.start("change-list", title, work, self._on_listed, self._on_failed)

    @Slot(object)
    def _on_listed(self, listed: "ChangeList") -> None:
        page = self._page()
        page.show_changes(listed.changes, listed.viewer)
        if self._arrived:
            page.table.select(self._arrived)
            self._arrived = ""

    @Slot(object, object)
    def _on_part(self, workspace: Workspace, part: "ChangeList") -> None:
        """Very many come in parts, the first time."""
        if workspace is self._session.workspace and len(part.changes) > self._page().known:
            self._page().show_changes(part.changes, part.viewer)

    @Slot()
    def refresh(self) -> None:
        """Refs or drafts are others; a list that nobody sees is read when it is shown."""
        if self.is_shown:
            self.load()

    @Slot()
    def _on_closed(self) -> None:
        for name in ("change-list", "open-change", "fetch-changes"):
            self._session.jobs.cancel(name)
        if self.page is not None:
            self.page.clear()

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    # Opening one

    @Slot(object)
    def _on_chosen(self, change: ListedChange) -> None:
        from visioneditor.services.change_opening import find_opened

        workspace = self._session.workspace
        spec = change.key if change.number is not None else change.ref or change.key
        if workspace is not None:
            self._session.jobs.start(
                "open-change",
                self.tr("Opening the change"),
                lambda *_: find_opened(workspace, spec),
                self._on_opened,
                self._on_failed,
            )

    @Slot(object)
    def _on_opened(self, opened: "OpenedChange") -> None:
        place = Place(mode=Mode.COMPARE, path=opened.path, revision=opened.revision, compared=opened.compared)
        self._session.show(place)
        self._window.focus_middle()

    # Fetching more

    @Slot()
    def _find_address(self) -> None:
        from visioneditor.services.fetching import find_addresses

        workspace = self._session.workspace
        if workspace is not None:
            self._session.jobs.start(
                "gerrit-address",
                "",
                lambda *_: find_addresses(workspace.repository, None),
                self._on_addresses,
                self._on_no_address,
            )

    @Slot(object)
    def _on_addresses(self, addresses: Sequence[str]) -> None:
        self._page().strip.show_address(addresses[0])

    @Slot(object)
    def _on_no_address(self, _: VisionEditorError) -> None:
        self._page().strip.show_address("")

    @Slot(object)
    def _on_fetch(self, wish: "FetchWish") -> None:
        from visioneditor.services.fetching import fetch_changes

        workspace = self._session.workspace
        if workspace is None:
            return

        def work(cancel: Cancel, progress: Progress) -> "Fetched":
            return fetch_changes(workspace, wish.numbers, remote=wish.remote, progress=progress, cancelled=cancel)

        strip = self._page().strip
        numbers = ", ".join(map(str, wish.numbers))
        title = self.tr("Fetching {numbers}").format(numbers=numbers)
        job = self._session.jobs.start("fetch-changes", title, work, self._on_fetched, strip.show_error)
        job.progressed.connect(strip.show_progress)

    @Slot(object)
    def _on_fetched(self, fetched: "Fetched") -> None:
        from visioneditor.services.fetching import missing_changes

        page, missing = self._page(), missing_changes(fetched)
        if missing is not None:
            page.strip.show_error(missing)
        else:
            page.strip.show_done(self._told(fetched))
        self._arrived = str(fetched.changes[0].number) if fetched.changes else ""
        self._session.load_documents()  # and with it refs, threads and this list
        self.fetched.emit(fetched)
        self.load()

    def _told(self, fetched: "Fetched") -> str:
        new = sum(one.new for one in fetched.changes)
        updated = sum(one.is_updated for one in fetched.changes)
        if not updated:
            return self.tr("Nothing new: all is here already.")
        if not new:
            return self.tr("What was said of it is here now; no patch set is new.")
        said = self.tr("1 change is") if updated == 1 else self.tr("{n} changes are").format(n=updated)
        sets = self.tr("1 new patch set") if new == 1 else self.tr("{n} new patch sets").format(n=new)
        return self.tr("{changes} here now, with {sets}.").format(changes=said, sets=sets)

    @Slot()
    def _on_cancel(self) -> None:
        self._session.jobs.cancel("fetch-changes")
        if self.page is not None:
            self.page.strip.show_done(self.tr("Cancelled."))
