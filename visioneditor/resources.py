"""Where the files that ship with the program lie: fonts, icons, themes, help, the sample.

In a checkout they stand beside the package, in an installed program inside it.
"""

from functools import cache
from pathlib import Path

from visioneditor.errors import VisionEditorError


@cache
def folder() -> Path:
    """The folder of all resources."""
    package = Path(__file__).parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def path(name: str) -> Path:
    """The place of a resource; `name` is its path with slashes, as in "fonts/SourceSerif4-It.ttf"."""
    place = folder() / name
    if not place.exists():
        raise VisionEditorError("resource.missing", name=name)
    return place


def read(name: str) -> bytes:
    """The content of a resource."""
    return path(name).read_bytes()
