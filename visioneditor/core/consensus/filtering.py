"""Which of the projects' answers somebody asks for: by stance, and only those that the vision has outrun."""

from collections.abc import Iterable

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
