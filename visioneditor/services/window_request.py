"""What the window is asked to show when it opens; read off the arguments by `__main__`, obeyed by `gui`."""

from enum import StrEnum
from pathlib import Path

from visioneditor.values import dataclass


class Mode(StrEnum):
    """The window's modes."""

    READ = "read"
    DRAFT = "draft"
    COMPARE = "compare"
    CONSENSUS = "consensus"


class Theme(StrEnum):
    """The window's colours; None in a request leaves the choice to the settings."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRequest:
    """One start of the window. Nothing in it has been looked up yet: a path may lead nowhere, a revision be unknown."""

    repository: Path | None = None  # None: the last one, else the sample
    revision: str | None = None
    document: str | None = None
    section: str | None = None
    compare: tuple[str, str] | None = None  # old and new revision
    change: str | None = None
    mode: Mode | None = None
    files: tuple[Path, Path] | None = None
    merge: tuple[Path, Path, Path, Path] | None = None  # base, ours, theirs, and where the result goes
    screenshot: Path | None = None  # paint, save there and leave
    size: tuple[int, int] | None = None  # in logical pixels
    theme: Theme | None = None
    scale: int = 1
    smoke_test: Path | None = None  # try everything on the sample, write what was found there and leave
    debug: bool = False
