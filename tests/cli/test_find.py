"""`find` tells where words stand, and which changes took them out."""

from pathlib import Path

from tests.cli.conftest import Program, Small

GONE = "no less than four business days"


def test_places_are_told_as_json_and_as_lines(program: Program, small: Small) -> None:
    answer = program("find", small.path, "vision for clouds", "--format", "json").answer
    assert (answer["schema"], answer["gone"]) == ("visioneditor.find/1", None)
    place = answer["places"][0]
    assert (place["path"], place["line"], place["found"]) == ("reference/cloud-vision.rst", 2, "Vision for Clouds")
    line = program("find", small.path, "vision for clouds").out.splitlines()[0]
    assert line.startswith("reference/cloud-vision.rst:2: ")
    assert "Vision for Clouds" in line


def test_a_sentence_that_is_gone_is_told_with_what_took_it_out(program: Program, governance: Path) -> None:
    answer = program("find", governance, GONE, "--all-revisions", "--format", "json").answer
    assert answer["places"] == []
    (gone,) = answer["gone"]
    assert (gone["place"]["path"], gone["place"]["found"]) == ("reference/charter.rst", GONE)
    assert gone["subject"] == "Update TC charter to extend election period"
    assert gone["reason"].startswith("As discussed in PTG")
    assert gone["revision"] != gone["change"], "the merge is taken apart"


def test_words_that_never_stood_anywhere_are_no_error(program: Program, small: Small) -> None:
    ran = program("find", small.path, "never said by anybody", "--all-revisions")
    assert (ran.status, ran.out) == (0, "")
    assert program("find", small.path).status == 2
