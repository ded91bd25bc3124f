"""The list of changes in the shape of the command line's JSON."""

from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec

from visioneditor.core.review.listing import ListedChange


class ListedRow(msgspec.Struct, kw_only=True, frozen=True):
    """One change; `account` is null for an owner who is known by name only, `name` for one known by number only."""

    change: int | None
    change_key: str
    change_id: str | None
    subject: str
    account: int | None
    name: str | None
    branch: str
    status: str
    topic: str
    hashtags: tuple[str, ...]
    work_in_progress: bool
    private: bool
    patch_sets: int
    threads: int
    unresolved: int
    drafts: int
    mine: bool
    updated: datetime


class ChangesAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `change list`."""

    schema: str = "visioneditor.changes/1"
    changes: tuple[ListedRow, ...]


def changes_answer(changes: Iterable[ListedChange]) -> ChangesAnswer:
    """The answer, in the order given."""
    return ChangesAnswer(changes=tuple(map(_row, changes)))


def _row(one: ListedChange) -> ListedRow:
    return ListedRow(
        change=one.number,
        change_key=one.key,
        change_id=one.change_id,
        subject=one.subject,
        account=one.owner.number,
        name=one.owner.name or None,
        branch=one.branch,
        status=one.status.value,
        topic=one.topic,
        hashtags=one.hashtags,
        work_in_progress=one.is_work_in_progress,
        private=one.is_private,
        patch_sets=one.patch_sets,
        threads=one.threads,
        unresolved=one.unresolved,
        drafts=one.drafts,
        mine=one.is_mine,
        updated=one.updated.astimezone(UTC),
    )
