"""What a reflection from elsewhere is taken to say, and its text once somebody has looked at that.

Of an earlier import everything that was said by hand comes along: the fields under each heading that is still there.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from visioneditor.core.annotation import Annotation, Match
from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Comparison, SectionRow
from visioneditor.core.document.model import Document, Markup, Section
from visioneditor.core.document.parsing import parse
from visioneditor.core.document.rendering import render_block
from visioneditor.core.field_writing import set_fields, set_many_fields
from visioneditor.core.fields import find_fields, read_fields
from visioneditor.core.importing.model import (
    ANSWERS,
    SOURCE,
    SOURCE_PATH,
    SOURCE_REVISION,
    STANCE,
    WRITTEN_AGAINST,
    Answers,
    Proposal,
    ProposedHeading,
    Source,
    Standing,
)
from visioneditor.core.mapping import VisionSections, umbrella
from visioneditor.core.text import words
from visioneditor.values import replace

_OURS = (ANSWERS, STANCE, WRITTEN_AGAINST, SOURCE, SOURCE_PATH, SOURCE_REVISION)


class _Past(NamedTuple):
    """What became of a heading's words since the last import, and what they were."""

    standing: Standing
    before: str = ""


_FIRST, _ADDED = _Past(Standing.FIRST), _Past(Standing.ADDED)
_Pasts = dict[int, _Past]  # by the number of the heading


def propose(
    source: Source,
    text: str,
    markup: Markup,
    vision: Document,
    *,
    previous: str = "",
    written_against: str | None = None,
) -> Proposal:
    """The reflection `text` with its source named, what stood in the repository before taken into account."""
    before = parse(previous, markup) if previous else None
    reflection = name_source(parse(text, markup), source, written_against)
    pasts: _Pasts = {}
    lost: tuple[str, ...] = ()
    if before is not None:
        comparison = compare(_bare(before), _bare(reflection))
        pasts = {row.new[0].number: _past(comparison, row) for row in comparison.sections if row.new}
        lost = tuple(row.old[0].title for row in comparison.sections if row.old and not row.new and row.old[0].number)
        reflection = _carry(before, reflection, comparison, pasts)
    headings = tuple(_headings(reflection, vision, pasts, _FIRST if before is None else _ADDED))
    return Proposal(source=source, reflection=reflection, vision=vision, headings=headings, previous=before, lost=lost)


def propose_as_it_stands(source: Source, markup: Markup, vision: Document) -> Proposal:
    """What a reflection of this repository is taken to say, nothing about it changed."""
    reflection = parse(source.text, markup)
    headings = tuple(_headings(reflection, vision, {}, _FIRST))
    return Proposal(source=source, reflection=reflection, vision=vision, headings=headings)


def decide(proposal: Proposal, answers: Answers) -> str:
    """The reflection's text with what was decided written under its headings; what is exact anyway is left alone."""
    reflection = proposal.reflection
    by_line = {heading.line: heading for heading in proposal.headings}
    sections = {section.first_line: section for section in reflection.sections if section.number}
    wanted = [
        (sections[line], {ANSWERS: _titles(proposal, numbers)})
        for line, numbers in answers.items()
        if _must_say(by_line[line], numbers, is_told=ANSWERS in _fields_of(reflection, sections[line]))
    ]
    return set_many_fields(reflection, wanted)


def _must_say(heading: ProposedHeading, numbers: tuple[int, ...], *, is_told: bool) -> bool:
    """Whether a heading's own words would be taken for anything else than what was decided."""
    is_plain = not heading.named and numbers == heading.sections and heading.match in (Match.EXACT, Match.NONE)
    return is_told or not is_plain


def reread(proposal: Proposal, text: str) -> Proposal:
    """The proposal with another text of the same headings, as it would be taken now."""
    reflection = parse(text, proposal.reflection.markup)
    headings = zip(_headings(reflection, proposal.vision, {}, _FIRST), proposal.headings, strict=True)
    return replace(
        proposal,
        reflection=reflection,
        headings=tuple(replace(now, standing=was.standing, before=was.before) for now, was in headings),
    )


def name_source(document: Document, source: Source, written_against: str | None) -> Document:
    """A reflection that says where it comes from, under its title where it has one."""
    fields = {
        SOURCE: source.place,
        SOURCE_PATH: (source.path if source.path != source.place else "") or None,
        SOURCE_REVISION: source.revision,
    }
    if written_against is not None:
        fields[WRITTEN_AGAINST] = written_against
    return parse(set_fields(document, holder_of(document), fields), document.markup)


