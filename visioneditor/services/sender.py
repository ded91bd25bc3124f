"""Whoever sends what waits in the outbox: one at a time over all windows and commands, each item in its order.

How one item goes is told in `sending_one`; servers, and how what was sent is fetched, come in from `sending`.
"""

from collections.abc import Callable, Collection
from contextlib import suppress
from typing import TYPE_CHECKING

from visioneditor.core.review.publication import ItemState, OutboxItem, Problem, Sent, Server
from visioneditor.errors import VisionEditorError
from visioneditor.repository.file_lock import file_lock
from visioneditor.services.sending_one import Rules, name_comments, problem_of, put_off, put_off_fetch, send_item
from visioneditor.services.wires import Wire
from visioneditor.values import replace

if TYPE_CHECKING:
    from visioneditor.store.store import Store

Progress = Callable[[float | None, str], None]
Connect = Callable[[Server], Wire]
Fetch = Callable[[Collection[OutboxItem]], Collection[OutboxItem]]  # items of one repository; those that stay

_OUT_OF_REACH = frozenset(
    {
        "server.unreachable",
        "server.proxy",
        "server.untrusted",
        "server.too-slow",
        "server.wrong-password",
        "server.refused-key",
        "server.unknown-host",
    }
)
_BEHIND = Problem(message="outbox.after-another")
_READY = (ItemState.WAITING, ItemState.SENDING, ItemState.SENT)


class Sender:
    """One turn of sending."""

    def __init__(self, store: "Store", rules: Rules, connect: Connect, fetch: Fetch) -> None:
        self._store, self._rules, self._connect, self._fetch = store, rules, connect, fetch
        self._wires: dict[Server, Wire | Problem] = {}

    def send(self, before: Collection[OutboxItem], *, is_due_only: bool, turn_s: float, progress: Progress) -> Sent:
        """Bring items as far as they get now, waiting for another sender to end its turn; how they stand then."""
        lock = self._store.path.with_name("sending.lock")
        with file_lock(lock, wait_s=turn_s, cancelled=self._rules.cancelled) as is_mine:
            if is_mine:
                done = self._send_all(before, is_due_only, progress)
            else:
                done = [replace(item, reason=Problem(message="outbox.busy")) for item in before]
        known = {item.id for item in before if item.state is ItemState.SENT}
        return _sort([item for item in done if item.id not in known])

    def _send_all(self, before: Collection[OutboxItem], is_due_only: bool, progress: Progress) -> list[OutboxItem]:
        done: list[OutboxItem] = []
        try:
            for number, item in enumerate(before):
                progress(number / len(before), item.subject)
                done += filter(None, [self._send(item, is_due_only)])
        finally:
            for wire in self._wires.values():
                if not isinstance(wire, Problem):
                    wire.close()
        self._take_in({item.id for item in before}, is_due_only)
        progress(1.0, "")
        return done

    def _send(self, before: OutboxItem, is_due_only: bool) -> OutboxItem | None:
        """How an item stands after its turn; what is gone by then was sent by another sender meanwhile."""
        try:
            item = self._store.outbox_item(before.id)
        except VisionEditorError:
            return replace(before, state=ItemState.SENT)
        if item.state not in _READY or self._rules.cancelled() or (is_due_only and not self._is_due(item)):
            return item
        try:
            if item.state is not ItemState.SENT and self._is_behind(item):
                return item if item.reason == _BEHIND else self._put_behind(item)
            return self._go(item, self._wire(item.server))
        except VisionEditorError as error:
            if error.message != "outbox.no-item":  # dropped, or replaced, while it was looked at
                raise
            return None

    def _go(self, item: OutboxItem, wire: Wire | Problem) -> OutboxItem | None:
        if item.state is ItemState.SENT:
            return item if isinstance(wire, Problem) else name_comments(self._store, wire, item)
        if isinstance(wire, Problem):
            return put_off(self._store, item.id, wire, self._rules)
        gone = send_item(self._store, wire, item.id, self._rules)
        if gone is not None and gone.reason is not None and gone.reason.message in _OUT_OF_REACH:
            wire.close()
            self._wires[item.server] = gone.reason  # the next one need not wait for that
        return gone

    def _is_due(self, item: OutboxItem) -> bool:
        return item.next_try is None or item.next_try <= self._rules.now()

    def _is_behind(self, item: OutboxItem) -> bool:
        """Whether something of the same change is to go before it, and has not gone."""
        for other in self._store.outbox(item.repository):
            if other.id == item.id:
                return False
            is_same = (other.number, other.server.root) == (item.number, item.server.root)
            if is_same and other.state is not ItemState.SENT:
                return True
        return False

    def _wire(self, server: Server) -> Wire | Problem:
        if server not in self._wires:
            try:
                self._wires[server] = self._connect(server)
            except VisionEditorError as error:
                self._wires[server] = problem_of(error)
        return self._wires[server]

    def _take_in(self, ids: Collection[str], is_due_only: bool) -> None:
        """Fetch what was sent; an item goes when its comments are here in the place of the drafts."""
        sent = [item for item in self._store.outbox() if item.id in ids and item.state is ItemState.SENT]
        due = [item for item in sent if not is_due_only or self._is_due(item)]
        for repository in dict.fromkeys(item.repository for item in due):
            self._take_in_from([item for item in due if item.repository == repository])

    def _take_in_from(self, items: Collection[OutboxItem]) -> None:
        why = Problem(message="outbox.unfetched")
        try:
            items = self._fetch(items)
        except VisionEditorError as error:
            why = problem_of(error)
        for item in items:
            with suppress(VisionEditorError):
                put_off_fetch(self._store, item.id, why, self._rules)

    def _put_behind(self, item: OutboxItem) -> OutboxItem | None:
        return self._store.alter_item(item.id, lambda one: replace(one, reason=_BEHIND))


def _sort(items: Collection[OutboxItem]) -> Sent:
    def of(*states: ItemState) -> tuple[OutboxItem, ...]:
        return tuple(item for item in items if item.state in states)

    return Sent(
        posted=of(ItemState.SENT),
        waiting=of(ItemState.WAITING, ItemState.SENDING),
        held=of(ItemState.HELD),
        refused=of(ItemState.REFUSED),
    )
