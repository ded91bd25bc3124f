"""Send what waits in the outbox, each item once, whatever fails; what was sent takes the place of the drafts."""

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from visioneditor.core.review.publication import OutboxItem, Route, Sent, Server
from visioneditor.gerrit.client import Limits
from visioneditor.services.accounts import Accounts
from visioneditor.services.own_accounts import server_of
from visioneditor.services.sender import Connect, Progress, Sender
from visioneditor.services.sending_one import Rules
from visioneditor.services.ssh_wire import SshWire
from visioneditor.services.taking_in import take_in
from visioneditor.services.wires import RestWire, Wire
from visioneditor.services.workspace import Workspace

if TYPE_CHECKING:
    from visioneditor.store.store import Store

_TURN_S = 90.0  # longer than another sender's request may take
_LOOK_UP_S = 0.1  # so soon one hears that it is cancelled
PATIENCE_S = 35.0  # of somebody who has told it to send: longer than a connection that was cut leaves anything unsure


def send(
    workspace: Workspace | None,
    *,
    items: Collection[str] | None = None,
    is_due_only: bool = False,
    progress: Progress = lambda share, text: None,
    cancelled: Callable[[], bool] = lambda: False,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    accounts: Accounts | None = None,
    may_ask: bool = False,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    connect: Connect | None = None,
    turn_s: float = _TURN_S,
    patience_s: float = 0,
    pause: Callable[[float], object] = time.sleep,
) -> Sent:
    """Send all that waits, or the items of these ids; `is_due_only`: those whose next try is not put off.

    `patience_s`: how long to stay for what may have arrived, until it is sure whether it has to be sent again.

    What is held or was refused stays so until its writer releases it. Nothing of what fails on the way is raised: the
    items say it. `workspace` is the one that is open, where one is; `accounts` know who one is on which server.
    """
    with _store_of(workspace) as store:
        wanted = [item for item in store.outbox() if items is None or item.id in items]
        if not wanted:
            return Sent()
        known = accounts or Accounts()

        def reach(server: Server) -> Wire:
            if server.route is Route.SSH:
                return SshWire(
                    lambda item: _opened(workspace, item),
                    may_ask=may_ask,
                    timeout_s=limits.answer_s,
                    cancelled=cancelled,
                )
            return _sign_in(store, server, known, may_ask=may_ask, limits=limits)

        def go(items: Collection[OutboxItem], is_due_only: bool) -> Sent:
            silence, whole = timedelta(seconds=limits.silence_s), timedelta(seconds=limits.answer_s)
            rules = Rules(
                now=now, cancelled=cancelled, settling=whole, settling_cut=silence
            )  # its deadline is silence_s
            sender = Sender(store, rules, connect or reach, lambda sent: _fetch(workspace, sent, progress, cancelled))
            return sender.send(items, is_due_only=is_due_only, turn_s=turn_s, progress=progress)

        sent, ends = go(wanted, is_due_only), now() + timedelta(seconds=patience_s)
        while (sure_at := _soonest(sent, now(), ends)) is not None and _wait(sure_at, now, cancelled, pause):
            sent = _add(sent, go(sent.waiting, False))
        return sent


def _soonest(sent: Sent, now: datetime, ends: datetime) -> datetime | None:
    """When it will be sure of an item that waits whether it arrived; None where that is so of none before `ends`."""
    times = [item.unsure_until for item in sent.waiting if item.unsure_until is not None]
    return min((at for at in times if now < at <= ends), default=None)


def _wait(
    until: datetime, now: Callable[[], datetime], cancelled: Callable[[], bool], pause: Callable[[float], object]
) -> bool:
    """Let time pass until then; whether it has, and nobody wants it to end."""
    while not cancelled() and (left := (until - now()).total_seconds()) > 0:
        pause(min(left, _LOOK_UP_S))
    return not cancelled()


def _add(before: Sent, after: Sent) -> Sent:
    """What became of items, and then of those that had waited."""
    return Sent(
        posted=before.posted + after.posted,
        waiting=after.waiting,
        held=before.held + after.held,
        refused=before.refused + after.refused,
    )


def _sign_in(store: "Store", server: Server, accounts: Accounts, *, may_ask: bool, limits: Limits) -> Wire:
    """The way to a server by REST; who one is there is remembered, so that one's comments are known as one's own."""
    signed = accounts.sign_in(server.root, may_ask=may_ask, limits=limits)
    if store.account(server_of(server.root)) != str(signed.account):
        store.put_account(server_of(server.root), str(signed.account))
    return RestWire(signed.client, signed.account)


def _fetch(
    workspace: Workspace | None, sent: Collection[OutboxItem], progress: Progress, cancelled: Callable[[], bool]
) -> Collection[OutboxItem]:
    with _opened(workspace, next(iter(sent))) as opened:
        return take_in(opened, sent, progress=progress, cancelled=cancelled)


@contextmanager
def _store_of(workspace: Workspace | None) -> "Iterator[Store]":
    if workspace is not None:
        yield workspace.store
        return
    from visioneditor.services.opening import open_store

    with open_store() as store:
        yield store


@contextmanager
def _opened(workspace: Workspace | None, item: OutboxItem) -> Iterator[Workspace]:
    """The repository that an item is of."""
    if workspace is not None and workspace.repository.key == item.repository:
        yield workspace
        return
    from visioneditor.services.opening import open_workspace

    with closing(open_workspace(Path(item.folder))) as opened:
        yield opened