def source_fields(document: Document) -> dict[str, str]:
    """What a reflection says of all of it: where it comes from, what it was written against."""
    holder = holder_of(document)
    return _fields_of(document, holder) if holder is not None else _preamble_fields(document)


def holder_of(document: Document) -> Section | None:
    """The heading under which stands what is true of all."""
    headings = [section for section in document.sections if section.number]
    return umbrella(document) or (headings[0] if len(headings) == 1 else None)


def _preamble_fields(document: Document) -> dict[str, str]:
    blocks = document.blocks if not document.sections else document.blocks_of(document.sections[0])
    return read_fields(document, blocks)[0]


def _fields_of(document: Document, section: Section) -> dict[str, str]:
    return read_fields(document, document.blocks_of(section)[1:])[0]


# What was said before


def _past(comparison: Comparison, row: SectionRow) -> _Past:
    if not row.old:
        return _ADDED
    old, new = _together(comparison.old, row.old), _together(comparison.new, row.new)
    return _Past(Standing.SAME) if words(old) == words(new) else _Past(Standing.EDITED, old)


def _together(document: Document, sections: Iterable[Section]) -> str:
    return "\n\n".join(_answering(document, section) for section in sections)


def _said(document: Document, section: Section) -> list[str]:
    """The words under a heading, its fields left out."""
    return words(_answering(document, section))


def _answering(document: Document, section: Section) -> str:
    blocks = document.blocks_of(section)[1 if section.number else 0 :]
    _, count = find_fields(document, blocks)
    return "\n".join(render_block(block, document.text).text for block in blocks[count:] if block.runs)


def _bare(document: Document) -> Document:
    """The same headings without what fields say, which is nothing that was written there."""
    headings = (None, *(section for section in document.sections if section.number))
    gone: dict[str, str | None] = dict.fromkeys(_OURS)
    return parse(set_many_fields(document, [(heading, gone) for heading in headings]), document.markup)


def _carry(before: Document, document: Document, comparison: Comparison, pasts: _Pasts) -> Document:
    """The new text with what the old one's fields say; what it was written against only where its words are the same.

    What a heading answers was decided here, and holds whatever the source says by now.
    """
    holder = holder_of(document)
    old_sections = {section.number: section for section in before.sections}
    new_sections = {section.number: section for section in document.sections}
    wanted: dict[int, dict[str, str | None]] = {}
    for row in comparison.sections:
        if not row.old or not row.new or not row.old[0].number or not row.new[0].number:
            continue
        number = row.new[0].number
        is_kept = pasts[number].standing is Standing.SAME or (holder is not None and number == holder.number)
        own = _fields_of(document, new_sections[number])
        names = {ANSWERS, *({STANCE, *({WRITTEN_AGAINST} if is_kept else ())} - own.keys())}
        told = _fields_of(before, old_sections[row.old[0].number])
        wanted[number] = {name: value for name, value in told.items() if name in names}
    text = set_many_fields(document, [(new_sections[number], fields) for number, fields in wanted.items()])
    return parse(text, document.markup)


# What it says


def _headings(reflection: Document, vision: Document, pasts: _Pasts, unknown: _Past) -> Iterator[ProposedHeading]:
    sections = {section.first_line: section for section in reflection.sections if section.number}
    rows = VisionSections(vision).answered_by(reflection, "", "")
    for line, found in groupby(rows, key=lambda row: row.first_line):
        section = sections[line]
        yield _heading(reflection, section, tuple(found), pasts.get(section.number, unknown))


def _heading(reflection: Document, section: Section, rows: Sequence[Annotation], past: _Past) -> ProposedHeading:
    own = [row for row in rows if row.match is not Match.MENTION]
    return ProposedHeading(
        line=section.first_line,
        heading=section.title,
        level=section.level,
        words=len(_said(reflection, section)),
        text=_answering(reflection, section),
        match=own[0].match,
        sections=tuple(row.section.number for row in own if row.section),
        named=tuple(row.section.number for row in rows if row.match is Match.MENTION and row.section),
        is_confirmed=own[0].confirmed and len(own) == len(rows),
        standing=past.standing,
        before=past.before,
    )


def _titles(proposal: Proposal, numbers: Iterable[int]) -> str:
    return "; ".join(_title(proposal, number) for number in numbers)


def _title(proposal: Proposal, number: int) -> str:
    """A section's title, with its parent's where several have the same."""
    section = proposal.sections[number]
    others = [other for other in proposal.vision.sections if other.title == section.title]
    parent = proposal.sections.get(section.parent) if section.parent is not None else None
    title = f"{parent.title} - {section.title}" if len(others) > 1 and parent is not None else section.title
    return title.replace(";", ",")
