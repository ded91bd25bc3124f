"""A project's reflection stands beside the document, under its team's name."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import load_document
from visioneditor.services.reflection_paths import reflection_path

TEAMS = "Skerry Charms:\n  mission: x\nferry:\n  mission: x\n"


FILES = {
    "vision.md": "# Vision\n\n## A\n\nx\n",
    "other.rst": "Vision\n======\n\nA\n-\n\nx\n",
    "vision-reflections/skerry-charms.rst": "R\n=\n\nx\n",
    "reference/projects.yaml": TEAMS,
    "visioneditor.toml": '[reflections]\n"other.rst" = "answers"\n',
}


@pytest.fixture
def repository(tmp_path: Path, git: Callable[..., str]) -> Path:
    git(tmp_path, "init", "-q")
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    return tmp_path


@pytest.mark.parametrize(
    ("document", "project", "path"),
    [
        ("vision.md", "Skerry Charms", "vision-reflections/skerry-charms.rst"),
        ("vision.md", "skerry-charms", "vision-reflections/skerry-charms.rst"),
        ("vision.md", "Ferry & Pier/2", "vision-reflections/ferry-pier-2.md"),
        ("other.rst", "ferry", "answers/ferry.rst"),
        ("other.rst", "../..", "answers/project.rst"),
    ],
)
def test_a_file_is_found_or_named_after_the_project(repository: Path, document: str, project: str, path: str) -> None:
    with closing(open_workspace(repository)) as workspace:
        assert reflection_path(workspace, load_document(workspace, None, document), project) == path
