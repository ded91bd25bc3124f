"""Sends what the outbox holds, behind the window's back: when told, after a start, and whenever the next try is due.

It never asks by itself who one is: only who sends by hand is looking. What goes wrong stands at the items.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from visioneditor.core.review.publication import ItemState, OutboxItem, Sent, Server
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.credentials_desk import CredentialsDesk
from visioneditor.gui.jobs import Cancel, Job, Progress
from visioneditor.gui.session import Session
from visioneditor.services.accounts import Accounts
from visioneditor.services.outbox_view import is_reachable, load_outbox
from visioneditor.services.sending import send
from visioneditor.values import dataclass

_SOONEST_MS, _UNCHANGED_MS, _LATEST_MS = 1_000, 60_000, 3_600_000
_LOOK_EVERY_MS = 30_000  # whether a server that could not be reached can be by now
_SHOWN = (ItemState.WAITING, ItemState.SENDING, ItemState.HELD, ItemState.REFUSED)
_GOING = (ItemState.WAITING, ItemState.SENDING, ItemState.SENT)  # the last one is still to be fetched
_OFFLINE = ("server.unreachable", "server.proxy", "server.too-slow")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be sent: all that waits, or some of it; by somebody who looks, or because its time has come."""

    ids: frozenset[str] | None = None
    is_by_hand: bool = True
    is_told: bool = True  # the window says what came of it; else whoever wished for it does


