"""The rows that say where one has been: repositories opened, what was compared, accounts on servers, what was read."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from visioneditor.store.database import Database
from visioneditor.store.model import Look


class PlaceStore(Database):
    """Recent repositories, the revisions compared last, accounts and who they are; read marks by repository key."""

    def recents(self, most: int = 20) -> tuple[Path, ...]:
        """The repositories opened last, the newest first; they may be gone by now."""
        rows = self.read("SELECT path FROM recents ORDER BY opened DESC, rowid DESC LIMIT ?", most)
        return tuple(Path(row["path"]) for row in rows)

    def opened_places(self, most: int = 20) -> tuple[tuple[Path, datetime], ...]:
        """The same with the time each was opened last."""
        rows = self.read("SELECT path, opened FROM recents ORDER BY opened DESC, rowid DESC LIMIT ?", most)
        return tuple((Path(row["path"]), datetime.fromisoformat(row["opened"])) for row in rows)

    def put_recent(self, path: Path, opened: datetime) -> None:
        """Remember that a repository was opened."""
        time = opened.astimezone(UTC).isoformat(timespec="microseconds")
        self.write("INSERT OR REPLACE INTO recents VALUES (?, ?)", str(path), time)

    def forget_recent(self, path: Path) -> None:
        """Take a repository off the list."""
        self.write("DELETE FROM recents WHERE path = ?", str(path))

    def account(self, server: str) -> str | None:
        """Who one is on a server, where that is known."""
        rows = self.read("SELECT account FROM accounts WHERE server = ?", server)
        return str(rows[0]["account"]) if rows else None

    def put_account(self, server: str, account: str) -> None:
        """Remember who one is on a server."""
        self.write("INSERT OR REPLACE INTO accounts VALUES (?, ?)", server, account)

    def names(self, repository: str) -> Mapping[int, str]:
        """The names of accounts that the repository's server has told."""
        rows = self.read("SELECT account, name FROM names WHERE repository = ?", repository)
        return {row["account"]: row["name"] for row in rows}

    def put_names(self, repository: str, names: Mapping[int, str]) -> None:
        """Remember names, all or nothing."""
        with self.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO names VALUES (?, ?, ?)",
                [(repository, account, name) for account, name in names.items()],
            )

    def people(self, repository: str) -> Mapping[int, str]:
        """Who the user says that accounts are."""
        rows = self.read("SELECT account, name FROM people WHERE repository = ?", repository)
        return {row["account"]: row["name"] for row in rows}

    def put_person(self, repository: str, account: int, name: str, said: datetime) -> None:
        """Remember who an account is."""
        time = said.astimezone(UTC).isoformat(timespec="microseconds")
        self.write("INSERT OR REPLACE INTO people VALUES (?, ?, ?, ?)", repository, account, name, time)

    def forget_person(self, repository: str, account: int) -> None:
        """Take back who an account was said to be."""
        self.write("DELETE FROM people WHERE repository = ? AND account = ?", repository, account)

    def pair(self, repository: str, path: str) -> tuple[str, str] | None:
        """The two revisions of a document that were chosen last to be compared, as they were named."""
        rows = self.read("SELECT old, new FROM pairs WHERE repository = ? AND path = ?", repository, path)
        return (str(rows[0]["old"]), str(rows[0]["new"])) if rows else None

    def put_pair(self, repository: str, path: str, pair: tuple[str, str], chosen: datetime) -> None:
        """Remember which two were chosen."""
        time = chosen.astimezone(UTC).isoformat(timespec="microseconds")
        self.write("INSERT OR REPLACE INTO pairs VALUES (?, ?, ?, ?, ?)", repository, path, *pair, time)

    def shown_projects(self, repository: str, path: str) -> frozenset[str]:
        """The projects that were chosen to stand beside a document; empty where none were."""
        rows = self.read("SELECT project FROM shown_projects WHERE repository = ? AND path = ?", repository, path)
        return frozenset(str(row["project"]) for row in rows)

    def put_shown_projects(self, repository: str, path: str, projects: Iterable[str]) -> None:
        """Remember which projects were chosen instead of those before."""
        with self.writing() as connection:
            connection.execute("DELETE FROM shown_projects WHERE repository = ? AND path = ?", (repository, path))
            connection.executemany(
                "INSERT INTO shown_projects VALUES (?, ?, ?)", [(repository, path, name) for name in set(projects)]
            )

    def ignored_words(self, repository: str, path: str) -> frozenset[str]:
        """The words that are not to be told of in a document, whatever a dictionary says."""
        rows = self.read("SELECT word FROM ignored_words WHERE repository = ? AND path = ?", repository, path)
        return frozenset(str(row["word"]) for row in rows)

    def ignore_word(self, repository: str, path: str, word: str) -> None:
        """Remember one more."""
        self.write("INSERT OR IGNORE INTO ignored_words VALUES (?, ?, ?)", repository, path, word)

    def forget_ignored(self, repository: str, path: str) -> None:
        """Tell of all of them again."""
        self.write("DELETE FROM ignored_words WHERE repository = ? AND path = ?", repository, path)

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
