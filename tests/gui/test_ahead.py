"""What a child process finds for the first paint is what the window would have found itself."""

import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import Git
from visioneditor.gui import ahead
from visioneditor.gui.ahead import Ahead
from visioneditor.gui.desks.opening_start import find_first
from visioneditor.gui.place import Start
from visioneditor.gui.worked_out import ComparedTexts
from visioneditor.services.window_request import WindowRequest

VISION = "reference/cloud-vision.rst"
_OWN = Path("/proc/self/cmdline")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no child is forked here")


def forked() -> set[str]:
    """The processes that are copies of this one; what other tests in it have running (git) is none."""
    tasks = Path("/proc/self/task")
    children = [pid for task in tasks.iterdir() for pid in _told(task / "children").split()]
    return {pid.decode() for pid in children if _told(Path("/proc", pid.decode(), "cmdline")) == _told(_OWN)}


def _told(file: Path) -> bytes:
    """What a file of the system says; nothing where the process or thread has ended meanwhile."""
    with suppress(OSError):
        return file.read_bytes()
    return b""


def look(request: WindowRequest) -> Start | ComparedTexts | None:
    """What a child finds; it is gone afterwards."""
    ahead = Ahead.begin(request)
    found = ahead.take()
    ahead.leave()
    return found


def test_a_comparison_comes_with_its_document_and_an_open_repository(sample: Path, git: Git) -> None:
    newest, oldest = git(sample, "rev-parse", "HEAD"), git(sample, "log", "--format=%H", "--", VISION).split()[-1]
    request = WindowRequest(repository=sample, document=VISION, compare=(oldest, newest))
    found, own = look(request), find_first(request)
    assert isinstance(found, Start) and isinstance(own, Start)
    assert found.place == own.place
    assert found.text is not None and own.text is not None and found.text.loaded == own.text.loaded
    assert found.compared is not None and own.compared is not None
    assert found.compared.loaded == own.compared.loaded and found.compared.shown is found.compared.loaded.comparison
    assert found.compared.changes == own.compared.changes
    assert found.workspace.repository.resolve("HEAD") == newest
    assert found.workspace.path == own.workspace.path and found.workspace.settings == own.workspace.settings
    for start in (found, own):
        start.workspace.close()


def test_two_files_come_compared(tmp_path: Path) -> None:
    for name, word in (("old.rst", "all"), ("new.rst", "some")):
        (tmp_path / name).write_text(f"Goals\n=====\n\nA cloud for {word}.\n")
    request = WindowRequest(files=(tmp_path / "old.rst", tmp_path / "new.rst"))
    found, own = look(request), find_first(request)
    assert isinstance(found, ComparedTexts) and isinstance(own, ComparedTexts) and found.loaded == own.loaded


def test_what_cannot_be_found_is_left_to_the_window(tmp_path: Path) -> None:
    assert look(WindowRequest(repository=tmp_path / "nowhere")) is None


def test_a_child_that_was_ended_is_no_harm(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_tell", lambda request, pipe: os.write(pipe, b"\x80\x05half"))
    assert look(WindowRequest(repository=sample)) is None


def test_where_no_child_can_be_the_window_looks_itself(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_CAN_FORK", False)
    monkeypatch.delattr(os, "fork")
    assert look(WindowRequest(repository=sample)) is None


def test_no_process_stays_behind(sample: Path) -> None:
    before = forked()
    looking = Ahead.begin(WindowRequest(repository=sample))
    assert forked() > before
    found = looking.take()
    assert isinstance(found, Start)
    looking.leave()
    assert forked() <= before
    assert looking.take() is None
    looking.leave()
