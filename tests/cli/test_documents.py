"""`documents` lists prose, marks visions and tells links from files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program, Small


def rows(answer: Any) -> dict[str, Any]:
    return {row["path"]: row for row in answer["documents"]}


def test_prose_is_listed_and_nothing_else(program: Program, small: Small) -> None:
    answer = program("documents", small.path, "--format", "json").answer
    assert answer["schema"] == "visioneditor.documents/1"
    assert answer["revision"] == small.renamed
    assert set(rows(answer)) == {"README.md", "charter", "index.md", "reference/cloud-vision.rst"}
    assert rows(answer)["charter"]["markup"] == "text"
    assert rows(answer)["charter"]["words"] == 10


def test_the_vision_comes_first_and_is_marked(program: Program, small: Small) -> None:
    answer = program("documents", small.path, "--format", "json").answer
    first = answer["documents"][0]
    assert (first["path"], first["vision"], first["title"]) == (
        "reference/cloud-vision.rst",
        True,
        "Vision for Clouds",
    )
    assert [row["vision"] for row in answer["documents"][1:]] == [False, False, False]


def test_a_link_to_a_file_names_the_real_one(program: Program, small: Small) -> None:
    answer = program("documents", small.path, "--format", "json").answer
    assert rows(answer)["index.md"]["same_as"] == "README.md"
    assert rows(answer)["README.md"]["same_as"] is None


def test_another_revision_is_listed_by_its_own_names(program: Program, small: Small) -> None:
    answer = program("documents", small.path, "--revision", small.first, "--format", "json").answer
    assert "reference/vision.rst" in rows(answer)


def test_the_work_tree_shows_new_files_but_not_ignored_ones(program: Program, small: Small) -> None:
    (small.path / "new.md").write_text("# New\n", encoding="utf-8")
    (small.path / "junk.md").write_text("# Junk\n", encoding="utf-8")
    (small.path / ".gitignore").write_text("junk.md\n", encoding="utf-8")
    answer = program("documents", small.path, "--revision", "WORKTREE", "--format", "json").answer
    assert answer["revision"] == "WORKTREE"
    assert "new.md" in rows(answer)
    assert "junk.md" not in rows(answer)
    assert rows(answer)["index.md"]["same_as"] == "README.md"


def test_a_bare_repository_has_no_work_tree(
    program: Program, small: Small, tmp_path: Path, git: Callable[..., str]
) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(small.path), "bare.git")
    ran = program("documents", tmp_path / "bare.git", "--revision", "WORKTREE")
    assert ran.status == 1
    assert ran.err.startswith("error: bare is a bare repository")


def test_the_repository_says_which_documents_are_visions(
    program: Program, small: Small, git: Callable[..., str]
) -> None:
    (small.path / "visioneditor.toml").write_text('[documents]\nvision = ["char*"]\n', encoding="utf-8")
    answer = program("documents", small.path, "--revision", "WORKTREE", "--format", "json").answer
    assert [row["path"] for row in answer["documents"] if row["vision"]] == ["charter"]


@pytest.mark.parametrize("broken", ["not toml", "documents = 3", "[documents]\nvision = 3"])
def test_a_broken_layout_file_is_passed_over(program: Program, small: Small, broken: str) -> None:
    (small.path / "visioneditor.toml").write_text(broken, encoding="utf-8")
    answer = program("documents", small.path, "--revision", "WORKTREE", "--format", "json").answer
    assert answer["documents"][0]["vision"]


def test_reflections_are_no_visions(program: Program, small: Small) -> None:
    folder = small.path / "reference" / "cloud-vision-reflections"
    folder.mkdir()
    (folder / "nova.rst").write_text("Vision\n======\n", encoding="utf-8")
    answer = program("documents", small.path, "--revision", "WORKTREE", "--format", "json").answer
    assert not rows(answer)["reference/cloud-vision-reflections/nova.rst"]["vision"]


def test_control_characters_in_names_do_not_reach_the_terminal(program: Program, small: Small) -> None:
    (small.path / "a\x1b[31m\nb.md").write_text("# Red\x1b[31m\n", encoding="utf-8")
    ran = program("documents", small.path, "--revision", "WORKTREE")
    assert "\x1b" not in ran.out
    assert "a\\x1b[31m\\nb.md" in ran.out


def test_the_answer_can_go_to_a_file(program: Program, small: Small, tmp_path: Path) -> None:
    ran = program("documents", small.path, "--format", "json", "--output", tmp_path / "out.json")
    assert (ran.status, ran.out) == (0, "")
    assert json.loads((tmp_path / "out.json").read_bytes())["schema"] == "visioneditor.documents/1"


def test_an_unknown_revision_or_folder_exits_1(program: Program, small: Small, tmp_path: Path) -> None:
    for arguments in (["documents", small.path, "--revision", "nowhere"], ["documents", tmp_path / "nowhere"]):
        ran = program(*arguments)
        assert ran.status == 1
        assert ran.err.startswith("error: ")


def test_real_repository_is_listed_whole(program: Program, governance: Path) -> None:
    answer = program("documents", governance, "--format", "json").answer
    found = rows(answer)
    assert len([path for path in found if path.endswith(".rst")]) == 203
    assert answer["documents"][0]["path"] == "reference/technical-vision.rst"
    assert [path for path, row in found.items() if row["vision"]] == [
        "reference/technical-vision.rst",
        "resolutions/20170404-vision-2019.rst",
    ]
    assert "requirements.txt" not in found
    assert "reference/tc-chair-candidates/2024.1/jay@jvf.cc" in found
