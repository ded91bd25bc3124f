"""How a document writes the headings of each level, and a heading written again for another level."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from visioneditor.core.document.model import Block, Document, Markup, Section
from visioneditor.core.drafting.text_change import TextChange
from visioneditor.core.drafting.wrapping import columns

_USUAL = "=-~^\"'`#*+.:_"  # the signs that documents take for titles, the commonest first
_ATX = re.compile(r"[ ]{0,3}#{1,6}(?:[ \t]+|\Z)")
_DEEPEST = 6
_SETEXT = {1: "=", 2: "-"}


class HeadingStyle(NamedTuple):
    """The sign of an RST title's lines, and whether one stands above it, too."""

    sign: str
    has_overline: bool


def heading_of(document: Document, section: Section) -> Block:
    """The block that is a section's heading."""
    return document.blocks[section.first_block]


def write_heading(document: Document, section: Section, level: int) -> TextChange | None:
    """The change that gives a section's heading another level; None where its markup has no such level."""
    block = heading_of(document, section)
    lines = document.text[block.start : block.end].split("\n")
    if document.markup is Markup.MARKDOWN:
        new = _write_markdown(lines, level)
    else:
        style = style_of(document, level)
        new = _write_rst(lines, style) if style is not None else None
    return TextChange(block.start, block.end, new) if new is not None else None


def style_of(document: Document, level: int) -> HeadingStyle | None:
    """How an RST document writes titles of a level: as it does already, else with a sign that it has not used yet."""
    used: dict[int, HeadingStyle] = {}
    for depth, style in _styles(document):
        used.setdefault(depth, style)
    if level in used:
        return used[level]
    taken = {style.sign for style in used.values()}
    free = next((sign for sign in _USUAL if sign not in taken), None)
    return HeadingStyle(free, False) if free is not None and level >= 1 else None


def _styles(document: Document) -> Iterator[tuple[int, HeadingStyle]]:
    for section in document.sections:
        if section.number:
            block = heading_of(document, section)
            lines = document.text[block.start : block.end].split("\n")
            yield section.level, HeadingStyle(lines[-1][:1], len(lines) > 2)


def _write_rst(lines: list[str], style: HeadingStyle) -> str:
    title = lines[1 if len(lines) > 2 else 0].rstrip()
    if not style.has_overline:
        return f"{title.lstrip()}\n{style.sign * columns(title.lstrip())}"
    is_indented = title[:1].isspace()
    row = style.sign * (columns(title) + is_indented)
    return f"{row}\n{title}\n{row}"


def _write_markdown(lines: list[str], level: int) -> str | None:
    if not 1 <= level <= _DEEPEST:
        return None
    if found := _ATX.match(lines[0]):
        bare = lines[0][found.end() :]
        closing = re.search(r"[ \t]+#+[ \t]*\Z", bare)
        end = " " + "#" * level if closing else ""
        return f"{'#' * level} {bare[: closing.start()] if closing else bare}{end}"
    if level in _SETEXT:
        return "\n".join([*lines[:-1], _SETEXT[level] * max(3, len(lines[-1].strip()))])
    return f"{'#' * level} {' '.join(line.strip() for line in lines[:-1])}"
