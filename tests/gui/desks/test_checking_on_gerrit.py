"""The page to publish asks a real Gerrit behind its back what it would take, and says so while one still reads."""

import time
from pathlib import Path

import pytest

from tests.conftest import Git
from tests.gerrit.server.filling import ACCOUNTS, TEXT, VISION
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.shared import Gerrit
from tests.gui.conftest import OpenWindow, settle
from visioneditor.gui.window import Window
from visioneditor.services.fetching import fetch_changes
from visioneditor.services.opening import open_workspace
from visioneditor.services.reviewing import add_comment, resolve_change, set_vote

LONGEST_S = 30


@pytest.fixture
def clone(gerrit: Gerrit, contribute: Contribute, tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Erik's, with a password in git's helper, and a vote on a label that there is none of."""
    kept, config = tmp_path / "kept", tmp_path / "gitconfig"
    place = gerrit.url.removeprefix("http://").replace(":", "%3a")
    kept.write_text(f"http://erik:{ACCOUNTS['erik'].password}@{place}\n")
    config.write_text(f"[credential]\n\thelper = store --file={kept}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    dana = contribute("dana")
    dana.commit(f"Ask {tmp_path.name}", {VISION: TEXT.replace("Users help", "All of us help")})
    number = dana.push("refs/for/master")
    git(tmp_path, "clone", "-q", "-o", "gerrit", gerrit.git_url(), str(number))
    workspace = open_workspace(tmp_path / str(number))
    fetch_changes(workspace, [number])
    change = resolve_change(workspace, str(number))
    add_comment(workspace, change, path=VISION, line=1, message="To whom?", reply_to="00000000_00000000")
    set_vote(workspace, change, "Colour", 1)
    workspace.close()
    return tmp_path / str(number)


def said(window: Window) -> set[str]:
    """What is said of what is on the page and does not leave."""
    loaded = window.desks.publishing._loaded
    publication = loaded.unsent.publication if loaded else None
    if publication is None:
        return set()
    every = (*publication.problems, *(one for planned in publication.blocked for one in planned.problems))
    return {problem.message for problem in every if problem.is_blocking}


def test_what_the_server_would_swallow_is_said_before_it_is_sent(open_window: OpenWindow, clone: Path) -> None:
    window = open_window(clone, change=clone.name)
    window.frame.commands.run("review.publish")
    until = time.monotonic() + LONGEST_S
    while not said(window) and time.monotonic() < until:
        assert settle(window)
    assert said(window) == {"publish.unknown-label", "publish.unknown-answered"}
    page = window.desks.publishing.page
    assert page is not None and page.problems.count() == 1 and not page.shows_outcome
