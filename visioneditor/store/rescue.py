"""A damaged SQLite file is kept aside as it is, and a new one gets every row that can be read of it.

Windows that find the damage at the same moment take turns; the lock is SQLite's own, so that a killed program leaves
none behind.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from visioneditor.store.connecting import check, connect, is_damage
from visioneditor.store.salvage import Row, readable_rows, rows_of_pages
from visioneditor.store.schema import TABLES
from visioneditor.values import dataclass

_LOCK_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescue:
    """A damaged file was found: where it is kept, and how many rows were saved out of it."""

    kept: Path
    rows: int


def rescue(path: Path) -> Rescue | None:
    """Put a sound file in the place of a damaged one; None where another window has done so already."""
    with _lock(path.with_name(path.name + ".lock")):
        if _is_sound(path):
            return None
        kept = _keep_aside(path)
        import tempfile  # hardly any start has to rescue something

        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            new, copy = Path(folder) / path.name, Path(folder) / ("copy-of-" + path.name)
            _copy(kept, copy)
            rows = _fill(new, copy)
            for ending in ("-wal", "-shm"):  # these belong to the damaged file and must not meet the new one
                path.with_name(path.name + ending).unlink(missing_ok=True)
            new.replace(path)
        return Rescue(kept=kept, rows=rows)


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, timeout=_LOCK_TIMEOUT_S, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield


def _is_sound(path: Path) -> bool:
    try:
        with closing(connect(path)) as connection:
            check(connection)
    except sqlite3.Error as error:
        if is_damage(error):
            return False
        raise
    return True


def _keep_aside(path: Path) -> Path:
    names = (path.with_name(f"{path.stem}-damaged-{number}{path.suffix}") for number in count(1))
    kept = next(name for name in names if not name.exists())
    _copy(path, kept)
    return kept


def _copy(path: Path, target: Path) -> None:
    for ending in ("-wal", ""):
        source = path.with_name(path.name + ending)
        if source.exists():
            shutil.copyfile(source, target.with_name(target.name + ending))


def _fill(new: Path, damaged: Path) -> int:
    """Make the new file and copy into it what the damaged one still holds; the number of rows."""
    with closing(connect(new)) as connection:
        columns = {table: _columns(connection, table) for table in TABLES}
        by_page = rows_of_pages(damaged, {table: len(names) for table, names in columns.items()})
        stray = list(by_page)  # read before SQLite opens the copy and lays its log over it
        connection.execute("BEGIN")
        saved = _copy_readable(damaged, columns, lambda table, row: _insert(connection, table, row))
        saved += sum(_insert(connection, table, row) for table, row in stray)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return saved


def _copy_readable(damaged: Path, columns: dict[str, list[str]], insert: Callable[[str, Row], int]) -> int:
    with closing(sqlite3.connect(damaged, isolation_level=None)) as connection:
        return sum(
            insert(table, row) for table, names in columns.items() for row in readable_rows(connection, table, names)
        )


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _insert(connection: sqlite3.Connection, table: str, row: Row) -> int:
    marks = ", ".join("?" * len(row))
    return connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row).rowcount
