"""The rows of a review that has not left yet: draft comments, votes, the cover message, what was committed of them."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from visioneditor.core.review.model import Comment, Range, Side
from visioneditor.errors import VisionEditorError
from visioneditor.store.database import Database
from visioneditor.store.model import Export

_COLUMNS = (
    "id, repository, change_key, patch_set, revision, path, side, line, start_line, start_character, end_line, "
    "end_character, quote, author, written, parent, unresolved, message"
)

_PLACE_COLUMNS = "patch_set revision path side line start_line start_character end_line end_character quote"


class ReviewStore(Database):
    """Draft comments, votes and covers, by repository key and change key."""

    def drafts_of(self, repository: str, *keys: str) -> tuple[Comment, ...]:
        """One's own drafts of a change in the order written; of every change of the repository where none is named."""
        chosen = f" AND change_key IN ({_marks(keys)})" if keys else ""
        rows = self.read(
            f"SELECT {_COLUMNS} FROM drafts WHERE repository = ? AND NOT deleted{chosen} ORDER BY written, rowid",
            repository,
            *keys,
        )
        return tuple(_parse_draft(row) for row in rows)

    def gone_drafts_of(self, repository: str, *keys: str) -> tuple[Comment, ...]:
        """Drafts of a change that were deleted or published, in the order written."""
        rows = self.read(
            f"SELECT {_COLUMNS} FROM drafts WHERE repository = ? AND deleted AND id NOT LIKE '%@%' "
            f"AND change_key IN ({_marks(keys)}) ORDER BY written, rowid",
            repository,
            *keys,
        )
        return tuple(_parse_draft(row) for row in rows)

    def draft(self, repository: str, id: str) -> Comment:
        """A draft that is not deleted; raises review.no-draft."""
        rows = self.read(
            f"SELECT {_COLUMNS} FROM drafts WHERE repository = ? AND id = ? AND NOT deleted", repository, id
        )
        if not rows:
            raise VisionEditorError("review.no-draft", id=id)
        return _parse_draft(rows[0])

    def put_draft(self, repository: str, draft: Comment) -> None:
        """Write a new draft; its `id` must be a new one."""
        values = _render_draft(repository, draft)
        self.write(f"INSERT INTO drafts ({_COLUMNS}) VALUES ({_marks(values)})", *values)

    def edit_draft(self, repository: str, id: str, *, message: str, unresolved: bool, seen: str | None = None) -> None:
        """Change a draft's words; where `seen` is given and another window has changed them since, raise instead."""
        with self.writing() as connection:
            found = connection.execute(
                "SELECT message FROM drafts WHERE repository = ? AND id = ? AND NOT deleted", (repository, id)
            ).fetchone()
            if not found:
                raise VisionEditorError("review.no-draft", id=id)
            if seen is not None and found[0] not in (seen, message):
                raise VisionEditorError("review.draft-changed")
            connection.execute("UPDATE drafts SET message = ?, unresolved = ? WHERE id = ?", (message, unresolved, id))

    def move_drafts(self, repository: str, moves: Iterable[tuple[Comment, Comment]]) -> None:
        """Put drafts at other places, all or none: each from where it was seen to stand to where it is to stand.

        Raises "review.not-moved" where another window has moved one meanwhile. A row that counts as deleted stays
        where each was: a branch's tips are patch sets because of the drafts that were ever written on them.
        """
        with self.writing() as connection:
            for before, after in moves:
                found = _find(connection, repository, before.id)
                if found is None:
                    raise VisionEditorError("review.no-draft", id=before.id)
                if _place(_parse_draft(found)) != _place(before):
                    raise VisionEditorError("review.not-moved")
                left = (_left_id(before.id, before.revision), *tuple(found)[1:])
                connection.execute(
                    f"INSERT OR IGNORE INTO drafts ({_COLUMNS}, deleted) VALUES ({_marks(left)}, 1)", left
                )
                values = dict(zip(_COLUMNS.split(", "), _render_draft(repository, after), strict=True))
                chosen = ", ".join(f"{column} = :{column}" for column in _PLACE_COLUMNS.split())
                connection.execute(f"UPDATE drafts SET {chosen} WHERE id = :id", values)
                if after.message != before.message:  # words that somebody changed meanwhile stay
                    words = after.message, before.id, before.message
                    connection.execute("UPDATE drafts SET message = ? WHERE id = ? AND message = ?", words)

    def answer_with(self, repository: str, id: str, parent: str | None) -> None:
        """Let a draft answer that comment, or none: then it begins a thread. Raises "review.no-draft"."""
        statement = "UPDATE drafts SET parent = ? WHERE repository = ? AND id = ? AND NOT deleted"
        if not self.write(statement, parent, repository, id):
            raise VisionEditorError("review.no-draft", id=id)

    def left_draft(self, repository: str, id: str, revision: str) -> Comment | None:
        """A draft as it stood on a revision that it was moved away from; None where it never was."""
        rows = self.read(
            f"SELECT {_COLUMNS} FROM drafts WHERE repository = ? AND id = ?", repository, _left_id(id, revision)
        )
        return _parse_draft(rows[0]) if rows else None

    def delete_draft(self, repository: str, id: str, *, seen: str | None = None) -> None:
        """Mark a draft as deleted; `restore_draft` takes it back.

        Raises "review.not-deleted" where its words are not those that were `seen`.
        """
        with self.writing() as connection:
            found = connection.execute(
                "SELECT message FROM drafts WHERE repository = ? AND id = ? AND NOT deleted", (repository, id)
            ).fetchone()
            if not found:
                raise VisionEditorError("review.no-draft", id=id)
            if seen is not None and found[0] != seen:
                raise VisionEditorError("review.not-deleted")
            connection.execute("UPDATE drafts SET deleted = 1 WHERE id = ?", (id,))

    def retire_drafts(self, repository: str, seen: Iterable[tuple[Comment, str]]) -> tuple[Comment, ...]:
        """Mark drafts as deleted that were published under these uuids, unless they have other words or places by now.

        The drafts that were; what answers one of them answers the published comment from now on.
        """
        retired: list[Comment] = []
        with self.writing() as connection:
            for draft, uuid in seen:
                found = _find(connection, repository, draft.id)
                stands = _parse_draft(found) if found is not None else None
                if stands is None or (stands.message, _place(stands)) != (draft.message, _place(draft)):
                    continue
                connection.execute("UPDATE drafts SET deleted = 1 WHERE id = ?", (draft.id,))
                connection.execute(
                    "UPDATE drafts SET parent = ? WHERE repository = ? AND parent = ?", (uuid, repository, draft.id)
                )
                retired.append(draft)
        return tuple(retired)

    def restore_draft(self, repository: str, id: str) -> None:
        """Undo a deletion."""
        touched = self.write("UPDATE drafts SET deleted = 0 WHERE repository = ? AND id = ?", repository, id)
        if not touched:
            raise VisionEditorError("review.no-draft", id=id)

    def drafted_revisions(self, repository: str, *keys: str) -> tuple[str, ...]:
        """The revisions on which drafts of a change were ever written, in the order of the first of each."""
        rows = self.read(
            f"SELECT revision FROM drafts WHERE repository = ? AND change_key IN ({_marks(keys)}) "
            "GROUP BY revision ORDER BY MIN(rowid)",
            repository,
            *keys,
        )
        return tuple(row[0] for row in rows)

    def drafted_keys(self, repository: str, revision: str | None = None) -> tuple[str, ...]:
        """The keys of the changes that have drafts here; with a revision those that ever had one on it."""
        chosen, values = (" AND revision = ?", [revision]) if revision else (" AND NOT deleted", [])
        rows = self.read(
            f"SELECT change_key FROM drafts WHERE repository = ?{chosen} GROUP BY change_key ORDER BY MIN(rowid)",
            repository,
            *values,
        )
        return tuple(row[0] for row in rows)

    def votes(self, repository: str, *keys: str) -> Mapping[str, int]:
        """The unsent votes by label."""
        rows = self.read(
            f"SELECT label, value FROM votes WHERE repository = ? AND change_key IN ({_marks(keys)}) ORDER BY label",
            repository,
            *keys,
        )
        return {row["label"]: row["value"] for row in rows}

    def put_vote(self, repository: str, key: str, label: str, value: int | None, *former: str) -> None:
        """Set an unsent vote; None takes it back. Labels are the same in whatever case they are written.

        `former` are other keys of the same change, under which it may have been written before.
        """
        keys = (key, *former)
        with self.writing() as connection:
            connection.execute(
                "DELETE FROM votes WHERE repository = ? AND lower(label) = lower(?) "
                f"AND change_key IN ({_marks(keys)})",
                (repository, label, *keys),
            )
            if value is not None:
                connection.execute("INSERT INTO votes VALUES (?, ?, ?, ?)", (repository, key, label, value))

    def cover(self, repository: str, *keys: str) -> str:
        """The unsent cover message; empty where there is none."""
        rows = self.read(
            f"SELECT message FROM covers WHERE repository = ? AND change_key IN ({_marks(keys)})", repository, *keys
        )
        return rows[0][0] if rows else ""

    def put_cover(self, repository: str, key: str, message: str, *former: str, seen: str | None = None) -> None:
        """Set the unsent cover message; an empty one takes it back. `former` as for votes, `seen` as for drafts."""
        keys = (key, *former)
        with self.writing() as connection:
            found = connection.execute(
                f"SELECT message FROM covers WHERE repository = ? AND change_key IN ({_marks(keys)})",
                (repository, *keys),
            ).fetchone()
            if seen is not None and found and found[0] not in (seen, message):
                raise VisionEditorError("review.draft-changed")
            connection.execute(
                f"DELETE FROM covers WHERE repository = ? AND change_key IN ({_marks(keys)})", (repository, *keys)
            )
            if message:
                connection.execute("INSERT INTO covers VALUES (?, ?, ?)", (repository, key, message))

    def exports(self, repository: str) -> Mapping[str, Export]:
        """What has been committed, the newest of each item."""
        rows = self.read(
            "SELECT item, hash, original, content FROM exports WHERE repository = ? ORDER BY number", repository
        )
        return {row["item"]: Export(**dict(row)) for row in rows}

    def put_exports(self, repository: str, exports: Iterable[Export]) -> None:
        """Remember what has been committed, all or nothing."""
        with self.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO exports (repository, item, hash, original, content) VALUES (?, ?, ?, ?, ?)",
                [(repository, one.item, one.hash, one.original, one.content) for one in exports],
            )

    def forget_exports(self, repository: str, items: Iterable[str]) -> None:
        """Forget what was committed of items that are published: what comes next is not an edit of it."""
        with self.writing() as connection:
            connection.executemany(
                "DELETE FROM exports WHERE repository = ? AND item = ?", [(repository, item) for item in items]
            )


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def _find(connection: sqlite3.Connection, repository: str, id: str | None) -> sqlite3.Row | None:
    """A draft's row, if it is not deleted."""
    statement = f"SELECT {_COLUMNS} FROM drafts WHERE repository = ? AND id = ? AND NOT deleted"
    row: sqlite3.Row | None = connection.execute(statement, (repository, id)).fetchone()
    return row


