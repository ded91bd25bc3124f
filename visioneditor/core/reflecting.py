"""Reflections written: a new one from a vision's headings, one answer put into it, a heading's answers named.

Only the lines that say it change. What was written is read back before it is handed out: a text that would not come
back as one answer (it holds a heading, or begins with a field) is refused with "answer.not-read-back".
"""

from collections.abc import Mapping, Sequence

from visioneditor.core.annotation import Annotation, Match, Stance
from visioneditor.core.document.heading_writing import heading_styles, write_heading
from visioneditor.core.document.model import Block, Document, Markup, Section
from visioneditor.core.document.parsing import parse
from visioneditor.core.fields import LAYOUT_KINDS, Field, find_fields, write_field
from visioneditor.core.mapping import VisionSections, umbrella
from visioneditor.core.reflection_places import find_place
from visioneditor.errors import VisionEditorError
from visioneditor.values import dataclass

STANCE, ANSWERS, WRITTEN_AGAINST = "stance", "answers", "written-against"

_OWN = frozenset({Match.EXACT, Match.FUZZY, Match.COMPOUND})
_Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAnswer:
    """What a reflection says about a section under a heading of its own; `shared_with` are others it answers."""

    heading: Section
    stance: Stance | None
    body: str
    written_against: str | None
    shared_with: tuple[Section, ...] = ()


def new_reflection(vision: Document, project: str, markup: Markup, written_against: str | None = None) -> str:
    """A reflection that says nothing yet: the vision's headings below a title of its own."""
    whole = umbrella(vision)
    sections = [section for section in vision.sections if section.number and section is not whole]
    styles: dict[int, str] = {1: "==", 2: "=", 3: "-", 4: "~", 5: "^", 6: '"'}
    parts = [write_heading(f"Reflections of {project} on the vision", 1, markup, styles)]
    if written_against:
        parts.append(write_field(WRITTEN_AGAINST, written_against, markup))
    depths: dict[int | None, int] = {None: 1, whole.number if whole else None: 1}
    for section in sections:
        depths[section.number] = depths[section.parent] + 1
        parts.append(write_heading(section.title, depths[section.number], markup, styles))
    return "\n\n".join(parts) + "\n"


def find_answer(reflection: Document, vision: Document, section: Section) -> OwnAnswer | None:
    """What a reflection says about a section under a heading of its own, the heading that answers least else first."""
    rows = VisionSections(vision).answered_by(reflection, "", "")
    own = [row for row in rows if row.section and row.section.number == section.number and is_own(row)]
    if not own:
        return None
    row = min(own, key=lambda one: (len(_answered_under(rows, one)), one.match is not Match.EXACT))
    heading = _heading_at(reflection, row.first_line)
    others = [other for other in _answered_under(rows, row) if other.number != section.number]
    start, end = _body_span(reflection, heading)
    body = reflection.text[start:end]
    return OwnAnswer(
        heading=heading,
        stance=row.stance,
        body=body.strip("\n"),
        written_against=row.written_against,
        shared_with=tuple(others),
    )


def set_answer(
    text: str,
    markup: Markup,
    vision: Document,
    section: Section,
    *,
    stance: Stance | None,
    body: str,
    written_against: str | None,
) -> str:
    """A reflection's text with what it says about a section; a heading is put in at its place where there is none."""
    reflection = parse(text, markup)
    found = find_answer(reflection, vision, section)
    if found is None:
        reflection = with_heading(reflection, vision, section)
        found = find_answer(reflection, vision, section)
    if found is None:
        raise VisionEditorError("answer.no-heading", title=section.title)
    body = "\n".join(line.rstrip() for line in body.replace("\r\n", "\n").split("\n")).strip("\n")
    fields = {STANCE: stance.value if stance else None, WRITTEN_AGAINST: written_against}
    written = parse(_fill(reflection, found.heading, fields, body), markup)
    again = find_answer(written, vision, section)
    is_whole = _titles(written) == _titles(reflection) and not body[:1].isspace()
    if not is_whole or again is None or (again.body, again.stance) != (body, stance):
        raise VisionEditorError("answer.not-read-back")
    return written.text


def set_answers(text: str, markup: Markup, heading_line: int, titles: Sequence[str] | None) -> str:
    """A reflection's text in which the heading at a line says what it answers: nothing where there are no titles.

    None takes the field out: the wording of the heading counts again.
    """
    reflection = parse(text, markup)
    heading = _heading_at(reflection, heading_line)
    return _fill(reflection, heading, {ANSWERS: None if titles is None else "; ".join(titles)}, None)


