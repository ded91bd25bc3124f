"""`sections` lists a document's sections with their places and words."""

from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Program, Small
from visioneditor.services.drafting import save_draft
from visioneditor.services.opening import open_workspace

PATH = "reference/cloud-vision.rst"


def keep_draft(repository: Path, text: str, name: str) -> None:
    with closing(open_workspace(repository)) as workspace:
        save_draft(workspace, PATH, text, base_revision=workspace.repository.resolve("HEAD"), name=name)


def test_sections_have_places_words_and_parents(program: Program, small: Small) -> None:
    answer = program("sections", small.path, "reference/cloud-vision.rst", "--format", "json").answer
    assert answer["schema"] == "visioneditor.sections/1"
    assert (answer["path"], answer["revision"]) == ("reference/cloud-vision.rst", small.renamed)
    assert (answer["markup"], answer["problems"]) == ("rst", [])
    assert answer["sections"][0] == {
        "id": "vision-for-clouds",
        "title": "Vision for Clouds",
        "source_title": "Vision for Clouds",
        "number": 1,
        "level": 1,
        "lines": [1, 6],
        "words": 8,
        "parent": None,
    }
    assert [(s["id"], s["level"], s["parent"]) for s in answer["sections"][1:]] == [
        ("pillars", 2, 1),
        ("self-service", 3, 2),
        ("interoperability", 3, 2),
    ]


def test_text_shows_the_tree_of_sections(program: Program, small: Small) -> None:
    lines = program("sections", small.path, "reference/cloud-vision.rst").out.splitlines()
    assert lines[0].split() == ["1-6", "Vision", "for", "Clouds", "vision-for-clouds", "8", "words"]
    assert "    Self-service" in lines[2]


def test_a_path_through_a_linked_folder_is_followed(program: Program, small: Small) -> None:
    answer = program("sections", small.path, "doc/linked/cloud-vision.rst", "--format", "json").answer
    assert len(answer["sections"]) == 4


def test_the_work_tree_is_a_revision(program: Program, small: Small) -> None:
    (small.path / "README.md").write_text("# Read me twice\n", encoding="utf-8")
    answer = program("sections", small.path, "README.md", "--revision", "WORKTREE", "--format", "json").answer
    assert [section["title"] for section in answer["sections"]] == ["Read me twice"]


def test_a_repository_can_be_named_by_a_folder_inside(program: Program, small: Small) -> None:
    answer = program("sections", small.path / "reference", "README.md", "--format", "json").answer
    assert [section["title"] for section in answer["sections"]] == ["Read me"]


def test_an_unknown_document_exits_1_with_a_hint(program: Program, small: Small) -> None:
    ran = program("sections", small.path, "nowhere.rst")
    assert ran.status == 1
    assert ran.err.splitlines()[0].startswith("error: There is no document nowhere.rst")
    assert ran.err.splitlines()[1].startswith("hint: ")
    assert program("sections", small.path, "../small/README.md").status == 1


def test_unsaved_drafts_are_revisions(program: Program, small: Small) -> None:
    assert program("sections", small.path, PATH, "--revision", "DRAFT").status == 1
    keep_draft(small.path, "First\n=====\n", "one")
    keep_draft(small.path, "Second\n======\n", "two")
    answer = program("sections", small.path, PATH, "--revision", "DRAFT", "--format", "json").answer
    assert (answer["revision"], answer["sections"][0]["title"]) == ("DRAFT", "Second")
    answer = program("sections", small.path, PATH, "--revision", "DRAFT:one", "--format", "json").answer
    assert (answer["revision"], answer["sections"][0]["title"]) == ("DRAFT:one", "First")
    listed = program("documents", small.path, "--revision", "DRAFT", "--format", "json").answer["documents"]
    assert {row["path"]: row["title"] for row in listed}[PATH] == "Second"
    compared = program("diff", small.path, "HEAD", "DRAFT", "--format", "json").answer
    assert compared["new"] == {"revision": "DRAFT", "path": PATH}
    for arguments in (["HEAD", "DRAFT", "README.md"], ["DRAFT:three", "HEAD", PATH]):
        ran = program("diff", small.path, *arguments)
        assert ran.status == 1
        assert ran.err.startswith("error: There is no unsaved draft of ")
