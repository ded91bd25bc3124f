"""Where each running window is, noted beside the store: after a crash the next one comes back to the same place.

A window holds a lock while it lives, which the system drops when it dies; one that ends well takes its note with it.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from visioneditor.repository.file_lock import file_lock
from visioneditor.services.window_request import Mode, WindowRequest
from visioneditor.values import dataclass, replace

_FOLDER, _NOTE, _LOCK = "windows", ".place", ".lock"
_MOST_BYTES = 8192
_FIELDS = 10
_numbers = count(1)  # of the windows of one process


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftPlace:
    """Where a window was; `line` and `column` are the cursor's in a draft, else 0."""

    repository: str  # its path
    mode: Mode
    path: str
    revision: str = ""
    section: str = ""
    compared: tuple[str, str] | None = None
    line: int = 0
    column: int = 0
    noted: datetime


class PlaceNote:
    """The note of one window; `close` when it ends well."""

    def __init__(self, data: Path) -> None:
        self._stack = ExitStack()
        name = f"{os.getpid()}-{next(_numbers)}"
        self._file, self._lock = data / _FOLDER / f"{name}{_NOTE}", data / _FOLDER / f"{name}{_LOCK}"
        self._is_open = True

    def keep(self, place: LeftPlace) -> None:
        """Note a place; a full or locked disk is no reason to disturb anybody."""
        if not self._is_open:
            return
        older, newer = place.compared or ("", "")
        fields = (place.repository, place.mode.value, place.path, place.revision, place.section, older, newer)
        text = "\n".join((*fields, str(place.line), str(place.column), place.noted.astimezone(UTC).isoformat()))
        with suppress(OSError):
            if not self._file.exists():
                self._stack.enter_context(file_lock(self._lock))
            new = self._file.with_suffix(".new")
            new.write_text(text, encoding="utf-8", errors="surrogateescape")
            new.replace(self._file)

    def close(self) -> None:
        """The window ends well: there is nothing to come back to."""
        self._is_open = False
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
        self._stack.close()
        with suppress(OSError):
            self._lock.unlink(missing_ok=True)


def find_left(data: Path, repository: str) -> LeftPlace | None:
    """Where a window that died was in a repository, the last one of several."""
    found = (_read(note) for note in _notes_of_the_dead(data))
    here = [place for place in found if place is not None and place.repository == repository]
    return max(here, key=lambda place: place.noted, default=None)


def forget_left(data: Path, repository: str) -> None:
    """Nobody is to come back there any more."""
    for note in _notes_of_the_dead(data):
        place = _read(note)
        if place is None or place.repository == repository:
            for file in (note, note.with_suffix(_LOCK)):
                with suppress(OSError):
                    file.unlink(missing_ok=True)


def returning_request(request: WindowRequest, left: LeftPlace) -> WindowRequest:
    """The same start, at the place that was left."""
    return replace(
        request,
        document=left.path,
        mode=left.mode,
        revision=left.revision or None,
        section=left.section or None,
        compare=left.compared,
    )


def names_no_place(request: WindowRequest) -> bool:
    """Whether a start leaves it to the program what to show of a repository."""
    wishes = (request.document, request.mode, request.revision, request.section, request.compare, request.change)
    return not any((*wishes, request.files, request.merge, request.screenshot, request.smoke_test))


def _notes_of_the_dead(data: Path) -> Iterator[Path]:
    folder = data / _FOLDER
    for note in sorted(folder.glob(f"*{_NOTE}")) if folder.is_dir() else ():
        with suppress(OSError), file_lock(note.with_suffix(_LOCK)) as is_free:
            if is_free:
                yield note


def _read(note: Path) -> LeftPlace | None:
    """A note; None for one that cannot be read."""
    try:
        with note.open("rb") as stream:
            fields = stream.read(_MOST_BYTES).decode("utf-8", "surrogateescape").split("\n")
        if len(fields) != _FIELDS or not fields[2]:
            return None
        repository, mode, path, revision, section, older, newer, line, column, noted = fields
        return LeftPlace(
            repository=repository,
            mode=Mode(mode),
            path=path,
            revision=revision,
            section=section,
            compared=(older, newer) if older and newer else None,
            line=int(line),
            column=int(column),
            noted=datetime.fromisoformat(noted),
        )
    except (OSError, ValueError):
        return None
