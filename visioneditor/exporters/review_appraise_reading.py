"""Lines of git-appraise notes as comments: edits laid over what they replace, places found in the text.

The exact quote wins over the columns. Which patch set a commit is, and the text of its files, come in from services.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from visioneditor.core.review.anchors import Span, is_same_quote, place
from visioneditor.core.review.model import PATCH_SET_PATH, Comment, Range, Side
from visioneditor.core.text import Lines
from visioneditor.exporters.review_appraise import NoteComment, NoteRange
from visioneditor.values import dataclass, replace

_SIDES = {side.value: side for side in Side}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNote:
    """A comment of the notes with its newest words."""

    hash: str  # that of the first writing, by which answers name it
    note: NoteComment  # the newest
    written: datetime
    parent: str | None
    unresolved: bool


def merge_edits(notes: Mapping[str, NoteComment]) -> tuple[ReadNote, ...]:
    """Each comment once, in the order of time; one that says nothing of it leaves its thread as resolved as it was."""
    firsts = {hash: _first(hash, notes) for hash in notes}
    newest: dict[str, NoteComment] = {}
    for hash, note in _by_time(notes):
        newest[firsts[hash]] = note
    state: dict[str, bool] = {}
    read = []
    for hash, note in _by_time({hash: notes[hash] for hash in newest}):
        latest = newest[hash]
        parent = firsts.get(note.parent, note.parent) or latest.x_parent or None
        root = _root(hash, notes, firsts)
        state[root] = not latest.resolved if latest.resolved is not None else state.get(root, False)
        read.append(ReadNote(hash=hash, note=latest, written=_parse_time(note), parent=parent, unresolved=state[root]))
    return tuple(read)


def build_comment(read: ReadNote, *, change_key: str, patch_set: int, revision: str, text: str | None) -> Comment:
    """The comment that a note's line is; `text` is that of the file it stands in, where it can be read."""
    note = read.note
    path = note.x_path or (note.location.path if note.location else "") or PATCH_SET_PATH
    line, range = _place(note, text)
    comment = Comment(
        uuid=read.hash,
        change_key=change_key,
        patch_set=patch_set,
        revision=revision,
        path=path,
        side=_SIDES.get(note.x_side, Side.REVISION),
        line=line,
        range=range,
        quote=note.x_quote,
        author=note.x_author or note.author,
        written=read.written,
        parent=read.parent,
        unresolved=read.unresolved,
        message=note.description,
    )
    return _at_quote(comment, text) if text is not None and not note.x_path else comment


def byte_span(text: str, at: NoteRange) -> Span:
    """The span of a range with columns in bytes; what lies outside is brought to the edge of its line."""
    lines = Lines(text)
    last = at.end_line or at.start_line
    start = _offset(text, lines, at.start_line, at.start_column)
    return start, max(start, _offset(text, lines, last, at.end_column) if at.end_column else lines.end(last))


def _offset(text: str, lines: Lines, line: int, column: int) -> int:
    start = lines.start(line)
    head = text[start : lines.end(line)].encode("utf-8", "replace")[:column]
    return start + len(head.decode("utf-8", "ignore"))


def _first(hash: str, notes: Mapping[str, NoteComment]) -> str:
    """The first writing of what a comment is an edit of."""
    seen = {hash}
    while (original := notes[hash].original) in notes and original not in seen:
        seen.add(original)
        hash = original
    return hash


def _root(hash: str, notes: Mapping[str, NoteComment], firsts: Mapping[str, str]) -> str:
    """The comment that began the thread."""
    seen = {hash}
    while (parent := firsts.get(notes[hash].parent, "")) and parent not in seen:
        seen.add(parent)
        hash = parent
    return hash


def _by_time(notes: Mapping[str, NoteComment]) -> list[tuple[str, NoteComment]]:
    return sorted(notes.items(), key=lambda item: (_parse_time(item[1]), item[0]))


def _parse_time(note: NoteComment) -> datetime:
    """To the microsecond where we wrote it, else to the second."""
    seconds = int(note.timestamp) if note.timestamp.isdecimal() else 0
    try:
        time = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
        exact = datetime.fromisoformat(note.x_written) if note.x_written else time
    except (OverflowError, ValueError):
        return datetime(1970, 1, 1, tzinfo=UTC)
    return exact if exact.tzinfo and exact.replace(microsecond=0) == time else time


def _place(note: NoteComment, text: str | None) -> tuple[int | None, Range | None]:
    if len(note.x_range) == 4:
        start_line, start_character, end_line, end_character = note.x_range
        return end_line, Range(
            start_line=start_line, start_character=start_character, end_line=end_line, end_character=end_character
        )
    if note.x_range:
        return note.x_range[0], None
    at = note.location.range if note.location else None
    if at is None or not at.start_line:
        return None, None
    last = at.end_line or at.start_line
    if last == at.start_line and not at.start_column and not at.end_column:
        return last, None
    return last, _range(at, text)


def _range(at: NoteRange, text: str | None) -> Range:
    if text is None:
        last = at.end_line or at.start_line
        return Range(
            start_line=at.start_line, start_character=at.start_column, end_line=last, end_character=at.end_column
        )
    return _range_of(text, byte_span(text, at))


def _range_of(text: str, span: Span) -> Range:
    lines = Lines(text)
    (start_line, start_character), (end_line, end_character) = map(lines.position, span)
    return Range(start_line=start_line, start_character=start_character, end_line=end_line, end_character=end_character)


def _at_quote(comment: Comment, text: str) -> Comment:
    """The comment where its quote stands; with the words that it has where it came without a quote."""
    span = place(comment, text)
    if span is None or (comment.range is None and comment.quote):
        return comment
    if comment.range is None:
        return replace(comment, quote=text[slice(*span)].strip())
    if comment.quote and not is_same_quote(text[slice(*span)], comment.quote):
        return comment
    at = _range_of(text, span)
    return replace(comment, range=at, line=at.end_line, quote=comment.quote or text[slice(*span)])
