"""The matrix goes out as a page, as Markdown and as a table, and what somebody wrote stays text in each."""

import csv
import io
import re
from html.parser import HTMLParser

import pytest

from tests.core.consensus.matrices import say, vision
from visioneditor.core.annotation import Stance
from visioneditor.core.consensus.matrix import OpenThreads, build_matrix
from visioneditor.core.teams import parse_teams
from visioneditor.exporters.comparison_html import Look
from visioneditor.exporters.comparison_html_style import TOKENS
from visioneditor.exporters.consensus_csv import plain_cell, render_consensus_csv
from visioneditor.exporters.consensus_html import render_consensus_html
from visioneditor.exporters.consensus_markdown import render_consensus_markdown
from visioneditor.exporters.consensus_shape import ConsensusReport, passages, spoken_for, sums_line

TEAMS = b"""
nova: {ptl: {name: Ann A, email: ann@example.org}}
swift: {liaisons: {tc-liaison: [{name: Bo B, irc: bo, email: bo@example.org}]}}
"=cmd()": {ptl: {name: Eve, email: "+eve@example.org"}}
<b>zun</b>: {ptl: {name: "| Zoe *"}}
"""
COLOURS = dict.fromkeys(TOKENS, "#123456")


@pytest.fixture
def report() -> ConsensusReport:
    teams = parse_teams(TEAMS)
    said = [
        say("nova", "self-service", Stance.PARTIAL, stale=True, text="Some `<b>of</b>` it.\n\n* | a\n"),
        say("nova", "scaling", Stance.GAP, first_line=20),
        say("nova", "control", Stance.GAP, first_line=20),
        say("placement", "control", first_line=3),
    ]
    threads = OpenThreads(on_answers={("nova.md", 20): 2})
    names = [team.name for team in teams.teams]
    matrix = build_matrix(vision(), said, ["nova", "placement"], names, threads)
    return ConsensusReport(
        title="The <i>vision</i>", path="vision.rst", revision="WORKTREE", matrix=matrix, teams=teams
    )


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.targets.append(value or "")


def test_sums_count_who_answered_and_what_is_stale(report: ConsensusReport) -> None:
    assert sums_line(report) == "2 of 5 projects have answered, 1 answer is stale"


def test_words_for_several_sections_are_one_passage(report: ConsensusReport) -> None:
    first, second = passages(report.matrix.rows[0])
    assert [section.id for section in second.sections] == ["control", "scaling"]
    assert (first.is_stale, second.is_stale) == (True, False)


def test_whoever_speaks_for_a_project_is_named_with_what_they_are(report: ConsensusReport) -> None:
    assert spoken_for(report, "nova") == "Ann A"
    assert spoken_for(report, "swift") == "Bo B (tc-liaison)"
    assert spoken_for(report, "nobody") == ""


def test_page_leads_from_each_cell_to_its_words_and_holds_no_foreign_markup(report: ConsensusReport) -> None:
    page = render_consensus_html(report, Look(light=COLOURS, dark=COLOURS, contrast=COLOURS))
    found = _Links()
    found.feed(page)
    assert len(found.ids) == len(set(found.ids))
    assert {target.removeprefix("#") for target in found.targets} <= set(found.ids)
    assert sum(target.startswith("#nova-") for target in found.targets) == 3
    assert not {"script", "i", "link", "img"} & found.tags
    assert "Some &lt;b&gt;of&lt;/b&gt; it." in page and "default-src 'none'" in page
    assert 'aria-label="partial, stale"' in page and "gap, 2 open threads" in page


def test_page_says_what_a_stale_corner_is_only_where_there_is_one(report: ConsensusReport) -> None:
    look = Look(light=COLOURS, dark=COLOURS, contrast=COLOURS)
    assert "changed since" in render_consensus_html(report, look)
    matrix = build_matrix(vision(), [say("nova", "control")], ["nova"])
    fresh = ConsensusReport(title="", path="v.rst", revision="", matrix=matrix, teams=parse_teams(b""))
    assert "changed since" not in render_consensus_html(fresh, look)


def test_markdown_table_has_a_row_each_project_and_each_count(report: ConsensusReport) -> None:
    text = render_consensus_markdown(report)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1
    assert "| **nova** | ◐! | ◇ | ◇ | 3 of 3 |" in rows
    assert "| · no answer | 4 | 3 | 4 |  |" in rows
    assert "- nova (Ann A): " in text
    assert r"\<b\>zun\</b\>" in text


def test_table_for_spreadsheets_has_every_project_and_says_it_in_words(report: ConsensusReport) -> None:
    rows = list(csv.DictReader(io.StringIO(render_consensus_csv(report))))
    by_name = {row["project"]: row for row in rows}
    assert list(by_name) == ["nova", "placement", "<b>zun</b>", "'=cmd()", "swift"]
    assert by_name["nova"]["Self-service"] == "partial, stale"
    assert by_name["nova"]["Control"] == "gap, 2 open threads"
    assert (by_name["nova"]["lead"], by_name["nova"]["mail"]) == ("Ann A", "ann@example.org")
    assert by_name["'=cmd()"]["mail"] == "'+eve@example.org"
    assert by_name["swift"]["Self-service"] == "no answer"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "\n@x", "\x00=1"])
def test_formulas_stay_text(cell: str) -> None:
    assert plain_cell(cell).startswith("'") and not set(plain_cell(cell)) & set("\t\r\n\x00")


@pytest.mark.parametrize("cell", ["nova", "a=b", "partial, stale", "1", ""])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert plain_cell(cell) == cell
