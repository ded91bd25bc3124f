"""The table at the end of a soak: what each test went through, in its own words.

A test says its figure with `record_property("soak", "1768 of 1768 documents agree")`; the property tests share one row.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pytest


class Row(NamedTuple):
    """One line of the table."""

    name: str
    figure: str
    seconds: float


def build_rows(reports: Iterable[pytest.TestReport], examples: int) -> Iterator[Row]:
    """The rows of the reports of tests that ran, soaks by name, then all property tests together."""
    ran = [report for report in reports if report.when == "call" and not report.skipped]
    for report in sorted(ran, key=lambda report: report.nodeid):
        figures = [str(value) for name, value in report.user_properties if name == "soak"]
        if figures or (report.failed and "soak" in report.keywords):
            yield Row(_name(report), _judged("; ".join(figures) or "ended early", report), report.duration)
    properties = [report for report in ran if "hypothesis" in report.keywords]
    if properties:
        held = sum(report.passed for report in properties)
        figure = f"{held} of {len(properties)} properties hold on up to {examples} examples each"
        yield Row("property tests", figure, sum(report.duration for report in properties))


def render_rows(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as lines, in columns."""
    table = [(row.name, row.figure, f"{row.seconds:.1f} s") for row in rows]
    widths = [max((len(cell) for cell in column), default=0) for column in zip(*table, strict=True)]
    for name, figure, seconds in table:
        yield f"{name:{widths[0]}}  {figure:{widths[1]}}  {seconds:>{widths[2]}}"


def _name(report: pytest.TestReport) -> str:
    return report.nodeid.rpartition("::")[2].removeprefix("test_").replace("_", " ")


def _judged(figure: str, report: pytest.TestReport) -> str:
    return f"FAILED: {figure}" if report.failed else figure
