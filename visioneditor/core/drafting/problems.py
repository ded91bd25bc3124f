"""All that is to be said of a draft beyond its spelling: markup, lines, links, and answers that are missing."""

from visioneditor.core.document.model import Document
from visioneditor.core.drafting.answer_findings import find_in_answers
from visioneditor.core.drafting.findings import Finding
from visioneditor.core.drafting.line_findings import find_in_lines
from visioneditor.core.drafting.link_findings import Surroundings, find_in_links
from visioneditor.core.drafting.markup_findings import find_in_markup
from visioneditor.core.text import Lines

_MOST = 1000  # beyond that nobody reads them


def find_problems(
    document: Document,
    path: str,
    *,
    base: str,
    width: int,
    around: Surroundings | None = None,
    vision: Document | None = None,
    line_in_hand: int = 0,
) -> tuple[Finding, ...]:
    """In the order of the text. `vision` is what a reflection answers; without surroundings no link is looked at."""
    lines = Lines(document.text)
    found = [*find_in_markup(document, lines)]
    found += find_in_lines(document, lines, width=width, base=base, line_in_hand=line_in_hand)
    if around is not None:
        found += find_in_links(document, path, lines, around)
    if vision is not None:
        found += find_in_answers(document, vision)
    return tuple(sorted(found, key=lambda one: (one.line, one.start))[:_MOST])
