"""Comments on anything that can be commented on, from what is shown: each where it belongs in the change."""

from visioneditor.core.review.anchors import Span
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, Comment
from visioneditor.core.review.subjects import Scope, Subject
from visioneditor.core.review.suggestions import span_of_lines
from visioneditor.core.text import Lines
from visioneditor.services.comment_texts import comment_text
from visioneditor.services.commenting import CommentTarget, target_span
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reviewing import add_comment
from visioneditor.services.workspace import Workspace


def add_comment_on(
    workspace: Workspace,
    target: CommentTarget,
    subject: Subject,
    *,
    shown: LoadedDocument,
    message: str,
    unresolved: bool = True,
) -> Comment:
    """Write a draft comment; raises "review.words-not-there" where its words are not in the target's text."""
    place = _place(workspace, target, subject, shown)
    is_line = subject.scope is Scope.LINE and place is not None and place[0] == place[1]
    span = _span(workspace, target, subject, shown) if not is_line else None
    return add_comment(
        workspace,
        target.change,
        path=_path(target, subject),
        patch_set=target.patch_set.number,
        side=target.side,
        start=span[0] if span else None,
        end=span[1] if span else None,
        line=place[0] if is_line and place else None,
        message=message,
        unresolved=unresolved,
    )


def quoted_lines_of(workspace: Workspace, target: CommentTarget, subject: Subject, shown: LoadedDocument) -> str | None:
    """The whole lines that a suggestion on it would replace; None where it has none. Raises where it is not there."""
    path = _path(target, subject)
    text = comment_text(workspace, target.patch_set, target.side, path) if path is not None else ""
    place = _place(workspace, target, subject, shown)
    return text[slice(*span_of_lines(text, place))] if place is not None else None


def _path(target: CommentTarget, subject: Subject) -> str | None:
    if subject.scope is Scope.PATCH_SET:
        return None
    return COMMIT_MESSAGE_PATH if subject.scope is Scope.COMMIT_MESSAGE else target.path


def _span(workspace: Workspace, target: CommentTarget, subject: Subject, shown: LoadedDocument) -> Span | None:
    return target_span(workspace, target, shown, *subject.span) if subject.span is not None else None


def _place(
    workspace: Workspace, target: CommentTarget, subject: Subject, shown: LoadedDocument
) -> tuple[int, int] | None:
    """The lines it stands on in the target's text; a line that is wrapped in another way there stands on several."""
    span = _span(workspace, target, subject, shown)
    if span is None:
        return None
    lines = Lines(comment_text(workspace, target.patch_set, target.side, target.path))
    return lines.line_of(span[0]), lines.line_of(max(span[0], span[1] - 1))
