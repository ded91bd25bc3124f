"""Where a reflection comes from, and what its headings are taken to answer before anything is written."""

from datetime import datetime
from enum import StrEnum

from visioneditor.core.annotation import Match
from visioneditor.core.document.model import Document, Section
from visioneditor.core.mapping import umbrella
from visioneditor.values import dataclass

SOURCE, SOURCE_PATH, SOURCE_REVISION = "source", "source-path", "source-revision"  # fields of a reflection's title
ANSWERS, STANCE, WRITTEN_AGAINST = "answers", "stance", "written-against"


class SourceKind(StrEnum):
    """What was read."""

    FILE = "file"
    REPOSITORY = "repository"
    MAIL = "mail"
    STANDING = "standing"  # the reflection as it is in this repository: only what it answers is looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A reflection as it stands elsewhere; `place` is as others can read it, never a folder of this machine.

    `names` are what it may be called after, the likeliest first: folders, tags of a mail.
    """

    kind: SourceKind
    place: str
    text: str
    path: str = ""
    revision: str | None = None
    written: datetime | None = None
    names: tuple[str, ...] = ()


class Standing(StrEnum):
    """What became of a heading's words since the last import."""

    FIRST = "first"  # there was no import before
    SAME = "same"
    EDITED = "edited"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedHeading:
    """A heading with the sections that it is taken to answer, by number; `named` are those it only names."""

    line: int
    heading: str
    level: int
    words: int
    text: str
    match: Match
    sections: tuple[int, ...]
    named: tuple[int, ...]
    is_confirmed: bool
    standing: Standing = Standing.FIRST
    before: str = ""  # what stood under it, where that was something else

    @property
    def suggested(self) -> tuple[int, ...]:
        """What it answers once somebody says yes to all."""
        return (*self.sections, *self.named)

    @property
    def is_guess(self) -> bool:
        """Whether somebody had better look at it."""
        return not self.is_confirmed and bool(self.sections or self.named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A reflection ready to be written, with all that it is taken to say."""

    source: Source
    reflection: Document
    vision: Document
    headings: tuple[ProposedHeading, ...]
    previous: Document | None = None  # what stands in the repository
    lost: tuple[str, ...] = ()  # headings that stood there and are in the source no more

    @property
    def whole(self) -> int:
        """The number of the heading that titles the whole vision and is no section to answer; 0: there is none."""
        titling = umbrella(self.vision)
        return titling.number if titling else 0

    @property
    def sections(self) -> dict[int, Section]:
        """The vision's sections by number."""
        return {section.number: section for section in self.vision.sections}


Answers = dict[int, tuple[int, ...]]  # by a heading's line the numbers of the sections that it answers, as decided
