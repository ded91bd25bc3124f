"""Write and read the comments of a change: one's own drafts in the store, others' in the repository's notes.

Which change a revision belongs to is told by `changes`, where in the window a comment belongs by `commenting`.
"""

import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from visioneditor.core.review.anchors import Anchor, anchor_line, anchor_range, anchor_span, find_quote
from visioneditor.core.review.model import (
    COMMIT_MESSAGE_PATH,
    PATCH_SET_PATH,
    Change,
    Comment,
    PatchSet,
    Range,
    Side,
    build_threads,
)
from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import Signature
from visioneditor.services.changes import (
    ChangeFinder,
    change_keys,
    change_of_commit,
    find_patch_set,
    patch_set_of,
    resolve_change,
)
from visioneditor.services.comment_texts import comment_text
from visioneditor.services.published import list_commented_changes, load_published
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

__all__ = [
    "add_comment",
    "change_for_revision",
    "count_waiting",
    "cover_item",
    "delete_comment",
    "edit_comment",
    "find_drafted_change",
    "identity",
    "keep_cover",
    "list_reviewed_changes",
    "load_comments",
    "load_cover",
    "load_votes",
    "patch_set_of",
    "resolve_change",
    "restore_comment",
    "set_cover",
    "set_vote",
]

_GERRIT_UUID = re.compile(r"[0-9a-f]{8}_[0-9a-f]{8}")


def change_for_revision(workspace: Workspace, commit: str, path: str) -> Change:
    """The change of the newest revision, up to the one shown, that touched the document: what one reads there."""
    if path == COMMIT_MESSAGE_PATH:
        return change_of_commit(workspace, commit)
    repository = workspace.repository
    real = repository.real_path(commit, path) or path
    touched = repository.plumbing.line("rev-list", "--first-parent", "-1", commit, "--", real)
    return change_of_commit(workspace, touched or commit)


def identity(workspace: Workspace) -> Signature | None:
    """Who one is: as the settings say, else as git knows; None where neither does."""
    settings, known = workspace.settings, workspace.repository.identity()
    name = settings.identity_name or (known.name if known else "")
    mail = settings.identity_mail or (known.mail if known else "")
    return Signature(name=name, mail=mail) if name and mail else None


def load_comments(workspace: Workspace, change: Change, drafts_only: bool = False) -> tuple[Comment, ...]:
    """The comments of a change in the order written, one's own drafts among them.

    What was committed of a draft is not shown beside it; who answered that answers the draft.
    """
    found = workspace.store.drafts_of(workspace.repository.key, *change_keys(change))
    drafts = tuple(_on_patch_set(draft, change) for draft in found)
    if drafts_only:
        return drafts
    exports = workspace.store.exports(workspace.repository.key)
    own = {exports[draft.id].original: draft.id for draft in drafts if draft.id and draft.id in exports}
    own_cover = exports.get(cover_item(change))
    has_cover = own_cover is not None and bool(load_cover(workspace, change) or load_votes(workspace, change))
    hidden = {*own, own_cover.original} if own_cover and has_cover else set(own)
    published = (
        replace(comment, parent=own.get(comment.parent or "", comment.parent))
        for comment in load_published(workspace, change)
        if comment.uuid not in hidden
    )
    return tuple(sorted((*published, *drafts), key=lambda comment: (comment.written, comment.key)))


def cover_item(change: Change) -> str:
    """The name under which it is remembered that a cover message was committed; a draft's is its id."""
    return f"cover:{change.key}"


def list_reviewed_changes(workspace: Workspace) -> tuple[Change, ...]:
    """Every change with comments, one's own or others', by its key."""
    finder = ChangeFinder(workspace, many=True)
    found = {change.key: change for change in list_commented_changes(workspace, finder)}
    for key in workspace.store.drafted_keys(workspace.repository.key):
        change = find_drafted_change(workspace, finder, key)
        found.setdefault(change.key, change)
    return tuple(found[key] for key in sorted(found))


