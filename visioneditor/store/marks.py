"""The rows that say what of a change was read: sections by their words, and how far it was looked at last."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from visioneditor.store.database import Database
from visioneditor.store.model import Look


class MarkStore(Database):
    """Read marks by repository key and change key; a change may have had other keys before."""

    def look(self, repository: str, *keys: str) -> Look | None:
        """How far a change was looked at, under whichever of its keys that was later; None where it never was."""
        rows = self.read(
            "SELECT patch_set, revision, until FROM looked_at WHERE repository = ? "
            f"AND change_key IN ({_marks(keys)}) ORDER BY until DESC LIMIT 1",
            repository,
            *keys,
        )
        if not rows:
            return None
        return Look(
            patch_set=rows[0]["patch_set"],
            revision=rows[0]["revision"],
            until=datetime.fromisoformat(rows[0]["until"]),
        )

    def put_look(self, repository: str, key: str, look: Look) -> None:
        """Remember how far a change was looked at; another window may have come further, which stays."""
        until = look.until.astimezone(UTC).isoformat(timespec="microseconds")
        self.write(
            "INSERT INTO looked_at VALUES (?, ?, ?, ?, ?) ON CONFLICT (repository, change_key) DO UPDATE SET "
            "patch_set = excluded.patch_set, revision = excluded.revision, until = excluded.until "
            "WHERE (excluded.patch_set, excluded.until) >= (patch_set, until)",
            repository,
            key,
            look.patch_set,
            look.revision,
            until,
        )

    def read_sections(self, repository: str, path: str, *keys: str) -> Mapping[str, int]:
        """What was read of a document: the hash of each section's words, and the patch set it was read on first."""
        rows = self.read(
            "SELECT words, MIN(patch_set) FROM read_sections WHERE repository = ? AND path = ? "
            f"AND change_key IN ({_marks(keys)}) GROUP BY words",
            repository,
            path,
            *keys,
        )
        return {row[0]: row[1] for row in rows}

    def put_read(self, repository: str, key: str, path: str, words: Iterable[str], patch_set: int) -> None:
        """Remember sections as read, all or nothing; those that were already keep their patch set."""
        with self.writing() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO read_sections VALUES (?, ?, ?, ?, ?)",
                [(repository, key, path, one, patch_set) for one in words],
            )

    def take_read(self, repository: str, path: str, words: Iterable[str], *keys: str) -> None:
        """Forget that sections were read."""
        with self.writing() as connection:
            connection.executemany(
                "DELETE FROM read_sections WHERE repository = ? AND path = ? AND words = ? "
                f"AND change_key IN ({_marks(keys)})",
                [(repository, path, one, *keys) for one in words],
            )


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)
