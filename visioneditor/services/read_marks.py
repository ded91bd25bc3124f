"""What I have read of a change: sections, comments, and how far I had come when I last looked.

A look is remembered when one leaves a change: its newest patch set, and when the newest that was said was written. The
server's clock counts and not ours, so that what was written before one looked, and fetched after, is still new.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from visioneditor.core.document.model import Document
from visioneditor.core.review.model import Change, Comment
from visioneditor.core.review.reading import ReadSections, find_read, find_unread, section_words
from visioneditor.services.changes import change_keys
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.own_accounts import Me, who_am_i
from visioneditor.services.published import load_published
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import Look

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def last_look(workspace: Workspace, change: Change) -> Look | None:
    """How far one had come when one last looked at the change; None where one never did."""
    return workspace.store.look(workspace.repository.key, *change_keys(change))


def look_now(workspace: Workspace, change: Change) -> Look:
    """What one sees of a change at this moment; kept by `remember_look` when one leaves."""
    review = load_fetched_review(workspace.repository, change.number) if change.number is not None else None
    said = [comment.written for comment in load_published(workspace, change)]
    said += [message.written for message in review.messages] if review else []
    return Look(patch_set=change.current.number, revision=change.current.revision, until=max(said, default=_NEVER))


def remember_look(workspace: Workspace, change: Change, look: Look) -> None:
    """The change was looked at so far."""
    workspace.store.put_look(workspace.repository.key, change.key, look)


def unread(comments: Iterable[Comment], look: Look | None, me: Me) -> frozenset[str]:
    """The uuids of others' comments that came after one last looked; all of them where one never did."""
    return find_unread(comments, look.until if look else None, me.wrote)


def load_unread(workspace: Workspace, change: Change) -> frozenset[str]:
    """The same for all comments of a change."""
    return unread(load_published(workspace, change), last_look(workspace, change), who_am_i(workspace))


def seen_before(workspace: Workspace, change: Change, look: Look | None) -> str | None:
    """The revision that was the newest when one last looked, where a newer one is there now; else None."""
    if look is None or look.revision == change.current.revision:
        return None
    found = workspace.repository.find_commit(look.revision)
    return found.oid if found else None


def load_read_sections(workspace: Workspace, change: Change, path: str, document: Document) -> ReadSections:
    """Which sections of a document were read, on this patch set or, with the same words, on another one."""
    marks = workspace.store.read_sections(workspace.repository.key, path, *change_keys(change))
    return find_read(document, marks)


def mark_read(
    workspace: Workspace, change: Change, patch_set: int, path: str, document: Document, sections: Collection[int]
) -> None:
    """Sections, by their numbers, were read on a patch set."""
    words = section_words(document)
    chosen = [words[number] for number in sections if number in words]
    workspace.store.put_read(workspace.repository.key, change.key, path, chosen, patch_set)


def mark_unread(workspace: Workspace, change: Change, path: str, document: Document, sections: Collection[int]) -> None:
    """Sections are to be read again."""
    words = section_words(document)
    chosen = [words[number] for number in sections if number in words]
    workspace.store.take_read(workspace.repository.key, path, chosen, *change_keys(change))
