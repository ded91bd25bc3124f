"""The format in which git-appraise keeps reviews in git notes: one JSON object a line, never changed, only added.

The tool's own fields come first and decide the hash of a comment; ours (`x-…`) travel along: the exact quote, the patch
set, the side, the path where the tool has none for it, the name beside the mail address, the exact time, the votes.
What comments are made of these lines, and the other way round, is left to the modules beside this one.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, TypeVar

import msgspec

from visioneditor.decoding import convert_to

NOTES_FOLDER = "refs/notes/devtools/"
REQUESTS_REF = f"{NOTES_FOLDER}reviews"
COMMENTS_REF = f"{NOTES_FOLDER}discuss"

_Count = Annotated[int, msgspec.Meta(ge=0, lt=2**32)]
_NUMBER = re.compile(r"[+-]?[0-9]+")
_HALF_SIGNS = re.compile("[\ud800-\udfff]")
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


_Note = TypeVar("_Note", "NoteComment", "NoteRequest")


class NoteRange(msgspec.Struct, kw_only=True, frozen=True, rename="camel"):
    """Lines from 1; columns from 0 in bytes of UTF-8, the end excluded, 0 for none."""

    start_line: _Count = 0
    start_column: _Count = 0
    end_line: _Count = 0
    end_column: _Count = 0


class NoteLocation(msgspec.Struct, kw_only=True, frozen=True, omit_defaults=True):
    """The commit spoken of, in it a file, in it lines."""

    commit: str = ""
    path: str = ""
    range: NoteRange | None = None


class NoteComment(msgspec.Struct, kw_only=True, frozen=True):
    """A comment as it stands in a line of a note."""

    timestamp: str = ""
    author: str = ""
    original: str = ""
    parent: str = ""
    location: NoteLocation | None = None
    description: str = ""
    resolved: bool | None = None
    v: int = 0
    signature: str = ""
    x_quote: str = msgspec.field(default="", name="x-quote")
    x_patch_set: int = msgspec.field(default=0, name="x-patch-set")
    x_side: str = msgspec.field(default="", name="x-side")
    x_revision: str = msgspec.field(default="", name="x-revision")
    x_path: str = msgspec.field(default="", name="x-path")
    x_range: list[int] = msgspec.field(default_factory=list, name="x-range")
    x_parent: str = msgspec.field(default="", name="x-parent")
    x_author: str = msgspec.field(default="", name="x-author")
    x_written: str = msgspec.field(default="", name="x-written")
    x_votes: dict[str, int] = msgspec.field(default_factory=dict, name="x-votes")


class NoteRequest(msgspec.Struct, kw_only=True, frozen=True, rename="camel"):
    """A request for review; it makes the review show in the tool's list."""

    timestamp: str = ""
    review_ref: str = ""
    target_ref: str = ""
    requester: str = ""
    reviewers: list[str] = []
    description: str = ""
    v: int = 0
    base_commit: str = ""
    alias: str = ""


_NAMES = {
    field.encode_name.lower(): field.encode_name
    for kind in (NoteComment, NoteLocation, NoteRange, NoteRequest)
    for field in msgspec.structs.fields(kind)
}


def note_hash(comment: NoteComment) -> str:
    """The comment's name: SHA-1 of the tool's own fields as Go writes them."""
    return hashlib.sha1(_render_object(_own_fields(comment)).encode("utf-8", "replace")).hexdigest()


def render_note(comment: NoteComment) -> str:
    """The comment's line in the note."""
    ours = {
        field.encode_name: value
        for field in msgspec.structs.fields(comment)
        if field.encode_name.startswith("x-") and (value := getattr(comment, field.name))
    }
    return _render_object(_own_fields(comment) | ours)


def note_content(comment: NoteComment) -> str:
    """What an edit would change: the line without who wrote it when, and without what it replaces."""
    return render_note(
        msgspec.structs.replace(comment, timestamp="", author="", original="", x_author="", x_written="")
    )


def render_request(request: NoteRequest) -> str:
    """The request's line in the note."""
    fields = {
        "timestamp": request.timestamp,
        "reviewRef": request.review_ref,
        "targetRef": request.target_ref,
        "requester": request.requester,
        "reviewers": request.reviewers,
        "description": request.description,
        "v": request.v,
        "baseCommit": request.base_commit,
        "alias": request.alias,
    }
    return _render_object({name: value for name, value in fields.items() if value or name == "targetRef"})


def parse_notes(data: bytes) -> dict[str, NoteComment]:
    """The comments of a note by their hashes; what is no comment, or of a later format, is passed over."""
    return {note_hash(comment): comment for comment in _parse_lines(data, NoteComment) if comment.v == 0}


def parse_requests(data: bytes) -> tuple[NoteRequest, ...]:
    """The requests of a note, the one that counts last."""
    requests = (request for request in _parse_lines(data, NoteRequest) if request.v == 0)
    return tuple(sorted(requests, key=lambda request: request.timestamp))


def _parse_lines(data: bytes, kind: type[_Note]) -> Iterator[_Note]:
    for line in data.split(b"\n"):
        if line.strip():
            try:
                yield _parse_line(line, kind)
            except (ValueError, RecursionError):
                continue


def _parse_line(line: bytes, kind: type[_Note]) -> _Note:
    """A line as Go reads it: names in any case, nulls as if they were not there, broken signs as U+FFFD.

    What of our own fields cannot be read is left out: the tool does not look at them.
    """
    found = _as_go_reads(json.loads(line.decode("utf-8", "replace")))
    try:
        return convert_to(found, kind)
    except msgspec.ValidationError:
        theirs = {name: value for name, value in found.items() if not name.startswith("x-")}
        return convert_to(theirs, kind)


def _as_go_reads(fields: object) -> dict[str, object]:
    if not isinstance(fields, dict):
        raise ValueError("no object")
    return {_NAMES.get(name.lower()) or name: _go_value(value) for name, value in fields.items() if value is not None}


def _go_value(value: object) -> object:
    if isinstance(value, dict):
        return _as_go_reads(value)
    return _HALF_SIGNS.sub("\ufffd", value) if isinstance(value, str) else value


def _own_fields(comment: NoteComment) -> dict[str, object]:
    is_short = len(comment.timestamp) < 10 and _NUMBER.fullmatch(comment.timestamp)
    padded = f"{int(comment.timestamp):010}" if is_short else comment.timestamp
    place = comment.location
    fields = {
        "timestamp": padded,
        "author": comment.author,
        "original": comment.original,
        "parent": comment.parent,
        "location": _location_fields(place) if place is not None else None,
        "description": comment.description,
        "v": comment.v,
        "signature": comment.signature,
    }
    kept: dict[str, object] = {}
    for name, value in fields.items():
        if name == "v" and comment.resolved is not None:
            kept["resolved"] = comment.resolved
        if value or (name == "location" and place is not None):
            kept[name] = value
    return kept


def _location_fields(place: NoteLocation) -> dict[str, object]:
    named: dict[str, object] = {"commit": place.commit, "path": place.path}
    kept = {name: value for name, value in named.items() if value}
    return kept | {"range": _range_fields(place.range)} if place.range else kept


def _range_fields(at: NoteRange) -> dict[str, int]:
    rest = {"startColumn": at.start_column, "endLine": at.end_line, "endColumn": at.end_column}
    return {"startLine": at.start_line} | {name: value for name, value in rest.items() if value}


def _render_object(fields: Mapping[str, object]) -> str:
    return msgspec.json.encode(fields).decode("utf-8").translate(_ESCAPES)
