"""The rows of the outbox: requests written down to be sent once, over all repositories, in the order written."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from visioneditor.core.review.publication import ItemState, OutboxItem, PutDraft
from visioneditor.decoding import decode_json
from visioneditor.errors import VisionEditorError
from visioneditor.store.database import Database
from visioneditor.values import replace


class OutboxStore(Database):
    """What is to be sent. An item is changed by whoever sends, or dropped by its writer; no row is ever half."""

    def outbox(self, repository: str | None = None) -> tuple[OutboxItem, ...]:
        """Every item, of one repository where that is named."""
        chosen, values = ("WHERE repository = ? ", [repository]) if repository is not None else ("", [])
        rows = self.read(f"SELECT content FROM outbox {chosen}ORDER BY number", *values)
        return tuple(_parse(row) for row in rows)

    def outbox_item(self, id: str) -> OutboxItem:
        """One item; raises "outbox.no-item"."""
        rows = self.read("SELECT content FROM outbox WHERE id = ?", id)
        if not rows:
            raise VisionEditorError("outbox.no-item", id=id)
        return _parse(rows[0])

    def sent_drafts(self, repository: str) -> frozenset[str]:
        """The ids of the drafts that a server has already, and that are not fetched yet: they no longer wait."""
        rows = self.read("SELECT content FROM outbox WHERE repository = ? AND state = ?", repository, ItemState.SENT)
        return frozenset(id for row in rows for id in _parse(row).draft_ids)

    def is_as_written(self, item: OutboxItem) -> bool:
        """Whether what an item would send is still what its writer wants: no draft of it was edited or deleted."""
        return _is_as_written(self.read, item)

    def put_outbox(self, items: Iterable[OutboxItem]) -> None:
        """Write down what one change's review is, in the place of what was written down and never begun to be sent.

        Raises "outbox.overtaken" where a draft or the cover message is by now in what is being sent, was edited, or is
        gone, or a vote was changed: what was planned is not what is there.
        """
        wanted = tuple(items)
        with self.writing() as connection:
            for item in wanted:
                _demand_as_written(connection, item)
            put: list[PutDraft] = []
            for other in _of_change(connection, wanted[0]):
                _demand(not (other.is_begun and any(_overlap(item, other) for item in wanted)))
                if not other.is_begun:
                    put += other.put
                    connection.execute("DELETE FROM outbox WHERE id = ?", (other.id,))
            for item in (replace(wanted[0], put=tuple(put)), *wanted[1:]):
                _insert(connection, item)

    def restore_item(self, item: OutboxItem) -> None:
        """Write an item down again that was taken out; raises "outbox.overtaken" where its drafts went another way."""
        with self.writing() as connection:
            _demand_as_written(connection, item)
            _demand(not any(_overlap(item, other) for other in _of_change(connection, item)))
            _insert(connection, item)

    def alter_item(self, id: str, alter: Callable[[OutboxItem], OutboxItem | None]) -> OutboxItem | None:
        """Put what `alter` makes of an item in its place, or take it out; raises "outbox.no-item" where it is gone.

        Nobody else can change it between what `alter` is told and what is written.
        """
        with self.writing() as connection:
            return _alter(connection, id, alter)

    def finish_item(self, id: str, alter: Callable[[OutboxItem], OutboxItem]) -> OutboxItem:
        """The same for one that the server has: its votes and its cover message, where unchanged, no longer wait."""
        with self.writing() as connection:
            item = _alter(connection, id, alter)
            assert item is not None
            here, keys = f"repository = ? AND change_key IN ({_marks(item.keys)})", (item.repository, *item.keys)
            for label, value in item.post.votes.items():
                same = "lower(label) = lower(?) AND value = ?"
                connection.execute(f"DELETE FROM votes WHERE {here} AND {same}", (*keys, label, value))
            connection.execute(f"DELETE FROM covers WHERE {here} AND trim(message) = ?", (*keys, item.post.cover))
        return item


def _demand(is_so: bool) -> None:
    if not is_so:
        raise VisionEditorError("outbox.overtaken")


def _demand_as_written(connection: sqlite3.Connection, item: OutboxItem) -> None:
    _demand(_is_as_written(lambda statement, *values: connection.execute(statement, values).fetchall(), item))


def _is_as_written(read: Callable[..., list[sqlite3.Row]], item: OutboxItem) -> bool:
    """Whether the drafts, the votes and the cover message in an item stand in the store as they are in it."""
    here, keys = f"repository = ? AND change_key IN ({_marks(item.keys)})", (item.repository, *item.keys)
    drafts = [draft for planned in item.post.comments for draft in planned.drafts]
    rows = read(f"SELECT id, message FROM drafts WHERE {here} AND NOT deleted", *keys) if drafts else []
    words = {row["id"]: row["message"] for row in rows}
    if any(words.get(draft.id) != draft.message for draft in drafts):
        return False
    rows = read(f"SELECT label, value FROM votes WHERE {here}", *keys) if item.post.votes else []
    votes = {row["label"].lower(): row["value"] for row in rows}
    if any(votes.get(label.lower()) != value for label, value in item.post.votes.items()):
        return False
    covers = read(f"SELECT message FROM covers WHERE {here}", *keys) if item.post.cover else []
    return not item.post.cover or item.post.cover in [row["message"].strip() for row in covers]


def _overlap(item: OutboxItem, other: OutboxItem) -> bool:
    has_same_cover = bool(item.post.cover) and item.post.cover == other.post.cover
    return has_same_cover or bool(item.draft_ids & other.draft_ids)


def _of_change(connection: sqlite3.Connection, item: OutboxItem) -> list[OutboxItem]:
    rows = connection.execute(
        f"SELECT content FROM outbox WHERE repository = ? AND change_key IN ({_marks(item.keys)})",
        (item.repository, *item.keys),
    )
    return [_parse(row) for row in rows.fetchall()]


def _alter(
    connection: sqlite3.Connection, id: str, alter: Callable[[OutboxItem], OutboxItem | None]
) -> OutboxItem | None:
    row = connection.execute("SELECT content FROM outbox WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise VisionEditorError("outbox.no-item", id=id)
    altered = alter(_parse(row))
    if altered is None:
        connection.execute("DELETE FROM outbox WHERE id = ?", (id,))
    else:
        connection.execute(
            "UPDATE outbox SET state = ?, next_try = ?, content = ? WHERE id = ?",
            (altered.state.value, _time(altered.next_try), _render(altered), id),
        )
    return altered


def _insert(connection: sqlite3.Connection, item: OutboxItem) -> None:
    connection.execute(
        "INSERT INTO outbox (id, repository, change_key, state, next_try, since, content) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            item.id,
            item.repository,
            item.change_key,
            item.state.value,
            _time(item.next_try),
            _time(item.since),
            _render(item),
        ),
    )


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def _time(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else None


def _render(item: OutboxItem) -> str:
    import msgspec  # not for a start that sends nothing

    return msgspec.json.encode(item).decode()


def _parse(row: sqlite3.Row) -> OutboxItem:
    return decode_json(row["content"], OutboxItem)
