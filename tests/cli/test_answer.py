"""`answer` writes into the draft of a project's reflection, where `annotations` finds it."""

import io
import sys

import pytest

from tests.cli.conftest import Program, Small

PATH = "reference/cloud-vision.rst"
KIND = ("--format", "json")


def test_an_answer_is_written_into_a_draft_and_read_there(program: Program, small: Small) -> None:
    done = program("answer", small.path, PATH, "Nova", "self-service", "--stance", "gap", "--message", "Soon.", *KIND)
    answer = done.answer
    assert answer["schema"] == "visioneditor.answer/1" and answer["section"]["id"] == "self-service"
    assert (answer["path"], answer["draft"]) == ("reference/cloud-vision-reflections/nova.rst", "reflections")
    shown = program("annotations", small.path, PATH, "--revision", "DRAFT:reflections", *KIND).answer
    (row,) = [row for row in shown["annotations"] if row["text"]]
    assert (row["section"]["id"], row["stance"], row["text"]) == ("self-service", "gap", "Soon.")


def test_what_is_not_given_stays(program: Program, small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("From here.\n"))
    program("answer", small.path, PATH, "nova", "Self-service", "--stance", "partial", "--message", "-")
    out = program("answer", small.path, PATH, "nova", "Self-service", "--stance", "none").out
    assert out.split("\n")[:2] == ["reference/cloud-vision-reflections/nova.rst: Self-service", "in DRAFT:reflections"]
    shown = program("annotations", small.path, PATH, "--revision", "DRAFT:reflections", *KIND).answer
    (row,) = [row for row in shown["annotations"] if row["text"]]
    assert (row["stance"], row["text"]) == (None, "From here.")


def test_a_section_that_is_none_is_refused(program: Program, small: Small) -> None:
    done = program("answer", small.path, PATH, "nova", "nowhere", "--message", "x")
    assert done.status == 1 and "has no section 'nowhere'" in done.err
