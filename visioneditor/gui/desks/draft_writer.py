"""Keeps one comment while it is typed: added with its first words, edited with the next, on the writing lane."""

from collections.abc import Callable

from visioneditor.core.review.model import Change, Comment
from visioneditor.core.review.subjects import Subject
from visioneditor.errors import VisionEditorError
from visioneditor.services.comment_subjects import add_comment_on, quoted_lines_of
from visioneditor.services.commenting import CommentTarget
from visioneditor.services.model import LoadedDocument
from visioneditor.services.placing import ShownThread
from visioneditor.services.reviewing import add_comment, edit_comment
from visioneditor.services.suggesting import quoted_lines
from visioneditor.services.workspace import Workspace

_CHANGED_ELSEWHERE = ("review.no-draft", "review.draft-changed")  # in another window


class DraftWriter:
    """Not a Qt object: its `save` runs on the lane's thread, one after another.

    `add` writes the draft and answers with it; `draft` is the one that is edited where there is one already. `quoted`
    reads the lines that a suggestion in it would replace.
    """

    def __init__(
        self,
        workspace: Workspace,
        change: Change,
        add: Callable[[str, bool], Comment],
        draft: Comment | None = None,
        quoted: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._workspace, self.change, self._add = workspace, change, add
        self.draft, self.quoted = draft, quoted

    def save(self, message: str, unresolved: bool) -> Comment | None:
        """Put the words on disk; nothing is kept of blank ones until there is a draft. Answers with the draft."""
        if not message.strip():
            return self.draft
        if self.draft is None or self.draft.id is None:
            self.draft = self._add(message, unresolved)
        else:
            self.draft = self._edit(self.draft, self.draft.id, message, unresolved)
        return self.draft

    def _edit(self, draft: Comment, id: str, message: str, unresolved: bool) -> Comment:
        try:
            return edit_comment(
                self._workspace, self.change, id, message=message, unresolved=unresolved, seen=draft.message
            )
        except VisionEditorError as error:
            if error.message not in _CHANGED_ELSEWHERE:
                raise
            return self._add(message, unresolved)  # a draft of its own: what is typed here and there stays


def write_new(workspace: Workspace, target: CommentTarget, shown: LoadedDocument, subject: Subject) -> DraftWriter:
    """A new comment on something shown."""

    def add(message: str, unresolved: bool) -> Comment:
        return add_comment_on(workspace, target, subject, shown=shown, message=message, unresolved=unresolved)

    def quoted() -> str | None:
        return quoted_lines_of(workspace, target, subject, shown)

    return DraftWriter(workspace, target.change, add, quoted=quoted)


def write_answer(workspace: Workspace, placed: ShownThread) -> DraftWriter:
    """An answer to a thread's last comment."""
    last = placed.thread.comments[-1]

    def add(message: str, unresolved: bool) -> Comment:
        reply_to = last.uuid or last.id
        return add_comment(workspace, placed.change, message=message, unresolved=unresolved, reply_to=reply_to)

    def quoted() -> str | None:
        return quoted_lines(workspace, placed.change, last if last.line is not None else placed.thread.root)

    return DraftWriter(workspace, placed.change, add, quoted=quoted)


def write_again(workspace: Workspace, change: Change, draft: Comment) -> DraftWriter:
    """Other words for a draft; where another window has changed or deleted it, a new one in its place."""

    def add(message: str, unresolved: bool) -> Comment:
        return add_comment(
            workspace,
            change,
            message=message,
            unresolved=unresolved,
            path=draft.path,
            patch_set=draft.patch_set,
            side=draft.side,
            range=draft.range,
            line=draft.line if draft.range is None else None,
            reply_to=draft.parent,
        )

    return DraftWriter(workspace, change, add, draft, lambda: quoted_lines(workspace, change, draft))
