"""The store, loaded when something of it is first asked for: no first paint needs SQLite."""

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visioneditor.store.rescue import Rescue
    from visioneditor.store.store import Store


class LateStore:
    """Leads to the one store in a file. Through pickle goes which file it is, and what was rescued of it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rescue: Rescue | None = None
        self._opened: Store | None = None
        self._lock = Lock()

    def __getstate__(self) -> "tuple[Path, Rescue | None]":
        return self._path, self._opened.rescue if self._opened is not None else self._rescue

    def __setstate__(self, state: "tuple[Path, Rescue | None]") -> None:
        LateStore.__init__(self, state[0])
        self._rescue = state[1]

    @property
    def store(self) -> "Store":
        """The same at every call."""
        from visioneditor.store.store import Store

        with self._lock:
            if self._opened is None:
                self._opened = Store.open(self._path)
                self._opened.rescue = self._rescue
            return self._opened

    def close(self) -> None:
        """Close the store, where it was opened."""
        if self._opened is not None:
            self._opened.close()
