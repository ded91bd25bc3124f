"""`consensus` shows who has answered what, in each of its forms."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Program, Small

PATH = "reference/cloud-vision.rst"
TEAMS = """\
nova:
  ptl: {name: Ann A, irc: ann, email: ann@example.org}
swift:
  ptl: {name: Bo B, irc: bo, email: bo@example.org}
"""
NOVA = "Nova\n====\n\nSelf-service\n------------\n\n:stance: partial\n:written-against: {commit}\n\nMost of it.\n"


@pytest.fixture
def answered(small: Small, git: Callable[..., str]) -> Path:
    """A repository with two teams, one of which has answered a section that has changed since."""
    folder = small.path / "reference" / "cloud-vision-reflections"
    folder.mkdir()
    (folder / "nova.rst").write_text(NOVA.format(commit=small.first), encoding="utf-8")
    (small.path / "reference" / "projects.yaml").write_text(TEAMS, encoding="utf-8")
    git(small.path, "add", "-A")
    git(small.path, "commit", "-q", "-m", "Reflect")
    return small.path


def test_answers_are_listed_with_who_speaks_for_each_project(program: Program, answered: Path) -> None:
    answer = program("consensus", answered, PATH, "--format", "json").answer
    assert (answer["schema"], answer["document"]) == ("visioneditor.consensus/1", PATH)
    (nova,) = answer["projects"]
    assert (nova["name"], nova["team"], nova["answered"], nova["stale"]) == ("nova", True, 1, 1)
    assert nova["contacts"] == [{"name": "Ann A", "mail": "ann@example.org", "irc": "ann", "role": "lead"}]
    (cell,) = nova["answers"]
    numbers = {section["id"]: section["number"] for section in answer["sections"]}
    assert (cell["section"], cell["standing"], cell["stale"]) == (numbers["self-service"], "partial", True)
    assert [one["name"] for one in answer["missing"]] == ["swift"]
    counts = {total["section"]: total["counts"] for total in answer["totals"]}
    assert (counts[cell["section"]]["partial"], counts[cell["section"]]["no answer"]) == (1, 1)


def test_text_marks_what_is_stale_and_names_who_is_missing(program: Program, answered: Path) -> None:
    out = program("consensus", answered, PATH).out
    assert "1 of 2 projects has answered, 1 answer is stale." in out
    assert "◐!" in out and "No answer yet, 1:" in out and "  swift  Bo B" in out


def test_other_forms_go_to_a_file(program: Program, answered: Path, tmp_path: Path) -> None:
    for kind, sign in (("html", "<!DOCTYPE html>"), ("markdown", "# Consensus on"), ("csv", "project,lead,mail")):
        file = tmp_path / f"out.{kind}"
        assert program("consensus", answered, PATH, "--format", kind, "--output", file).status == 0
        assert file.read_text(encoding="utf-8").startswith(sign)
    assert program("consensus", answered, PATH, "--format", "pdf", "--output", tmp_path / "out.pdf").status == 0
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8"))))
    assert [row["project"] for row in rows] == ["nova", "swift"]


def test_unknown_document_is_said(program: Program, answered: Path) -> None:
    ran = program("consensus", answered, "reference/none.rst")
    assert ran.status == 1 and ran.err.startswith("error: ")


def test_mails_ask_for_what_is_missing_and_are_only_printed(program: Program, answered: Path) -> None:
    text = program("consensus", answered, PATH, "--ask", "Swift").out
    assert text.startswith("To: Bo B <bo@example.org>\nSubject: [swift] ")
    answer = program("consensus", answered, PATH, "--ask", "--change", "HEAD", "--format", "json").answer
    assert (answer["schema"], len(answer["change_key"])) == ("visioneditor.asking/1", 40)
    nova, swift = sorted(answer["projects"], key=lambda one: str(one["name"]))
    assert (nova["stale"], swift["missing"] > nova["missing"], swift["heard"]) == (1, True, "not heard")
    assert nova["mail"]["to"] == ["Ann A <ann@example.org>"]
    assert program("consensus", answered, PATH, "--ask", "nobody").status == 1
    assert program("consensus", answered, PATH, "--change", "HEAD").status == 2
    assert program("consensus", answered, PATH, "--ask", "--format", "html").status == 2
