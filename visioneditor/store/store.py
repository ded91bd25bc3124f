"""What is not in git yet, in one SQLite file: drafts, votes, what waits to be sent, texts, where one has been.

Several windows and commands may use the file at once. What a method has returned from is on the disk.
"""

from pathlib import Path
from typing import Self

from visioneditor.store.outbox import OutboxStore
from visioneditor.store.places import PlaceStore
from visioneditor.store.reviews import ReviewStore
from visioneditor.store.texts import TextStore


class Store(ReviewStore, OutboxStore, TextStore, PlaceStore):
    """The one store; any thread may use it."""

    @classmethod
    def open(cls, path: Path) -> Self:
        """The store in that file, which is made at the first use."""
        return cls(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
