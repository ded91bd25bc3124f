"""A start imports what the first paint needs and no more: every import before it is waited for."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.benchmarks.processes import make_home
from visioneditor.services.opening import sample_repository

VISION = "reference/cloud-vision.rst"

# Run in a process of its own: tells what was imported when the window was painted for the first time.
START = """
import sys
from visioneditor.__main__ import parse_window_request
from visioneditor.gui.ahead import Ahead

request = parse_window_request(sys.argv[1:])
ahead = Ahead.begin(request)
from visioneditor.gui import qt_loading
from visioneditor.gui import app
from visioneditor.settings import Settings
from PySide6 import QtWidgets

application = app.build_application(Settings(), request)
from visioneditor.gui.window import Window

window = Window(app.build_look(Settings(), request), Settings(), request, ahead)

def leave():
    page = window.comparing if request.compare else window.reading
    classes = [f"class:{name}" for name in vars(QtWidgets)]
    print(len(page.view.prose.rows()), *sys.modules, *classes)
    application.quit()

window.frame.painted.connect(leave)
window.start()
application.exec()
window.frame.close()
"""

# What no first paint needs: a child process finds what is shown, and what belongs to it comes afterwards.
NOT_FOR_THE_FIRST_PAINT = (
    "git",
    "docutils",
    "markdown_it",
    "mdit_py_plugins",
    "yaml",
    "msgspec",
    "platformdirs",
    "tomllib",
    "configparser",
    "diff_match_patch",
    "fast_diff_match_patch",
    "ast",
    "dataclasses",
    "difflib",
    "hashlib",
    "inspect",
    "logging",
    "shutil",
    "sqlite3",
    "subprocess",
    "tempfile",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "visioneditor.cli",
    "visioneditor.exporters",
    "visioneditor.gerrit",
    "visioneditor.store.store",
    "visioneditor.core.compare.comparing",
    "visioneditor.core.document.markdown",
    "visioneditor.core.document.rst",
    "visioneditor.repository.history",
    "visioneditor.repository.writing",
    "visioneditor.services.annotating",
    "visioneditor.services.comparing",
    "visioneditor.services.drafting",
    "visioneditor.services.opening",
    "visioneditor.services.reading",
    "visioneditor.services.reviewing",
    "visioneditor.services.tracing",
    "visioneditor.gui.comparing.changes_pane",
    "visioneditor.gui.comparing.working_out",
    "visioneditor.gui.desks.desks",
    "visioneditor.gui.desks.opening_start",
    "visioneditor.gui.desks.panel_desk",
    "visioneditor.gui.desks.review_desk",
    "visioneditor.gui.dialogs",
    "visioneditor.gui.drafting",
    "visioneditor.gui.help",
    "visioneditor.gui.pdf",
    "visioneditor.gui.welcome",
    "visioneditor.gui.widgets.annotation_card",
    "visioneditor.gui.widgets.comment_editor",
    "visioneditor.gui.widgets.message_bar",
    "visioneditor.gui.widgets.picker",
    "visioneditor.gui.widgets.side_panel",
    "visioneditor.gui.widgets.thread_card",
)
NOT_FOR_READING = ("visioneditor.core.compare", "visioneditor.gui.comparing")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_repository(tmp_path_factory.mktemp("start"))


def _start(repository: Path, *options: str) -> frozenset[str]:
    command = [sys.executable, "-c", START, str(repository), "--document", VISION, *options]
    root = Path(__file__).parent.parent.parent
    home = make_home(Path(tempfile.mkdtemp(dir=repository.parent)) / "home")  # nothing is named there, as with a user
    done = subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE, encoding="utf-8", env=home)
    rows, *modules = done.stdout.split()
    assert int(rows) > 10, "the document is shown"
    return frozenset(modules)


def _of(name: str, modules: frozenset[str]) -> set[str]:
    return {module for module in modules if module == name or module.startswith(f"{name}.")}


@pytest.fixture(scope="module")
def read(repository: Path) -> frozenset[str]:
    return _start(repository)


@pytest.fixture(scope="module")
def compared(repository: Path) -> frozenset[str]:
    command = ["git", "log", "--format=%H", "--", VISION]
    told = subprocess.run(command, cwd=repository, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout.split()
    return _start(repository, "--compare", f"{told[-1]}..{told[0]}")


@pytest.mark.parametrize("name", NOT_FOR_THE_FIRST_PAINT + NOT_FOR_READING)
def test_first_paint_does_without(name: str, read: frozenset[str]) -> None:
    assert not _of(name, read)


@pytest.mark.parametrize("name", NOT_FOR_THE_FIRST_PAINT)
def test_first_paint_of_a_comparison_does_without(name: str, compared: frozenset[str]) -> None:
    assert not _of(name, compared)


def test_first_paint_makes_none_of_the_hundreds_of_constants_that_come_with_a_style(
    read: frozenset[str], compared: frozenset[str]
) -> None:
    assert "class:QStyle" not in read | compared
    assert "class:QWidget" in read & compared


def test_first_paint_needs_no_more_of_our_modules_than_these(read: frozenset[str], compared: frozenset[str]) -> None:
    assert len(_of("visioneditor", read)) <= 100
    assert len(_of("visioneditor", compared)) <= 128
