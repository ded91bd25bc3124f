"""`visioneditor documents REPOSITORY`: the prose documents at a revision, the vision documents marked."""

from argparse import Namespace
from contextlib import closing

import msgspec

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_repository, add_revision
from visioneditor.cli.text import columns, counted
from visioneditor.services.model import DocumentEntry
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import list_documents, resolve_revision


class DocumentRow(msgspec.Struct, kw_only=True, frozen=True):
    """One prose document."""

    path: str
    markup: str
    title: str
    vision: bool
    words: int
    same_as: str | None


class DocumentsAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `documents`."""

    schema: str = "visioneditor.documents/1"
    revision: str
    documents: tuple[DocumentRow, ...]


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_repository(parser)
    add_revision(parser)


def run(arguments: Namespace, output: Output) -> int:
    """List the documents."""
    with closing(open_workspace(arguments.repository)) as workspace:
        revision = resolve_revision(workspace, arguments.revision)
        entries = list_documents(workspace, revision)
    if output.is_json:
        output.write_json(DocumentsAnswer(revision=revision, documents=tuple(map(_row, entries))))
    else:
        output.write_lines(*columns(map(_cells, entries)))
    return 0


def _row(entry: DocumentEntry) -> DocumentRow:
    return DocumentRow(
        path=entry.path,
        markup=entry.markup.value,
        title=entry.title,
        vision=entry.is_vision,
        words=entry.words,
        same_as=entry.same_as,
    )


def _cells(entry: DocumentEntry) -> tuple[str, ...]:
    mark = "vision" if entry.is_vision else ""
    told = f"the same as {entry.same_as}" if entry.same_as else entry.title
    return mark, entry.path, counted(entry.words, "word"), told
