"""The list of changes as lines for a terminal."""

from collections.abc import Iterable

from visioneditor.cli.text import columns, counted
from visioneditor.core.review.listing import ListedChange


def change_list_lines(changes: Iterable[ListedChange]) -> list[str]:
    """A line for each change: its number or branch, day, status, owner, subject, and what is open of it."""
    rows = [
        (
            one.ref.removeprefix("refs/heads/") or one.key[:10],
            f"{one.updated:%Y-%m-%d}",
            "wip" if one.is_open and one.is_work_in_progress else one.status.value,
            one.owner.shown,
            "  ".join([one.subject, *_open(one)]),
        )
        for one in changes
    ]
    return columns(rows) if rows else []


def _open(one: ListedChange) -> list[str]:
    parts = [f"{one.unresolved} of {counted(one.threads, 'thread')} unresolved"] if one.unresolved else []
    parts += [counted(one.drafts, "draft")] if one.drafts else []
    return [f"({', '.join(parts)})"] if parts else []
