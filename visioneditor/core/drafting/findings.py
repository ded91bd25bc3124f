"""What is to be said of a draft while it is written, at its place in the text, each with ways to mend it."""

from enum import StrEnum

from visioneditor.core.document.model import ProblemLevel
from visioneditor.core.drafting.text_change import TextChange
from visioneditor.values import dataclass


class FindingKind(StrEnum):
    """What found it; the list of problems names it."""

    MARKUP = "markup"
    LINK = "link"
    LINE = "line"
    ANSWER = "answer"  # a reflection's
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One way to mend a finding: its label is a short imperative, its changes are those of the text it was found in."""

    label: str
    changes: tuple[TextChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something worth a look: characters `start` to `end` of the text, `line` from 1."""

    kind: FindingKind
    level: ProblemLevel
    line: int
    start: int
    end: int
    message: str
    fixes: tuple[Fix, ...] = ()
