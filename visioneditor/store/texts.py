"""The rows of unsaved documents and of merges under way: each by its repository, path and name."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime

from visioneditor.errors import VisionEditorError
from visioneditor.store.database import Database
from visioneditor.store.model import StoredMerge, StoredText

_COLUMNS = "path, name, base_revision, text, version, updated"


class TextStore(Database):
    """Drafts of documents."""

    def texts(self, repository: str, path: str | None = None) -> tuple[StoredText, ...]:
        """The unsaved drafts of a repository, or of one document in it; the one edited last comes first."""
        chosen, values = (" AND path = ?", [path]) if path is not None else ("", [])
        rows = self.read(
            f"SELECT {_COLUMNS} FROM texts WHERE repository = ?{chosen} ORDER BY updated DESC, rowid DESC",
            repository,
            *values,
        )
        return tuple(_parse_text(row) for row in rows)

    def put_text(
        self,
        repository: str,
        path: str,
        name: str,
        base_revision: str,
        text: str,
        *,
        updated: datetime,
        seen: int | None = None,
    ) -> StoredText:
        """Save a draft; where `seen` is given and another window has saved a later version, raise instead.

        `seen` 0 says that there was none.
        """
        with self.writing() as connection:
            version = _version(connection, repository, path, name)
            if seen is not None and seen != version:
                raise VisionEditorError("draft.changed-elsewhere", path=path)
            row = (repository, path, name, base_revision, text, version + 1, _render_time(updated))
            connection.execute("INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        return StoredText(
            path=path, name=name, base_revision=base_revision, text=text, version=version + 1, updated=updated
        )

    def delete_text(self, repository: str, path: str, name: str) -> None:
        """Discard a draft; there need be none."""
        with self.writing() as connection:
            for table in ("texts", "known_files", "merges"):
                where = "repository = ? AND path = ? AND name = ?"
                connection.execute(f"DELETE FROM {table} WHERE {where}", (repository, path, name))

    def rename_text(self, repository: str, path: str, name: str, new: str) -> None:
        """Give a draft another name; raises "draft.name-taken" where the document has one of that name."""
        with self.writing() as connection:
            if _version(connection, repository, path, new):
                raise VisionEditorError("draft.name-taken", path=path, name=new)
            for table in ("texts", "known_files", "merges"):
                where = "repository = ? AND path = ? AND name = ?"
                connection.execute(f"UPDATE {table} SET name = ? WHERE {where}", (new, repository, path, name))

    def put_known_file(self, repository: str, path: str, name: str, data: bytes | None) -> None:
        """Note what a draft's working file held when the draft last had to do with it; None: there was none."""
        self.write("INSERT OR REPLACE INTO known_files VALUES (?, ?, ?, ?)", repository, path, name, data)

    def known_file(self, repository: str, path: str, name: str) -> tuple[bytes | None] | None:
        """What was noted last, alone in a tuple; None where nothing was."""
        where = "repository = ? AND path = ? AND name = ?"
        rows = self.read(f"SELECT data FROM known_files WHERE {where}", repository, path, name)
        return (rows[0]["data"],) if rows else None

    def put_merge(self, repository: str, path: str, name: str, onto: str, decided: Sequence[Sequence[str]]) -> None:
        """Keep what was decided so far in a draft's merge; a later call takes its place."""
        content = json.dumps([list(one) for one in decided], ensure_ascii=False)
        self.write("INSERT OR REPLACE INTO merges VALUES (?, ?, ?, ?, ?)", repository, path, name, onto, content)

    def find_merge(self, repository: str, path: str, name: str) -> StoredMerge | None:
        """The merge of a draft that is under way; None where there is none."""
        where = "repository = ? AND path = ? AND name = ?"
        rows = self.read(f"SELECT onto, decided FROM merges WHERE {where}", repository, path, name)
        if not rows:
            return None
        return StoredMerge(onto=rows[0]["onto"], decided=tuple(map(tuple, json.loads(rows[0]["decided"]))))

    def delete_merge(self, repository: str, path: str, name: str) -> None:
        """Be done with a merge; there need be none."""
        self.write("DELETE FROM merges WHERE repository = ? AND path = ? AND name = ?", repository, path, name)


def _version(connection: sqlite3.Connection, repository: str, path: str, name: str) -> int:
    found = connection.execute(
        "SELECT version FROM texts WHERE repository = ? AND path = ? AND name = ?", (repository, path, name)
    ).fetchone()
    return int(found[0]) if found else 0


def _parse_text(row: sqlite3.Row) -> StoredText:
    return StoredText(**(dict(row) | {"updated": datetime.fromisoformat(row["updated"])}))


def _render_time(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="microseconds")
