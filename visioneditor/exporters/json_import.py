"""What an import proposes or has written, in the shape of the command line's JSON."""

from collections.abc import Iterable

import msgspec

from visioneditor.core.importing.model import Proposal, ProposedHeading


class ImportSource(msgspec.Struct, kw_only=True, frozen=True):
    """Where a reflection comes from."""

    kind: str
    place: str
    path: str
    revision: str | None
    written: str | None


class ImportHeading(msgspec.Struct, kw_only=True, frozen=True):
    """A heading with the titles of the sections that it answers, and of those that it only names."""

    line: int
    heading: str
    words: int
    match: str
    confirmed: bool
    sections: tuple[str, ...]
    named: tuple[str, ...]
    standing: str


class ImportRow(msgspec.Struct, kw_only=True, frozen=True):
    """One project's reflection; `draft` is null where nothing was written."""

    project: str
    path: str
    draft: str | None
    source: ImportSource
    written_against: str | None
    headings: tuple[ImportHeading, ...]
    lost: tuple[str, ...]


class ImportAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `import`."""

    schema: str = "visioneditor.import/1"
    document: str
    revision: str
    imports: tuple[ImportRow, ...]


def import_answer(document: str, revision: str, rows: Iterable[ImportRow]) -> ImportAnswer:
    """All projects of one run."""
    return ImportAnswer(document=document, revision=revision, imports=tuple(rows))


def import_row(
    project: str, path: str, proposal: Proposal, *, draft: str | None, written_against: str | None
) -> ImportRow:
    """One project's reflection."""
    source = proposal.source
    return ImportRow(
        project=project,
        path=path,
        draft=draft,
        source=ImportSource(
            kind=source.kind.value,
            place=source.place,
            path=source.path,
            revision=source.revision,
            written=source.written.isoformat().replace("+00:00", "Z") if source.written else None,
        ),
        written_against=written_against,
        headings=tuple(_heading(proposal, heading) for heading in proposal.headings),
        lost=proposal.lost,
    )


def _heading(proposal: Proposal, heading: ProposedHeading) -> ImportHeading:
    titles = {number: section.title for number, section in proposal.sections.items()}
    return ImportHeading(
        line=heading.line,
        heading=heading.heading,
        words=heading.words,
        match=heading.match.value,
        confirmed=heading.is_confirmed,
        sections=tuple(titles[number] for number in heading.sections),
        named=tuple(titles[number] for number in heading.named),
        standing=heading.standing.value,
    )
