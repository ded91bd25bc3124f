"""Comments, votes and cover messages as lines of git-appraise notes."""

from collections.abc import Mapping
from datetime import UTC

from visioneditor.core.review.anchors import Span, span_of
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Comment, Range, Side
from visioneditor.core.text import Lines
from visioneditor.exporters.review_appraise import NoteComment, NoteLocation, NoteRange

PLACELESS = (PATCH_SET_PATH, COMMIT_MESSAGE_PATH)  # Gerrit's magic paths, which are no files of the commit


def build_note(comment: Comment, *, mail: str, parent: str | None, commit: str, text: str | None) -> NoteComment:
    """A comment as a note's line.

    `parent` is what it answers there, `commit` the one it speaks of, `text` the file it stands in (for columns in
    bytes; without it only lines are given). A first comment that is resolved says nothing of it: there, it would
    accept the change.
    """
    is_answer = comment.parent is not None
    return NoteComment(
        timestamp=render_time(comment),
        author=mail,
        parent=parent or "",
        location=_location(comment, commit, text),
        description=comment.message,
        resolved=False if comment.unresolved else (True if is_answer else None),
        x_quote=comment.quote,
        x_patch_set=comment.patch_set,
        x_side="" if comment.side is Side.REVISION else comment.side.value,
        x_revision="" if comment.revision == commit else comment.revision,
        x_path=comment.path if comment.path in PLACELESS else "",
        x_range=_placeless_range(comment),
        x_parent=comment.parent or "" if parent is None else "",
        x_author=comment.author if comment.author != mail else "",
        x_written=comment.written.astimezone(UTC).isoformat(timespec="microseconds"),
    )


def build_cover(
    message: str, votes: Mapping[str, int], *, timestamp: str, author: str, mail: str, commit: str, patch_set: int
) -> NoteComment:
    """Cover message and votes as one comment on the whole commit, which accepts it where no vote is against it."""
    values = [value for value in votes.values() if value]
    return NoteComment(
        timestamp=timestamp,
        author=mail,
        location=NoteLocation(commit=commit),
        description=message,
        resolved=min(values) > 0 if values else None,
        x_patch_set=patch_set,
        x_path=PATCH_SET_PATH,
        x_author=author if author != mail else "",
        x_votes=dict(votes),
    )


def render_time(comment: Comment) -> str:
    """When it was written, as the format has it: ten digits of seconds."""
    return f"{int(comment.written.timestamp()):010}"


def byte_columns(text: str, span: Span) -> NoteRange:
    """A span with columns in bytes of UTF-8."""
    lines = Lines(text)
    first, last = (lines.line_of(at) for at in span)
    starts = (lines.start(first), lines.start(last))
    columns = [len(text[start:at].encode("utf-8", "replace")) for start, at in zip(starts, span, strict=True)]
    return NoteRange(start_line=first, start_column=columns[0], end_line=last, end_column=columns[1])


def _location(comment: Comment, commit: str, text: str | None) -> NoteLocation:
    if comment.path in PLACELESS:
        return NoteLocation(commit=commit)
    return NoteLocation(commit=commit, path=comment.path, range=_note_range(comment, text))


def _note_range(comment: Comment, text: str | None) -> NoteRange | None:
    if comment.line is None:
        return None
    if comment.range is None or text is None:
        first = comment.range.start_line if comment.range else comment.line
        return NoteRange(start_line=first, end_line=comment.line)
    return byte_columns(text, span_of(text, comment.range))


def _placeless_range(comment: Comment) -> list[int]:
    """The place in the commit message, which is no file: line, or Gerrit's four numbers."""
    if comment.path != COMMIT_MESSAGE_PATH or comment.line is None:
        return []
    return _numbers(comment.range) if comment.range else [comment.line]


def _numbers(at: Range) -> list[int]:
    return [at.start_line, at.start_character, at.end_line, at.end_character]
