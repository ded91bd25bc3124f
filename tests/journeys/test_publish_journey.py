"""A review is written, read once more, published to a real Gerrit and seen there, all in the real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import Git
from tests.gerrit.server.filling import ACCOUNTS, PROJECT, TEXT, VISION
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.rest import change_path
from tests.gerrit.server.shared import Gerrit
from tests.gui.conftest import put_away, settle
from visioneditor.core.review.model import Change
from visioneditor.gui.app import build_look
from visioneditor.gui.publishing.publish_page import PublishPage
from visioneditor.gui.publishing.request_pane import RequestPane
from visioneditor.gui.window import Window
from visioneditor.services.accounts import Login, Question
from visioneditor.services.reviewing import add_comment, load_comments, resolve_change, set_cover, set_vote
from visioneditor.services.window_request import WindowRequest
from visioneditor.settings import Settings


class Mira:
    """The window of a reviewer who knows her password, on a change of two patch sets."""

    def __init__(self, window: Window, gerrit: Gerrit, number: int) -> None:
        self.window, self.gerrit, self.number = window, gerrit, number
        window.desks.credentials.accounts._ask = self._answer  # the dialog has tests of its own

    def _answer(self, _: Question) -> Login:
        return Login(user="erik", password=ACCOUNTS["erik"].password)

    @property
    def change(self) -> Change:
        assert self.window.session.workspace is not None
        return resolve_change(self.window.session.workspace, str(self.number))

    def write(self) -> None:
        """A comment on words, one on a file that is not touched, a reply, a vote and a message."""
        workspace, change = self.window.session.workspace, self.change
        assert workspace is not None
        (asked,) = load_comments(workspace, change)
        add_comment(workspace, change, path=VISION, quote="Each user helps", message="Each of them?")
        add_comment(workspace, change, path="README.rst", line=1, message="On the file beside it.")
        add_comment(workspace, change, message="Everybody.", reply_to=asked.uuid, unresolved=False)
        set_vote(workspace, change, "Code-Review", 1)
        set_cover(workspace, change, "Two questions.")

    def run(self, id: str) -> None:
        self.window.frame.commands.run(id)
        assert settle(self.window)

    @property
    def page(self) -> PublishPage:
        page = self.window.desks.publishing.page
        assert page is not None
        return page

    @property
    def pane(self) -> RequestPane:
        pane = self.window.desks.publishing.pane
        assert pane is not None
        return pane


@pytest.fixture
def mira(
    gerrit: Gerrit, contribute: Contribute, tmp_path: Path, git: Git, qtbot: QtBot, request: pytest.FixtureRequest
) -> Iterator[Mira]:
    dana = contribute("dana")
    dana.commit(f"Window: {request.node.name}", {VISION: TEXT.replace("Users help", "Every user helps")})
    number = dana.push("refs/for/master")
    asked = {"comments": {VISION: [{"line": 13, "message": "Who?", "unresolved": True}]}}
    gerrit.rest("gus").post(f"{change_path(number)}/revisions/1/review", asked)
    dana.amend({VISION: TEXT.replace("Users help", "Each user helps")})
    dana.push("refs/for/master")
    clone, refs = tmp_path / "clone", f"refs/changes/{number % 100:02}/{number}/*"
    git(tmp_path, "clone", "-q", gerrit.git_url(), "clone")
    git(clone, "remote", "add", "gerrit", gerrit.git_url())
    git(clone, "fetch", "-q", "gerrit", f"+{refs}:{refs}")
    wanted, settings = WindowRequest(repository=clone, change=str(number), document=VISION), Settings(theme="light")
    window = Window(build_look(settings, wanted), settings, wanted)
    window.start()
    assert settle(window)
    yield Mira(window, gerrit, number)
    put_away([window])


def test_what_is_read_in_the_window_is_on_the_server_once(mira: Mira, monkeypatch: pytest.MonkeyPatch) -> None:
    mira.write()
    mira.run("review.publish")
    shown = mira.pane.text.toPlainText()
    assert "Each of them?" in shown and "PUT /a/changes/" in shown
    mira.pane.check.click()
    assert settle(mira.window)
    assert mira.pane.checked.text().startswith("The server was asked") and "as erik" in mira.pane.to.text()
    QTest.keyClick(mira.page.review.cover, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert settle(mira.window)
    assert mira.page.outcome.title.text() == "Published"
    rest, path = mira.gerrit.rest("gus"), change_path(mira.number)
    found = {
        row["message"]: (file, row["patch_set"])
        for file, rows in rest.get(f"{path}/comments").items()
        for row in rows
        if row["author"]["username"] == "erik"
    }
    assert found == {
        "Each of them?": (VISION, 2),
        "On the file beside it.": ("README.rst", 2),
        "Everybody.": (VISION, 1),
    }
    said = [row["message"] for row in rest.get(f"{path}/messages") if row["author"].get("username") == "erik"]
    assert sum("Two questions." in words for words in said) == 1
    workspace = mira.window.session.workspace
    assert workspace is not None
    assert load_comments(workspace, mira.change, drafts_only=True) == ()
    assert mira.window.frame.status.drafts.text() == "No drafts waiting"
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    mira.page.outcome.open.click()
    assert opened == [f"{mira.gerrit.url}/c/{PROJECT}/+/{mira.number}"]


def test_a_vote_that_the_server_would_not_have_is_known_before_it_goes(mira: Mira) -> None:
    workspace = mira.window.session.workspace
    assert workspace is not None
    set_vote(workspace, mira.change, "Code-Review", 2)
    mira.run("review.publish")
    assert mira.page.publish_button.isEnabled()
    mira.pane.check.click()
    assert settle(mira.window)
    unsent = mira.page.unsent
    assert unsent is not None
    assert [problem.message for problem in unsent.publication.problems] == ["publish.unknown-value"]
    assert not mira.page.publish_button.isEnabled()
