"""A start imports what the first paint needs and no more: every import before it is waited for."""

import subprocess
import sys
from pathlib import Path

import pytest

from visioneditor.services.opening import sample_repository

# Run in a process of its own: tells what was imported when the window was painted for the first time.
START = """
import sys
from pathlib import Path
from visioneditor.__main__ import parse_window_request
from visioneditor.gui import qt_loading
from visioneditor.gui import app
from visioneditor.settings import Settings

request = parse_window_request(sys.argv[1:])
application = app.build_application(Settings(), request)
from visioneditor.gui.window import Window

window = Window(app.build_look(Settings(), request), Settings(), request)

def leave():
    print(len(window.reading.view.prose.rows()), *sys.modules)
    application.quit()

window.frame.painted.connect(leave)
window.start()
application.exec()
window.frame.close()
"""

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
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "visioneditor.cli",
    "visioneditor.exporters",
    "visioneditor.gerrit",
    "visioneditor.core.compare",
    "visioneditor.services.annotating",
    "visioneditor.services.comparing",
    "visioneditor.services.reviewing",
    "visioneditor.services.tracing",
    "visioneditor.gui.comparing",
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


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    repository = sample_repository(tmp_path_factory.mktemp("start"))
    command = [sys.executable, "-c", START, str(repository), "--document", "reference/cloud-vision.rst"]
    root = Path(__file__).parent.parent.parent
    done = subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    rows, *modules = done.stdout.split()
    assert int(rows) > 10, "the document is shown"
    return frozenset(modules)


@pytest.mark.parametrize("name", NOT_FOR_THE_FIRST_PAINT)
def test_first_paint_does_without(name: str, imported: frozenset[str]) -> None:
    assert not {module for module in imported if module == name or module.startswith(f"{name}.")}
