"""Which texts speak of a document and its sections, and how several findings of one decision become one."""

from datetime import UTC, datetime
from typing import Any

import pytest

from visioneditor.core.decisions import (
    Decision,
    DecisionKind,
    Reason,
    is_motion,
    leads_to,
    merge_decisions,
    names_document,
    names_section,
)

PATHS = ("reference/charter.rst", "reference/charter")


@pytest.mark.parametrize(
    ("address", "anchor"),
    [
        ("https://example.org/tc/reference/charter.html#motions", "motions"),
        ("https://example.org/tc/reference/charter.html", ""),
        ("https://example.org/tc/reference/charter/", ""),
        ("https://git.example.org/governance/src/branch/main/reference/charter.rst?lines=1#n7", "n7"),
        ("https://example.org/tc/reference/charters.html", None),
        ("https://example.org/tc/reference/", None),
        ("reference/charter.html", None),
    ],
)
def test_a_published_document_is_told_by_the_end_of_its_address(address: str, anchor: str | None) -> None:
    assert leads_to(address, PATHS) == anchor


def test_an_index_may_be_anybodys() -> None:
    assert leads_to("https://example.org/nova/reference/index.html", ["reference/index.rst"]) is None


def test_a_document_is_named_by_its_path_or_by_a_telling_title() -> None:
    title = "Technical Committee Charter"
    assert names_document("As the technical committee\ncharter says …", title, PATHS)
    assert names_document("See reference/charter.rst.", "Charter", PATHS)
    assert not names_document("There is a charter.", "Charter", PATHS)


def test_a_section_is_named_by_its_title_as_titles_are_written() -> None:
    assert names_section("The TC diversity\nrequirement is met.", ["TC diversity requirement"])
    assert not names_section("At our next Meeting", ["Meeting"]), "a word of every day"
    assert not names_section("the tc Diversity Requirement", ["TC diversity requirement"])


def test_a_motion_is_voted_on_by_roll_call() -> None:
    assert is_motion(["Code-Review", "Rollcall-Vote"], [], "")
    assert is_motion([], ["", "Formal-Vote"], "")
    assert is_motion([], [], "Code-Review+2: A\nRollcall-Vote+1: B\n")
    assert not is_motion(["Code-Review"], ["topic"], "Code-Review+2: A\n")


def decision(title: str, day: int, *reasons: Reason, **different: Any) -> Decision:
    usual: dict[str, Any] = {"kind": DecisionKind.REVIEW, "author": "Ada", "revision": title}
    date = datetime(2026, 1, day, tzinfo=UTC)
    return Decision(title=title, date=date, reasons=reasons, **usual | different)


def test_what_is_found_twice_is_told_once_with_both_reasons_the_newest_first() -> None:
    first = decision("a", 1, Reason.SAME_TOPIC, change_id="I1")
    again = decision("a", 1, Reason.CHANGED, change_id="I1", kind=DecisionKind.MOTION, number=7)
    merged = merge_decisions([first, decision("b", 2, Reason.CITES), again])
    assert [(one.title, one.kind, one.reasons) for one in merged] == [
        ("b", DecisionKind.REVIEW, (Reason.CITES,)),
        ("a", DecisionKind.MOTION, (Reason.CHANGED, Reason.SAME_TOPIC)),
    ]
    assert merged[1].number == 7


def test_documents_that_one_change_brought_stay_apart() -> None:
    both = [decision("a", 1, Reason.SAME_CHANGE, change_id="I1", path=path) for path in ("a.rst", "b.rst")]
    assert len(merge_decisions([*both, decision("a", 1, Reason.CHANGED, change_id="I1")])) == 3
