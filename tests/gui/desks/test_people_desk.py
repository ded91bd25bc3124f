"""The window asks the server for names: told when somebody asked for it, silent after a fetch."""

import json
import sys
import time

import pytest
from PySide6.QtCore import QEventLoop, QTimer

from tests.gerrit.scripted_server import PREFIX, ScriptedServer, answer, page, scripted
from tests.gui.conftest import LONGEST_S, STEP_MS, OpenWindow, put_away, settle
from tests.services.gerrit_world import write_change, write_comments
from tests.services.review_world import IDS, SECOND, World, build_world
from visioneditor.gui.ahead import Ahead
from visioneditor.gui.app import build_look
from visioneditor.gui.window import Window
from visioneditor.services.fetching import Fetched, FetchedChange
from visioneditor.services.window_request import WindowRequest
from visioneditor.settings import Settings

EMIL = answer(PREFIX + json.dumps([{"_account_id": 1002, "name": "Emil Ö"}]))


NOBODY = answer(PREFIX + "[]")


@pytest.fixture
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Change 7, on which account 1002 has commented, whom nothing names."""
    world = build_world(tmp_path_factory.mktemp("world") / "governance")
    world.git("checkout", "-q", "-b", "seven")
    first = world.commit("Say people", SECOND, change_id=IDS[7])
    write_change(world, 7, [first], subject="Say people")
    write_comments(world, 7, first, ("a_1", 1002, "Who?", True))
    world.git("checkout", "-q", "main")
    return world


def authors(window: Window) -> list[str]:
    return [shown.thread.root.author for shown in window.review.threads.new]


def know(world: World, server: ScriptedServer) -> None:
    world.git("remote", "add", "gerrit", f"{server.url}/governance")


def test_names_asked_for_are_told_and_shown(open_window: OpenWindow, world: World) -> None:
    with scripted(EMIL) as server:
        know(world, server)
        window = open_window(world.folder, change="7")
        assert authors(window) == ["account 1002"]
        window.frame.commands.run("people.ask")
        assert settle(window)
    assert window.frame.messages.sentence.text() == "127.0.0.1: 1 name learned; it does not know who you are."
    assert authors(window) == ["Emil Ö"]


def test_who_is_not_known_there_may_sign_in(open_window: OpenWindow, world: World) -> None:
    here = answer(PREFIX + '"3.13.1"')
    myself = answer(PREFIX + '{"_account_id": 1001, "name": "Dana"}')
    with scripted(EMIL, here, myself, NOBODY) as server:
        know(world, server)
        window = open_window(world.folder, change="7")
        window.frame.commands.run("people.ask")
        assert settle(window)
        window.frame.messages.action.click()
        assert wait_for_dialog(window)
        dialog = window.desks.credentials.dialog
        assert dialog is not None
        dialog.form.user.setText("dana")
        dialog.form.password.setText("secret")
        dialog.form.sign_in.click()
        assert settle(window)
    assert "you are account 1001" in window.frame.messages.accessibleName()
    assert "Authorization" not in server.requests[0] and "GET /a/accounts/self" in server.requests[2]


def wait_for_dialog(window: Window) -> bool:
    loop, until = QEventLoop(), time.monotonic() + LONGEST_S
    while window.desks.credentials.dialog is None and time.monotonic() < until:
        QTimer.singleShot(STEP_MS, loop.quit)
        loop.exec()
    return window.desks.credentials.dialog is not None


def test_why_nobody_could_be_asked_is_told(open_window: OpenWindow, world: World) -> None:
    with scripted(page("502 Bad Gateway")) as server:
        know(world, server)
        window = open_window(world.folder, change="7")
        window.frame.commands.run("people.ask")
        assert settle(window)
    assert "has a fault of its own" in window.frame.messages.sentence.text()


@pytest.mark.parametrize(("told", "name"), [(EMIL, "Emil Ö"), (page("503 Busy"), "account 1002")])
def test_after_a_fetch_it_is_done_in_silence(open_window: OpenWindow, world: World, told: bytes, name: str) -> None:
    window = open_window(world.folder, change="7")
    with scripted(told) as server:
        change = FetchedChange(number=7, patch_sets=(1,), new=0, is_updated=True)
        address = f"{server.url}/governance"
        window.desks.change_list.fetched.emit(Fetched(address=address, changes=(change,), missing=()))
        assert settle(window)
    assert len(server.requests) == 1
    assert authors(window) == [name] and not window.frame.messages.isVisible()


@pytest.mark.skipif(sys.platform != "linux", reason="no child is forked here")
def test_names_are_known_where_another_process_opened_the_repository(open_window: OpenWindow, world: World) -> None:
    with scripted(EMIL) as server:
        know(world, server)
        first = open_window(world.folder, change="7")
        first.frame.commands.run("people.ask")
        assert settle(first)
    request, settings = WindowRequest(repository=world.folder, change="7"), Settings(theme="light")
    ahead = Ahead.begin(request)
    window = Window(build_look(settings, request), settings, request, ahead)
    window.start()
    try:
        assert settle(window)
        assert authors(window) == ["Emil Ö"]
    finally:
        put_away([window])
