"""`visioneditor annotations REPOSITORY PATH`: what each project says about each section."""

import argparse
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_document, add_repository, add_revision
from visioneditor.cli.text import columns, one_line
from visioneditor.core.annotation import Annotation
from visioneditor.core.document.model import Document
from visioneditor.exporters.json_annotations import annotations_answer
from visioneditor.services.annotating import load_annotations
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import load_document
from visioneditor.terminal import local_path


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_repository(parser)
    add_document(parser)
    add_revision(parser)
    help = "show a reflection from elsewhere, too; may be given several times"
    parser.add_argument("--import", dest="imports", action="append", type=_import, metavar="PROJECT=FILE", help=help)


def run(arguments: Namespace, output: Output) -> int:
    """Show the annotations."""
    with closing(open_workspace(arguments.repository)) as workspace:
        loaded = load_document(workspace, arguments.revision, arguments.path)
        found = load_annotations(workspace, loaded, dict(arguments.imports or ()))
    if output.is_json:
        output.write_json(annotations_answer(found.document, found.revision, found.projects, found.annotations))
    else:
        output.write_lines(*_lines(loaded.document, found.annotations))
    return 0


def _import(text: str) -> tuple[str, Path]:
    project, sign, file = text.partition("=")
    if not (project and sign and file):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form PROJECT=FILE")
    return project, local_path(file)


def _lines(document: Document, annotations: tuple[Annotation, ...]) -> Iterator[str]:
    """Under each section, in the vision's order, who answers it; what answers none comes last."""
    order = {section.id: place for place, section in enumerate(document.sections)}
    ordered = sorted(annotations, key=lambda row: order[row.section.id] if row.section else len(order))
    for _, rows in groupby(ordered, key=lambda row: row.section.id if row.section else ""):
        group = tuple(rows)
        section = group[0].section
        yield one_line(section.title) if section else "(no section of this document)"
        yield from (f"  {line}" for line in columns(map(_cells, group)))


def _cells(row: Annotation) -> tuple[str, ...]:
    stale = "stale" if row.stale else ""
    place = f"{row.path}:{row.first_line}"
    return row.project, row.stance.value if row.stance else "", row.match.value, stale, row.heading, place