def add_comment(
    workspace: Workspace,
    change: Change,
    *,
    message: str,
    path: str | None = None,
    patch_set: int | None = None,
    start: int | None = None,
    end: int | None = None,
    line: int | None = None,
    range: Range | None = None,
    quote: str | None = None,
    side: Side = Side.REVISION,
    unresolved: bool | None = None,
    reply_to: str | None = None,
    now: datetime | None = None,
) -> Comment:
    """Write a draft comment: on words (offsets, a range or a quote), a line, a file, or the patch set as a whole.

    A reply stands where the comment stands that it answers.
    """
    person = identity(workspace)
    blank = Comment(
        uuid=None,
        id=f"draft-{secrets.token_hex(8)}",
        draft=True,
        change_key=change.key,
        patch_set=change.current.number,
        revision=change.current.revision,
        path=path or PATCH_SET_PATH,
        author=person.name if person else "",
        written=now or datetime.now(UTC),
        message=_checked_words(message),
    )
    answered = _find_answered(workspace, change, reply_to) if reply_to else None
    if answered:
        draft = _answer(blank, answered, unresolved)
    else:
        at = find_patch_set(change, patch_set)
        anchor = _anchor(workspace, at, blank.path, side, (start, end), line, range, quote)
        draft = replace(
            blank,
            patch_set=at.number,
            revision=at.revision,
            side=side,
            line=anchor.line if anchor else None,
            range=anchor.range if anchor and line is None else None,
            quote=anchor.quote if anchor else "",
            parent=reply_to,
            unresolved=unresolved is not False,
        )
    workspace.store.put_draft(workspace.repository.key, draft)
    return draft


def edit_comment(
    workspace: Workspace,
    change: Change,
    id: str,
    *,
    message: str | None = None,
    unresolved: bool | None = None,
    seen: str | None = None,
) -> Comment:
    """Change a draft's words or state; where another window changed the words that were `seen`, raise instead."""
    key = workspace.repository.key
    draft = workspace.store.draft(key, id)
    words = draft.message if message is None else _checked_words(message)
    state = draft.unresolved if unresolved is None else unresolved
    workspace.store.edit_draft(key, id, message=words, unresolved=state, seen=seen)
    return _on_patch_set(replace(draft, message=words, unresolved=state), change)


def delete_comment(workspace: Workspace, change: Change, id: str, *, seen: str | None = None) -> None:
    """Take a draft away; `restore_comment` brings it back. Refused where its words are not those `seen`."""
    workspace.store.delete_draft(workspace.repository.key, id, seen=seen)


def restore_comment(workspace: Workspace, change: Change, id: str) -> None:
    """Bring a deleted draft back."""
    workspace.store.restore_draft(workspace.repository.key, id)


def set_vote(workspace: Workspace, change: Change, label: str, value: int | None) -> None:
    """Set one's unsent vote; 0 is a vote as well, None sends none."""
    workspace.store.put_vote(workspace.repository.key, change.key, label, value, *change_keys(change))


def set_cover(workspace: Workspace, change: Change, message: str) -> None:
    """Set the unsent cover message; a blank one sends none."""
    workspace.store.put_cover(workspace.repository.key, change.key, _sendable(message).strip(), *change_keys(change))


def keep_cover(workspace: Workspace, change: Change, message: str, seen: str) -> str:
    """Keep the cover message as it is typed over the one that was `seen`; answers with what is kept.

    Where another window has changed it meanwhile, its words stay, and these come after them.
    """
    words = _sendable(message).strip()
    keys = change_keys(change)
    try:
        workspace.store.put_cover(workspace.repository.key, change.key, words, *keys, seen=seen)
    except VisionEditorError as error:
        if error.message != "review.draft-changed":
            raise
        other = load_cover(workspace, change)
        words = f"{other}\n\n{words}" if words and words not in other else other
        workspace.store.put_cover(workspace.repository.key, change.key, words, *keys)
    return words


