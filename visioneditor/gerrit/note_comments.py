"""The comments in NoteDb's notes: JSON by the commit they speak of, one blob for each.

Pure: blobs in, comments out. One that cannot be read keeps none of the others from being shown.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import msgspec

from visioneditor.core.review.model import Account, Comment, Range, Side
from visioneditor.decoding import decode_json

_OLD_TIME = "%b %d, %Y %I:%M:%S %p"  # as comments were dated before ISO 8601


class _Key(msgspec.Struct, rename="camel"):
    uuid: str
    filename: str
    patch_set_id: int


class _Author(msgspec.Struct):
    id: int | None = None


class _Range(msgspec.Struct, rename="camel"):
    start_line: int
    start_char: int
    end_line: int
    end_char: int


class _NoteComment(msgspec.Struct, rename="camel"):
    """A comment as it stands in a note; what else stands there is of no use here."""

    key: _Key
    message: str
    line_nbr: int = 0
    author: _Author = msgspec.field(default_factory=_Author)
    written_on: str = ""
    side: int = 1
    parent_uuid: str | None = None
    range: _Range | None = None
    unresolved: bool | None = None
    robot_id: str | None = None


class _Note(msgspec.Struct):
    comments: list[msgspec.Raw] = []


def parse_comments(notes: Iterable[bytes], revisions: Mapping[int, str], *, key: str) -> tuple[Comment, ...]:
    """The comments of all notes, oldest first; those of patch sets that are no more are left out, as Gerrit does."""
    found: dict[str, Comment] = {}
    for data in notes:
        for read in _read_note(data):
            if read.key.patch_set_id in revisions:
                found.setdefault(read.key.uuid, _build_comment(read, revisions[read.key.patch_set_id], key))
    return tuple(sorted(found.values(), key=lambda comment: (comment.written, comment.uuid or "")))


def _read_note(data: bytes) -> Iterable[_NoteComment]:
    try:
        note = decode_json(data, _Note)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return
    for raw in note.comments:
        try:
            yield decode_json(raw, _NoteComment)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue


def _build_comment(read: _NoteComment, revision: str, key: str) -> Comment:
    account = Account(number=read.author.id, name=read.robot_id or "")
    return Comment(
        uuid=read.key.uuid,
        change_key=key,
        patch_set=read.key.patch_set_id,
        revision=revision,
        path=read.key.filename,
        side=_side(read.side),
        line=read.line_nbr if read.line_nbr > 0 else None,
        range=_range(read.range),
        author=account.shown,
        account=account.number,
        written=_time(read.written_on),
        parent=read.parent_uuid,
        unresolved=bool(read.unresolved),
        message=read.message,
    )


def _side(number: int) -> Side:
    """1 is the patch set's own text, 0 its parent or what Gerrit merged of several, -n the parent n."""
    if number > 0:
        return Side.REVISION
    return next((side for side in Side if number and side.parent_number == -number), Side.PARENT)


def _range(read: _Range | None) -> Range | None:
    """The range; None where no text can have it."""
    if read is None or read.start_line < 1 or min(read.start_char, read.end_char) < 0:
        return None
    if (read.start_line, read.start_char) > (read.end_line, read.end_char):
        return None
    return Range(
        start_line=read.start_line,
        start_character=read.start_char,
        end_line=read.end_line,
        end_character=read.end_char,
    )


def _time(text: str) -> datetime:
    """A time as Gerrit writes it now or once wrote it; in UTC, 1970 where it says none."""
    for read in (datetime.fromisoformat, lambda old: datetime.strptime(old.replace("\u202f", " "), _OLD_TIME)):
        try:
            found = read(text)
        except ValueError:
            continue
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return datetime(1970, 1, 1, tzinfo=UTC)
