"""What a desktop wants opened by an event is opened, also what it named before the window stood."""

import subprocess
import sys
from pathlib import Path

from tests.gui.conftest import OpenWindow, settle

SCRIPT = """
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent
from visioneditor.gui.opened_files import FileOpeningApplication

application, opened = FileOpeningApplication(["visioneditor"]), []
QCoreApplication.sendEvent(application, QFileOpenEvent("/before.rst"))
application.hand_files_to(opened.append)
QCoreApplication.sendEvent(application, QFileOpenEvent("/after.rst"))
print(*opened)
"""


def test_files_named_in_events_are_handed_on_in_their_order() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("/before.rst /after.rst\n", "")


def test_a_document_the_desktop_names_is_shown(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(repository=sample)
    window.open_path(str(sample / "reference" / "principles.rst"))
    assert settle(window)
    assert window.session.place is not None
    assert window.session.place.path == "reference/principles.rst"
