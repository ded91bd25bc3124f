"""Fields put under a heading, changed and taken out; every other character of the text stays."""

from collections.abc import Iterable, Iterator, Mapping

from visioneditor.core.document.model import Block, Document, Section
from visioneditor.core.fields import Field, find_fields, write_field

_Edit = tuple[int, int, str]


Wanted = Mapping[str, str | None]


def set_fields(document: Document, heading: Section | None, fields: Wanted) -> str:
    """The text with these fields under a heading, above all where there is none; a None takes a field out.

    An empty value is written, too: a field that says "nothing" is not the same as none.
    """
    return set_many_fields(document, [(heading, fields)])


def set_many_fields(document: Document, wanted: Iterable[tuple[Section | None, Wanted]]) -> str:
    """The same for several headings at once."""
    edits = [edit for heading, fields in wanted for edit in _edits(document, heading, fields)]
    text = document.text
    for start, end, lines in sorted(edits, reverse=True):
        text = text[:start] + lines + text[end:]
    return text


def _edits(document: Document, heading: Section | None, fields: Wanted) -> Iterator[_Edit]:
    blocks = document.blocks_of(heading) if heading is not None else _preamble(document)
    above = blocks[:1] if heading is not None else ()
    present, _ = find_fields(document, blocks[len(above) :])
    names = {field.name for field in present}
    yield from (_rewrite(document, field, fields[field.name]) for field in present if field.name in fields)
    missing = [
        write_field(name, value, document.markup)
        for name, value in fields.items()
        if value is not None and name not in names
    ]
    if missing:
        yield _insertion(document, "\n".join(missing), present, above[0].end if above else None)


def _preamble(document: Document) -> tuple[Block, ...]:
    first = document.sections[0] if document.sections else None
    if first is None:
        return document.blocks
    return () if first.number else document.blocks_of(first)


def _rewrite(document: Document, field: Field, value: str | None) -> _Edit:
    if value is not None:
        return field.start, field.end, write_field(field.name, value, document.markup)
    text = document.text
    is_alone = (not field.start or text[field.start - 1] == "\n") and text[field.end : field.end + 1] == "\n"
    return field.start, field.end + is_alone, ""


def _insertion(document: Document, lines: str, present: tuple[Field, ...], above: int | None) -> _Edit:
    """Behind the fields that are there, else below the heading, else above everything."""
    text = document.text
    if present:
        at = present[-1].end
        return at, at, f"\n{lines}"
    if above is None:
        return 0, 0, f"{lines}\n\n" if text else f"{lines}\n"
    follows = text[above:]
    room = "\n" if follows.strip() and not follows.startswith("\n\n") else ""
    return above, above, f"\n\n{lines}{room}"
