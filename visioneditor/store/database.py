"""The SQLite file behind the store: one connection a thread, writes that are on the disk when they return.

Nothing is opened before the first use, so a command that needs no drafts makes no file.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from visioneditor.errors import VisionEditorError
from visioneditor.store.connecting import check, connect, connect_to_read, is_damage, is_unwritable, store_error
from visioneditor.store.rescue import Rescue, rescue

_Identity = tuple[int, int]
Stamp = tuple[tuple[int, int] | None, ...]


class Database:
    """Reads and writes rows; any thread may, and several programs at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rescue: Rescue | None = None
        self._mine: dict[int, _Opened] = {}
        self._lock = threading.Lock()
        self._checked = False

    def __getstate__(self) -> tuple[Path, Rescue | None]:
        """Through pickle goes which file it is, and what was rescued of it; connections stay where they are."""
        return self.path, self.rescue

    def __setstate__(self, state: tuple[Path, Rescue | None]) -> None:
        Database.__init__(self, state[0])
        self.rescue = state[1]

    def read(self, statement: str, *values: object) -> list[sqlite3.Row]:
        """The rows of a query."""
        try:
            return self._read(statement, values)
        except sqlite3.Error as error:
            raise store_error(error, self.path) from error

    def _read(self, statement: str, values: tuple[object, ...]) -> list[sqlite3.Row]:
        try:
            return self._connection(writing=False).execute(statement, values).fetchall()
        except sqlite3.Error as error:
            if not is_damage(error):
                raise
            self._doubt()
            return self._connection(writing=False).execute(statement, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: on the disk when the block is left, undone where it raises."""
        try:
            connection = self._connection(writing=True)
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            if is_damage(error):
                self._doubt()
            raise store_error(error, self.path) from error

    def _doubt(self) -> None:
        """The file was damaged while it was open: look at it again, and rescue what there is, at the next use."""
        self._checked = False
        opened = self._mine.pop(threading.get_ident(), None)
        if opened is not None:
            opened.connection.close()

    def write(self, statement: str, *values: object) -> int:
        """One statement in a transaction of its own; the number of rows it touched."""
        with self.writing() as connection:
            return connection.execute(statement, values).rowcount

    def state(self) -> Stamp:
        """What changes when any window or thread has written, to look again cheaply; raises where the file fails."""
        self.read("PRAGMA data_version")
        return _stamp(self.path)

    def close(self) -> None:
        """Close the connections of all threads; none may be in use."""
        with self._lock:
            opened, self._mine = list(self._mine.values()), {}
        for one in opened:
            one.connection.close()

    def _connection(self, *, writing: bool) -> sqlite3.Connection:
        thread = threading.get_ident()
        opened = self._mine.get(thread)
        if opened and opened.serves(self.path, writing):
            return opened.connection
        if opened:
            opened.connection.close()
        with self._lock:
            opened = self._mine[thread] = self._open(writing)
        return opened.connection

    def _open(self, writing: bool) -> "_Opened":
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = self._open_sound()
        except OSError as error:
            if writing:
                raise VisionEditorError("store.read-only", path=self.path, reason=error) from error
            return self._open_to_read()
        except sqlite3.Error as error:
            if writing or not is_unwritable(error):
                raise
            return self._open_to_read()
        return _Opened(connection, _identity(self.path))

    def _open_to_read(self) -> "_Opened":
        stamp = _stamp(self.path)
        return _Opened(connect_to_read(self.path), None, stamp)

    def _open_sound(self) -> sqlite3.Connection:
        try:
            return self._open_checked()
        except sqlite3.Error as error:
            if not is_damage(error):
                raise
            self.rescue = rescue(self.path)
            return self._open_checked()

    def _open_checked(self) -> sqlite3.Connection:
        connection = connect(self.path)
        try:
            if not self._checked:
                check(connection)
        except BaseException:
            connection.close()
            raise
        self._checked = True
        return connection


class _Opened:
    """A thread's connection, and which file it leads to; None: it only reads what there was at that stamp."""

    def __init__(self, connection: sqlite3.Connection, identity: _Identity | None, stamp: Stamp = ()) -> None:
        connection.row_factory = sqlite3.Row
        self.connection = connection
        self.identity, self.stamp = identity, stamp

    def serves(self, path: Path, writing: bool) -> bool:
        """Whether it may be used still: another window may have put a rescued file in the place of a damaged one."""
        if self.identity is None:
            return not writing and self.stamp == _stamp(path)
        return self.connection.in_transaction or self.identity == _identity(path)


def _identity(path: Path) -> _Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _stamp(path: Path) -> Stamp:
    """What changes when anybody writes: time and size of the file and of its write-ahead log."""
    return tuple(_time_and_size(path.with_name(path.name + ending)) for ending in ("", "-wal"))


def _time_and_size(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
