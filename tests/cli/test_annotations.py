"""`annotations` shows what projects say, from the repository and from elsewhere."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Program, Small

PATH = "reference/cloud-vision.rst"
NOVA = """\
Nova
====

Self-service
------------

:stance: partial
:written-against: {commit}

Users can do most of it.
"""


def test_annotations_name_section_stance_and_staleness(program: Program, small: Small, git: Callable[..., str]) -> None:
    folder = small.path / "reference" / "cloud-vision-reflections"
    folder.mkdir()
    (folder / "nova.rst").write_text(NOVA.format(commit=small.first), encoding="utf-8")
    git(small.path, "add", "-A")
    git(small.path, "commit", "-q", "-m", "Reflect")
    answer = program("annotations", small.path, PATH, "--format", "json").answer
    assert answer["schema"] == "visioneditor.annotations/1"
    assert (answer["document"], answer["projects"]) == (PATH, ["nova"])
    (row,) = answer["annotations"]
    assert (row["project"], row["heading"], row["match"], row["confirmed"]) == ("nova", "Self-service", "exact", True)
    assert row["section"]["id"] == "self-service"
    assert (row["stance"], row["stale"], row["written_against"]) == ("partial", True, small.first)
    assert row["text"].strip() == "Users can do most of it."
    assert row["source"]["path"] == "reference/cloud-vision-reflections/nova.rst"
    text = program("annotations", small.path, PATH).out
    assert "Self-service\n  nova  partial  exact  stale" in text


def test_reflections_from_elsewhere_are_shown_too(program: Program, small: Small, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\n## Interoperability\n\nWe do.\n", encoding="utf-8")
    arguments = ("annotations", small.path, PATH, "--import", f"alpha={tmp_path / 'a.md'}")
    answer = program(*arguments, "--format", "json").answer
    assert answer["projects"] == ["alpha"]
    assert [row["section"]["id"] for row in answer["annotations"]] == ["interoperability"]
    assert "alpha" in program(*arguments).out


def test_imports_that_cannot_be_read_are_said(program: Program, small: Small, tmp_path: Path) -> None:
    missing = f"alpha={tmp_path / 'nowhere.rst'}"
    assert program("annotations", small.path, PATH, "--import", missing).status == 1
    assert program("annotations", small.path, PATH, "--import", "alpha").status == 2


def test_real_reflections_are_mapped(program: Program, governance: Path, material: Path) -> None:
    folder = material / "data" / "reflections"
    imports = [f"--import={name}={folder / name}.rst" for name in ("keystone", "ironic", "placement")]
    path = "reference/technical-vision.rst"
    answer = program("annotations", governance, path, *imports, "--format", "json").answer
    assert answer["projects"] == ["ironic", "keystone", "placement"]
    rows = {(row["project"], row["heading"]): row for row in answer["annotations"]}
    assert rows["ironic", "The Pillars of Cloud - Self Service"]["section"]["id"] == "self-service"
    assert rows["keystone", "Customizable Integration"]["match"] == "fuzzy"
    assert rows["keystone", "Mission Statement"]["section"] is None
