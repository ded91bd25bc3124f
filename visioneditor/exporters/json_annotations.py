"""The annotations of a document in the shape of the command line's JSON."""

from collections.abc import Iterable

import msgspec

from visioneditor.core.annotation import Annotation
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
