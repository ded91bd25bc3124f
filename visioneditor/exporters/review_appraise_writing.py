"""Comments, votes and cover messages as lines of git-appraise notes."""

from collections.abc import Mapping
from datetime import UTC

from visioneditor.core.review.anchors import Span, span_of
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Comment, Range, Side
from visioneditor.core.text import Lines
from visioneditor.exporters.review_appraise import NoteComment, NoteLocation, NoteRange

_BROKEN = "\ufffd"  # stands for bytes that are no text, one or several
PLACELESS = (PATCH_SET_PATH, COMMIT_MESSAGE_PATH)  # Gerrit's magic paths, which are no files of the commit


def build_note(comment: Comment, *, mail: str, parent: str | None, commit: str, text: str | None) -> NoteComment:
    """A comment as a note's line; what columns cannot say stands in a field of ours.

    `parent` is what it answers there, `commit` the one it speaks of, `text` the file it stands in (for columns in
    bytes; without it only lines are given). A first comment that is resolved says nothing of it: there, it would
    accept the change.
    """
    is_answer = comment.parent is not None
    location = _location(comment, commit, text)
    return NoteComment(
        timestamp=render_time(comment),
        author=mail,
        parent=parent or "",
        location=location,
        description=_hashable(comment.message),
        resolved=False if comment.unresolved else (True if is_answer else None),
        x_quote=comment.quote,
        x_patch_set=comment.patch_set,
        x_side="" if comment.side is Side.REVISION else comment.side.value,
        x_revision="" if comment.revision == commit else comment.revision,
        x_path=comment.path if comment.path in PLACELESS else "",
        x_range=[] if _says_it(location, comment, text) else _own_range(comment),
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
        description=_hashable(message),
        resolved=min(values) > 0 if values else None,
        x_patch_set=patch_set,
        x_path=PATCH_SET_PATH,
        x_author=author if author != mail else "",
        x_votes=dict(votes),
    )


def _hashable(words: str) -> str:
    """The words without the two signs that old and new builds of the tool write, and so hash, in different ways."""
    return words.replace("\b", " ").replace("\f", " ")


def render_time(comment: Comment) -> str:
    """When it was written, as the format has it: ten digits of seconds."""
    return f"{int(comment.written.timestamp()):010}"


def byte_columns(text: str, span: Span) -> NoteRange:
    """A span with columns in bytes of UTF-8; one that ends before a line's first sign ends with the line above."""
    lines = Lines(text)
    start, end = span
    first, last = lines.line_of(start), lines.line_of(end)
    if last > first and end == lines.start(last):
        last, end = last - 1, lines.end(last - 1)
    return NoteRange(
        start_line=first,
        start_column=_bytes(text[lines.start(first) : start]),
        end_line=last,
        end_column=_bytes(text[lines.start(last) : end]),
    )


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _location(comment: Comment, commit: str, text: str | None) -> NoteLocation:
    if comment.path in PLACELESS:
        return NoteLocation(commit=commit)
    return NoteLocation(commit=commit, path=comment.path, range=_note_range(comment, text))


def _note_range(comment: Comment, text: str | None) -> NoteRange | None:
    """Lines alone where the bytes cannot be told: the tool shows no review that has a column beyond its line."""
    if comment.line is None:
        return None
    first = comment.range.start_line if comment.range else comment.line
    whole = NoteRange(start_line=first, end_line=comment.line)
    if comment.range is None or text is None:
        return whole
    lines = Lines(text)
    touched = text[lines.start(first) : lines.end(comment.range.end_line)]
    return whole if _BROKEN in touched else byte_columns(text, span_of(text, comment.range))


def _says_it(location: NoteLocation, comment: Comment, text: str | None) -> bool:
    """Whether the tool's own fields lead back to the place."""
    at = location.range
    if comment.path in PLACELESS or comment.range is None or text is None or at is None:
        return comment.path != COMMIT_MESSAGE_PATH or comment.line is None
    return (
        bool(at.end_column)
        and at == byte_columns(text, span_of(text, comment.range))
        and (at.end_line == comment.range.end_line)
    )


def _own_range(comment: Comment) -> list[int]:
    """The place as it is: line, or Gerrit's four numbers."""
    return _numbers(comment.range) if comment.range else [comment.line or 0]


def _numbers(at: Range) -> list[int]:
    return [at.start_line, at.start_character, at.end_line, at.end_character]
