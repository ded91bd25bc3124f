"""Which of the projects' answers somebody asks for: by stance, and only those that the vision has outrun."""

from collections.abc import Iterable
from enum import StrEnum

from visioneditor.core.annotation import Annotation, Stance
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFilter:
    """What an answer has to be to be asked for; without a stance named any will do, None stands for none given."""

    stances: frozenset[Stance | None] = frozenset()
    is_stale: bool = False

    @property
    def takes_all(self) -> bool:
        """Whether nothing is left out."""
        return not self.stances and not self.is_stale

    def takes(self, annotation: Annotation) -> bool:
        """Whether an answer is asked for."""
        has_stance = not self.stances or annotation.stance in self.stances
        return has_stance and (not self.is_stale or bool(annotation.stale))


def answering(annotations: Iterable[Annotation], wanted: AnswerFilter) -> tuple[str, ...]:
    """The projects that have an answer of that sort, each once, in their order."""
    return tuple(dict.fromkeys(one.project for one in annotations if one.section is not None and wanted.takes(one)))


class AnswerOrder(StrEnum):
    """In which order the projects' answers to a section stand."""

    NAME = "name"
    STANCE = "stance"
    STALE = "stale"


_STANCES = {stance: at for at, stance in enumerate((*Stance, None))}


def in_order(annotations: Iterable[Annotation], order: AnswerOrder) -> tuple[Annotation, ...]:
    """Answers in an order; those that it does not tell apart stay as they stood."""
    if order is AnswerOrder.STANCE:
        return tuple(sorted(annotations, key=lambda one: _STANCES[one.stance]))
    if order is AnswerOrder.STALE:
        return tuple(sorted(annotations, key=lambda one: not one.stale))
    return tuple(annotations)
