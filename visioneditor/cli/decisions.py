"""`visioneditor decisions REPOSITORY PATH --section ID`: what was decided about a section, and why it is told."""

from argparse import Namespace
from contextlib import closing
from datetime import UTC, datetime

import msgspec

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_document, add_repository, add_revision
from visioneditor.cli.text import columns, short_revision
from visioneditor.core.decisions import Decision
from visioneditor.services.decisions import load_section_past
from visioneditor.services.opening import open_workspace


class DecisionRow(msgspec.Struct, kw_only=True, frozen=True):
    """A decision and why it is one about the section."""

    kind: str
    title: str
    date: datetime
    author: str
    reasons: tuple[str, ...]
    path: str | None
    section: str | None
    revision: str
    change_id: str | None
    change: int | None
    review: str | None


class DecisionsAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `decisions`."""

    schema: str = "visioneditor.decisions/1"
    path: str
    section: str
    decisions: tuple[DecisionRow, ...]


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_repository(parser)
    add_document(parser)
    parser.add_argument("--section", metavar="ID", required=True, help="the section that they touch")
    add_revision(parser)


def run(arguments: Namespace, output: Output) -> int:
    """List the decisions."""
    with closing(open_workspace(arguments.repository)) as workspace:
        found = load_section_past(workspace, arguments.revision, arguments.path, arguments.section)
    rows = tuple(map(_row, found.decisions))
    if output.is_json:
        output.write_json(DecisionsAnswer(path=arguments.path, section=arguments.section, decisions=rows))
    else:
        output.write_lines(*columns(map(_cells, rows)))
    return 0


def _row(one: Decision) -> DecisionRow:
    return DecisionRow(
        kind=one.kind.value,
        title=one.title,
        date=one.date.astimezone(UTC),
        author=one.author,
        reasons=tuple(reason.value for reason in one.reasons),
        path=one.path or None,
        section=one.section or None,
        revision=one.revision,
        change_id=one.change_id,
        change=one.number,
        review=one.review,
    )


def _cells(row: DecisionRow) -> tuple[str, ...]:
    place = row.path or (str(row.change) if row.change is not None else short_revision(row.revision))
    return f"{row.date:%Y-%m-%d}", row.kind, ", ".join(row.reasons), place, row.title
