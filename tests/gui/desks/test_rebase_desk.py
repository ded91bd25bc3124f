"""Between patch sets what came with a rebase is left out, said, and shown where the reader wants it."""

from pathlib import Path

import pytest

from tests.conftest import Git
from tests.gui.conftest import OpenWindow, settle
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode

TEXT = "Vision\n======\n\nA cloud for everybody.\n\nGoals\n-----\n\nIt can be run by those who use it.\n"


@pytest.fixture
def folder(tmp_path: Path, git: Git) -> Path:
    """Change 705 rewords the goals; upstream has reworded the vision before its second patch set."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    upstream = TEXT.replace("for everybody", "for everybody who asks")

    def commit(text: str, *options: str) -> None:
        (folder / "vision.rst").write_text(text)
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", "Write")

    commit(TEXT)
    git(folder, "checkout", "-q", "--detach")
    commit(TEXT.replace("can be", "is"))
    git(folder, "update-ref", "refs/changes/05/705/1", "HEAD")
    git(folder, "checkout", "-q", "main")
    commit(upstream)
    git(folder, "checkout", "-q", "--detach")
    commit(upstream.replace("can be", "shall be"))
    git(folder, "update-ref", "refs/changes/05/705/2", "HEAD")
    git(folder, "checkout", "-q", "main")
    return folder


def compare(open_window: OpenWindow, folder: Path, old: str, new: str) -> Window:
    return open_window(folder, document="vision.rst", compare=(old, new), mode=Mode.COMPARE)


def test_it_is_left_out_and_told_and_shown_on_demand(open_window: OpenWindow, folder: Path) -> None:
    window = compare(open_window, folder, "705/1", "705/2")
    view = window.comparing.view
    assert view.counts.rebase.isVisible()
    assert view.counts.rebase.text() == "2 words came with the rebase · Show"
    assert view.change_count() == 1
    view.counts.rebase.click()
    assert settle(window)
    assert view.counts.rebase.text() == "2 words came with the rebase · Leave out"
    assert view.change_count() == 2
    window.frame.commands.run("compare.rebase")
    assert settle(window)
    assert view.change_count() == 1


def test_nothing_is_said_where_there_was_no_rebase(open_window: OpenWindow, folder: Path) -> None:
    window = compare(open_window, folder, "705/2^", "705/2")
    assert not window.comparing.view.counts.rebase.isVisible()
    window.frame.commands.run("compare.rebase")
    assert settle(window)
    assert not window.comparing.view.counts.rebase.isVisible()
