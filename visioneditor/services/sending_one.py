"""One item of the outbox on its way: looked for, held, posted, looked for again.

Whatever fails, and whenever the program is killed, what is on the disk says whether the server may have the item. It is
sent again only when it was looked for and not found after every request that might still have arrived had to be over.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from visioneditor.core.review.publication import ItemState, OutboxItem, PlannedComment, Problem, PutDraft
from visioneditor.decoding import decode_json
from visioneditor.errors import VisionEditorError
from visioneditor.gerrit.posting import Circumstances
from visioneditor.gerrit.protocol import ReviewInput
from visioneditor.services.holding import why_held, why_refused
from visioneditor.services.reading_back import find_uuids, has_equal, is_there, take_same
from visioneditor.services.wires import Wire
from visioneditor.values import dataclass, replace

if TYPE_CHECKING:
    from visioneditor.store.store import Store

_PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 60, 300, 900, 3600))
_FINAL = frozenset({"server.said-no"})  # the server will say the same again

Now = Callable[[], datetime]
Cancelled = Callable[[], bool]


class _StoppedError(Exception):
    """Told to stop before anything was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How sending goes on: what time it is, when to stop, how long a request of unknown outcome may still arrive."""

    now: Now
    cancelled: Cancelled = lambda: False
    settling: timedelta = timedelta(seconds=60)  # where nothing was heard of it
    settling_cut: timedelta = timedelta(seconds=30)  # where its connection has ended: the server works no longer on it


def send_item(store: "Store", wire: Wire, id: str, rules: Rules) -> OutboxItem | None:
    """Bring an item as far as it gets now; how it stands then, None where it was dropped and has not arrived.

    Raises "outbox.no-item" where it is gone meanwhile.

    Only one may do so at a time, over all programs.
    """
    return _Sending(store, wire, id, rules).run()


def put_off(store: "Store", id: str, why: Problem, rules: Rules) -> OutboxItem:
    """Leave an item for later, with a pause that grows, for what went wrong before it could be looked at."""
    return _alter(store, id, lambda item: _waiting(item, why, rules.now()))


def put_off_fetch(store: "Store", id: str, why: Problem, rules: Rules) -> OutboxItem:
    """The same for one that was sent and could not be fetched; it stays sent."""
    return _alter(store, id, lambda item: replace(_waiting(item, why, rules.now()), state=ItemState.SENT))


def name_comments(store: "Store", wire: Wire, item: OutboxItem) -> OutboxItem:
    """Ask what the server calls the comments of an item that it has, where that could not be asked at once."""
    if item.uuids or not item.post.comments:
        return item
    try:
        uuids = find_uuids(item, wire.look(item))
    except VisionEditorError:
        return item
    return _alter(store, item.id, lambda item: replace(item, uuids=uuids))


class _Sending:
    def __init__(self, store: "Store", wire: Wire, id: str, rules: Rules) -> None:
        self._store, self._wire, self._rules = store, wire, rules
        self._item = store.outbox_item(id)

    def run(self) -> OutboxItem | None:
        try:
            found = self._wire.look(self._item)
            if is_there(self._item, found):
                return self._finish(found)
            if (until := self._sure_at()) > self._rules.now():
                return self._alter(lambda item: _settling(item, until))
            if self._item.is_dropped:
                self._take_back(())
                return self._store.alter_item(self._item.id, lambda item: None)
            held = None if self._item.is_released else self._why_held(found)
            if held is not None:
                return self._alter(lambda item: replace(_settled(item), state=ItemState.HELD, reason=held))
            refused = why_refused(self._item, found)
            if refused is not None:
                return self._alter(lambda item: replace(_settled(item), state=ItemState.REFUSED, reason=refused))
            return self._send(found)
        except VisionEditorError as error:
            if error.message == "outbox.no-item":
                raise
            if error.message == "server.answer-lost":  # of a draft that was put
                self._be_unsure(error)
            return self._fail(error)
        except _StoppedError:
            return self._alter(lambda item: _put_back(item, self._rules.now()))

    def _why_held(self, found: Circumstances) -> Problem | None:
        if not self._store.is_as_written(self._item):
            return Problem(message="outbox.changed-here")
        return why_held(self._item, found)

    def _send(self, found: Circumstances) -> OutboxItem:
        """Put the drafts there that it needs, and post it; that it is begun is on the disk before."""
        was_unsure = self._item.unsure_until is not None
        self._alter(lambda item: replace(_settled(item), state=ItemState.SENDING, reason=None))
        drafts = self._put_drafts()
        body = _body(self._item, drafts, may_omit=was_unsure and not has_equal(self._item, found.comments))
        if self._rules.cancelled():
            raise _StoppedError
        self._alter(lambda item: replace(item, unsure_until=self._rules.now() + self._rules.settling))
        try:
            self._wire.post(self._item, body)
        except VisionEditorError as error:
            return self._after_failure(error)
        return name_comments(self._store, self._wire, self._finish(None))

    def _put_drafts(self) -> list[str]:
        """The ids of its drafts on the server: of those that are there already, else of those put now."""
        wanted = [planned for planned in self._item.post.comments if planned.is_server_draft]
        left = list(self._wire.drafts(self._item)) if wanted else []
        found: list[str] = []
        for planned in wanted:
            if self._rules.cancelled():
                raise _StoppedError
            there = take_same(planned, self._item.post.patch_set, left)
            if there is None:
                self._note_put(planned)
                there = self._wire.put_draft(self._item, planned.body)
            found.append(there.uuid)
        self._take_back(wanted)
        return found

    def _note_put(self, planned: PlannedComment) -> None:
        """That it is put there is on the disk before: its answer may be lost."""
        put = PutDraft(patch_set=self._item.post.patch_set, planned=planned)
        if all((put.patch_set, planned.body) != (one.patch_set, one.planned.body) for one in self._item.put):
            self._alter(lambda item: replace(item, put=(*item.put, put)))

    def _after_failure(self, error: VisionEditorError) -> OutboxItem:
        if error.message != "server.answer-lost":
            self._alter(_settled)
            if error.message in _FINAL:
                with suppress(VisionEditorError):  # the next try, or dropping it, does it then
                    self._take_back(())
            return self._fail(error)
        self._be_unsure(error)
        try:
            found = self._wire.look(self._item)
        except VisionEditorError:
            return self._fail(error)
        return self._finish(found) if is_there(self._item, found) else self._fail(error)

    def _take_back(self, wanted: Sequence[PlannedComment]) -> None:
        """Take away what was put there and is not wanted any more: it would be left lying there, seen by nobody."""
        patch_set = self._item.post.patch_set
        bodies = {planned.body for planned in wanted}
        kept = tuple(put for put in self._item.put if put.patch_set == patch_set and put.planned.body in bodies)
        unwanted = [put for put in self._item.put if put not in kept]
        left = list(self._wire.drafts(self._item)) if unwanted else []
        for put in unwanted:
            if (there := take_same(put.planned, put.patch_set, left)) is not None:
                self._wire.delete_draft(self._item, there)
        if unwanted:
            self._alter(lambda item: replace(item, put=kept))

    def _finish(self, found: Circumstances | None) -> OutboxItem:
        uuids = find_uuids(self._item, found) if found is not None else {}

        def sent(item: OutboxItem) -> OutboxItem:
            return replace(
                item, state=ItemState.SENT, reason=None, next_try=None, unsure_until=None, tries=0, uuids=uuids, put=()
            )

        self._item = self._store.finish_item(self._item.id, sent)
        return self._item

    def _fail(self, error: VisionEditorError) -> OutboxItem:
        if self._item.state is ItemState.SENT:
            return self._item
        if error.message in _FINAL and self._item.unsure_until is None:
            return self._alter(lambda item: replace(item, state=ItemState.REFUSED, reason=problem_of(error)))
        return self._alter(lambda item: _waiting(item, problem_of(error), self._rules.now()))

    def _be_unsure(self, error: VisionEditorError) -> None:
        """The answer to a request was lost just now."""
        pause = self._rules.settling_cut if error.arguments.get("is_over") else self._rules.settling
        self._alter(lambda item: replace(item, unsure_until=self._rules.now() + pause))

    def _sure_at(self) -> datetime:
        """When no request of unknown outcome can arrive any more.

        Whoever left one on its way is no more, nor is his connection; and a clock that was put back puts nothing off.
        """
        now, until = self._rules.now(), self._item.unsure_until
        if until is None:
            return now
        is_left = self._item.state is ItemState.SENDING
        latest = now + (self._rules.settling_cut if is_left else self._rules.settling)
        if until > latest:
            self._alter(lambda item: replace(item, unsure_until=latest))
        return min(until, latest)

    def _alter(self, alter: Callable[[OutboxItem], OutboxItem]) -> OutboxItem:
        self._item = _alter(self._store, self._item.id, alter)
        return self._item


def _alter(store: "Store", id: str, alter: Callable[[OutboxItem], OutboxItem]) -> OutboxItem:
    altered = store.alter_item(id, alter)
    assert altered is not None
    return altered


def _waiting(item: OutboxItem, why: Problem, now: datetime) -> OutboxItem:
    next_try = now + _PAUSES[min(item.tries, len(_PAUSES) - 1)]
    if item.unsure_until is not None:
        next_try = max(next_try, item.unsure_until)
    return replace(item, state=ItemState.WAITING, reason=why, tries=item.tries + 1, next_try=next_try)


def _settling(item: OutboxItem, until: datetime) -> OutboxItem:
    reason = item.reason or Problem(message="outbox.settling")
    return replace(item, state=ItemState.WAITING, reason=reason, next_try=until)


def _settled(item: OutboxItem) -> OutboxItem:
    return replace(item, unsure_until=None)


def _put_back(item: OutboxItem, now: datetime) -> OutboxItem:
    """Who stops it will say when to go on; at the latest it does so itself after the longest pause."""
    reason = Problem(message="outbox.cancelled")
    return replace(item, state=ItemState.WAITING, reason=reason, next_try=now + _PAUSES[-1])


def problem_of(error: VisionEditorError) -> Problem:
    """An error as it is kept with an item."""
    plain = {name: value if isinstance(value, int | str) else str(value) for name, value in error.arguments.items()}
    return Problem(message=error.message, arguments=plain)


def _body(item: OutboxItem, drafts: list[str], *, may_omit: bool) -> bytes:
    """The post's body; with the ids of server drafts, and where one was unsure without what came late all the same."""
    if not drafts and not may_omit:
        return item.post.body
    body = decode_json(item.post.body, ReviewInput)
    if drafts:
        body = msgspec.structs.replace(body, draft_ids_to_publish=drafts)
    if may_omit:
        body = msgspec.structs.replace(body, omit_duplicate_comments=True)
    return msgspec.json.encode(body)
