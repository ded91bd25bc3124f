"""The outbox shows each item with its state, its reason and its ways out, and says which was pressed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.gui.outbox.made_items import NOW, OFFLINE, make_item
from tests.gui.test_accessibility import nameless, wordless_buttons
from visioneditor.core.review.publication import ItemState
from visioneditor.gui.look import Look
from visioneditor.gui.outbox.outbox_pane import OutboxPane
from visioneditor.gui.outbox.outbox_row import ItemWish

WAITING = make_item("a", reason=OFFLINE)
SENDING = make_item("b", state=ItemState.SENDING)
HELD = make_item("c", state=ItemState.HELD, reason=OFFLINE)


@pytest.fixture
def pane(look: Look, qtbot: QtBot) -> OutboxPane:
    made = OutboxPane(look)
    qtbot.addWidget(made)
    made.resize(344, 700)
    made.show()
    return made


def labels(pane: OutboxPane) -> list[str]:
    return [label.text() for label in pane.findChildren(QLabel) if not label.isHidden()]


def test_an_item_says_its_state_and_its_reason(pane: OutboxPane) -> None:
    pane.show_items([WAITING, HELD], NOW, repository="here")
    assert [row.state.text() for row in pane.rows] == ["Waiting", "Held back"]
    assert sum(text.startswith("https://review.example.org cannot be reached") for text in labels(pane)) == 2
    assert pane.about.text().startswith("1 held back, 1 waiting to be sent.")
    assert not any("In /somewhere" in label.accessibleName() for label in pane.findChildren(QLabel))


def test_what_is_of_another_repository_says_where(pane: OutboxPane) -> None:
    pane.show_items([WAITING], NOW, repository="there")
    assert any(label.accessibleName() == "In /somewhere/governance" for label in pane.findChildren(QLabel))


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (ItemState.WAITING, {ItemState.WAITING: "Send now"}),
        (ItemState.HELD, {ItemState.HELD: "Send anyway"}),
        (ItemState.REFUSED, {ItemState.REFUSED: "Send again"}),
        (ItemState.SENDING, {}),
    ],
)
def test_the_ways_out_are_those_of_its_state(pane: OutboxPane, state: ItemState, offered: dict[ItemState, str]) -> None:
    pane.show_items([make_item(state=state)], NOW, repository="here")
    (row,) = pane.rows
    assert [row.buttons[wish].text() for wish in row.buttons if wish is ItemWish.SEND] == list(offered.values())
    assert (ItemWish.REVIEW in row.buttons) is (state in (ItemState.HELD, ItemState.REFUSED))
    assert (ItemWish.DROP in row.buttons) is (state is not ItemState.SENDING)
    assert {ItemWish.SHOW, ItemWish.OPEN, ItemWish.COPY} <= set(row.buttons)


def test_what_is_pressed_is_announced_with_its_item(pane: OutboxPane, qtbot: QtBot) -> None:
    pane.show_items([WAITING, HELD], NOW, repository="here")
    for wish, button in pane.rows[1].buttons.items():
        with qtbot.waitSignal(pane.wished) as heard:
            button.click()
        assert heard.args == [wish, HELD]


def test_an_empty_outbox_says_so_and_offers_nothing(pane: OutboxPane) -> None:
    pane.show_items([], NOW, repository="here")
    assert pane.about.text() == "Nothing waits to be sent." and not pane.send.isVisible()
    pane.show_items([HELD], NOW, repository="here")
    assert not pane.send.isVisible()  # it waits for its writer
    pane.show_items([HELD, WAITING], NOW, repository="here")
    assert pane.send.isVisible()


def test_sending_can_be_cancelled_while_it_lasts(pane: OutboxPane, qtbot: QtBot) -> None:
    pane.show_items([SENDING], NOW, repository="here")
    pane.show_sending("Say people", is_sending=True)
    assert pane.cancel.isVisible() and not pane.send.isVisible() and pane.said.accessibleName() == "Say people"
    with qtbot.waitSignal(pane.cancel_requested):
        pane.cancel.click()
    pane.show_sending("", is_sending=False)
    assert not pane.cancel.isVisible() and pane.send.isVisible() and not pane.said.accessibleName()


def test_everything_in_it_says_what_it_is(pane: OutboxPane) -> None:
    pane.show_items([WAITING, SENDING, HELD], NOW, repository="here")
    assert nameless(pane) == [] and wordless_buttons(pane) == []


def test_what_was_dropped_and_may_have_arrived_is_looked_for(pane: OutboxPane) -> None:
    pane.show_items([make_item(is_dropped=True, unsure_until=NOW)], NOW, repository="here")
    assert pane.rows[0].buttons[ItemWish.SEND].accessibleName() == "Look now"


def test_keys_stay_where_they_were_when_rows_are_built_anew(pane: OutboxPane, qtbot: QtBot) -> None:
    pane.activateWindow()
    pane.show_items([WAITING, HELD], NOW, repository="here")
    pane.rows[1].buttons[ItemWish.DROP].setFocus()
    pane.show_items([HELD], NOW, repository="here")
    assert pane.rows[0].buttons[ItemWish.DROP].hasFocus()
    pane.show_items([WAITING], NOW, repository="here")
    assert pane.shut.hasFocus()
    with qtbot.waitSignal(pane.closed):
        QTest.keyClick(pane.shut, Qt.Key.Key_Escape)
