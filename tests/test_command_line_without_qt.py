"""No subcommand loads Qt in its own process, and nothing below the window needs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Git

# Importing a module whose entry in sys.modules is None raises ImportError.
WITHOUT_QT = """
import sys
sys.modules["PySide6"] = sys.modules["shiboken6"] = None
"""

RUN = WITHOUT_QT + "from visioneditor.__main__ import main\nsys.exit(main(sys.argv[1:]))"

IMPORT_ALL = (
    WITHOUT_QT
    + """
import importlib
for name in sys.argv[1:]:
    importlib.import_module(name)
"""
)

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("--version",),
    ("--help",),
    ("documents", "."),
    ("sections", ".", "vision.rst", "--format", "json"),
    ("annotations", ".", "vision.rst"),
    ("consensus", ".", "vision.rst", "--format", "html"),
    ("diff", ".", "HEAD~1", "HEAD", "vision.rst"),
    ("diff", "--files", "vision.rst", "vision.rst", "--format", "json"),
    ("history", ".", "vision.rst"),
    ("find", ".", "clouds", "--all-revisions"),
    ("decisions", ".", "vision.rst", "--section", "vision"),
    ("change", "fetch", ".", "1", "--remote", "."),
    ("comments", ".", "HEAD"),
    ("publish", ".", "HEAD", "--via", "notes", "--dry-run"),
    ("publish", ".", "HEAD", "--via", "notes"),
    ("outbox", "."),
    ("outbox", "--send"),
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory, git: Git) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    git(folder, "init", "-q")
    for sentence in ("Services are open.", "Clouds are open."):
        (folder / "vision.rst").write_text(f"Vision\n======\n\n{sentence}\n")
        git(folder, "add", "vision.rst")
        git(folder, "commit", "-q", "-m", sentence)
    git(folder, "update-ref", "refs/changes/01/1/1", "HEAD")
    return folder


def run_without_qt(folder: Path, *arguments: str) -> str:
    """Run the program where Qt cannot be imported and answer with what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_subcommand_runs_where_there_is_no_qt(repository: Path, arguments: tuple[str, ...]) -> None:
    run_without_qt(repository, *arguments)


def test_review_is_written_and_handed_out_where_there_is_no_qt(repository: Path) -> None:
    comment = ("comment", "--path", "vision.rst", "--quote", "Clouds", "--message", "Which?")
    run_without_qt(repository, "review", ".", "HEAD", *comment)
    assert "Which?" in run_without_qt(repository, "export", ".", "HEAD", "--as", "gerrit")
    assert "Which?" in run_without_qt(repository, "export", ".", "HEAD", "--as", "markdown")


def test_modules_below_the_window_import_where_there_is_no_qt() -> None:
    package = ROOT / "visioneditor"
    modules = [
        ".".join(module.relative_to(ROOT).with_suffix("").parts)
        for module in sorted(package.rglob("*.py"))
        if "gui" not in module.parts and module.name not in {"__main__.py", "__init__.py", "pdf.py"}
    ]
    done = subprocess.run([sys.executable, "-c", IMPORT_ALL, *modules], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
