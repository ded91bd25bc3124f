"""Where the place that was read in one comparison is found in the next: by its text, its block, or its section."""

from collections.abc import Iterator

from visioneditor.core.compare.model import Comparison
from visioneditor.core.document.model import Document
from visioneditor.gui.prose.rows import NEW, OLD, Place
from visioneditor.values import replace


def carry_place(place: Place, before: Comparison, after: Comparison) -> Place | None:
    """The same words in the texts of another comparison; None where they are in neither."""
    document = before.new if place.text == NEW else before.old
    sides = ((NEW, after.new), (OLD, after.old))
    same = next((text for text, other in sides if other.text == document.text), None)
    if same is not None:
        return replace(place, text=same)
    return next(_in_block(place, document, sides), None) or next(_in_section(place, document, sides), None)


def _in_block(place: Place, document: Document, sides: tuple[tuple[int, Document], ...]) -> Iterator[Place]:
    block = next((one for one in document.blocks if one.start <= place.offset < max(one.end, one.start + 1)), None)
    if block is None:
        return
    source = document.text[block.start : block.end]
    for text, other in sides:
        starts = [one.start for one in other.blocks if other.text[one.start : one.end] == source]
        if starts:
            start = min(starts, key=lambda start: abs(start - block.start))
            yield replace(place, text=text, offset=start + place.offset - block.start)


def _in_section(place: Place, document: Document, sides: tuple[tuple[int, Document], ...]) -> Iterator[Place]:
    section = document.section_at(place.offset)
    for text, other in sides:
        found = other.section(section.id) if section is not None else None
        if found is not None:
            yield replace(place, text=text, offset=found.start, section=found.number if text == NEW else None)
