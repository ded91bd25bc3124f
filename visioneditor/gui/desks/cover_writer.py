"""Keeps the message for a whole change while it is typed."""

from visioneditor.core.review.model import Change
from visioneditor.services.reviewing import keep_cover
from visioneditor.services.workspace import Workspace


class CoverWriter:
    """Keeps the message of one change; `save` runs on the lane's thread, one after another."""

    def __init__(self, workspace: Workspace, change: Change, seen: str) -> None:
        self.workspace, self.change, self.seen = workspace, change, seen

    def save(self, typed: str) -> tuple["CoverWriter", str]:
        """Put the words on disk; answers with those typed, for which others may stand there now."""
        self.seen = keep_cover(self.workspace, self.change, typed, self.seen)
        return self, typed
