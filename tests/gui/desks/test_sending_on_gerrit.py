"""The window and a real Gerrit: offline it waits, back online it goes, what is there takes the place of the drafts."""

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest

from tests.conftest import Git
from tests.gerrit.faults import Fault, FaultyProxy
from tests.gerrit.server.contributor import Contributor
from tests.gerrit.server.filling import ACCOUNTS, PROJECT, TEXT, VISION
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.rest import change_path
from tests.gerrit.server.shared import Gerrit
from tests.gui.conftest import OpenWindow, settle
from visioneditor.gui.desks import sending_desk
from visioneditor.gui.dialogs.login_dialog import LoginDialog
from visioneditor.gui.outbox.outbox_row import ItemWish
from visioneditor.gui.window import Window
from visioneditor.services.fetching import fetch_changes
from visioneditor.services.opening import open_workspace
from visioneditor.services.outbox import put_in_outbox
from visioneditor.services.planning import plan_publication
from visioneditor.services.reviewing import add_comment, resolve_change
from visioneditor.values import replace

LONGEST_S = 30
NO_SUCH_FILE = b'{"comments": {"no-such.rst": [{"line": 1, "message": "Hm"}]}}'


class Away:
    """A network that is away until it is `plug`ged in, and a clone that knows the server behind it."""

    def __init__(self, gerrit: Gerrit, dana: Contributor, folder: Path, git: Git) -> None:
        self.gerrit, self.dana, self.folder = gerrit, dana, folder
        self._proxy: FaultyProxy | None = None
        with socket.create_server(("127.0.0.1", 0)) as found:
            self._port = found.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        dana.commit(f"Send from a window {folder.parent.name}", {VISION: TEXT.replace("Users help", "All users help")})
        self.number = dana.push("refs/for/master")
        git(folder.parent, "clone", "-q", gerrit.git_url(), str(folder))
        git(folder, "remote", "add", "gerrit", f"{self.url}/{PROJECT}")
        workspace = open_workspace(folder)
        fetch_changes(workspace, [self.number], remote=gerrit.git_url())
        workspace.close()

    def plug(self) -> None:
        self._proxy = FaultyProxy(self.gerrit.url, lambda _: Fault.NONE, port=self._port)

    def close(self) -> None:
        if self._proxy is not None:
            self._proxy.close()

    @property
    def posted(self) -> list[str]:
        """The words of Erik's comments on the server."""
        rest = self.gerrit.rest("erik")
        found, account = rest.get(f"{change_path(self.number)}/comments"), rest.get("/accounts/self")["_account_id"]
        every = [row for rows in found.values() for row in rows]
        return sorted(row["message"] for row in every if row["author"]["_account_id"] == account)


@pytest.fixture
def away(gerrit: Gerrit, contribute: Contribute, tmp_path: Path, git: Git) -> Iterator[Away]:
    made = Away(gerrit, contribute("dana"), tmp_path / "governance", git)
    yield made
    made.close()


