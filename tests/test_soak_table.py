"""A soak ends with what each of its tests went through."""

from typing import Any

import pytest

from tests.soak_table import Row, build_rows, render_rows


def report(
    name: str, *marks: str, figure: str = "", outcome: Any = "passed", seconds: float = 1.0
) -> pytest.TestReport:
    return pytest.TestReport(
        nodeid=f"tests/test_it.py::{name}",
        location=("tests/test_it.py", 1, name),
        keywords=dict.fromkeys(marks, 1),
        outcome=outcome,
        longrepr=None,
        when="call",
        user_properties=[("soak", figure)] if figure else [],
        duration=seconds,
    )


def test_every_figure_has_its_row_and_the_property_tests_one_together() -> None:
    reports = [
        report("test_words_agree", "soak", figure="9 of 9 agree", seconds=70),
        report("test_anything", "hypothesis", seconds=2),
        report("test_a_thing", "hypothesis", outcome="failed", seconds=3),
        report("test_usual"),
    ]
    assert list(build_rows(reports, 50)) == [
        Row("words agree", "9 of 9 agree", 70),
        Row("property tests", "1 of 2 properties hold on up to 50 examples each", 5),
    ]


def test_a_soak_that_fails_is_in_the_table_whatever_it_said() -> None:
    reports = [
        report("test_a", "soak", outcome="failed"),
        report("test_b", "soak", figure="8 of 9", outcome="failed"),
        report("test_c", "soak", outcome="skipped"),
    ]
    assert [row.figure for row in build_rows(reports, 50)] == ["FAILED: ended early", "FAILED: 8 of 9"]


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert list(render_rows([Row("a", "1 of 1", 2), Row("abc", "1", 123)])) == [
        "a    1 of 1    2.0 s",
        "abc  1       123.0 s",
    ]
    assert list(render_rows([])) == []
