"""`visioneditor export REPOSITORY CHANGE --as KIND`: hand out the unsent review of a change."""

import sys
from argparse import Namespace
from contextlib import closing

import msgspec

from visioneditor.arguments import ArgumentParser, UsageError
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_change, add_repository
from visioneditor.services.exporting import KINDS, export_review, export_to_gerrit
from visioneditor.services.opening import open_workspace
from visioneditor.services.publishing import NotesWritten, commit_notes
from visioneditor.services.reviewing import resolve_change
from visioneditor.terminal import say

DONE_IN_PART = 3

_HELP = (
    "gerrit: ReviewInput JSON; ssh: the same for `gerrit review --json`; email: an answer to a mailing list; "
    "markdown, html, pdf: for people; notes: committed into the repository"
)


class NotesAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `export --as notes`."""

    schema: str = "visioneditor.notes/1"
    refs: tuple[str, ...]
    written: int


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_repository(parser)
    add_change(parser)
    parser.add_argument("--as", dest="kind", choices=(*KINDS, "notes"), required=True, help=_HELP)


def run(arguments: Namespace, output: Output) -> int:
    """Hand out the review."""
    if arguments.kind == "pdf" and output.file is None and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError("a PDF goes into a file: --output FILE")
    with closing(open_workspace(arguments.repository)) as workspace:
        change = resolve_change(workspace, arguments.change)
        if arguments.kind == "notes":
            output.write_json(_answer(commit_notes(workspace, change)))
        elif arguments.kind in ("gerrit", "ssh"):
            exported = export_to_gerrit(workspace, change, wrapped=output.is_json)
            output.write(exported.data)
            for told in exported.told():
                say(f"warning: {told.summary}", f"hint: {told.hint}")
            return DONE_IN_PART if exported.left_out else 0
        else:
            output.write(export_review(workspace, change, arguments.kind))
    return 0


def _answer(written: NotesWritten) -> NotesAnswer:
    return NotesAnswer(refs=written.refs, written=written.written)
