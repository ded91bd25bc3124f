"""A project's whole reflection laid beside the whole vision: each heading beside the section that it answers.

The vision keeps its order. What answers nothing follows what stood before it; nothing of the reflection is left out.
"""

from collections.abc import Iterable, Sequence

from visioneditor.core.annotation import Annotation, Match
from visioneditor.core.document.model import Document, Section
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection:
    """A file in which a project reflects on a vision."""

    project: str
    path: str
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading of a reflection with what stands under it itself; `annotations` are what it was mapped to."""

    reflection: Reflection
    section: Section
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedAnswer:
    """A section of the vision (None: what follows answers none of it) beside parts of a reflection.

    `elsewhere`: headings that answer this section, too, or name it in passing, and stand beside another one.
    """

    section: Section | None
    parts: tuple[Part, ...] = ()
    elsewhere: tuple[Annotation, ...] = ()


def align_reflections(
    vision: Document, reflections: Iterable[Reflection], annotations: Iterable[Annotation]
) -> tuple[AlignedAnswer, ...]:
    """Every section of the vision and every heading of the reflections, each once."""
    by_heading: dict[tuple[str, int], list[Annotation]] = {}
    for one in annotations:
        by_heading.setdefault((one.path, one.first_line), []).append(one)
    parts = [part for reflection in reflections for part in _parts(reflection, by_heading)]
    placed: dict[int, list[list[Part]]] = {}  # by the section's number: what answers it, each with what follows
    first: list[Part] = []
    last = first
    for part in parts:
        target = _target(part)
        if target is None:
            last.append(part)
        else:
            last = [part]
            placed.setdefault(target.number, []).append(last)
    rows = [AlignedAnswer(section=None, parts=(part,)) for part in first]
    for section in vision.sections:
        rows += _rows(section, placed.get(section.number, ()), parts)
    return tuple(rows)


def _parts(reflection: Reflection, by_heading: dict[tuple[str, int], list[Annotation]]) -> Iterable[Part]:
    for section in reflection.document.sections:
        found = by_heading.get((reflection.path, section.first_line), ()) if section.number else ()
        if any(block.runs for block in reflection.document.blocks_of(section)):
            yield Part(reflection=reflection, section=section, annotations=tuple(found))


def _target(part: Part) -> Section | None:
    """The section beside which a part stands: the first one that it answers; being named in passing is no answer."""
    answers = (one.section for one in part.annotations if one.match is not Match.MENTION)
    return next((section for section in answers if section is not None), None)


def _rows(section: Section, groups: Sequence[Sequence[Part]], parts: Sequence[Part]) -> Iterable[AlignedAnswer]:
    here = tuple(group[0] for group in groups)
    own = {id(annotation) for part in here for annotation in part.annotations}
    elsewhere = tuple(
        one
        for part in parts
        for one in part.annotations
        if one.section is not None and one.section.number == section.number and id(one) not in own
    )
    yield AlignedAnswer(section=section, parts=here, elsewhere=elsewhere)
    for group in groups:
        yield from (AlignedAnswer(section=None, parts=(part,)) for part in group[1:])
