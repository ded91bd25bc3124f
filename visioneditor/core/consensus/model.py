"""The projects' answers to a vision as one table: a row each project, a column each section that can be answered."""

from enum import StrEnum

from visioneditor.core.annotation import Annotation, Match, Stance
from visioneditor.core.document.model import Section
from visioneditor.values import dataclass


class Standing(StrEnum):
    """How a project stands to a section, each in one of these ways; the first four are the stances."""

    CONTRIBUTES = "contributes"
    PARTIAL = "partial"
    GAP = "gap"
    NOT_APPLICABLE = "not-applicable"
    UNSTATED = "no stance given"
    PASSING = "named in passing"
    PARENT = "from the parent section"
    NONE = "no answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one project says about one section: at least one annotation, the strongest match first.

    `is_from_parent`: the words stand under its answer to the section's parent; `open_threads` counts the unresolved
    ones held about these words.
    """

    project: str
    section: Section
    annotations: tuple[Annotation, ...]
    is_from_parent: bool = False
    open_threads: int = 0

    @property
    def stance(self) -> Stance | None:
        """The first stance that is given."""
        return next((one.stance for one in self.annotations if one.stance is not None), None)

    @property
    def is_stale(self) -> bool:
        """Whether the section's words have changed since any of it was written."""
        return any(one.stale for one in self.annotations)

    @property
    def is_weak(self) -> bool:
        """Whether the section is only named in passing, and nobody has confirmed that it is meant."""
        return all(one.match is Match.MENTION and not one.confirmed for one in self.annotations)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRow:
    """A project with its answers by the section's number; `is_team`: the repository names it as a team."""

    project: str
    is_team: bool
    answers: dict[int, Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """All of it. `sections` are the columns in the document's order; `missing` the teams that answered nothing."""

    sections: tuple[Section, ...]
    rows: tuple[ProjectRow, ...]
    missing: tuple[str, ...]
    open_threads: dict[int, int]  # of each section, by its number: held about the vision's own words
