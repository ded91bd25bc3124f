"""A document's sections in the shapes of the command line's JSON.

The section reference is the one that every answer uses wherever it names a section.
"""

from collections.abc import Iterator

import msgspec

from visioneditor.core.compare.counting import count_section_words
from visioneditor.core.document.model import Document, Section


class SectionReference(msgspec.Struct, kw_only=True, frozen=True):
    """A section, wherever one is named."""

    id: str
    title: str
    source_title: str
    number: int
    level: int
    lines: tuple[int, int]


class CountedSection(SectionReference, kw_only=True, frozen=True):
    """A row of the answer of `sections`."""

    words: int
    parent: int | None


class DocumentProblem(msgspec.Struct, kw_only=True, frozen=True):
    """Something a parser would complain about."""

    line: int
    level: str
    message: str


class SectionsAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `sections`."""

    schema: str = "visioneditor.sections/1"
    path: str
    revision: str
    markup: str
    sections: tuple[CountedSection, ...]
    problems: tuple[DocumentProblem, ...]


def section_reference(section: Section) -> SectionReference:
    """The reference of a section."""
    return SectionReference(
        id=section.id,
        title=section.title,
        source_title=section.source_title,
        number=section.number,
        level=section.level,
        lines=(section.first_line, section.last_line),
    )


def sections_answer(document: Document, path: str, revision: str) -> SectionsAnswer:
    """What `sections` says about a document."""
    problems = (
        DocumentProblem(line=problem.line, level=problem.level.value, message=problem.message)
        for problem in document.problems
    )
    return SectionsAnswer(
        path=path,
        revision=revision,
        markup=document.markup.value,
        sections=tuple(_counted(document)),
        problems=tuple(problems),
    )


def _counted(document: Document) -> Iterator[CountedSection]:
    for section in document.sections:
        reference = msgspec.structs.asdict(section_reference(section))
        words = count_section_words(document, section)
        yield CountedSection(**reference, words=words, parent=section.parent)
