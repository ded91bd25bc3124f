"""Opening the SQLite file, and putting what SQLite complains of into the program's own errors.

Every write is on the disk when it is acknowledged (`synchronous=FULL`: a quarter of a millisecond more than not
waiting), so that neither `kill -9` nor a dead battery takes a draft. Where the folder cannot be written, what is there
can still be read; only writing is refused.
"""

import sqlite3
import time
from pathlib import Path

from visioneditor.errors import VisionEditorError
from visioneditor.store.schema import MIGRATIONS
from visioneditor.store.write_ahead import committed_bytes

_BUSY_TIMEOUT_S = 10.0
_AGAIN_S = 0.01
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_MESSAGES = {
    **dict.fromkeys(_FULL, "store.full"),
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_LOCKED: "store.busy",
    **dict.fromkeys(_UNWRITABLE, "store.read-only"),
    **dict.fromkeys(_DAMAGED, "store.damaged"),
}


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF  # the upper byte only says more of the same


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is no sound database any more."""
    return _code(error) in _DAMAGED


def is_unwritable(error: sqlite3.Error) -> bool:
    """Whether the file or its folder cannot be written, or has no room left."""
    return _code(error) in _UNWRITABLE | _FULL


def store_error(error: sqlite3.Error, path: Path) -> VisionEditorError:
    """What the user is told of it."""
    message = _MESSAGES.get(_code(error), "store.failed")
    return VisionEditorError(message, detail=str(error), path=path, reason=error)


def connect(path: Path) -> sqlite3.Connection:
    """A connection to a sound and current database, made where there is none; raises sqlite3.Error otherwise."""
    connection = _connect_to(path)
    try:
        _use_log(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _use_log(connection: sqlite3.Connection) -> None:
    """Write through a log from now on; of two that make the file at once SQLite lets one wait for nothing and fail."""
    until = time.monotonic() + _BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                raise
            time.sleep(_AGAIN_S)
        else:
            return


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that only reads, where nothing can be written; an empty database where there is no file.

    Of what others write meanwhile it may see nothing.
    """
    if path.is_file():
        connection = _connect_to_file(path)
    else:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        migrate(connection, path)
    connection.execute("PRAGMA query_only = ON")
    return connection


def check(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError unless every page is sound."""
    (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        error = sqlite3.DatabaseError(answer)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Take the steps that are missing, all or none; two windows that start at once take them once."""
    if _version(connection) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)
        if version > len(MIGRATIONS):
            raise VisionEditorError("store.newer", path=path)
        for statement in (part for step in MIGRATIONS[version:] for part in step.split(";") if part.strip()):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _connect_to_file(path: Path) -> sqlite3.Connection:
    for connect_so in (_connect_beside, _connect_to_copy):
        try:
            connection = connect_so(path)
        except (OSError, sqlite3.Error):
            continue
        try:
            check(connection)
        except sqlite3.Error:
            connection.close()
            continue
        return connection
    raise VisionEditorError("store.read-only", path=path, reason="it cannot be read either")


def _connect_beside(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _connect_to_copy(path: Path) -> sqlite3.Connection:
    """What the file and its write-ahead log hold, in memory: it needs nothing to be written beside the file."""
    whole = committed_bytes(path)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(whole)
    return connection


def _connect_to(path: Path) -> sqlite3.Connection:
    # Each thread keeps to its own connection; only the closing at the end is done by another one.
    return sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
