"""Gerrit's ReviewInput: one's unsent review in the JSON that a server accepts, and nothing it would swallow or refuse.

Pure: values in, structs and bytes out. A comment is posted to its own patch set, votes and the cover message to the
newest; a reply must name a comment that the server already has, so replies to one's own drafts are joined to them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from visioneditor.core.review.model import PATCH_SET_PATH, Change, Comment, Side, Thread, build_threads
from visioneditor.values import replace

_NOTES_UUID = re.compile(r"[0-9a-f]{40}")


class CommentRange(msgspec.Struct, kw_only=True, frozen=True):
    """Gerrit's range; characters in UTF-16 units."""

    start_line: int
    start_character: int
    end_line: int
    end_character: int


class CommentInput(msgspec.Struct, kw_only=True, frozen=True, omit_defaults=True):
    """One comment as posted."""

    side: str = "REVISION"
    parent: int | None = None  # which one, where it is not the first
    line: int | None = None
    range: CommentRange | None = None
    in_reply_to: str | None = None
    message: str
    unresolved: bool | None = None  # always written: what a reply would else inherit is not what its writer saw


class DraftInput(CommentInput, kw_only=True, frozen=True, omit_defaults=True):
    """The same with its file: as a draft is put."""

    path: str


class ReviewInput(msgspec.Struct, kw_only=True, frozen=True, omit_defaults=True):
    """The body of a review. Server-side drafts are left as they are, but for those named."""

    tag: str | None = None
    message: str | None = None
    labels: dict[str, int] | None = None
    comments: dict[str, list[CommentInput]] | None = None
    drafts: str | None = None
    draft_ids_to_publish: list[str] | None = None
    omit_duplicate_comments: bool | None = None


class Review(msgspec.Struct, kw_only=True, frozen=True):
    """A review and the patch set it is posted to."""

    change: int | None
    change_key: str
    patch_set: int
    review_input: ReviewInput


class ExportAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """Several reviews in the order of posting."""

    schema: str = "visioneditor.export/1"
    reviews: tuple[Review, ...]


def build_reviews(
    change: Change,
    drafts: Iterable[Comment],
    *,
    published: Iterable[Comment] = (),
    votes: Mapping[str, int],
    cover: str,
) -> tuple[Review, ...]:
    """What is posted, in the order of posting: older patch sets first, the newest with votes and cover last.

    `published` is what can be answered; of it, only comments that came from Gerrit can be named to Gerrit.
    """
    wanted = join_replies(draft for draft in drafts if draft.message.strip())
    answered = {comment.uuid: comment for comment in published if comment.uuid}
    numbers = {draft.patch_set for draft in wanted}
    if votes or cover.strip():
        numbers.add(change.current.number)
    last = change.current.number
    return tuple(
        Review(
            change=change.number,
            change_key=change.key,
            patch_set=number,
            review_input=ReviewInput(
                message=cover.strip() or None if number == last else None,
                labels=dict(votes) or None if number == last else None,
                comments=build_inputs([draft for draft in wanted if draft.patch_set == number], answered) or None,
            ),
        )
        for number in sorted(numbers, key=lambda number: (number == last, number))
    )


def join_replies(drafts: Iterable[Comment]) -> list[Comment]:
    """One's drafts, each with one's own replies to it beneath its words; the last says whether it is resolved."""
    return [join(part) for part in group_replies(drafts)]


def group_replies(drafts: Iterable[Comment]) -> tuple[tuple[Comment, ...], ...]:
    """One's drafts, each with one's own replies to it on the same patch set behind it."""
    return tuple(tuple(part) for thread in build_threads(drafts) for part in _parts(thread))


def join(comments: Sequence[Comment]) -> Comment:
    """A draft with one's own replies to it beneath its words."""
    message = "\n\n".join(comment.message.strip() for comment in comments)
    return replace(comments[0], message=message, unresolved=comments[-1].unresolved)


def build_inputs(drafts: Sequence[Comment], answered: Mapping[str, Comment]) -> dict[str, list[CommentInput]]:
    """Comments as they are posted, by their files; `answered` are published comments by their uuids."""
    return {
        path: [build_input(draft, answered) for draft in drafts if draft.path == path]
        for path in sorted({draft.path for draft in drafts})
    }


def build_draft(draft: Comment, answered: Mapping[str, Comment]) -> DraftInput:
    """A comment as it is put as a draft on the server."""
    built = build_input(draft, answered)
    return DraftInput(path=draft.path, **{name: getattr(built, name) for name in built.__struct_fields__})


def build_input(draft: Comment, answered: Mapping[str, Comment]) -> CommentInput:
    """A comment as it is posted; what the server cannot be told that it answers stands quoted above its words."""
    has_place = draft.path != PATCH_SET_PATH
    is_known = draft.parent is not None and not _NOTES_UUID.fullmatch(draft.parent) and _is_uuid(draft.parent)
    return CommentInput(
        side=(Side.PARENT if has_place and draft.side.parent_number else Side.REVISION).name,
        parent=draft.side.parent_number if has_place and draft.side.parent_number > 1 else None,
        line=(draft.range.end_line if draft.range else draft.line) if has_place else None,
        range=_range(draft) if has_place else None,
        in_reply_to=draft.parent if is_known else None,
        message=draft.message.strip() if is_known else _with_answered(draft, answered),
        unresolved=draft.unresolved,
    )


def render_reviews(reviews: Sequence[Review], *, wrapped: bool) -> bytes:
    """The JSON: a bare ReviewInput where there is only one, unless `wrapped`."""
    answer = ExportAnswer(reviews=tuple(reviews)) if wrapped or len(reviews) != 1 else reviews[0].review_input
    return msgspec.json.format(msgspec.json.encode(answer), indent=2) + b"\n"


def message_text(parents: Sequence[tuple[str, str]], people: Sequence[tuple[str, str, str]], message: str) -> str:
    """Gerrit's text of `/COMMIT_MSG`: parents (id, subject), people (title, who, when), the message."""
    names = ["Parent:     "] if len(parents) == 1 else ["Merge Of:   ", *[" " * 12] * len(parents)]
    head = [f"{name}{oid[:8]} ({subject})" for name, (oid, subject) in zip(names, parents, strict=False)]
    for title, who, when in people:
        head += [f"{title + ':':<12}{who}", f"{title + 'Date:':<12}{when}"]
    return "\n".join([*head, "", message])


def _parts(thread: Thread) -> list[list[Comment]]:
    """A thread of drafts cut where a reply stands on another patch set than what it answers."""
    parts: list[list[Comment]] = []
    for comment in thread.comments:
        if parts and parts[-1][0].patch_set == comment.patch_set:
            parts[-1].append(comment)
        else:
            parts.append([comment])
    return parts


def _is_uuid(parent: str) -> bool:
    return not parent.startswith("draft-")


def _with_answered(draft: Comment, answered: Mapping[str, Comment]) -> str:
    """The words, under those that they answer where Gerrit does not know these."""
    parent = answered.get(draft.parent or "")
    if parent is None:
        return draft.message.strip()
    quoted = "\n".join(f"> {line}".rstrip() for line in parent.message.strip().split("\n"))
    return f"{parent.author}:\n{quoted}\n\n{draft.message.strip()}"


def _range(draft: Comment) -> CommentRange | None:
    at = draft.range
    if at is None:
        return None
    return CommentRange(
        start_line=at.start_line,
        start_character=at.start_character,
        end_line=at.end_line,
        end_character=at.end_character,
    )
