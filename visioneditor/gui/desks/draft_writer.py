"""Keeps one comment while it is typed: added with its first words, edited with the next, on the writing lane."""

from collections.abc import Callable

from visioneditor.core.review.model import Change, Comment
from visioneditor.errors import VisionEditorError


class DraftWriter:
    """Not a Qt object: its `save` runs on the lane's thread, one after another.

    `add` writes the draft and answers with it, `edit` changes the words of a draft of that id.
    """

    def __init__(
        self,
        change: Change,
        add: Callable[[str, bool], Comment],
        edit: Callable[[str, str, bool], Comment],
        draft: Comment | None = None,
    ) -> None:
        self.change = change
        self._add, self._edit = add, edit
        self.draft = draft

    def save(self, message: str, unresolved: bool) -> Comment | None:
        """Put the words on disk; nothing is kept of blank ones until there is a draft. Answers with the draft."""
        if not message.strip():
            return self.draft
        if self.draft is None or self.draft.id is None:
            self.draft = self._add(message, unresolved)
        else:
            try:
                self.draft = self._edit(self.draft.id, message, unresolved)
            except VisionEditorError as error:
                if error.message != "review.no-draft":
                    raise
                self.draft = self._add(message, unresolved)  # deleted in another window: what is typed here stays
        return self.draft
