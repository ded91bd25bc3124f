"""The matrix of a vision's answers: built from what projects wrote, and counted.

A column is a section without sub-sections. What a project wrote under the parent counts for such a section only as
said there; a name in running text, that nobody has confirmed, only as named in passing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from visioneditor.core.annotation import Annotation, Match, as_answer_to
from visioneditor.core.consensus.model import Answer, Matrix, ProjectRow, Standing
from visioneditor.core.document.model import Document, Section
from visioneditor.core.text import fold
from visioneditor.values import dataclass, field

_STRENGTH = {match: at for at, match in enumerate(Match)}  # as they are listed: the surest first
OWN_STANDINGS = (
    Standing.CONTRIBUTES,
    Standing.PARTIAL,
    Standing.GAP,
    Standing.NOT_APPLICABLE,
    Standing.UNSTATED,
)
Words = tuple[str, int]  # where what was annotated stands: the file and its first line


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenThreads:
    """How many unresolved threads there are, on the vision's sections and on the projects' own words."""

    on_sections: Mapping[int, int] = field(default_factory=dict)  # by the section's number
    on_answers: Mapping[Words, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCount:
    """What a project has done so far."""

    answered: int = 0  # sections that it answers themselves
    from_parent: int = 0  # sections that it answers under their parent only
    stale: int = 0
    open_threads: int = 0


def build_matrix(
    document: Document,
    annotations: Iterable[Annotation],
    projects: Iterable[str],
    teams: Sequence[str] = (),
    threads: OpenThreads | None = None,
    changed: Mapping[str, frozenset[int]] | None = None,
) -> Matrix:
    """The matrix of a document; `projects` are those that have a reflection, `teams` all that could.

    `changed` has the numbers of the sections that say something else than they did at a commit.
    """
    threads = threads or OpenThreads()
    by_project: dict[str, dict[int, list[Annotation]]] = {project: {} for project in projects}
    for annotation in sorted(annotations, key=_strength):
        if annotation.section is not None:
            of_project = by_project.setdefault(annotation.project, {})
            of_project.setdefault(annotation.section.number, []).append(annotation)
    written = (every for of_project in by_project.values() for every in of_project.items())
    answered = {number for number, found in written if not all(map(is_weak, found))}
    sections = column_sections(document, answered)
    above = _above(document, sections)
    known = {fold(team) for team in teams}
    rows: list[ProjectRow] = []
    for name in sorted(by_project, key=_by_name):
        project = _Project(name=name, written=by_project[name], threads=threads, changed=changed or {})
        found = ((section.number, project.answer(section, above[section.number])) for section in sections)
        answers = {number: answer for number, answer in found if answer is not None}
        rows.append(ProjectRow(project=name, is_team=fold(name) in known, answers=answers))
    named = {fold(row.project) for row in rows}
    return Matrix(
        sections=sections,
        rows=tuple(rows),
        missing=tuple(sorted((team for team in teams if fold(team) not in named), key=_by_name)),
        open_threads=dict(threads.on_sections),
    )


def column_sections(document: Document, answered: Iterable[int] = ()) -> tuple[Section, ...]:
    """The sections that can be answered: those without sub-sections, in the document's order.

    Where the vision groups its goals, what stands outside of every group (its purpose, its scope) is none of them,
    unless somebody answers it.
    """
    parents = {section.parent for section in document.sections}
    leaves = [section for section in document.sections if section.number and section.number not in parents]
    title = title_number(document)
    grouped = [section for section in leaves if section.parent not in (None, title)]
    chosen = {section.number for section in grouped or leaves} | set(answered)
    return tuple(section for section in leaves if section.number in chosen)


def title_number(document: Document) -> int | None:
    """The section that is the document's title: all others stand below it."""
    roots = [section for section in document.sections if section.number and section.parent is None]
    has_others = len(document.sections) > 1
    return roots[0].number if len(roots) == 1 and has_others else None


def _above(document: Document, sections: Sequence[Section]) -> Mapping[int, tuple[int, ...]]:
    """For each column the sections that hold it, the nearest first; not the title: it is no answer to each of them."""
    parents = {section.number: section.parent for section in document.sections}
    title = title_number(document)
    found: dict[int, tuple[int, ...]] = {}
    for section in sections:
        holders: list[int] = []
        at = section.parent
        while at is not None and at != title:
            holders.append(at)
            at = parents.get(at)
        found[section.number] = tuple(holders)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Project:
    """What a project wrote, by the number of the section it answers."""

    name: str
    written: Mapping[int, Sequence[Annotation]]
    threads: OpenThreads
    changed: Mapping[str, frozenset[int]]

    def answer(self, section: Section, holders: Sequence[int]) -> Answer | None:
        """What it says about a column, itself or under what holds it."""
        own = self.written.get(section.number, ())
        above = next((found for number in holders if (found := self._surely(number))), ())
        if not own:
            said = [as_answer_to(section, each, self.changed) for each in above]
            return self._build(section, said, is_from_parent=True) if said else None
        said_above = {words_of(annotation) for annotation in above}
        is_from_parent = all(is_weak(each) and words_of(each) in said_above for each in own)
        return self._build(section, own, is_from_parent=is_from_parent)

    def _surely(self, number: int) -> tuple[Annotation, ...]:
        return tuple(each for each in self.written.get(number, ()) if not is_weak(each))

    def _build(self, section: Section, annotations: Sequence[Annotation], *, is_from_parent: bool) -> Answer:
        places = {words_of(each) for each in annotations}
        return Answer(
            project=self.name,
            section=section,
            annotations=tuple(annotations),
            is_from_parent=is_from_parent,
            open_threads=sum(self.threads.on_answers.get(place, 0) for place in places),
        )


def is_weak(annotation: Annotation) -> bool:
    """Whether a section is only named in it, and nobody has confirmed that it is meant."""
    return annotation.match is Match.MENTION and not annotation.confirmed


def words_of(annotation: Annotation) -> Words:
    """Where its words stand: several sections may be answered by the same ones."""
    return annotation.path, annotation.first_line


def standing(answer: Answer | None) -> Standing:
    """How a project stands to a section, in one word."""
    if answer is None:
        return Standing.NONE
    if answer.is_from_parent:
        return Standing.PARENT
    if answer.is_weak:
        return Standing.PASSING
    return Standing(answer.stance.value) if answer.stance is not None else Standing.UNSTATED


def count_section(matrix: Matrix, section: Section) -> Counter[Standing]:
    """How all projects stand to a section; who answers nothing at all is counted, too."""
    counted = Counter(standing(row.answers.get(section.number)) for row in matrix.rows)
    counted[Standing.NONE] += len(matrix.missing)
    return counted


def count_row(row: ProjectRow) -> RowCount:
    """What a project has done; the same words are counted once, whatever number of sections they stand for."""
    standings = Counter(standing(answer) for answer in row.answers.values())
    answered = sum(standings[each] for each in OWN_STANDINGS)
    stale = {
        (words_of(each), each.section) for answer in row.answers.values() for each in answer.annotations if each.stale
    }
    threads = {words_of(answer.annotations[0]): answer.open_threads for answer in row.answers.values()}
    return RowCount(
        answered=answered,
        from_parent=standings[Standing.PARENT],
        stale=len(stale),
        open_threads=sum(threads.values()),
    )


def _by_name(name: str) -> tuple[str, str]:
    return name.casefold(), name


def _strength(annotation: Annotation) -> tuple[bool, int, str, int]:
    return is_weak(annotation), _STRENGTH[annotation.match], annotation.path, annotation.first_line
