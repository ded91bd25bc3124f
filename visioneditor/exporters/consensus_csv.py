"""The matrix as a table for spreadsheets: a row each project, those that have not answered too, a column each section.

Whatever a spreadsheet would take for a formula is kept from that by an apostrophe before it: names and titles are what
anybody wrote.
"""

import csv
import io
import re
from collections.abc import Iterator

from visioneditor.core.consensus.matrix import count_row
from visioneditor.core.consensus.model import ProjectRow
from visioneditor.exporters.consensus_shape import ConsensusReport, answer_name, spoken_for

_FORMULA = re.compile(r"[\s\x00-\x1f]*[=+\-@＝＋－＠]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def render_consensus_csv(report: ConsensusReport) -> str:
    """The table, its lines ended as RFC 4180 asks."""
    written = io.StringIO()
    csv.writer(written).writerows([plain_cell(cell) for cell in row] for row in _rows(report))
    return written.getvalue()


def plain_cell(cell: str) -> str:
    """A cell that no spreadsheet calculates, on one line."""
    line = _CONTROL.sub(" ", cell)
    return f"'{line}" if _FORMULA.match(line) else line


def _rows(report: ConsensusReport) -> Iterator[list[str]]:
    matrix = report.matrix
    titles = [section.title for section in matrix.sections]
    yield ["project", "lead", "mail", "answered", "stale", "open threads", *titles]
    silent = (ProjectRow(project=name, is_team=True, answers={}) for name in matrix.missing)
    for row in (*matrix.rows, *silent):
        count = count_row(row)
        mails = ", ".join(one.person.mail for one in report.teams.contacts_of(row.project) if one.person.mail)
        counts = [str(number) for number in (count.answered, count.stale, count.open_threads)]
        cells = [answer_name(row.answers.get(section.number)) for section in matrix.sections]
        yield [row.project, spoken_for(report, row.project), mails, *counts, *cells]