def _left_id(id: str | None, revision: str) -> str:
    """Of the row that stays where a draft was."""
    return f"{id}@{revision}"


def _place(draft: Comment) -> tuple[object, ...]:
    """Where a draft stands; a patch set's number may become another one, its revision may not."""
    return draft.revision, draft.path, draft.side, draft.line, draft.range


def _render_draft(repository: str, draft: Comment) -> tuple[object, ...]:
    at = draft.range
    place = (at.start_line, at.start_character, at.end_line, at.end_character) if at else (None,) * 4
    return (
        draft.id,
        repository,
        draft.change_key,
        draft.patch_set,
        draft.revision,
        draft.path,
        draft.side.value,
        draft.line,
        *place,
        draft.quote,
        draft.author,
        draft.written.astimezone(UTC).isoformat(timespec="microseconds"),
        draft.parent,
        draft.unresolved,
        draft.message,
    )


def _parse_draft(row: sqlite3.Row) -> Comment:
    return Comment(
        uuid=None,
        id=row["id"],
        draft=True,
        change_key=row["change_key"],
        patch_set=row["patch_set"],
        revision=row["revision"],
        path=row["path"],
        side=Side(row["side"]),
        line=row["line"],
        range=_parse_range(row),
        quote=row["quote"],
        author=row["author"],
        written=datetime.fromisoformat(row["written"]),
        parent=row["parent"],
        unresolved=bool(row["unresolved"]),
        message=row["message"],
    )


def _parse_range(row: sqlite3.Row) -> Range | None:
    if row["start_line"] is None:
        return None
    return Range(
        start_line=row["start_line"],
        start_character=row["start_character"],
        end_line=row["end_line"],
        end_character=row["end_character"],
    )
