"""What projects say about a vision, section by section.

A reflection is a document like any other; its headings are mapped to the vision's sections here. Reading files and
finding out which text an annotation was written against is left to services.
"""

from collections.abc import Mapping
from enum import StrEnum

from visioneditor.core.document.model import Section
from visioneditor.values import dataclass, replace


class Stance(StrEnum):
    """How a project stands to a section."""

    CONTRIBUTES = "contributes"
    PARTIAL = "partial"
    GAP = "gap"
    NOT_APPLICABLE = "not-applicable"


class Match(StrEnum):
    """How a heading of a reflection was mapped to a section of the vision."""

    EXACT = "exact"
    FUZZY = "fuzzy"
    COMPOUND = "compound"
    PARENT = "parent"
    MENTION = "mention"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What stands under one heading of a reflection, as an answer to one section (None: it matches none)."""

    project: str
    section: Section | None
    heading: str
    match: Match
    confirmed: bool
    stance: Stance | None
    stale: bool | None  # None: not told, or not known here
    written_against: str | None
    text: str  # source under the heading itself, without sub-headings and fields
    path: str
    first_line: int
    last_line: int


def as_answer_to(section: Section, annotation: Annotation, changed: Mapping[str, frozenset[int]]) -> Annotation:
    """An answer to the section above as one to this section, which may have changed when the other did not.

    `changed` has the numbers of the sections that say something else than they did at a commit.
    """
    numbers = changed.get(annotation.written_against or "")
    return replace(annotation, section=section, stale=None if numbers is None else section.number in numbers)
