"""Where the message of what is shown is read: that of the newest commit that touched the document."""

from visioneditor.core.document.model import COMMIT_MESSAGE_PATH
from visioneditor.services.changes import change_of_commit
from visioneditor.services.commenting import reading_target, standing_on
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePlace:
    """A commit whose message is read; `compared`: two patch sets of one change, whose messages are compared."""

    revision: str
    compared: tuple[str, str] | None = None
    path: str = COMMIT_MESSAGE_PATH


def find_message(
    workspace: Workspace, revision: str, path: str, compared: tuple[str, str] | None = None
) -> MessagePlace:
    """The message to a document at a revision, or to the newer of two; both where they are patch sets of one change."""
    if compared is None:
        return MessagePlace(revision=reading_target(workspace, revision, path).patch_set.revision)
    old, new = (standing_on(workspace, side, path) for side in compared)
    before, after = change_of_commit(workspace, old), change_of_commit(workspace, new)
    revisions = {one.revision for one in after.patch_sets}
    if before.key == after.key and old != new and {old, new} <= revisions:
        return MessagePlace(revision=new, compared=compared)
    is_own = new in revisions
    return MessagePlace(revision=new if is_own else reading_target(workspace, new, path).patch_set.revision)
