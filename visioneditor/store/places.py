"""The rows that say where one has been: repositories opened, what was compared, accounts on servers."""

from datetime import UTC, datetime
from pathlib import Path

from visioneditor.store.database import Database


class PlaceStore(Database):
    """Recent repositories, the revisions compared last, and known accounts."""

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

    def pair(self, repository: str, path: str) -> tuple[str, str] | None:
        """The two revisions of a document that were chosen last to be compared, as they were named."""
        rows = self.read("SELECT old, new FROM pairs WHERE repository = ? AND path = ?", repository, path)
        return (str(rows[0]["old"]), str(rows[0]["new"])) if rows else None

    def put_pair(self, repository: str, path: str, pair: tuple[str, str], chosen: datetime) -> None:
        """Remember which two were chosen."""
        time = chosen.astimezone(UTC).isoformat(timespec="microseconds")
        self.write("INSERT OR REPLACE INTO pairs VALUES (?, ?, ?, ?, ?)", repository, path, *pair, time)
