"""Damaged files of drafts that were kept aside, and what the user is told of one.

The store saves what it can by itself, in the middle of whatever asked for a draft; who has a user to talk to looks
before and after.
"""

from pathlib import Path

from visioneditor.errors import VisionEditorError
from visioneditor.settings import data_folder


def damaged_files() -> frozenset[Path]:
    """The files that were kept aside."""
    return frozenset(data_folder().glob("store-damaged-*.sqlite"))


def rescue_notice(kept: Path) -> VisionEditorError:
    """A sentence on one of them; not to be raised, for nothing failed."""
    return VisionEditorError("store.rescued", kept=kept)