@pytest.fixture
def _kept(away: Away, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git's helper keeps Erik's password."""
    place = away.url.removeprefix("http://").replace(":", "%3a")
    (tmp_path / "kept").write_text(f"http://erik:{ACCOUNTS['erik'].password}@{place}\n")
    (tmp_path / "gitconfig").write_text(f"[credential]\n\thelper = store --file={tmp_path / 'kept'}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))


def wait(window: Window, is_so: Callable[[], object]) -> None:
    until = time.monotonic() + LONGEST_S
    while not is_so() and time.monotonic() < until:
        assert settle(window)
    assert is_so()


def breathe() -> None:
    """Let the window go on for a moment while something of it waits for somebody."""
    loop = QEventLoop()
    QTimer.singleShot(10, loop.quit)
    loop.exec()


def publish(window: Window, away: Away, message: str = "", *, body: bytes = b"") -> None:
    """Write a comment and send it, or a `body` that is not what was planned."""
    workspace = window.session.workspace
    assert workspace is not None
    change = resolve_change(workspace, str(away.number))
    if message:
        add_comment(workspace, change, path=VISION, quote="nobody has to ask anybody", message=message)
    planned = plan_publication(workspace, change)
    if body:
        planned = replace(planned, posts=tuple(replace(post, body=body) for post in planned.posts))
    put_in_outbox(workspace, planned)
    window.desks.sending.send_now()


def outbox(window: Window) -> str:
    return window.frame.status.outbox.text()


def threads(window: Window) -> list[tuple[str, bool]]:
    """What is shown of Erik's: the words, and whether they are a draft."""
    roots = [shown.thread.root for shown in window.review.threads.new]
    return [(root.message, root.draft) for root in roots]


def press(window: Window, wish: ItemWish) -> None:
    window.desks.outbox.show()
    assert settle(window)
    assert window.desks.outbox.pane is not None
    window.desks.outbox.pane.rows[0].buttons[wish].click()


@pytest.mark.usefixtures("_kept")
def test_what_was_published_offline_goes_by_itself_once_the_network_is_back(
    open_window: OpenWindow, away: Away, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending_desk, "_LOOK_EVERY_MS", 50)
    window, other = (open_window(away.folder, change=str(away.number)) for _ in range(2))
    publish(window, away, "Nobody at all?")
    wait(window, lambda: "cannot be reached" in window.frame.messages.accessibleName())
    wait(other, lambda: outbox(window) == outbox(other) == "1 waiting to be sent")
    wait(window, lambda: threads(window) == [("Nobody at all?", True)])
    away.plug()
    wait(window, lambda: away.posted == ["Nobody at all?"])
    for one in (window, other):
        wait(one, lambda one=one: threads(one) == [("Nobody at all?", False)] and not outbox(one))  # type: ignore[misc]
    assert away.posted == ["Nobody at all?"]


def test_who_one_is_is_asked_for_and_a_slip_is_asked_for_again(open_window: OpenWindow, away: Away) -> None:
    away.plug()
    window = open_window(away.folder, change=str(away.number))
    publish(window, away, "Who decides?")
    asked: list[LoginDialog] = []
    for password in ("slip", ACCOUNTS["erik"].password):
        dialog = asked_anew(window, asked)
        assert dialog.form.said.isVisible() is bool(asked)
        asked.append(dialog)
        dialog.form.user.setText("erik")
        QTest.keyClicks(dialog.form.password, password)
        dialog.form.sign_in.click()
    wait(window, lambda: threads(window) == [("Who decides?", False)])
    assert away.posted == ["Who decides?"] and not outbox(window)
    publish(window, away, "And who pays?")
    wait(window, lambda: away.posted == ["And who pays?", "Who decides?"])
    assert window.desks.credentials.dialog is None


def asked_anew(window: Window, asked: list[LoginDialog]) -> LoginDialog:
    until = time.monotonic() + LONGEST_S
    while (dialog := window.desks.credentials.dialog) is None or dialog in asked:
        assert time.monotonic() < until
        breathe()
    return dialog


def test_who_will_not_say_who_they_are_sends_later(open_window: OpenWindow, away: Away) -> None:
    away.plug()
    window = open_window(away.folder, change=str(away.number))
    publish(window, away, "Who decides?")
    asked_anew(window, []).form.cancel.click()
    wait(window, lambda: outbox(window) == "1 waiting to be sent" and not window.desks.sending.is_sending)
    assert "wants to know who you are" in window.frame.messages.accessibleName() and away.posted == []
    window.desks.sending.send_now()
    dialog = asked_anew(window, [])
    window.desks.sending.cancel()
    assert not dialog.isVisible() and not window.desks.sending.is_sending


@pytest.mark.usefixtures("_kept")
def test_what_is_held_back_is_released_and_what_is_refused_corrected(open_window: OpenWindow, away: Away) -> None:
    away.plug()
    window = open_window(away.folder, change=str(away.number))
    away.dana.amend({VISION: TEXT.replace("Users help", "Every one helps")})
    away.dana.push("refs/for/master")
    publish(window, away, "Which?")
    wait(window, lambda: outbox(window) == "1 held back" and not window.desks.sending.is_sending)
    assert away.posted == []
    press(window, ItemWish.SEND)
    wait(window, lambda: away.posted == ["Which?"] and not outbox(window))
    publish(window, away, "And this?", body=NO_SUCH_FILE)
    wait(window, lambda: outbox(window) == "1 refused" and not window.desks.sending.is_sending)
    assert window.frame.messages.accessibleName().startswith("Your review of change")
    assert away.posted == ["Which?"]
    publish(window, away)
    wait(window, lambda: away.posted == ["And this?", "Which?"] and not outbox(window))
