"""A vision's matrix as every export shows it: the words for its cells, what was written once each, what is counted."""

from collections import Counter
from collections.abc import Iterator

from visioneditor.core.consensus.matrix import count_section, standing, words_of
from visioneditor.core.consensus.model import Answer, Matrix, ProjectRow, Standing
from visioneditor.core.document.model import BlockKind, Section
from visioneditor.core.document.parsing import parse_path
from visioneditor.core.document.rendering import render_block
from visioneditor.core.teams import Teams
from visioneditor.values import dataclass

MARKS = {
    Standing.CONTRIBUTES: "●",
    Standing.PARTIAL: "◐",
    Standing.GAP: "◇",
    Standing.NOT_APPLICABLE: "–",
    Standing.UNSTATED: "○",
    Standing.PASSING: "◌",
    Standing.PARENT: "↑",
    Standing.NONE: "·",
}
STALE_MARK = "!"

_ALWAYS = (Standing.CONTRIBUTES, Standing.PARTIAL, Standing.GAP, Standing.NOT_APPLICABLE, Standing.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsensusReport:
    """All that is exported; `title` is the vision's, `revision` as people write it, with its date if there is one."""

    title: str
    path: str
    revision: str
    matrix: Matrix
    teams: Teams


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What a project wrote under one heading, with all the columns it is the answer to."""

    heading: str
    sections: tuple[Section, ...]
    standing: Standing
    is_stale: bool
    text: str  # as it is written there
    path: str
    line: int


def answered_line(report: ConsensusReport) -> str:
    """ "10 of 63 projects have answered"; who only has an empty file has not."""
    matrix = report.matrix
    answered = sum(bool(row.answers) for row in matrix.rows)
    every = len(matrix.rows) + len(matrix.missing)
    return f"{answered} of {counted(every, 'project')} {'has' if answered == 1 else 'have'} answered"


def sums_line(report: ConsensusReport) -> str:
    """The same, and how many answers are stale."""
    stale = sum(passage.is_stale for row in report.matrix.rows for passage in passages(row))
    said = f", {counted(stale, 'answer')} {'is' if stale == 1 else 'are'} stale" if stale else ""
    return answered_line(report) + said


def standing_name(kind: Standing) -> str:
    """One way to stand to a section, as people write it."""
    return kind.value.replace("-", " ")


def answer_name(answer: Answer | None) -> str:
    """What a cell says in words: "partial, stale, 2 open threads"."""
    parts = [standing_name(standing(answer))]
    if answer is not None:
        if answer.stance is not None and answer.stance.value != standing(answer).value:
            parts.append(answer.stance.value.replace("-", " "))
        parts += ["stale"] if answer.is_stale else []
        parts += [counted(answer.open_threads, "open thread")] if answer.open_threads else []
    return ", ".join(parts)


def counted_standings(matrix: Matrix) -> Iterator[tuple[Standing, tuple[int, ...]]]:
    """A row for each way to stand to a section that is always counted, or occurs, and how many do by column."""
    columns: list[Counter[Standing]] = [count_section(matrix, section) for section in matrix.sections]
    for kind in Standing:
        counts = tuple(column[kind] for column in columns)
        if kind in _ALWAYS or any(counts):
            yield kind, counts


def passages(row: ProjectRow) -> tuple[Passage, ...]:
    """What a project wrote, each text once, in the order of the sections that it answers first."""
    answered: dict[tuple[str, int], list[Answer]] = {}
    for answer in row.answers.values():
        for each in answer.annotations:
            answered.setdefault(words_of(each), []).append(answer)
    return tuple(_passage(words, answers) for words, answers in answered.items())


def _passage(words: tuple[str, int], answers: list[Answer]) -> Passage:
    written = [one for answer in answers for one in answer.annotations if words_of(one) == words]
    path, line = words
    return Passage(
        heading=written[0].heading,
        sections=tuple({answer.section.number: answer.section for answer in answers}.values()),
        standing=min((standing(answer) for answer in answers), key=list(Standing).index),
        is_stale=any(one.stale for one in written),
        text=written[0].text.strip("\n"),
        path=path,
        line=line,
    )


def read_words(passage: Passage) -> tuple[str, ...]:
    """What it says as it is read: its paragraphs without markup, items with a point before them."""
    document = parse_path(passage.path, passage.text)
    shown = ((block, render_block(block, document.text).text) for block in document.blocks if block.runs)
    return tuple(("• " if block.kind is BlockKind.ITEM else "") + text for block, text in shown if text.strip())


def spoken_for(report: ConsensusReport, project: str) -> str:
    """Who speaks for a project, by name, with what they are where that is not the lead."""
    found = report.teams.contacts_of(project)
    return ", ".join(one.person.name + ("" if one.role == "lead" else f" ({one.role})") for one in found)


def counted(number: int, one: str) -> str:
    """ "1 project", "2 projects"."""
    return f"{number} {one}{'' if number == 1 else 's'}"