def load_votes(workspace: Workspace, change: Change) -> Mapping[str, int]:
    """One's unsent votes by label."""
    return workspace.store.votes(workspace.repository.key, *change_keys(change))


def load_cover(workspace: Workspace, change: Change) -> str:
    """One's unsent cover message; empty where there is none."""
    return workspace.store.cover(workspace.repository.key, *change_keys(change))


def count_waiting(workspace: Workspace, change: Change) -> int:
    """How much of one's own no server has yet: comments, votes, the cover message."""
    sent = workspace.store.sent_drafts(workspace.repository.key)
    comments = [one for one in load_comments(workspace, change, drafts_only=True) if one.id not in sent]
    return len(comments) + len(load_votes(workspace, change)) + bool(load_cover(workspace, change))


def _anchor(
    workspace: Workspace,
    patch_set: PatchSet,
    path: str,
    side: Side,
    span: tuple[int | None, int | None],
    line: int | None,
    range: Range | None,
    quote: str | None,
) -> Anchor | None:
    """The place in the text; None for a file or a patch set as a whole."""
    start, end = span
    is_whole = start is None and line is None and range is None and quote is None
    if path == PATCH_SET_PATH:
        if not is_whole:
            raise VisionEditorError("review.no-place")
        return None
    text = comment_text(workspace, patch_set, side, path)
    if is_whole:
        return None
    if line is not None:
        return anchor_line(text, line)
    if range is not None:
        return anchor_range(text, range)
    if quote is not None:
        start, end = find_quote(text, quote)
    return anchor_span(text, start or 0, len(text) if end is None else end)


def _find_answered(workspace: Workspace, change: Change, reply_to: str) -> Comment | None:
    """The comment that is answered; None where it is one of Gerrit's that is not known here."""
    comments = load_comments(workspace, change)
    found = next((comment for comment in comments if reply_to in (comment.uuid, comment.id)), None)
    if found is None and not _GERRIT_UUID.fullmatch(reply_to):
        raise VisionEditorError("review.no-comment", id=reply_to)
    if found is None:
        return None
    thread = next(thread for thread in build_threads(comments) if found in thread.comments)
    return replace(found, unresolved=thread.is_unresolved)


def _answer(blank: Comment, answered: Comment, unresolved: bool | None) -> Comment:
    return replace(
        answered,
        uuid=None,
        id=blank.id,
        draft=True,
        change_key=blank.change_key,
        author=blank.author,
        written=max(blank.written, answered.written),
        message=blank.message,
        parent=answered.uuid or answered.id,
        unresolved=answered.unresolved if unresolved is None else unresolved,
    )


def _on_patch_set(draft: Comment, change: Change) -> Comment:
    """The draft with its patch set's present number: an older tip of a branch may have become one since."""
    number = next((one.number for one in change.patch_sets if one.revision == draft.revision), draft.patch_set)
    return replace(draft, change_key=change.key, patch_set=number)


def find_drafted_change(workspace: Workspace, finder: ChangeFinder, key: str) -> Change:
    """The change that drafts were written on; where it is no more, what the drafts know of it."""
    drafts = workspace.store.drafts_of(workspace.repository.key, key)
    for spec in (key, *(draft.revision for draft in drafts)):
        change = finder.find(spec)
        if change and key in change_keys(change):
            return change
    revisions = {draft.patch_set: draft.revision for draft in drafts}
    return Change(
        key=key,
        number=int(key) if key.isdecimal() else None,
        change_id=key if key.startswith("I") else None,
        subject="",
        branch="",
        patch_sets=tuple(PatchSet(number=at, revision=revisions[at], parent=None) for at in sorted(revisions)),
    )


def _checked_words(message: str) -> str:
    words = _sendable(message)
    if not words.strip():
        raise VisionEditorError("review.blank")
    return words


def _sendable(message: str) -> str:
    """The words without what cannot be written as UTF-8 (half a character, from a broken argument)."""
    return message.encode("utf-8", "replace").decode("utf-8")
