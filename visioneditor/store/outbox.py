"""The rows of the outbox: requests written down to be sent once, over all repositories, in the order written."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from visioneditor.core.review.publication import ItemState, OutboxItem
from visioneditor.errors import VisionEditorError
from visioneditor.store.database import Database

_STANDS = "SELECT message FROM drafts WHERE repository = ? AND id = ? AND NOT deleted"


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

    def put_outbox(self, items: Iterable[OutboxItem]) -> None:
        """Write down what one change's review is, in the place of what was written down and never begun to be sent.

        Raises "outbox.overtaken" where a draft or the cover message is by now in what is being sent, was edited, or is
        gone: what was planned is not what is there.
        """
        wanted = tuple(items)
        with self.writing() as connection:
            for item in wanted:
                _demand(_is_as_planned(connection, item))
            for other in _of_change(connection, wanted[0]):
                _demand(not (other.is_begun and any(_overlap(item, other) for item in wanted)))
                if not other.is_begun:
                    connection.execute("DELETE FROM outbox WHERE id = ?", (other.id,))
            for item in wanted:
                _insert(connection, item)

    def restore_item(self, item: OutboxItem) -> None:
        """Write an item down again that was taken out; raises "outbox.overtaken" where its drafts went another way."""
        with self.writing() as connection:
            _demand(_is_as_planned(connection, item))
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


def _is_as_planned(connection: sqlite3.Connection, item: OutboxItem) -> bool:
    for draft in (draft for planned in item.post.comments for draft in planned.drafts):
        found = connection.execute(_STANDS, (item.repository, draft.id)).fetchone()
        if found is None or found[0] != draft.message:
            return False
    if not item.post.cover:
        return True
    covers = connection.execute(
        f"SELECT message FROM covers WHERE repository = ? AND change_key IN ({_marks(item.keys)})",
        (item.repository, *item.keys),
    )
    return item.post.cover in [row[0].strip() for row in covers]


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
    import msgspec

    return msgspec.json.decode(row["content"], type=OutboxItem)
