"""What a project's reflection does not answer yet, and the headings that would ask for it."""

from collections.abc import Iterator, Sequence

from visioneditor.core.annotation import Match
from visioneditor.core.document.model import Document, ProblemLevel, Section
from visioneditor.core.drafting.findings import Finding, FindingKind, Fix
from visioneditor.core.drafting.text_change import TextChange, trimmed
from visioneditor.core.mapping import VisionSections, umbrella
from visioneditor.core.reflecting import with_heading
from visioneditor.errors import VisionEditorError

_NAMED = 3  # sections in the sentence, and headings that are offered one by one
_ANSWERING = frozenset({Match.EXACT, Match.FUZZY, Match.COMPOUND, Match.MENTION})


def find_in_answers(reflection: Document, vision: Document) -> Iterator[Finding]:
    """One finding for all sections of the vision that a reflection says nothing about; where none is missing, none."""
    missing = missing_sections(reflection, vision)
    if not missing:
        return
    heading = next((one for one in reflection.sections if one.number), None)
    block = reflection.blocks[heading.first_block] if heading is not None else None
    start, end = (block.start, block.end) if block is not None else (0, 0)
    names = ", ".join(f"“{one.title}”" for one in missing[:_NAMED])
    others = len(missing) - _NAMED
    yield Finding(
        kind=FindingKind.ANSWER,
        level=ProblemLevel.INFO,
        line=block.first_line if block is not None else 1,
        start=start,
        end=end,
        message=f"No answer yet to {names}" + (f" and {others} more" if others > 0 else ""),
        fixes=tuple(_fixes(reflection, vision, missing)),
    )


def missing_sections(reflection: Document, vision: Document) -> list[Section]:
    """Sections that no heading answers; one whose sub-sections are all there to be answered needs no answer itself."""
    rows = VisionSections(vision).answered_by(reflection, "", "")
    answered = {row.section.number for row in rows if row.section and row.match in _ANSWERING}
    parents = {section.parent for section in vision.sections}
    whole = umbrella(vision)
    leaves = [one for one in vision.sections if one.number and one is not whole and one.number not in parents]
    return [one for one in leaves if not answered & {one.number, *_above(vision, one)}]


def _above(vision: Document, section: Section) -> Iterator[int]:
    by_number = {one.number: one for one in vision.sections}
    parent = section.parent
    while parent is not None and parent in by_number:
        yield parent
        parent = by_number[parent].parent


def _fixes(reflection: Document, vision: Document, missing: Sequence[Section]) -> Iterator[Fix]:
    for section in missing[:_NAMED]:
        change = _inserted(reflection, vision, [section])
        if change is not None:
            yield Fix(label=f"Insert “{section.title}”", changes=(change,))
    if len(missing) > 1 and (change := _inserted(reflection, vision, missing)) is not None:
        yield Fix(label=f"Insert all {len(missing)} headings", changes=(change,))


def _inserted(reflection: Document, vision: Document, sections: Sequence[Section]) -> TextChange | None:
    written = reflection
    for section in sections:
        try:
            written = with_heading(written, vision, section)
        except VisionEditorError:  # its heading would be read as another one's
            continue
    return trimmed(reflection.text, TextChange(0, len(reflection.text), written.text))