class SendingDesk(QObject):
    """`items` is the outbox as it was seen last; `sent` with a Sent and the Wish that it answers."""

    changed = Signal()
    progressed = Signal(str)
    sent = Signal(object, object)
    posted = Signal()  # a server has something of one's own that is fetched by now, or will be

    def __init__(self, session: Session, credentials: CredentialsDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._credentials = session, credentials
        self.items: tuple[OutboxItem, ...] = ()
        self._all: tuple[OutboxItem, ...] = ()
        self._job: Job | None = None
        self._wish = Wish()
        self._then: Wish | None = None
        self._tried: list[OutboxItem] = []  # what was there when it was tried by itself: what stays so can wait
        self._goes_by_itself = self._is_looking = False
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self._on_due)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY_MS)
        self._look.timeout.connect(self._on_look)
        session.store_changed.connect(self.refresh)
        for moved in (session.workspace_opened, session.workspace_closed):
            moved.connect(self.refresh)

    @property
    def accounts(self) -> Accounts:
        """Who one is on which server, as far as this window knows."""
        return self._credentials.accounts

    @property
    def is_sending(self) -> bool:
        """Whether something is being sent by this window."""
        return self._job is not None

    def send_now(self, ids: Collection[str] | None = None, *, is_told: bool = True) -> None:
        """Send all that waits, or the items of these ids; who one is may be asked for. `sent` tells what came of it.

        Without `is_told` nothing is said of it but by whoever listens to `sent`.
        """
        self._start(Wish(ids=None if ids is None else frozenset(ids), is_told=is_told))

    @Slot()
    def send_all(self) -> None:
        """Send all that waits."""
        self.send_now()

    @Slot()
    def cancel(self) -> None:
        """Stop sending. What is on its way may have arrived: it is looked for before it is sent again."""
        self._then = None
        self._session.jobs.cancel("send")
        self._credentials.dismiss()

    def begin(self) -> None:
        """From now on what waits goes by itself."""
        self._goes_by_itself = True
        self.refresh()

    @Slot()
    def end(self) -> None:
        """The window closes: what waits goes with the next one, or another that is open."""
        self._goes_by_itself = False
        self._due.stop()
        self._look.stop()

    # What there is

    @Slot()
    def refresh(self) -> None:
        """Read the outbox."""
        jobs, workspace = self._session.jobs, self._session.workspace
        jobs.start("outbox", "", lambda *_: load_outbox(workspace), self._on_loaded, self._on_not_loaded)

    @Slot(object)
    def _on_loaded(self, items: tuple[OutboxItem, ...]) -> None:
        self._all = items
        shown = tuple(item for item in items if item.state in _SHOWN)
        self._arm()
        if shown != self.items:
            self.items = shown
            self.changed.emit()

    @Slot(object)
    def _on_not_loaded(self, _: VisionEditorError) -> None:
        """The store says what is wrong with it wherever else it is read."""

    # Sending

    def _start(self, wish: Wish) -> None:
        if self._job is not None:
            self._then = wish if wish.is_by_hand else self._then
            return
        accounts = self.accounts

        def work(cancel: Cancel, progress: Progress) -> Sent:
            return send(
                None,  # a repository that is closed meanwhile must not take the store with it
                items=wish.ids,
                is_due_only=not wish.is_by_hand and wish.ids is None,
                progress=progress,
                cancelled=cancel,
                accounts=accounts,
                may_ask=wish.is_by_hand,
            )

        self._due.stop()
        self._wish = wish
        title = self.tr("Sending") if wish.is_by_hand else ""
        self._job = self._session.jobs.start("send", title, work, self._on_sent, self._on_failed, is_cut_off=True)
        self._job.progressed.connect(self._on_progress)
        self._job.ended.connect(self._on_ended)
        self.progressed.emit(self.tr("Sending …"))

    @Slot(object, str)
    def _on_progress(self, _: object, text: str) -> None:
        self.progressed.emit(text)

    @Slot()
    def _on_ended(self) -> None:
        self._job = None
        self.progressed.emit("")
        self.refresh()
        if (wish := self._then) is not None:
            self._then = None
            self._start(wish)

    @Slot(object)
    def _on_sent(self, sent: Sent) -> None:
        if sent.posted:
            self.posted.emit()
        self.sent.emit(sent, self._wish)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        if self._wish.is_by_hand:
            self._session.failed.emit(error, self.send_all)

    # By itself

    def _arm(self) -> None:
        """Wait until the first item is due; look meanwhile whether its server is there again."""
        going = [item for item in self._all if item.state in _GOING]
        if not going or not self._goes_by_itself or self.is_sending:
            self._due.stop()
            self._look.stop()
            return
        wait_ms = milliseconds_until(going, datetime.now(UTC))
        self._due.start(max(wait_ms, _UNCHANGED_MS) if going == self._tried else wait_ms)
        if not any(map(is_offline, going)):
            self._look.stop()
        elif not self._look.isActive():
            self._look.start()

    @Slot()
    def _on_due(self) -> None:
        self._tried = [item for item in self._all if item.state in _GOING]
        self._start(Wish(is_by_hand=False))

    @Slot()
    def _on_look(self) -> None:
        """Of each server one item tells."""
        soon = datetime.now(UTC) + timedelta(milliseconds=_LOOK_EVERY_MS)
        late = {item.server: item for item in self._all if is_offline(item) and (item.next_try or soon) > soon}
        if late and not self.is_sending and not self._is_looking:
            self._is_looking = True  # the next look would cut it off
            work = lambda *_: [item.server for item in late.values() if is_reachable(item)]  # noqa: E731 - no widget
            jobs = self._session.jobs
            job = jobs.start("outbox-look", "", work, self._on_looked, self._on_not_loaded, is_cut_off=True)
            job.ended.connect(self._on_look_ended)

    @Slot()
    def _on_look_ended(self) -> None:
        self._is_looking = False

    @Slot(object)
    def _on_looked(self, found: Collection[Server]) -> None:
        ids = frozenset(item.id for item in self._all if item.server in found and item.state in _GOING)
        if ids:
            self._start(Wish(ids=ids, is_by_hand=False))


def is_offline(item: OutboxItem) -> bool:
    """Whether it waits for its server to be reached."""
    return item.state is ItemState.WAITING and item.reason is not None and item.reason.message in _OFFLINE


def milliseconds_until(items: Iterable[OutboxItem], now: datetime) -> int:
    """How long until the first of them is due; what is being sent elsewhere is left alone for a while."""
    wait = min(((item.next_try or now) - now for item in items), default=timedelta(milliseconds=_LATEST_MS))
    return max(_SOONEST_MS, min(_LATEST_MS, round(wait.total_seconds() * 1000)))
