"""The outbox where one sees it: the count in the status bar, the pane, what is done about an item, what is told."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from visioneditor.core.review.publication import ItemState, OutboxItem, Sent
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.sending_desk import SendingDesk, Wish, is_offline
from visioneditor.gui.jobs import Work
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.outbox.outbox_words import page_of, tell_left, tell_outbox, tell_sent
from visioneditor.gui.place import Place
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.notices import Action, Level
from visioneditor.services.accounts import shown_server
from visioneditor.services.outbox import drop_item, release_item, restore_item
from visioneditor.services.window_request import Mode

if TYPE_CHECKING:
    from visioneditor.gui.outbox.outbox_pane import OutboxPane
    from visioneditor.gui.outbox.outbox_row import ItemWish
    from visioneditor.services.change_opening import OpenedChange

_ABOUT, _POSTED, _DROPPED = "outbox", "outbox-posted", "outbox-dropped"  # what messages are about
_STUCK = (ItemState.HELD, ItemState.REFUSED)


class OutboxDesk(QObject):
    """The pane is built when it is first asked for; `elsewhere_requested` with a folder and a change in it."""

    elsewhere_requested = Signal(object, str)

    def __init__(self, window: MainWindow, session: Session, sending: SendingDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self._sending = window, session, sending
        self.pane: OutboxPane | None = None
        self._dropped: list[OutboxItem] = []
        self._is_to_review = False  # the change that is being opened
        self._page = ""  # of the change that something was sent to last
        window.commands.connect("outbox.show", self.toggle)
        window.commands.connect("outbox.send", sending.send_all)
        window.status.outbox_requested.connect(self.show)
        sending.changed.connect(self._on_changed)
        sending.progressed.connect(self._on_progress)
        sending.sent.connect(self._on_sent)
        session.comparison_loaded.connect(self._on_comparison)
        session.workspace_closed.connect(self.close)
        for moved in (session.workspace_opened, session.workspace_closed):
            moved.connect(self._on_moved)
        self._on_moved()

    @property
    def is_shown(self) -> bool:
        """Whether the pane is what one sees."""
        return self.pane is not None and self._window.panels.is_lent_to(self.pane)

    @Slot()
    def toggle(self) -> None:
        """Show the outbox, or put it away again."""
        self.close() if self.is_shown else self.show()

    @Slot()
    def show(self) -> None:
        """Show what there is, as it is now."""
        if self._session.workspace is not None:
            pane = self._pane()
            self._fill(pane)
            self._window.panels.lend(pane)
            pane.take_focus()
            self._sending.refresh()

    @Slot()
    def close(self) -> None:
        """Put the pane away."""
        if self.is_shown:
            self._window.panels.put_away()
            self._window.focus_middle()

    def _pane(self) -> "OutboxPane":
        if self.pane is None:
            from visioneditor.gui.outbox.outbox_pane import OutboxPane

            self.pane = pane = OutboxPane(self._window.look)
            pane.wished.connect(self._on_wish)
            pane.send_requested.connect(self._sending.send_all)
            pane.cancel_requested.connect(self._sending.cancel)
            pane.closed.connect(self.close)
        return self.pane

    def _fill(self, pane: "OutboxPane") -> None:
        workspace = self._session.workspace
        key = workspace.repository.key if workspace is not None else ""
        pane.show_items(self._sending.items, datetime.now(UTC), repository=key)
        pane.show_sending("", is_sending=self._sending.is_sending)

    @Slot()
    def _on_moved(self) -> None:
        """Without a repository there is no room to show the outbox in."""
        self._window.status.outbox.setEnabled(self._session.workspace is not None)

    @Slot()
    def _on_changed(self) -> None:
        items = self._sending.items
        is_stuck = any(item.state in _STUCK for item in items)
        self._window.status.show_outbox(tell_outbox(items), is_stuck=is_stuck)
        if self.pane is not None:
            self._fill(self.pane)

    @Slot(str)
    def _on_progress(self, text: str) -> None:
        if self.pane is not None:
            self.pane.show_sending(text, is_sending=self._sending.is_sending)

    # What is done about an item

    @Slot(object, object)
    def _on_wish(self, wish: "ItemWish", item: OutboxItem) -> None:
        getattr(self, f"_{wish.value}")(item)

    def _send(self, item: OutboxItem) -> None:
        workspace = self._session.workspace
        if item.state not in _STUCK or workspace is None:
            self._sending.send_now([item.id])
            return
        self._alter(lambda *_: release_item(workspace.store, item.id), self._on_released)

    def _show(self, item: OutboxItem) -> None:
        """Its change, compared with its base, in the repository that it is of."""
        from visioneditor.services.change_opening import find_opened

        workspace = self._session.workspace
        if workspace is None or workspace.repository.key != item.repository:
            self.elsewhere_requested.emit(Path(item.folder), item.change_key)
            return
        work = lambda *_: find_opened(workspace, item.change_key)  # noqa: E731 - holds no widget
        title = self.tr("Opening the change")
        self._session.jobs.start("open-change", title, work, self._on_opened, self._on_failed)

    @Slot(object)
    def _on_opened(self, opened: "OpenedChange") -> None:
        place = Place(mode=Mode.COMPARE, path=opened.path, revision=opened.revision, compared=opened.compared)
        is_there = place.compared == self._session.place.compared and self._session.comparison is not None
        self._session.show(place)
        if is_there:
            self._on_comparison()

    def _review(self, item: OutboxItem) -> None:
        self._is_to_review = True
        self._show(item)

    @Slot()
    def _on_comparison(self) -> None:
        if self._is_to_review:
            self._is_to_review = False
            self._window.commands.run("review.publish")

    def _drop(self, item: OutboxItem) -> None:
        if (workspace := self._session.workspace) is not None:
            self._alter(lambda *_: drop_item(workspace.store, item.id), self._on_dropped)

    def _open(self, item: OutboxItem) -> None:
        QDesktopServices.openUrl(QUrl(page_of(item) or ""))

    def _copy(self, item: OutboxItem) -> None:
        QGuiApplication.clipboard().setText(page_of(item) or "")
        self._window.messages.show_notice(self.tr("The change's address is copied."), about=_ABOUT)

    def _alter(self, work: Work, done: object) -> None:
        assert callable(done)
        self._session.jobs.start("write", self.tr("Keeping the outbox"), work, done, self._on_failed, is_writing=True)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        """Somebody was quicker: what there is now is shown."""
        self._session.failed.emit(error, None)
        self._sending.refresh()

    @Slot(object)
    def _on_released(self, item: OutboxItem) -> None:
        self._sending.refresh()
        self._sending.send_now([item.id])

    @Slot(object)
    def _on_dropped(self, item: OutboxItem) -> None:
        self._dropped.append(item)
        self._sending.refresh()
        sentence = self.tr("It is out of the outbox; what you wrote is still there, unsent.")
        if item.unsure_until is not None and not item.is_dropped:
            sentence = self.tr("It may have arrived already: it goes from the outbox as soon as the server says.")
        elif item.put and not item.is_dropped:
            sentence = self.tr("It goes from the outbox as soon as its drafts on the server are taken back.")
        self._window.messages.show_notice(sentence, self.tr("Undo"), self._restore, about=_DROPPED)

    def _restore(self) -> None:
        if (workspace := self._session.workspace) is not None and self._dropped:
            item = self._dropped.pop()
            self._alter(lambda *_: restore_item(workspace.store, item), self._on_restored)

    @Slot(object)
    def _on_restored(self, _: object) -> None:
        self._sending.refresh()

    # What is told

    @Slot(object, object)
    def _on_sent(self, sent: Sent, wish: Wish) -> None:
        self._tell_connection(sent)
        if not wish.is_told:
            return
        if sent.posted:
            self._tell_posted(sent)
        if sent.refused or sent.held or (sent.waiting and wish.is_by_hand):
            level = Level.ERROR if sent.refused else Level.WARNING
            show = Action(text=self.tr("Show the outbox"), act=self.show) if not self.is_shown else None
            self._window.messages.show_notice(tell_left(sent), also=show, about=_ABOUT, level=level)

    def _tell_connection(self, sent: Sent) -> None:
        reached = (*sent.posted, *sent.held, *sent.refused)
        if self._session.workspace is not None and (reached or any(map(is_offline, sent.waiting))):
            self._window.status.show_server(shown_server(reached[-1].server.root) if reached else "")

    def _tell_posted(self, sent: Sent) -> None:
        self._page = page_of(sent.posted[-1]) or ""
        text, act = (self.tr("Open in a browser"), self._open_page) if self._page else ("", None)
        self._window.messages.show_notice(tell_sent(sent.posted), text, act, about=_POSTED)

    def _open_page(self) -> None:
        QDesktopServices.openUrl(QUrl(self._page))
