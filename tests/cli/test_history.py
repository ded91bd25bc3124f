"""`history` lists revisions, says what each touched, and follows a section."""

from pathlib import Path

from tests.cli.conftest import Program, Small

PATH = "reference/cloud-vision.rst"


def test_revisions_come_newest_first_across_renames(program: Program, small: Small) -> None:
    answer = program("history", small.path, PATH, "--format", "json").answer
    assert answer["schema"] == "visioneditor.history/1"
    assert answer["path"] == PATH
    assert [row["revision"] for row in answer["revisions"]] == [small.renamed, small.reworded, small.first]
    assert [row["path"] for row in answer["revisions"]] == [PATH, "reference/vision.rst", "reference/vision.rst"]
    newest = answer["revisions"][0]
    assert (newest["author"], newest["subject"], newest["change_id"]) == ("Ada Tester", "Rename the vision", None)
    assert newest["date"] == "2026-01-05T12:00:00Z"
    assert [change["revision"] for change in newest["changes"]] == [small.renamed]


def test_each_revision_names_the_sections_it_touched(program: Program, small: Small) -> None:
    answer = program("history", small.path, PATH, "--format", "json").answer
    assert [row["sections"] for row in answer["revisions"]] == [
        ["interoperability"],
        ["self-service"],
        ["vision-for-clouds", "pillars", "self-service", "interoperability"],
    ]


def test_a_section_has_its_own_history(program: Program, small: Small) -> None:
    answer = program("history", small.path, PATH, "--section", "self-service", "--format", "json").answer
    assert [row["revision"] for row in answer["revisions"]] == [small.reworded, small.first]


def test_every_document_at_once(program: Program, small: Small) -> None:
    answer = program("history", small.path, "--all", "--format", "json").answer
    assert answer["schema"] == "visioneditor.histories/1"
    assert {document["path"]: len(document["revisions"]) for document in answer["documents"]} == {
        PATH: 3,
        "README.md": 1,
        "charter": 1,
    }


def test_text_is_a_line_a_revision(program: Program, small: Small) -> None:
    lines = program("history", small.path, PATH).out.splitlines()
    assert lines[0] == f"{small.renamed[:10]}  2026-01-05  Ada Tester  Rename the vision"
    assert len(lines) == 3


def test_unknown_places_exit_1_and_wrong_usage_2(program: Program, small: Small) -> None:
    assert program("history", small.path, "nowhere.rst").status == 1
    assert program("history", small.path, PATH, "--section", "nowhere").status == 1
    assert program("history", small.path).status == 2
    assert program("history", small.path, PATH, "--all").status == 2


def test_real_vision_has_eight_revisions(program: Program, governance: Path) -> None:
    path = "reference/technical-vision.rst"
    answer = program("history", governance, path, "--format", "json").answer
    assert len(answer["revisions"]) == 8
    assert answer["revisions"][-1]["change_id"]
    assert ["design-goals"] in [row["sections"] for row in answer["revisions"]]
