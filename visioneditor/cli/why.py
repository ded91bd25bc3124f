"""`visioneditor why REPOSITORY PATH --quote TEXT`: the changes that brought words, and what was done to them since."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import msgspec

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_repository, add_revision, repository_path
from visioneditor.cli.text import one_line, short_revision
from visioneditor.services.explaining import ExplainedChange, Explanation, explain_quote
from visioneditor.services.opening import open_workspace


class ChangeRow(msgspec.Struct, kw_only=True, frozen=True):
    """A change that did something to the words."""

    revision: str
    path: str
    author: str
    date: datetime
    subject: str
    change_id: str | None
    review: str | None
    kind: str
    before: str
    after: str


class WhyAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `why`."""

    schema: str = "visioneditor.why/1"
    path: str
    words: str
    gone: bool
    changes: tuple[ChangeRow, ...]


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_repository(parser)
    parser.add_argument("path", type=repository_path, metavar="PATH", help="the document's path")
    parser.add_argument("--quote", required=True, metavar="TEXT", help="the words; they stand, or stood, once in it")
    add_revision(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Tell why words stand there."""
    with closing(open_workspace(arguments.repository)) as workspace:
        found = explain_quote(workspace, arguments.revision, arguments.path, arguments.quote)
    if output.is_json:
        changes = tuple(map(_row, found.changes))
        output.write_json(WhyAnswer(path=found.path, words=found.words, gone=found.is_gone, changes=changes))
    else:
        output.write_lines(*_lines(found))
    return 0


def _row(found: ExplainedChange) -> ChangeRow:
    change = found.change
    return ChangeRow(
        revision=found.revision,
        path=found.path,
        author=change.author,
        date=change.date.astimezone(UTC),
        subject=change.subject,
        change_id=change.change_id,
        review=change.review,
        kind=found.kind.value,
        before=found.before,
        after=found.after,
    )


def _lines(found: Explanation) -> Iterator[str]:
    yield one_line(found.words)
    if found.is_gone:
        yield "These words do not stand there any more."
    for one in found.changes:
        change = one.change
        yield ""
        date = change.date.astimezone(UTC)
        yield f"{one.kind}  {short_revision(one.revision)}  {date:%Y-%m-%d}  {change.author}  {change.subject}"
        if change.review:
            yield f"  {one_line(change.review)}"
        if one.before and one.before != one.after:
            yield f"  - {one_line(one.before)}"
        if one.after and one.before != one.after:
            yield f"  + {one_line(one.after)}"
