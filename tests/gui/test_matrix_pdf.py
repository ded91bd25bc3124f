"""A matrix is printed whole, whatever its size."""

import re
from pathlib import Path

import pytest

from visioneditor.core.annotation import Annotation, Match, Stance
from visioneditor.core.consensus.matrix import build_matrix
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.core.teams import parse_teams
from visioneditor.exporters.consensus_shape import ConsensusReport
from visioneditor.gui.consensus.matrix_pdf import MatrixSheets, write_matrix_pdf
from visioneditor.gui.look import Look

BOX = re.compile(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)")


def report(projects: int, sections: int) -> ConsensusReport:
    """A matrix in which every second cell is answered, each third of these stale."""
    vision = parse_markdown("# Vision\n\n" + "".join(f"## Section {at} and its title\n\n" for at in range(sections)))
    stances = list(Stance)
    said = [
        Annotation(
            project=f"project {project:03}",
            section=section,
            heading=section.title,
            match=Match.EXACT,
            confirmed=True,
            stance=stances[at % 4],
            stale=at % 3 == 0,
            written_against=None,
            text=f"Words <b>of</b> {project} on {at}.",
            path=f"{project}.md",
            first_line=at,
            last_line=at,
        )
        for project in range(projects)
        for at, section in enumerate(vision.sections[1:])
        if (project + at) % 2
    ]
    names = [f"project {at:03}" for at in range(projects)]
    matrix = build_matrix(vision, said, names, [*names, "silent & <b>team</b>"])
    return ConsensusReport(title="Vision", path="v.md", revision="WORKTREE", matrix=matrix, teams=parse_teams(b""))


@pytest.mark.parametrize(("projects", "sections"), [(3, 14), (25, 27), (100, 40), (2, 90), (1, 1)])
def test_every_project_stands_once_beside_every_section(look: Look, projects: int, sections: int) -> None:
    made = report(projects, sections)
    table = MatrixSheets(look, made, (990.0, 660.0))
    seen = [(row.project, column) for sheet in table.sheets for row in sheet.rows for column in sheet.columns]
    assert sorted(seen) == [(row.project, at) for row in made.matrix.rows for at in range(sections)]
    groups = {sheet.columns for sheet in table.sheets}
    assert sum(sheet.has_totals for sheet in table.sheets) == len(groups)
    assert sum(sheet.is_first for sheet in table.sheets) == 1


def test_table_stands_on_wide_sheets_and_the_words_on_high_ones(look: Look, tmp_path: Path) -> None:
    told: list[float] = []
    write_matrix_pdf(look, report(30, 14), tmp_path / "matrix.pdf", progress=told.append)
    data = (tmp_path / "matrix.pdf").read_bytes()
    wide = [int(width) > int(height) for width, height in BOX.findall(data)]
    assert wide == sorted(wide, reverse=True) and sum(wide) == 2 and len(wide) > 8
    assert told == sorted(told) and told[-1] == 1
    assert "Consensus on “Vision”".encode("utf-16-be") in data


def test_document_that_nobody_answered_is_printed_too(look: Look, tmp_path: Path) -> None:
    write_matrix_pdf(look, report(0, 0), tmp_path / "matrix.pdf")
    assert len(BOX.findall((tmp_path / "matrix.pdf").read_bytes())) == 2
