"""Reviews in the repository go to a remote and come from it, on a command and behind the window's back."""

import subprocess
from pathlib import Path

import pytest

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.window import Window
from visioneditor.services.publishing import publish_notes
from visioneditor.services.reviewing import add_comment, change_for_revision, load_comments


@pytest.fixture
def bare(sample: Path, tmp_path: Path) -> Path:
    """A remote of the sample."""
    made = tmp_path / "bare.git"
    subprocess.run(["git", "clone", "-q", "--bare", sample, made], check=True)
    subprocess.run(["git", "remote", "add", "origin", made], cwd=sample, check=True)
    return made


def run(window: Window, command: str) -> str:
    window.frame.commands.run(command)
    assert settle(window)
    return window.frame.messages.accessibleName()


def test_a_review_goes_to_the_remote_and_comes_to_another_window(
    open_window: OpenWindow, sample: Path, bare: Path, tmp_path: Path
) -> None:
    mine = open_window(sample)
    workspace, loaded = mine.session.workspace, mine.session.loaded
    assert workspace is not None and loaded is not None
    change = change_for_revision(workspace, loaded.revision, VISION)
    add_comment(workspace, change, path=VISION, quote="vendor-independent API", message="Who decides?")
    publish_notes(workspace, change)
    said = run(mine, "notes.push")
    assert "0 comments came from origin" in said and "went there" in said
    subprocess.run(["git", "clone", "-q", bare, tmp_path / "theirs"], check=True)
    theirs = open_window(tmp_path / "theirs")
    assert "came from origin" in run(theirs, "notes.pull")
    other = theirs.session.workspace
    assert other is not None
    assert "Who decides?" in [one.message for one in load_comments(other, change)]


def test_what_went_wrong_is_told(open_window: OpenWindow, sample: Path) -> None:
    assert "It is not known which remote" in run(open_window(sample), "notes.pull")
