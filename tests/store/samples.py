"""Drafts for the tests of the store, and a program that writes them until it is killed."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from visioneditor.core.review.model import Comment, Range, Side
from visioneditor.core.review.publication import Baseline, OutboxItem, PlannedComment, Post, Server
from visioneditor.store.store import Store

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
REPOSITORY = "governance"


def draft(id: str, message: str = "Who decides?", **fields: object) -> Comment:
    values: dict[str, object] = {
        "uuid": None,
        "id": id,
        "draft": True,
        "change_key": "42",
        "patch_set": 1,
        "revision": "a" * 40,
        "path": "vision.rst",
        "side": Side.REVISION,
        "line": 7,
        "range": Range(start_line=7, start_character=4, end_line=7, end_character=9),
        "quote": "cloud",
        "author": "Dana",
        "written": NOON + timedelta(seconds=int(id.lstrip("d") or 0) if id.lstrip("d").isdigit() else 0),
        "message": message,
    }
    return Comment(**(values | fields))  # type: ignore[arg-type]  # a test says which fields it means


def waiting_item(id: str, *drafts: Comment) -> OutboxItem:
    """A review of drafts, written down to be sent."""
    return OutboxItem(
        id=id,
        repository=REPOSITORY,
        folder="/somewhere",
        change_key="42",
        keys=("42",),
        number=42,
        subject="A vision",
        server=Server(root="https://review.example", project="governance"),
        post=Post(
            patch_set=1,
            revision="a" * 40,
            comments=tuple(PlannedComment(drafts=(draft,), comment=draft) for draft in drafts),
        ),
        baseline=Baseline(current=1),
        since=NOON,
    )


def write_until_killed(path: Path) -> None:
    """Write, edit and delete drafts and texts; say of each step that it is done, once it is."""
    with Store(path) as store:
        for number in range(1_000_000):
            id = f"d{number}"
            store.put_draft(REPOSITORY, draft(id, f"first words of {id}"))
            print("put", id, flush=True)
            store.edit_draft(REPOSITORY, id, message=f"later words of {id}", unresolved=True)
            print("edit", id, flush=True)
            store.put_text(REPOSITORY, "vision.rst", "draft", "a" * 40, f"text {number} " * 500, updated=NOON)
            print("text", number, flush=True)
            if number % 3 == 0:
                store.delete_draft(REPOSITORY, id)
                print("delete", id, flush=True)


def write_fifty(path: Path, name: str) -> None:
    """Write fifty drafts beside another program that does the same."""
    with Store(path) as store:
        for number in range(50):
            store.put_draft(REPOSITORY, draft(f"{name}-{number}"))


if __name__ == "__main__":
    _, where, writer = sys.argv
    if writer:
        write_fifty(Path(where), writer)
    else:
        write_until_killed(Path(where))
