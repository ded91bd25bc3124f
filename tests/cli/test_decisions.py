"""`decisions` lists what was decided about a section, and why each is told."""

from pathlib import Path

from tests.cli.conftest import Program

CHARTER = "reference/charter.rst"


def test_decisions_are_listed_as_json(program: Program, governance: Path) -> None:
    answer = program("decisions", governance, CHARTER, "--section", "meeting", "--format", "json").answer
    assert (answer["schema"], answer["path"], answer["section"]) == ("visioneditor.decisions/1", CHARTER, "meeting")
    (dropped,) = [row for row in answer["decisions"] if row["path"] and "drop-tc-weekly" in row["path"]]
    assert (dropped["kind"], dropped["reasons"]) == ("resolution", ["linked", "same-change"])
    (restored,) = [row for row in answer["decisions"] if row["title"] == "Reinstate weekly meetings"]
    assert (restored["kind"], restored["path"], restored["change"]) == ("review", None, None)
    assert restored["change_id"].startswith("I")


def test_text_is_a_line_a_decision(program: Program, governance: Path) -> None:
    lines = program("decisions", governance, CHARTER, "--section", "mission").out.splitlines()
    assert any(line.startswith("2017-07-18  resolution  links-section") for line in lines)


def test_an_unknown_section_exits_1_and_none_2(program: Program, governance: Path) -> None:
    assert program("decisions", governance, CHARTER, "--section", "nowhere").status == 1
    assert program("decisions", governance, CHARTER).status == 2
