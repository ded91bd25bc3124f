"""Moves a section with its sub-sections: past its neighbour, into the one above it, out of the one it stands in.

Labels above a heading go along, and addresses of links that stand in a section stay in it: a section moved there and
back leaves the text as it was. Nothing is moved where the text would afterwards have other sections than it is meant
to have.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from visioneditor.core.document.model import Block, BlockKind, Document, Section
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.heading_styles import write_heading
from visioneditor.core.drafting.text_change import TextChange, apply_changes, trimmed
from visioneditor.core.mapping import umbrella

_LABEL = re.compile(r"[ \t]*\.\. _(?:`[^`\n]+`|[^:\n]+):[ \t]*")


class Way(StrEnum):
    """Where a section goes."""

    UP = "up"  # before its neighbour of the same parent
    DOWN = "down"
    IN = "in"  # becomes the last sub-section of the neighbour before it
    OUT = "out"  # stands behind its parent


class Move(NamedTuple):
    """What is to be done, and where the section's heading begins afterwards."""

    change: TextChange
    heading: int


class _Extent(NamedTuple):
    """A section with its sub-sections in the text: labels, words, and the white space behind them."""

    start: int
    end: int  # of its words
    gap_end: int


def move_section(document: Document, section: Section, way: Way) -> Move | None:
    """A section moved; None where there is nowhere to go, or where its markup has no heading for it there."""
    if not section.number:
        return None
    moved = {Way.UP: _up, Way.DOWN: _down, Way.IN: _in, Way.OUT: _out}[way](document, section)
    if moved is None:
        return None
    text, order = moved
    after = parse(text, document.markup)
    if [(one.title, one.level) for one in after.sections if one.number] != [(one.title, level) for one, level in order]:
        return None
    at = next(place for place, (one, _) in enumerate(order) if one.number == section.number)
    change = trimmed(document.text, TextChange(0, len(document.text), text))
    headings = [one for one in after.sections if one.number]
    return Move(change, headings[at].start) if change is not None else None


_Moved = tuple[str, list[tuple[Section, int]]]  # the text, and its sections with the levels they are to have


def _up(document: Document, section: Section) -> _Moved | None:
    siblings = _siblings(document, section)
    at = siblings.index(section)
    return _swapped(document, siblings[at - 1], section) if at else None


def _down(document: Document, section: Section) -> _Moved | None:
    siblings = _siblings(document, section)
    at = siblings.index(section)
    return _swapped(document, section, siblings[at + 1]) if at + 1 < len(siblings) else None


def _in(document: Document, section: Section) -> _Moved | None:
    siblings = _siblings(document, section)
    if siblings.index(section) == 0:
        return None
    tree = with_subsections(document, section)
    changes = _relevelled(document, tree, 1)
    order = [(one, one.level + (one in tree)) for one in document.sections if one.number]
    return (apply_changes(document.text, changes), order) if changes is not None else None


def _out(document: Document, section: Section) -> _Moved | None:
    parent = next((one for one in document.sections if one.number == section.parent), None)
    if parent is not None and parent == umbrella(document):
        return None  # it would stand beside the title of the whole
    tree = with_subsections(document, section)
    changes = _relevelled(document, tree, parent.level - section.level) if parent is not None else None
    if parent is None or changes is None:
        return None
    extent, whole, text = _extent(document, section), _extent(document, parent), document.text
    within = [TextChange(start - extent.start, end - extent.start, new) for start, end, new in changes]
    own = apply_changes(text[extent.start : extent.end], within)
    others = text[extent.gap_end : whole.end]
    moved = others + text[extent.end : extent.gap_end] + own if others else own
    new = text[: extent.start] + moved + text[whole.end :]
    staying = [one for one in with_subsections(document, parent) if one not in tree]
    order = [(one, one.level) for one in document.sections if one.number and one not in tree]
    behind = order.index((staying[-1], staying[-1].level)) + 1
    order[behind:behind] = [(one, one.level + parent.level - section.level) for one in tree]
    return new, order


def _swapped(document: Document, first: Section, second: Section) -> _Moved:
    before, behind, text = _extent(document, first), _extent(document, second), document.text
    new = (
        text[: before.start]
        + text[behind.start : behind.end]
        + text[before.end : before.gap_end]
        + text[before.start : before.end]
        + text[behind.end :]
    )
    one, other = with_subsections(document, first), with_subsections(document, second)
    sections = [section for section in document.sections if section.number]
    at = sections.index(first)
    order = [*sections[:at], *other, *one, *sections[at + len(one) + len(other) :]]
    return new, [(section, section.level) for section in order]


def _siblings(document: Document, section: Section) -> list[Section]:
    """The sections of one parent and one level, in their order; a deeper one that skips a level is none of them."""
    return [
        one for one in document.sections if one.number and (one.parent, one.level) == (section.parent, section.level)
    ]


def with_subsections(document: Document, section: Section) -> list[Section]:
    """A section and all that stand in it."""
    at = document.sections.index(section)
    end = at + 1
    while end < len(document.sections) and document.sections[end].level > section.level:
        end += 1
    return list(document.sections[at:end])


def _relevelled(document: Document, tree: Iterable[Section], by: int) -> list[TextChange] | None:
    changes = [write_heading(document, one, one.level + by) for one in tree]
    found = [change for change in changes if change is not None]
    return found if len(found) == len(changes) else None


def _extent(document: Document, section: Section) -> _Extent:
    last = with_subsections(document, section)[-1]
    after = last.first_block + last.block_count
    end = _before_labels(document, after) if after < len(document.blocks) else after
    start = document.blocks[_before_labels(document, section.first_block)].start
    words_end = document.blocks[end - 1].end
    gap_end = document.blocks[end].start if end < len(document.blocks) else len(document.text)
    return _Extent(start, words_end, gap_end)


def _before_labels(document: Document, heading: int) -> int:
    """The first of the labels that stand right above a heading, else the heading itself."""
    at = heading
    while at and _is_label(document, document.blocks[at - 1]):
        at -= 1
    return at


def _is_label(document: Document, block: Block) -> bool:
    """Whether it names a place, and not an address."""
    return block.kind is BlockKind.TARGET and _LABEL.fullmatch(document.text, block.start, block.end) is not None
