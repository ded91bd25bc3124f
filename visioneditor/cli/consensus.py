"""`visioneditor consensus REPOSITORY PATH`: which projects have answered which sections of a vision, and how."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing

from visioneditor.arguments import ArgumentParser, UsageError
from visioneditor.cli.mails import ALL, write_mails
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_document, add_repository, add_revision
from visioneditor.cli.text import columns, one_line
from visioneditor.core.consensus.matrix import count_row, standing
from visioneditor.core.consensus.model import Answer
from visioneditor.exporters.consensus_shape import (
    MARKS,
    STALE_MARK,
    ConsensusReport,
    counted_standings,
    spoken_for,
    standing_name,
    sums_line,
)
from visioneditor.exporters.json_consensus import consensus_answer
from visioneditor.services.annotating import load_annotations
from visioneditor.services.asking import load_asking
from visioneditor.services.consensus import load_consensus
from visioneditor.services.consensus_reports import build_report, render_report
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import load_document
from visioneditor.services.reviewing import resolve_change

_FORMATS = "text (default), json; markdown: for a mail or a forge; html, pdf: to read and print; csv: for a spreadsheet"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_repository(parser)
    add_document(parser)
    add_revision(parser)
    kinds = ("text", "json", "html", "markdown", "csv", "pdf")
    parser.add_argument("--format", choices=kinds, default="text", help=_FORMATS)
    help = "print the mail that asks a project for its answers, or all of them; nothing is sent"
    parser.add_argument("--ask", nargs="?", const=ALL, metavar="PROJECT", help=help)
    help = "with --ask: whose votes and comments count as having been heard"
    parser.add_argument("--change", metavar="CHANGE", help=help)


def run(arguments: Namespace, output: Output) -> int:
    """Show the matrix."""
    if output.format == "pdf" and output.file is None and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError("a PDF goes into a file: --output FILE")
    if arguments.change is not None and arguments.ask is None:
        raise UsageError("--change goes with --ask")
    if arguments.ask is not None and output.format not in ("text", "json"):
        raise UsageError("mails are written as text or json")
    with closing(open_workspace(arguments.repository)) as workspace:
        loaded = load_document(workspace, arguments.revision, arguments.path)
        consensus = load_consensus(workspace, loaded, load_annotations(workspace, loaded))
        report = build_report(workspace, loaded, consensus)
        if arguments.ask is not None:
            change = resolve_change(workspace, arguments.change) if arguments.change else None
            return write_mails(load_asking(workspace, loaded, report, change), arguments.ask, output)
    if output.is_json:
        output.write_json(consensus_answer(report, consensus.revision))
    elif output.format == "text":
        output.write_lines(*_lines(report))
    else:
        output.write(render_report(report, output.format))
    return 0


def _lines(report: ConsensusReport) -> Iterator[str]:
    """The sections with their numbers, a line each project, the counts, who has not answered."""
    matrix = report.matrix
    yield f"{sums_line(report)}."
    yield ""
    yield from columns((str(at), section.title) for at, section in enumerate(matrix.sections, 1))
    yield ""
    numbers = [str(at) for at in range(1, len(matrix.sections) + 1)]
    table = [["", *numbers, "", ""]]
    for row in matrix.rows:
        cells = [_mark(row.answers.get(section.number)) for section in matrix.sections]
        count = f"{count_row(row).answered} of {len(cells)}"
        table.append([row.project, *cells, count, spoken_for(report, row.project)])
    for kind, counts in counted_standings(matrix):
        table.append([f"{MARKS[kind]} {standing_name(kind)}", *(str(count or "") for count in counts), "", ""])
    yield from columns(table)
    if any(answer.is_stale for row in matrix.rows for answer in row.answers.values()):
        yield f"{STALE_MARK} stale: the section has changed since"
    if matrix.missing:
        yield ""
        yield f"No answer yet, {len(matrix.missing)}:"
        yield from (f"  {line}" for line in columns((name, spoken_for(report, name)) for name in matrix.missing))


def _mark(answer: Answer | None) -> str:
    return one_line(MARKS[standing(answer)] + (STALE_MARK if answer is not None and answer.is_stale else ""))
