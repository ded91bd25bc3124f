"""What waits in the outbox is counted, shown, sent by hand or by itself, and nothing of that holds up the window."""

import threading
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import OpenWindow, settle
from tests.gui.outbox.made_items import NOW, OFFLINE, make_item
from tests.services.gerrit_world import write_change
from tests.services.review_world import IDS, PATH, SECOND, World, build_world
from visioneditor.core.review.publication import ItemState, OutboxItem, Sent, Server
from visioneditor.gui.desks import sending_desk
from visioneditor.gui.desks.sending_desk import milliseconds_until
from visioneditor.gui.outbox.outbox_row import ItemWish, OutboxRow
from visioneditor.gui.window import Window
from visioneditor.services.outbox import list_outbox, put_in_outbox
from visioneditor.services.planning import plan_publication
from visioneditor.services.reviewing import add_comment, load_comments, resolve_change
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

SERVER = Server(root="https://review.example.org", project="governance")
LONGEST_S = 10


class Sender:
    """In the place of `send`: remembers what it was told, and does to each item what it is told to."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.becomes: ItemState | None = None
        self.hangs, self.may_go_on = threading.Event(), threading.Event()
        self.is_hanging = self.was_cancelled = False

    def __call__(self, _: None, **told: Any) -> Sent:
        self.told.append(told)
        told["progress"](0.0, "Reword")
        if self.is_hanging:
            self.hangs.set()
            self.may_go_on.wait(LONGEST_S)
            self.was_cancelled = told["cancelled"]()
            return Sent()
        return self._carry_out(told["items"])

    def _carry_out(self, ids: Iterable[str] | None) -> Sent:
        from visioneditor.services.opening import STORE_NAME
        from visioneditor.settings import data_folder
        from visioneditor.store.store import Store

        with Store.open(data_folder() / STORE_NAME) as store:
            items = [item for item in store.outbox() if ids is None or item.id in ids]
            for item in items:
                store.alter_item(item.id, self._alter)
        after = tuple(self._alter(item) or item for item in items)
        return Sent(**{f"{self.becomes.value if self.becomes else 'posted'}": after})

    def _alter(self, item: OutboxItem) -> OutboxItem | None:
        return replace(item, state=self.becomes, reason=OFFLINE, next_try=None) if self.becomes else None


@pytest.fixture
def sender(monkeypatch: pytest.MonkeyPatch) -> Sender:
    made = Sender()
    monkeypatch.setattr(sending_desk, "send", made)
    monkeypatch.setattr(sending_desk, "_SOONEST_MS", 60_000)  # else a slow machine sends by itself
    return made


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = build_world(tmp_path / "governance")
    world.git("checkout", "-q", "-b", "seven")
    first = world.commit("Reword", SECOND, change_id=IDS[7])
    world.git("checkout", "-q", "main")
    write_change(world, 7, [first], subject="Reword")
    return world


@pytest.fixture
def window(open_window: OpenWindow, world: World, sender: Sender) -> Window:
    return open_window(world.folder, change="7")


def opened(window: Window) -> Workspace:
    assert window.session.workspace is not None
    return window.session.workspace


def publish(window: Window, message: str = "Which?") -> OutboxItem:
    """Write a comment down in the outbox; it is put there by another window, as far as this one knows."""
    workspace = opened(window)
    change = resolve_change(workspace, "7")
    add_comment(workspace, change, path=PATH, quote="cloud", message=message)
    (item,) = put_in_outbox(workspace, plan_publication(workspace, change, server=SERVER))
    window.desks.sending.refresh()
    assert settle(window)
    return item


def alter(window: Window, **different: Any) -> None:
    (item,) = list_outbox(opened(window).store)
    opened(window).store.alter_item(item.id, lambda one: replace(one, **different))
    window.desks.sending.refresh()
    assert settle(window)


def row(window: Window) -> OutboxRow:
    assert window.desks.outbox.pane is not None
    (row,) = window.desks.outbox.pane.rows
    return row


def press(window: Window, wish: ItemWish) -> None:
    row(window).buttons[wish].click()
    assert settle(window)


def said(window: Window) -> str:
    return window.frame.messages.accessibleName()


def test_what_waits_is_counted_and_a_press_away(window: Window) -> None:
    status = window.frame.status
    assert not status.outbox.isVisible()
    publish(window)
    assert status.outbox.text() == "1 waiting to be sent" and not status.outbox.property("alarm")
    status.outbox.click()
    assert window.desks.outbox.is_shown and row(window).state.text() == "Waiting"
    alter(window, state=ItemState.HELD, reason=OFFLINE)
    assert status.outbox.text() == "1 held back" and status.outbox.property("alarm") is True
    assert row(window).state.text() == "Held back"
    window.frame.commands.run("outbox.show")
    assert not window.desks.outbox.is_shown


def test_a_narrow_window_has_room_for_all_that_is_told_of_it(window: Window) -> None:
    status = window.frame.status
    status.show_outbox("1 refused")
    before = status.minimumSizeHint().width()
    status.show_outbox("11 refused, 12 held back, 13 waiting to be sent", is_stuck=True)
    assert status.minimumSizeHint().width() == before
    assert status.outbox.toolTip() == status.outbox.text()


def test_what_was_sent_by_hand_is_told_and_gone(window: Window, sender: Sender) -> None:
    item = publish(window)
    heard: list[Sent] = []
    window.desks.sending.sent.connect(lambda sent, _: heard.append(sent))
    window.desks.sending.send_now([item.id])
    assert settle(window)
    assert sender.told[-1]["items"] == {item.id} and sender.told[-1]["may_ask"] and not sender.told[-1]["is_due_only"]
    assert said(window) == "Sent to change 7: 1 comment." and not window.frame.status.outbox.isVisible()
    assert [one.posted[0].id for one in heard] == [item.id]


def test_who_tells_it_elsewhere_is_not_told_here(window: Window, sender: Sender) -> None:
    publish(window)
    window.desks.sending.send_now(is_told=False)
    assert settle(window)
    assert sender.told[-1]["items"] is None and not window.frame.messages.isVisible()


def test_what_waits_on_says_why_to_who_sent_it(window: Window, sender: Sender) -> None:
    publish(window)
    sender.becomes = ItemState.WAITING
    window.frame.commands.run("outbox.send")
    assert settle(window)
    assert said(window).startswith("Your review of change 7 was not sent yet.")
    status = window.frame.status
    assert status.outbox.text() == "1 waiting to be sent" and status.place.text() == "Offline"
    sender.becomes = None
    window.frame.commands.run("outbox.send")
    assert settle(window)
    window.frame.commands.run("view.read")
    assert settle(window)
    assert status.place.text() == "review.example.org"


def test_what_is_held_back_goes_when_its_writer_says_so(window: Window, sender: Sender) -> None:
    item = publish(window)
    alter(window, state=ItemState.HELD, reason=OFFLINE)
    window.frame.commands.run("outbox.show")
    assert settle(window)
    press(window, ItemWish.SEND)
    assert sender.told[-1]["items"] == {item.id}
    assert said(window) == "Sent to change 7: 1 comment." and not list_outbox(opened(window).store)


def test_what_was_dropped_stays_a_draft_and_can_come_back(window: Window) -> None:
    item = publish(window)
    window.frame.commands.run("outbox.show")
    assert settle(window)
    press(window, ItemWish.DROP)
    change = resolve_change(opened(window), "7")
    assert not window.frame.status.outbox.isVisible() and not list_outbox(opened(window).store)
    assert [draft.message for draft in load_comments(opened(window), change, drafts_only=True)] == ["Which?"]
    window.frame.messages.action.click()
    assert settle(window)
    assert list_outbox(opened(window).store) == (item,) and row(window).item == item


def test_what_may_have_arrived_is_not_said_to_be_dropped(window: Window) -> None:
    publish(window)
    alter(window, unsure_until=NOW)
    window.frame.commands.run("outbox.show")
    assert settle(window)
    press(window, ItemWish.DROP)
    assert said(window).startswith("It may have arrived already")
    assert window.frame.status.outbox.text() == "1 waiting to be sent"


def test_without_a_repository_it_is_counted_and_not_shown(window: Window) -> None:
    publish(window)
    window.frame.commands.run("outbox.show")
    window.frame.commands.run("repository.close")
    assert settle(window)
    status = window.frame.status
    assert not window.desks.outbox.is_shown
    assert status.outbox.text() == "1 waiting to be sent" and not status.outbox.isEnabled()


def test_it_goes_by_itself_after_a_start_without_asking_anybody(
    open_window: OpenWindow, world: World, sender: Sender, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    first = open_window(world.folder, change="7")
    publish(first)
    first.frame.close()
    monkeypatch.setattr(sending_desk, "_SOONEST_MS", 1)
    second = open_window(world.folder, change="7")
    wait(second, lambda: not second.desks.sending.items and bool(sender.told))
    assert all(told["is_due_only"] and not told["may_ask"] for told in sender.told)
    wait(second, lambda: said(second) == "Sent to change 7: 1 comment.")


def wait(window: Window, is_so: Callable[[], bool]) -> None:
    for _ in range(200):
        if is_so():
            return
        assert settle(window)
    raise AssertionError


def test_sending_can_be_cancelled_at_any_moment(window: Window, sender: Sender) -> None:
    publish(window)
    sender.is_hanging = True
    window.frame.commands.run("outbox.show")
    window.desks.sending.send_now()
    assert sender.hangs.wait(LONGEST_S)
    pane = window.desks.outbox.pane
    assert pane is not None and pane.cancel.isVisible()
    pane.cancel.click()
    assert not window.desks.sending.is_sending and not pane.cancel.isVisible()
    sender.may_go_on.set()
    wait(window, lambda: sender.was_cancelled)
    assert not window.frame.messages.isVisible()


def test_a_closing_window_does_not_wait_for_the_server(window: Window, sender: Sender) -> None:
    publish(window)
    sender.is_hanging = True
    window.desks.sending.send_now()
    assert sender.hangs.wait(LONGEST_S)
    assert window.frame.close()
    assert not sender.was_cancelled and not sender.may_go_on.is_set(), "it still hangs"
    sender.may_go_on.set()


def test_what_is_wished_while_something_is_sent_is_sent_after_it(window: Window, sender: Sender) -> None:
    item = publish(window)
    sender.is_hanging = True
    window.desks.sending.send_now()
    assert sender.hangs.wait(LONGEST_S)
    window.desks.sending.send_now([item.id])
    sender.is_hanging = False
    sender.may_go_on.set()
    assert settle(window)
    assert [told["items"] for told in sender.told] == [None, {item.id}] and not window.desks.sending.items


def test_what_another_window_wrote_down_is_seen_here(window: Window, open_window: OpenWindow, world: World) -> None:
    other = open_window(world.folder, change="7")
    publish(other)
    window.session.store_changed.emit()  # what the watch says a second later
    assert settle(window)
    assert window.frame.status.outbox.text() == "1 waiting to be sent"


def test_the_change_of_an_item_is_shown(window: Window) -> None:
    publish(window)
    window.frame.commands.run("view.read")
    window.frame.commands.run("outbox.show")
    assert settle(window)
    press(window, ItemWish.SHOW)
    assert window.session.comparison is not None and window.session.place.path == PATH


def test_the_first_that_is_due_counts() -> None:
    items = [make_item(next_try=NOW + timedelta(seconds=seconds)) for seconds in (90, 5)]
    assert milliseconds_until(items, NOW) == 5_000
    assert milliseconds_until([*items, make_item()], NOW) == 1_000
    assert milliseconds_until([make_item(next_try=NOW + timedelta(days=3))], NOW) == 3_600_000
