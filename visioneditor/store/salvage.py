"""Rows out of a damaged SQLite file: first those that SQLite itself still reads, then those that stand in sound pages.

The second way needs neither the file's header nor its tree of pages: every leaf page tells where its rows begin, and
how many columns a row has tells its table. What SQLite reads goes first, because an old page may hold an old row.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from visioneditor.store.schema import TABLES
from visioneditor.store.write_ahead import PAGE, frames, log_of

Row = tuple[object, ...]

_LEAF = 0x0D
_TIME = re.compile(r"\d{4}-\d\d-\d\dT")
_KEY = re.compile(r"\d+|I[0-9a-f]{40}|refs/heads/.+|[0-9a-f]{40}(?:[0-9a-f]{24})?")  # of a change
_INTEGER_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def readable_rows(connection: sqlite3.Connection, table: str, columns: Iterable[str]) -> Iterator[Row]:
    """What SQLite reads of a table, from its beginning and, where that breaks off, from its end."""
    for order in ("ASC", "DESC"):
        try:
            yield from connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid {order}")
        except sqlite3.Error:
            continue
        return


def rows_of_pages(path: Path, counts: dict[str, int]) -> Iterator[tuple[str, Row]]:
    """Each row of every sound leaf page with its table's name; `counts` says how many columns the tables have."""
    pages = _load_pages(path)
    for number in sorted(pages):
        for row in _rows_of_leaf(pages, number):
            table = _table_of(row, counts)
            if table:
                yield table, row


def _table_of(row: Row, counts: dict[str, int]) -> str | None:
    """The table that a row is of; None where it is of one whose rows are no loss."""
    likely = (table for table in TABLES if counts[table] == len(row))
    return next((table for table in likely if table not in _TOLD_BY or _TOLD_BY[table](row)), None)


def _has_key(row: Row) -> bool:
    return isinstance(row[1], str) and _KEY.fullmatch(row[1]) is not None


def _has_time(row: Row) -> bool:
    return isinstance(row[1], str) and _TIME.match(row[1]) is not None


# How the rows of a table are told from those of others that have as many columns.
_TOLD_BY: dict[str, Callable[[Row], bool]] = {
    "votes": lambda row: _has_key(row) and isinstance(row[3], int),
    "covers": _has_key,
    "people": lambda row: isinstance(row[1], int),
    "recents": _has_time,
    "accounts": lambda row: not _has_time(row),
}


def _load_pages(path: Path) -> dict[int, bytes]:
    """The file's pages by number, with the newer ones of its write-ahead log laid over them."""
    whole = path.read_bytes()
    pages = {at // PAGE + 1: whole[at : at + PAGE] for at in range(0, len(whole) - PAGE + 1, PAGE)}
    pages.update((number, page) for number, page, _ in frames(log_of(path)))
    return pages


def _rows_of_leaf(pages: dict[int, bytes], number: int) -> Iterator[Row]:
    page, head = pages[number], 100 if number == 1 else 0
    if page[head] != _LEAF:
        return
    cells = int.from_bytes(page[head + 3 : head + 5], "big")
    for index in range(min(cells, PAGE // 4)):
        at = int.from_bytes(page[head + 8 + 2 * index : head + 10 + 2 * index], "big")
        try:
            yield _parse_record(*_load_payload(pages, page, at))
        except (IndexError, KeyError, UnicodeDecodeError, ValueError):
            continue  # a damaged cell: the ones beside it may be sound


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(9):
        byte = data[at + index]
        if index == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    raise ValueError("no varint")


def _load_payload(pages: dict[int, bytes], page: bytes, at: int) -> tuple[bytes, int]:
    """A cell's payload, overflow pages included, and its rowid."""
    size, at = _varint(page, at)
    rowid, at = _varint(page, at)
    most, least = PAGE - 35, (PAGE - 12) * 32 // 255 - 23
    if size <= most:
        return _whole(page[at : at + size], size), rowid
    kept = least + (size - least) % (PAGE - 4)
    kept = kept if kept <= most else least
    payload, following = page[at : at + kept], page[at + kept : at + kept + 4]
    seen: set[int] = set()
    while len(payload) < size and (number := int.from_bytes(following, "big")) not in seen:
        seen.add(number)
        following, payload = pages[number][:4], payload + pages[number][4:]
    return _whole(payload[:size], size), rowid


def _whole(payload: bytes, size: int) -> bytes:
    if len(payload) != size:
        raise ValueError("a part is missing")
    return payload


def _parse_record(payload: bytes, rowid: int) -> Row:
    size, at = _varint(payload, 0)
    kinds, body = [], size
    while at < size:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[object] = []
    for kind in kinds:
        value, body = _parse_value(payload, kind, body)
        values.append(value)
    if body != len(payload):
        raise ValueError("not a record")
    return tuple(rowid if not index and value is None else value for index, value in enumerate(values))


def _parse_value(payload: bytes, kind: int, at: int) -> tuple[object, int]:
    if kind in (0, 8, 9):
        return (None, 0, 1)[max(0, kind - 7)], at
    if kind in _INTEGER_SIZES:
        end = at + _INTEGER_SIZES[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind < 12:
        raise ValueError("no kind of value that we write")
    end = at + (kind - 12) // 2
    raw = payload[at:end]
    return (raw.decode() if kind % 2 else raw), end
