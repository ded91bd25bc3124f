"""Keeps one comment while it is typed: added with its first words, edited with the next, on the writing lane."""

from collections.abc import Callable

from visioneditor.core.review.model import Change, Comment
from visioneditor.errors import VisionEditorError

_CHANGED_ELSEWHERE = ("review.no-draft", "review.draft-changed")  # in another window


class DraftWriter:
    """Not a Qt object: its `save` runs on the lane's thread, one after another.

    `add` writes the draft and answers with it, `edit` changes the words of a draft as it was last seen here.
    """

    def __init__(
        self,
        change: Change,
        add: Callable[[str, bool], Comment],
        edit: Callable[[Comment, str, bool], Comment],
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
                self.draft = self._edit(self.draft, message, unresolved)
            except VisionEditorError as error:
                if error.message not in _CHANGED_ELSEWHERE:
                    raise
                self.draft = self._add(message, unresolved)  # a draft of its own: what is typed here and there stays
        return self.draft
