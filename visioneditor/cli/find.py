"""`visioneditor find REPOSITORY TEXT`: where words stand and, with `--all-revisions`, which changes took them out."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import msgspec

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_repository, add_revision, given_words
from visioneditor.cli.text import one_line, short_revision
from visioneditor.services.finding_gone import GoneFinding, Past
from visioneditor.services.opening import open_workspace
from visioneditor.services.searching import Finding, find_in_documents


class PlaceRow(msgspec.Struct, kw_only=True, frozen=True):
    """Where the words stand, or stood."""

    path: str
    line: int
    section: str | None
    before: str
    found: str
    after: str


class GoneRow(msgspec.Struct, kw_only=True, frozen=True):
    """A change that took the words out; `place` is where they stood in `old_revision`."""

    place: PlaceRow
    revision: str
    old_revision: str
    change: str
    author: str
    date: datetime
    subject: str
    reason: str
    change_id: str | None
    review: str | None


class FindAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `find`; `gone` is null where it was not asked for."""

    schema: str = "visioneditor.find/1"
    places: tuple[PlaceRow, ...]
    gone: tuple[GoneRow, ...] | None


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_repository(parser)
    parser.add_argument("text", type=given_words, metavar="TEXT", help="the words; - reads them from standard input")
    help = "also the changes that took the words out of a document"
    parser.add_argument("--all-revisions", action="store_true", help=help)
    add_revision(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Find the words."""
    with closing(open_workspace(arguments.repository)) as workspace:
        places = find_in_documents(workspace, arguments.revision, arguments.text)
        gone = Past(workspace, arguments.revision).find(arguments.text) if arguments.all_revisions else None
    if output.is_json:
        rows = tuple(map(_gone_row, gone)) if gone is not None else None
        output.write_json(FindAnswer(places=tuple(map(_place_row, places)), gone=rows))
    else:
        output.write_lines(*map(_line, places), *(line for one in gone or () for line in _gone_lines(one)))
    return 0


def _place_row(found: Finding) -> PlaceRow:
    return PlaceRow(
        path=found.path,
        line=found.line,
        section=found.section.id if found.section else None,
        before=found.before,
        found=found.found,
        after=found.after,
    )


def _gone_row(gone: GoneFinding) -> GoneRow:
    change = gone.change
    return GoneRow(
        place=_place_row(gone.finding),
        revision=gone.revision,
        old_revision=gone.old_revision,
        change=change.revision,
        author=change.author,
        date=change.date.astimezone(UTC),
        subject=change.subject,
        reason=gone.reason,
        change_id=change.change_id,
        review=change.review,
    )


def _line(found: Finding) -> str:
    return one_line(f"{found.path}:{found.line}: {found.before}{found.found}{found.after}".rstrip())


def _gone_lines(gone: GoneFinding) -> Iterator[str]:
    change = gone.change
    date = change.date.astimezone(UTC)
    yield ""
    yield one_line(f"removed  {short_revision(gone.revision)}  {date:%Y-%m-%d}  {change.author}  {change.subject}")
    if gone.reason:
        yield f"  {one_line(gone.reason)}"
    yield f"  - {_line(gone.finding)}"
