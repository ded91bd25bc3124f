"""The matrix as Markdown to paste into a forge or a mail: a table, what its marks mean, who has not answered."""

from collections.abc import Iterator, Sequence

from visioneditor.core.consensus.matrix import count_row, standing
from visioneditor.core.consensus.model import Answer, ProjectRow
from visioneditor.exporters.consensus_shape import (
    MARKS,
    STALE_MARK,
    ConsensusReport,
    counted_standings,
    passages,
    spoken_for,
    standing_name,
    sums_line,
)
from visioneditor.exporters.review_markdown import escape


def render_consensus_markdown(report: ConsensusReport) -> str:
    """The page; sections are numbered, so that the table is narrow enough to be read."""
    parts = [
        f"# Consensus on “{_line(report.title or report.path)}”",
        f"Of {_line(report.path)} at {_line(report.revision)}. {sums_line(report)}.",
        "\n".join(f"{at}. {_line(section.title)}" for at, section in enumerate(report.matrix.sections, 1)),
        "\n".join(_table(report)),
        _legend(report),
        *_stale(report),
        *_missing(report),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(report: ConsensusReport) -> Iterator[str]:
    sections = report.matrix.sections
    yield _row("", [str(at) for at in range(1, len(sections) + 1)], "answered")
    yield _row("---", [":-:"] * len(sections), "--:")
    for row in report.matrix.rows:
        cells = [_mark(row.answers.get(section.number)) for section in sections]
        yield _row(f"**{_line(row.project)}**", cells, f"{count_row(row).answered} of {len(sections)}")
    for kind, counts in counted_standings(report.matrix):
        yield _row(f"{MARKS[kind]} {standing_name(kind)}", [str(count or "") for count in counts], "")


def _row(first: str, cells: Sequence[str], last: str) -> str:
    return f"| {' | '.join((first, *cells, last))} |"


def _mark(answer: Answer | None) -> str:
    return MARKS[standing(answer)] + (STALE_MARK if answer is not None and answer.is_stale else "")


def _legend(report: ConsensusReport) -> str:
    return f"{STALE_MARK} stale: the section has changed since it was answered." if any(_stale(report)) else ""


def _stale(report: ConsensusReport) -> Iterator[str]:
    found = [(row, passage.heading) for row in report.matrix.rows for passage in passages(row) if passage.is_stale]
    if found:
        lines = (f"- {_line(row.project)}{_asked(report, row)}: {_line(heading)}" for row, heading in found)
        yield "**To be looked at again**\n\n" + "\n".join(lines)


def _asked(report: ConsensusReport, row: ProjectRow) -> str:
    people = spoken_for(report, row.project)
    return f" ({_line(people)})" if people else ""


def _missing(report: ConsensusReport) -> Iterator[str]:
    names = report.matrix.missing
    if names:
        yield f"**No answer yet, {len(names)}**: {', '.join(map(_line, names))}"


def _line(text: str) -> str:
    return escape(" ".join(text.split()))
