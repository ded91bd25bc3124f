"""What `publish` and `outbox` say in text: what would go, what went, what waits and why."""

import re
from collections.abc import Iterable, Iterator

from visioneditor.cli.text import counted, one_line
from visioneditor.core.review.model import PATCH_SET_PATH, Comment
from visioneditor.core.review.publication import PlannedComment, Post, Problem, Publication, Route, Server
from visioneditor.exporters.json_publish import ItemRow, LeftRow, PostedRow, PublishAnswer
from visioneditor.services.requests import list_requests
from visioneditor.values import replace

_LONG_KEY = re.compile(r"I?[0-9a-f]{40}")
_SHORT = 400  # characters of what does not leave
_NOTHING = "Nothing is left to send."


def dry_run_lines(publication: Publication) -> Iterator[str]:
    """What would go, in the order of posting; what would stay here, and what one should know."""
    if not publication.posts and not publication.blocked and not any(one.is_blocking for one in publication.problems):
        yield _NOTHING
        return
    change = publication.change
    yield one_line(f"change {change.key}  {change.subject}")
    yield one_line(f"to {_place(publication.server)}")
    for problem in publication.problems:
        yield from _problem_lines(problem, "")
    for post in publication.posts:
        yield ""
        yield from _post_lines(post, publication)
    if publication.blocked:
        yield ""
        yield "stays here:"
        for planned in publication.blocked:
            yield from _comment_lines(planned, most=_SHORT)


def publish_lines(answer: PublishAnswer, address: str = "") -> Iterator[str]:
    """What went, what waits, is held or was refused."""
    if answer.is_whole and not answer.posted:
        yield _NOTHING
    for row in answer.posted:
        yield one_line(f"posted   {_change(row.change_key)}patch set {row.patch_set}: {_posted(row)}")
    for state, rows in (("waiting", answer.waiting), ("held", answer.held), ("refused", answer.refused)):
        for left in rows:
            yield one_line(f"{state:<8} {left.id}  {left.reason}")
    if address:
        yield one_line(address)


def outbox_lines(rows: Iterable[ItemRow]) -> Iterator[str]:
    """The items, the reason of each beneath it."""
    listed = list(rows)
    if not listed:
        yield "The outbox is empty."
    for row in listed:
        yield one_line(
            f"{row.id}  {row.state:<8} {row.since:%Y-%m-%d %H:%M}  change {row.change}, patch set {row.patch_set}: "
            f"{_contents(row.comments, row.votes, row.message)}  {row.subject}"
        )
        yield one_line(f"    to {row.server}")
        if row.reason:
            yield one_line(f"    {row.reason}")


def hints(answer: PublishAnswer) -> Iterator[str]:
    """What one can do about what was left, each said once."""
    rows: tuple[LeftRow, ...] = (*answer.waiting, *answer.held, *answer.refused)
    yield from dict.fromkeys(one_line(f"hint: {row.hint}") for row in rows if row.hint)


def _place(server: Server | None) -> str:
    if server is None or server.route is Route.NOTES:
        return "this repository, as notes"
    return f"{server.root}{f', project {server.project}' if server.project else ''}"


def _post_lines(post: Post, publication: Publication) -> Iterator[str]:
    yield one_line(f"patch set {post.patch_set}")
    for request in list_requests(replace(publication, posts=(post,))):
        yield one_line(f"  {request.method} {request.address}  ({len(request.body)} bytes)")
    for label, value in post.votes.items():
        yield one_line(f"  {label} {value:+}" if value else f"  {label} 0")
    if post.cover:
        yield "  message:"
        yield from _quoted(post.cover)
    for planned in post.comments:
        yield from _comment_lines(planned)


def _comment_lines(planned: PlannedComment, most: int | None = None) -> Iterator[str]:
    comment = planned.comment
    state = "unresolved" if comment.unresolved else "resolved"
    way = ", by a draft on the server" if planned.is_server_draft else ""
    answer = f", answers {comment.parent}" if comment.parent else ""
    yield one_line(f"  {_where(comment)}  {state}{answer}{way}  ({planned.id})")
    if comment.quote:
        yield one_line(f"    > {' '.join(comment.quote.split())}")
    is_cut = most is not None and len(comment.message) > most
    yield from _quoted(f"{comment.message[:most]}…" if is_cut else comment.message)
    for problem in planned.problems:
        yield from _problem_lines(problem, "    ")


def _where(comment: Comment) -> str:
    if comment.path == PATCH_SET_PATH:
        return "the patch set as a whole"
    at, side = comment.range, "" if comment.side.parent_number == 0 else f" ({comment.side.value})"
    if at is not None:
        return f"{comment.path}:{at.start_line}:{at.start_character}-{at.end_line}:{at.end_character}{side}"
    return f"{comment.path}{'' if comment.line is None else f':{comment.line}'}{side}"


def _problem_lines(problem: Problem, indent: str) -> Iterator[str]:
    yield one_line(f"{indent}{'stays here' if problem.is_blocking else 'note'}: {problem.summary}")
    if problem.hint:
        yield one_line(f"{indent}  {problem.hint}")


def _quoted(text: str) -> Iterator[str]:
    return (one_line(f"    {line}").rstrip() for line in text.strip().split("\n"))


def _posted(row: PostedRow) -> str:
    return _contents(row.comments, row.votes, row.message)


def _contents(comments: int, votes: dict[str, int], has_message: bool) -> str:
    parts = [counted(comments, "comment")] if comments else []
    parts += [f"{label} {value:+}" if value else f"{label} 0" for label, value in votes.items()]
    return ", ".join([*parts, *(["message"] if has_message else [])])


def _change(key: str) -> str:
    return f"change {key[:10] if _LONG_KEY.fullmatch(key) else key}, " if key else ""
