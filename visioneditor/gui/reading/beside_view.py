"""How Side by side is shown: which projects, how they stand there, which of their answers, what is opened."""

from visioneditor.core.annotation import Annotation
from visioneditor.core.consensus.filtering import AnswerFilter
from visioneditor.core.document.model import Section
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideView:
    """`projects` in the order of their columns; `cards`: so many cards beside each other instead, in which each stands
    that answered. `opened` holds the keys of answers that are shown whole and of folds that are open.
    """

    projects: tuple[str, ...] = ()
    cards: int = 0
    wanted: AnswerFilter = AnswerFilter()
    opened: frozenset[str] = frozenset()
    marks_differences: bool = False  # of two projects: the words that one of them has alone

    @property
    def columns(self) -> int:
        """How many columns stand beside the vision."""
        return self.cards or len(self.projects)


def annotation_key(annotation: Annotation) -> str:
    """What names an annotation in a label's action: project, line, section."""
    number = annotation.section.number if annotation.section is not None else 0
    return f"{annotation.project}:{annotation.first_line}:{number}"


def answer_key(project: str, section: Section) -> str:
    """What names all that a project says to a section."""
    return f"{project}:{section.id}"
