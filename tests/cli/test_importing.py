"""`import` takes reflections over into a draft and says what each heading was taken for."""

import io
import re
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Program, Small

PATH = "reference/cloud-vision.rst"
FERRY = (
    "# Ferry\n\n## Self service\n\nWe do.\n\n## Inter-operability and self service\n\nPerhaps.\n\n## Money\n\nNone.\n"
)


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    file = tmp_path / "ferry.md"
    file.write_text(FERRY, encoding="utf-8")
    return file


def test_an_import_is_written_into_a_draft_and_read_there(program: Program, small: Small, ferry: Path) -> None:
    arguments = ("import", small.path, PATH, f"ferry={ferry}", "--answers", "Money=Pillars", "--format", "json")
    answer = program(*arguments).answer
    assert answer["schema"] == "visioneditor.import/1" and answer["document"] == PATH
    (row,) = answer["imports"]
    assert (row["project"], row["draft"]) == ("ferry", "reflections")
    assert row["path"] == "reference/cloud-vision-reflections/ferry.md"
    assert row["source"]["place"] == "ferry.md" and row["source"]["kind"] == "file"
    assert [(one["heading"], one["match"], one["sections"], one["confirmed"]) for one in row["headings"]] == [
        ("Self service", "exact", ["Self-service"], True),
        ("Inter-operability and self service", "compound", ["Interoperability", "Self-service"], False),
        ("Money", "exact", ["Pillars"], True),
    ]
    shown = program("annotations", small.path, PATH, "--revision", "DRAFT:reflections", "--format", "json").answer
    assert shown["projects"] == ["ferry"] and len(shown["annotations"]) == 4
    assert program("annotations", small.path, PATH, "--revision", "DRAFT:nothing").status == 1
    again = program(*arguments[:4], "--dry-run")
    assert re.search(r"Money +exact +same +Pillars", again.out)
    assert "(not written)" in again.out and "1 guess to look at" in again.out


def test_guesses_may_be_confirmed_at_once(program: Program, small: Small, ferry: Path) -> None:
    out = program("import", small.path, PATH, f"ferry={ferry}", f"pier={ferry}", "--confirm").out
    assert out.count("exact    Interoperability; Self-service") == 2 and "guess" not in out
    assert "draft reflections" in out


def test_a_mail_may_come_on_the_standard_input(program: Program, small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Hello.\n\nThe 'Self service' goal is ours.\n")))
    out = program("import", small.path, PATH, "ferry=-", "--dry-run").out
    assert "On Self-service  fuzzy" in out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("ferry",), 2, "is not of the form PROJECT=SOURCE"),
        (("ferry={}", "--answers", "Nothing=Pillars"), 1, "no heading 'Nothing'"),
        (("ferry={}", "--answers", "Money=Nowhere"), 1, "no section 'Nowhere'"),
        (("ferry={}", "--answers", "=Pillars"), 2, "is not of the form HEADING=TITLE;TITLE"),
        (("ferry=/nowhere/x.rst",), 1, "cannot be read"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(
    program: Program, small: Small, ferry: Path, arguments: tuple[str, ...], status: int, said: str
) -> None:
    ran = program("import", small.path, PATH, *(one.format(ferry) for one in arguments))
    assert ran.status == status and said in ran.err
    assert not ran.out


def test_a_reflection_that_is_here_is_corrected(program: Program, small: Small, ferry: Path) -> None:
    program("import", small.path, PATH, f"ferry={ferry}")
    out = program("import", small.path, PATH, "ferry=", "--answers", "Money=Interoperability").out
    assert re.search(r"Money +exact +Interoperability", out)
    assert program("import", small.path, PATH, "pier=").status == 1
