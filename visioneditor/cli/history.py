"""`visioneditor history REPOSITORY PATH`: a document's revisions, newest first, or those that touched a section.

`--words` says of each word which revision brought it in, and which change of that.
"""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import groupby

import msgspec

from visioneditor.arguments import ArgumentParser, UsageError
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_repository, add_revision, repository_path
from visioneditor.cli.text import columns, one_line, short_revision
from visioneditor.repository.history import MainLine
from visioneditor.repository.model import ChangeOfMerge, Revision
from visioneditor.services.opening import open_workspace
from visioneditor.services.provenance import Provenance, Tracer
from visioneditor.services.reading import list_documents
from visioneditor.services.section_history import follow_section
from visioneditor.services.tracing import load_history, load_line, read_revision
from visioneditor.services.workspace import Workspace


class ChangeRow(msgspec.Struct, kw_only=True, frozen=True):
    """A commit that a revision brought."""

    revision: str
    author: str
    date: datetime
    subject: str
    change_id: str | None
    review: str | None


class RevisionRow(msgspec.Struct, kw_only=True, frozen=True):
    """A revision of a document."""

    revision: str
    path: str
    author: str
    date: datetime
    subject: str
    change_id: str | None
    changes: tuple[ChangeRow, ...]
    sections: tuple[str, ...]


class WordRow(msgspec.Struct, kw_only=True, frozen=True):
    """A word of the newest revision."""

    text: str
    offsets: tuple[int, int]
    revision: str
    change: str


class HistoryAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `history`."""

    schema: str = "visioneditor.history/1"
    path: str
    revisions: tuple[RevisionRow, ...]
    words: tuple[WordRow, ...] | msgspec.UnsetType = msgspec.UNSET


class HistoriesAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `history --all`."""

    schema: str = "visioneditor.histories/1"
    documents: tuple[HistoryAnswer, ...]


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_repository(parser)
    parser.add_argument("path", type=repository_path, nargs="?", metavar="PATH", help="the document's path")
    parser.add_argument("--section", metavar="ID", help="only the revisions that touched this section")
    parser.add_argument("--words", action="store_true", help="say of each word which revision brought it in")
    parser.add_argument("--all", action="store_true", help="every prose document, in place of PATH")
    add_revision(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Tell the history of one document, or of all."""
    if bool(arguments.path) == arguments.all or (arguments.all and arguments.section):
        raise UsageError("give the PATH of a document, or --all without --section")
    with closing(open_workspace(arguments.repository)) as workspace:
        paths = _all_paths(workspace, arguments.revision) if arguments.all else (arguments.path,)
        if arguments.words:
            tracer = Tracer(workspace, arguments.revision)
            answers = tuple(_with_words(workspace, arguments, tracer.provenance(path)) for path in paths)
        else:
            line = load_line(workspace, arguments.revision, with_paths=arguments.all)
            answers = tuple(_history(workspace, arguments, output, path, line) for path in paths)
    if not output.is_json:
        output.write_lines(*(line for answer in answers for line in _lines(answer, with_path=arguments.all)))
    elif arguments.all:
        output.write_json(HistoriesAnswer(documents=answers))
    else:
        output.write_json(answers[0])
    return 0


def _all_paths(workspace: Workspace, revision: str | None) -> tuple[str, ...]:
    return tuple(entry.path for entry in list_documents(workspace, revision) if entry.same_as is None)


def _history(workspace: Workspace, arguments: Namespace, output: Output, path: str, line: MainLine) -> HistoryAnswer:
    revisions = load_history(workspace, arguments.revision, path, with_sections=output.is_json, line=line)
    if arguments.section:
        revisions = tuple(one.entry for one in follow_section(workspace, revisions, arguments.section))
    return HistoryAnswer(path=path, revisions=tuple(map(_row, revisions)))


def _with_words(workspace: Workspace, arguments: Namespace, found: Provenance) -> HistoryAnswer:
    """With `--section` its words alone, and the revisions that touched it or brought them."""
    revisions, words = found.revisions, found.words
    if arguments.section:
        own = tuple(one for one in revisions if one.revision not in found.foreign)
        touched = tuple(one.entry for one in follow_section(workspace, own, arguments.section))
        section = read_revision(workspace, own[0]).section(arguments.section)
        words = tuple(word for word in words if section is not None and section.start <= word.start < section.end)
        wanted = {one.revision for one in touched} | {word.revision for word in words}
        known = {one.revision for one in own}
        others = {one.revision: one for one in (*revisions, *touched) if one.revision not in known}
        revisions = (
            *(one for one in own if one.revision in wanted),
            *sorted((one for one in others.values() if one.revision in wanted), key=lambda one: one.date, reverse=True),
        )
    rows = (
        WordRow(text=word.text, offsets=(word.start, word.end), revision=word.revision, change=word.change)
        for word in words
    )
    return HistoryAnswer(path=found.path, revisions=tuple(map(_row, revisions)), words=tuple(rows))


def _row(entry: Revision) -> RevisionRow:
    return RevisionRow(
        revision=entry.revision,
        path=entry.path,
        author=entry.author,
        date=entry.date.astimezone(UTC),
        subject=entry.subject,
        change_id=entry.change_id,
        changes=tuple(map(_change, entry.changes)),
        sections=entry.sections,
    )


def _change(change: ChangeOfMerge) -> ChangeRow:
    return ChangeRow(
        revision=change.revision,
        author=change.author,
        date=change.date.astimezone(UTC),
        subject=change.subject,
        change_id=change.change_id,
        review=change.review,
    )


def _lines(answer: HistoryAnswer, *, with_path: bool) -> Iterator[str]:
    if with_path:
        yield one_line(answer.path)
    indent = "  " * with_path
    if answer.words is msgspec.UNSET:
        yield from (indent + line for line in columns(map(_cells, answer.revisions)))
        return
    rows = {row.revision: row for row in answer.revisions}
    for revision, words in groupby(answer.words, lambda word: word.revision):
        row = rows[revision]
        yield f"{indent}{short_revision(revision)}  {row.date:%Y-%m-%d}  {' '.join(word.text for word in words)}"


def _cells(row: RevisionRow) -> tuple[str, ...]:
    return short_revision(row.revision), f"{row.date:%Y-%m-%d}", row.author, row.subject
