"""The annotations of a document in the shape of the command line's JSON."""

from collections.abc import Iterable

import msgspec

from visioneditor.core.annotation import Annotation, Stance
from visioneditor.core.document.model import Section
from visioneditor.exporters.json_document import SectionReference, section_reference


class AnnotationSource(msgspec.Struct, kw_only=True, frozen=True):
    """Where an annotation stands in its reflection."""

    path: str
    lines: tuple[int, int]


class AnnotationRow(msgspec.Struct, kw_only=True, frozen=True):
    """One heading of a reflection and a section it answers."""

    project: str
    section: SectionReference | None
    heading: str
    match: str
    confirmed: bool
    stance: str | None
    stale: bool | None
    written_against: str | None
    text: str
    source: AnnotationSource


class AnnotationsAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `annotations`."""

    schema: str = "visioneditor.annotations/1"
    document: str
    revision: str
    projects: tuple[str, ...]
    annotations: tuple[AnnotationRow, ...]


def annotations_answer(
    document: str, revision: str, projects: tuple[str, ...], annotations: Iterable[Annotation]
) -> AnnotationsAnswer:
    """What `annotations` says about a document."""
    rows = tuple(map(_row, annotations))
    return AnnotationsAnswer(document=document, revision=revision, projects=projects, annotations=rows)


def _row(annotation: Annotation) -> AnnotationRow:
    return AnnotationRow(
        project=annotation.project,
        section=section_reference(annotation.section) if annotation.section else None,
        heading=annotation.heading,
        match=annotation.match.value,
        confirmed=annotation.confirmed,
        stance=annotation.stance.value if annotation.stance else None,
        stale=annotation.stale,
        written_against=annotation.written_against,
        text=annotation.text,
        source=AnnotationSource(path=annotation.path, lines=(annotation.first_line, annotation.last_line)),
    )


class WrittenAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `answer`: what was written, and into which draft."""

    schema: str = "visioneditor.answer/1"
    project: str
    section: SectionReference
    stance: str | None
    path: str
    draft: str


def written_answer(project: str, section: Section, stance: Stance | None, path: str, draft: str) -> WrittenAnswer:
    """What a project says about a section now, in a draft."""
    return WrittenAnswer(
        project=project,
        section=section_reference(section),
        stance=stance.value if stance else None,
        path=path,
        draft=draft,
    )
