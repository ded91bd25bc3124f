"""Suggestions in the comments of a change: what each would do to its lines, and taking one into a draft.

How a suggestion is written, shown and followed is the core's; a draft is changed and brought back as other takings are.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, Change, Comment, Thread
from visioneditor.core.review.suggestion_applying import apply_suggestion, move_suggestion
from visioneditor.core.review.suggestions import (
    Part,
    find_suggestions,
    join_message,
    lines_of,
    preview,
    span_of_lines,
    split_message,
)
from visioneditor.core.text import Lines
from visioneditor.errors import VisionEditorError
from visioneditor.services.changes import find_patch_set
from visioneditor.services.comment_texts import comment_text
from visioneditor.services.drafting import DEFAULT_NAME, list_drafts, load_draft, save_draft
from visioneditor.services.model import LoadedDocument
from visioneditor.services.ported_texts import ported_texts
from visioneditor.services.reading import is_draft, is_file, is_no_commit, parse_text, resolve_revision
from visioneditor.services.taking_over import TakenOver
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import StoredText
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSuggestion:
    """A suggestion with what it does to the lines that it stands on; `comment` has the place.

    Without `parts` the lines are not known here.
    """

    change: Change
    comment: Comment
    text: str
    parts: tuple[Part, ...] | None = None

    @property
    def is_applicable(self) -> bool:
        """Whether it can be taken into a draft: it stands on lines of a document."""
        return self.parts is not None and self.comment.path != COMMIT_MESSAGE_PATH


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenSuggestion:
    """What became of the draft; `is_left` where it has other words there."""

    taken: TakenOver
    is_left: bool = False


def quoted_lines(workspace: Workspace, change: Change, comment: Comment) -> str | None:
    """The whole lines that a suggestion in the comment would replace; None where it has none, or they are not here."""
    lines = lines_of(comment)
    text = _text(workspace, change, comment) if lines else None
    return text[slice(*span_of_lines(text, lines))] if text is not None and lines else None


def load_suggestions(
    workspace: Workspace, change: Change, threads: Iterable[Thread]
) -> Mapping[str, tuple[ShownSuggestion, ...]]:
    """The suggestions of these threads, by the uuid or draft id of their comment."""
    return {
        comment.key: tuple(_show(workspace, change, _placed(comment, thread), block.text) for block in blocks)
        for thread in threads
        for comment in thread.comments
        if (blocks := find_suggestions(comment.message))
    }


def moved_message(workspace: Workspace, change: Change, before: Comment, after: Comment) -> str:
    """A comment's words for another place of it, its suggestion made anew for the lines that stand there."""
    said, suggested = split_message(before.message)
    lines, lines_there = lines_of(before), lines_of(after)
    if suggested is None or lines is None or lines_there is None:
        return before.message
    text, text_there = _text(workspace, change, before), _text(workspace, change, after)
    if text is None or text_there is None:
        return before.message
    texts = ported_texts(workspace.repository)
    here, there = texts.document(before.path, text), texts.document(after.path, text_there)
    moved = move_suggestion(here, lines, suggested, there, lines_there)
    return join_message(said, moved) if moved is not None else before.message


def take_suggestion(
    workspace: Workspace, suggestion: ShownSuggestion, shown: LoadedDocument, *, now: datetime | None = None
) -> TakenSuggestion:
    """Take it into the draft that is shown, else the document's draft edited last, else a new one of what is shown.

    Raises "draft.changed-elsewhere" where another window writes the draft at this moment.
    """
    before = _draft_of(workspace, shown)
    text = before.text if before is not None else shown.document.text
    draft = parse_text(text, shown.document.markup)
    lines, source = lines_of(suggestion.comment), _text(workspace, suggestion.change, suggestion.comment)
    if lines is None or source is None:
        return TakenSuggestion(taken=TakenOver(stored=None, before=before), is_left=True)
    document = ported_texts(workspace.repository).document(suggestion.comment.path, source)
    applied = apply_suggestion(document, lines, suggestion.text, draft)
    if applied.text == text:
        return TakenSuggestion(taken=TakenOver(stored=None, before=before), is_left=applied.is_left)
    stored = save_draft(
        workspace,
        shown.path,
        applied.text,
        base_revision=before.base_revision if before is not None else _base(workspace, shown),
        name=before.name if before is not None else DEFAULT_NAME,
        seen=before.version if before is not None else 0,
        now=now,
    )
    return TakenSuggestion(taken=TakenOver(stored=stored, before=before))


def _show(workspace: Workspace, change: Change, comment: Comment, suggested: str) -> ShownSuggestion:
    lines = quoted_lines(workspace, change, comment)
    parts = preview(lines, suggested) if lines is not None else None
    return ShownSuggestion(change=change, comment=comment, text=suggested, parts=parts)


def _placed(comment: Comment, thread: Thread) -> Comment:
    """What has the place: an answer that names none stands where its thread does."""
    return comment if comment.line is not None else thread.root


def _text(workspace: Workspace, change: Change, comment: Comment) -> str | None:
    """The text that the comment stands in; None where its patch set or its lines are not here."""
    try:
        patch_set = find_patch_set(change, comment.patch_set)
        text = comment_text(workspace, patch_set, comment.side, comment.path)
    except VisionEditorError:
        return None
    lines = lines_of(comment)
    return text if lines is None or lines[1] <= max(1, Lines(text).count) else None


def _draft_of(workspace: Workspace, shown: LoadedDocument) -> StoredText | None:
    if is_file(shown.revision):
        raise VisionEditorError("review.loose-file", name=shown.path)
    if is_draft(shown.revision):
        return load_draft(workspace, shown.path, shown.revision.partition(":")[2] or None)
    return next(iter(list_drafts(workspace, shown.path)), None)


def _base(workspace: Workspace, shown: LoadedDocument) -> str:
    return resolve_revision(workspace, None if is_no_commit(shown.revision) else shown.revision)
