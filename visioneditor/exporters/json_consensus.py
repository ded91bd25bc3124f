"""The matrix of a vision's answers in the shape of the command line's JSON."""

import msgspec

from visioneditor.core.consensus.matrix import count_row, standing
from visioneditor.core.consensus.model import Answer, ProjectRow
from visioneditor.core.teams import Contact
from visioneditor.exporters.consensus_shape import ConsensusReport, counted_standings
from visioneditor.exporters.json_document import SectionReference, section_reference


class ContactRow(msgspec.Struct, kw_only=True, frozen=True):
    """Somebody who speaks for a project."""

    name: str
    mail: str | None
    irc: str | None
    role: str


class CellRow(msgspec.Struct, kw_only=True, frozen=True):
    """A project's answer to a section, which is named by its number."""

    section: int
    standing: str
    stance: str | None
    stale: bool
    open_threads: int
    text: str


class ProjectAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """A project that has a reflection."""

    name: str
    team: bool
    contacts: tuple[ContactRow, ...]
    answered: int
    stale: int
    open_threads: int
    answers: tuple[CellRow, ...]


class MissingProject(msgspec.Struct, kw_only=True, frozen=True):
    """A team that has not answered."""

    name: str
    contacts: tuple[ContactRow, ...]


class SectionTotal(msgspec.Struct, kw_only=True, frozen=True):
    """How all projects stand to a section."""

    section: int
    counts: dict[str, int]
    open_threads: int


class ConsensusAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `consensus`."""

    schema: str = "visioneditor.consensus/1"
    document: str
    revision: str
    sections: tuple[SectionReference, ...]
    projects: tuple[ProjectAnswer, ...]
    missing: tuple[MissingProject, ...]
    totals: tuple[SectionTotal, ...]


def consensus_answer(report: ConsensusReport, revision: str) -> ConsensusAnswer:
    """What `consensus` says; `revision` in full."""
    matrix = report.matrix
    counts = list(counted_standings(matrix))
    return ConsensusAnswer(
        document=report.path,
        revision=revision,
        sections=tuple(map(section_reference, matrix.sections)),
        projects=tuple(_project(report, row) for row in matrix.rows),
        missing=tuple(MissingProject(name=name, contacts=_contacts(report, name)) for name in matrix.missing),
        totals=tuple(
            SectionTotal(
                section=section.number,
                counts={kind.value: column[at] for kind, column in counts},
                open_threads=matrix.open_threads.get(section.number, 0),
            )
            for at, section in enumerate(matrix.sections)
        ),
    )


def _project(report: ConsensusReport, row: ProjectRow) -> ProjectAnswer:
    count = count_row(row)
    return ProjectAnswer(
        name=row.project,
        team=row.is_team,
        contacts=_contacts(report, row.project),
        answered=count.answered,
        stale=count.stale,
        open_threads=count.open_threads,
        answers=tuple(_cell(number, answer) for number, answer in sorted(row.answers.items())),
    )


def _cell(number: int, answer: Answer) -> CellRow:
    return CellRow(
        section=number,
        standing=standing(answer).value,
        stance=answer.stance.value if answer.stance is not None else None,
        stale=answer.is_stale,
        open_threads=answer.open_threads,
        text=answer.annotations[0].text,
    )


def _contacts(report: ConsensusReport, project: str) -> tuple[ContactRow, ...]:
    return tuple(map(_contact, report.teams.contacts_of(project)))


def _contact(contact: Contact) -> ContactRow:
    person = contact.person
    return ContactRow(name=person.name, mail=person.mail or None, irc=person.irc or None, role=contact.role)