def is_own(row: Annotation) -> bool:
    """Whether a row's heading itself, or its field, names the section."""
    return row.match in _OWN


def _answered_under(rows: Sequence[Annotation], row: Annotation) -> list[Section]:
    return [one.section for one in rows if one.first_line == row.first_line and one.section and is_own(one)]


def _heading_at(document: Document, line: int) -> Section:
    found = [section for section in document.sections if section.number and section.first_line <= line]
    if not found:
        raise VisionEditorError("answer.no-heading-at", line=line)
    return found[-1]


def _titles(document: Document) -> list[tuple[str, int]]:
    return [(section.title, section.level) for section in document.sections]


def with_heading(reflection: Document, vision: Document, section: Section) -> Document:
    """The reflection with a heading for a section; "Parent - Child" where the title alone would mean another one."""
    place = find_place(reflection, vision, section)
    parent = next((one for one in vision.sections if one.number == section.parent), None)
    for title in (section.title, f"{parent.title} - {section.title}" if parent else ""):
        heading = write_heading(title, place.level, reflection.markup, heading_styles(reflection))
        written = parse(_put_apart(reflection.text, place.offset, heading), reflection.markup)
        if title and find_answer(written, vision, section):
            return written
    raise VisionEditorError("answer.no-heading", title=section.title)


def _put_apart(text: str, at: int, lines: str) -> str:
    """A text with lines put in, a blank line before and behind them."""
    before, behind = text[:at], text[at:]
    if not behind.strip():
        end = "" if behind.startswith("\n") else "\n"
    else:
        end = "\n" * max(0, 2 - (len(behind) - len(behind.lstrip("\n"))))
    return f"{before}{chr(10) * 2 if before else ''}{lines}{end}{behind}"


def _fill(reflection: Document, heading: Section, fields: Mapping[str, str | None], body: str | None) -> str:
    """The text with fields set (None: taken out) and the body replaced (None: as it is)."""
    blocks = reflection.blocks_of(heading)
    present, count = find_fields(reflection, blocks[1:])
    head_end = blocks[count].end
    edits: list[_Edit] = []
    known = {field.name: field for field in present}
    new = {name: value for name, value in fields.items() if value is not None and name not in known}
    missing = [write_field(name, value, reflection.markup) for name, value in new.items()]
    for name, value in fields.items():
        if name in known and known[name].value != value:
            edits.append(_field_edit(reflection, known[name], value))
    start, end = _body_span(reflection, heading)
    put_in = ("\n" if present else "\n\n") + "\n".join(missing) if missing else ""
    if body is not None and start == end and body:
        put_in += f"\n\n{body}"
    elif body == "" and start < end:
        edits.append((head_end, end, ""))
    elif body is not None and body != reflection.text[start:end]:
        edits.append((start, end, body))
    if put_in:
        edits.append((head_end, head_end, _with_room_behind(reflection.text, head_end, put_in)))
    return _apply(reflection.text, edits)


def _field_edit(reflection: Document, field: Field, value: str | None) -> _Edit:
    if value is not None:
        return field.start, field.end, write_field(field.name, value, reflection.markup)
    text = reflection.text
    if text[field.end : field.end + 1] not in ("", "\n"):
        return field.start, field.end, ""
    before = len(text[: field.start].rstrip("\n"))
    return (before if text[field.end : field.end + 2] in ("", "\n", "\n\n") else field.start - 1), field.end, ""


def _with_room_behind(text: str, at: int, lines: str) -> str:
    """What is put in ends with a blank line, unless nothing or another one follows."""
    behind = text[at:]
    follows = behind.lstrip("\n")
    return lines + "\n" if follows and len(behind) - len(follows) < 2 else lines


def _body_span(document: Document, heading: Section) -> tuple[int, int]:
    """Where the words under a heading stand, fields and what trails them left out; empty where there are none."""
    blocks = document.blocks_of(heading)
    _, count = find_fields(document, blocks[1:])
    said: list[Block] = list(blocks[1 + count :])
    while said and said[-1].kind in LAYOUT_KINDS:
        said.pop()
    return (said[0].start, said[-1].end) if said else (blocks[count].end, blocks[count].end)


def _apply(text: str, edits: Sequence[_Edit]) -> str:
    for start, end, lines in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        text = text[:start] + lines + text[end:]
    return text
