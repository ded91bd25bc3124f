"""`diff` finds both sides of a document and answers in the shape of the contract."""

from pathlib import Path

from tests.cli.conftest import VISION, Program, Small
from tests.conftest import Git


def test_two_revisions_of_a_document(program: Program, small: Small) -> None:
    answer = program("diff", small.path, small.first, small.reworded, "reference/vision.rst", "--format", "json").answer
    assert answer["schema"] == "visioneditor.comparison/1"
    assert answer["old"] == {"revision": small.first, "path": "reference/vision.rst"}
    assert (answer["summary"]["words_added"], answer["summary"]["words_removed"]) == (1, 1)
    edited = [row for row in answer["sections"] if row["kinds"] == ["edited"]]
    assert [row["new"][0]["id"] for row in edited] == ["self-service"]
    edits = [edit for block in edited[0]["blocks"] for edit in block["edits"]]
    assert [(edit["old_text"], edit["new_text"]) for edit in edits] == [("help", "serve")]
    assert VISION[slice(*edits[0]["old"])] == "help"


def test_the_path_may_be_left_out_where_one_document_changed(program: Program, small: Small) -> None:
    answer = program("diff", small.path, small.first, small.reworded, "--format", "json").answer
    assert answer["new"]["path"] == "reference/vision.rst"


def test_options_may_stand_between_the_places(program: Program, small: Small) -> None:
    answer = program("diff", small.path, "--format", "json", small.first, small.reworded).answer
    assert answer["new"]["path"] == "reference/vision.rst"


def test_a_renamed_document_is_followed(program: Program, small: Small) -> None:
    answer = program("diff", small.path, small.first, "HEAD", "reference/cloud-vision.rst", "--format", "json").answer
    assert answer["old"]["path"] == "reference/vision.rst"
    assert answer["summary"]["words_added"] == 2


def test_the_old_path_can_be_named(program: Program, small: Small) -> None:
    answer = program(
        "diff",
        small.path,
        small.first,
        "HEAD",
        "reference/cloud-vision.rst",
        "--old-path",
        "README.md",
        "--format=json",
    ).answer
    assert answer["old"]["path"] == "README.md"


def test_a_document_on_one_side_is_compared_with_nothing(program: Program, small: Small) -> None:
    (small.path / "new.md").write_text("# New\n\nWords nobody wrote before.\n", encoding="utf-8")
    answer = program("diff", small.path, "HEAD", "WORKTREE", "new.md", "--format", "json").answer
    assert answer["summary"]["words_removed"] == 0
    assert [row["kinds"] for row in answer["sections"]] == [["added"]]


def test_two_files_need_no_repository(program: Program, tmp_path: Path) -> None:
    old, new = tmp_path / "old.rst", tmp_path / "new.rst"
    old.write_text(VISION, encoding="utf-8")
    new.write_text(VISION.replace("Two", "Three"), encoding="utf-8")
    answer = program("diff", "--files", old, new, "--format", "json").answer
    assert (answer["summary"]["words_added"], answer["summary"]["words_removed"]) == (1, 1)
    assert program("diff", "--files", old, tmp_path / "nowhere.rst").status == 1


def test_text_says_what_changed(program: Program, small: Small) -> None:
    ran = program("diff", small.path, small.first, small.reworded)
    assert ran.status == 0
    assert "Self-service" in ran.out
    assert "serve" in ran.out


def test_no_difference_exits_0(program: Program, small: Small) -> None:
    assert program("diff", small.path, "HEAD", "HEAD", "README.md").status == 0


def test_wrong_usage_exits_2(program: Program, small: Small) -> None:
    assert program("diff", small.path, "HEAD").status == 2
    assert program("diff", small.path, "--files", "a", "b").status == 2


def test_unknown_revisions_and_paths_exit_1(program: Program, small: Small) -> None:
    assert program("diff", small.path, "HEAD", "nowhere", "README.md").status == 1
    assert program("diff", small.path, "HEAD~", "HEAD", "nowhere.md").status == 1


def test_the_report_opens_anywhere(program: Program, small: Small, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    arguments = ("diff", small.path, small.first, small.reworded, "--format", "html", "--output", report)
    assert program(*arguments).status == 0
    text = report.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "<ins>serve</ins>" in text
    assert "--added:#00665C" in text


def test_markdown_goes_into_a_mail(program: Program, small: Small) -> None:
    ran = program("diff", small.path, small.first, small.reworded, "--format", "markdown")
    assert ran.out.startswith(f"**reference/vision.rst at {small.first[:10]}, 2026-01-05 → {small.reworded[:10]}, ")
    assert "Users ~~help~~ **serve** themselves" in ran.out


def test_pipes_get_no_colour(program: Program, small: Small) -> None:
    ran = program("diff", small.path, small.first, small.reworded)
    assert "[-help-]{+serve+}" in ran.out
    assert "\x1b" not in ran.out


def test_a_renamed_document_names_both_paths(program: Program, small: Small) -> None:
    ran = program("diff", small.path, small.first, "HEAD", "reference/cloud-vision.rst")
    assert f"reference/vision.rst at {small.first[:10]}, 2026-01-05 → reference/cloud-vision.rst at" in ran.out


def test_what_came_with_a_rebase_is_left_out_between_patch_sets_and_marked_in_json(
    program: Program, tmp_path: Path, git: Git
) -> None:
    folder, text = tmp_path / "rebased", "# Goals\n\nA cloud for all.\n\n# Scope\n\nWhat we do.\n"
    folder.mkdir()
    git(folder, "init", "-q")
    for name, words in (
        ("base", text),
        ("refs/changes/05/705/1", text.replace("do.", "do here.")),
        ("main", text.replace("for all", "for everybody")),
        ("refs/changes/05/705/2", text.replace("for all", "for everybody").replace("do.", "do there.")),
    ):
        (folder / "goals.md").write_text(words)
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", name)
        if name.startswith("refs/"):
            git(folder, "update-ref", name, "HEAD")
            git(folder, "reset", "-q", "--hard", "HEAD~1")
    short = program("diff", folder, "705/1", "705/2").out
    assert "there" in short and "everybody" not in short
    assert short.endswith("This is without 2 words that came with the rebase; --with-rebase shows them.\n")
    whole = program("diff", folder, "705/1", "705/2", "--with-rebase").out
    assert "everybody" in whole and "rebase" not in whole
    page = program("diff", folder, "705/1", "705/2", "--format", "html").out
    assert "705/2" in page and "without 2 words that came with the rebase" in page
    answer = program("diff", folder, "705/1", "705/2", "--format", "json").answer
    assert answer["rebase"] == {"words": 2, "unclear": 0} and answer["summary"]["words_added"] == 2
    edits = [edit for row in answer["sections"] for block in row["blocks"] for edit in block["edits"]]
    assert [(edit["new_text"], edit.get("by_rebase", False)) for edit in edits] == [
        ("everybody", True),
        ("there", False),
    ]
    assert "rebase" not in program("diff", folder, "main", "705/2", "--format", "json").answer


def test_a_pdf_is_written_without_qt_in_this_process(program: Program, small: Small, tmp_path: Path) -> None:
    file = tmp_path / "report of it.pdf"
    ran = program("diff", small.path, small.first, small.reworded, "--format", "pdf", "--output", file)
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert file.read_bytes().startswith(b"%PDF-")
