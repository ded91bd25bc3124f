"""Threads beside the text: resolved ones in a line, kept while nothing in them is another, built without a wait."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import CHANGE, Say
from visioneditor.core.review.model import Thread
from visioneditor.gui.look import Look
from visioneditor.gui.review.folded_thread import FoldedThread
from visioneditor.gui.review.thread_list import ThreadList
from visioneditor.gui.widgets.thread_card import ThreadCard
from visioneditor.services.placing import Placement, ShownThread
from visioneditor.values import replace

Place = Callable[..., ShownThread]


@pytest.fixture
def place(say: Say) -> Place:
    def build(name: str, *, unresolved: bool = True, **different: Any) -> ShownThread:
        thread = Thread(comments=(say(name, unresolved=unresolved, **different),))
        return ShownThread(thread=thread, change=CHANGE, placement=Placement.UNCHANGED)

    return build


@pytest.fixture
def threads(look: Look, qtbot: QtBot) -> ThreadList:
    made = ThreadList(look)
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.show()
    return made


def told(threads: ThreadList) -> list[str]:
    """Each row from top to bottom: its first comment, in brackets where it is folded."""
    column = threads.layout()
    assert column is not None
    rows = [column.itemAt(at).widget() for at in range(column.count())]  # type: ignore[union-attr]  # each has one
    return [f"({_name(row)})" if isinstance(row, FoldedThread) else _name(row) for row in rows]


def _name(row: QWidget | None) -> str:
    assert isinstance(row, ThreadCard | FoldedThread)
    return row.thread_shown.root.message


def test_resolved_threads_are_a_line_that_opens_and_folds(threads: ThreadList, place: Place, qtbot: QtBot) -> None:
    threads.show_threads([place("a"), place("b", unresolved=False), place("c")], "")
    assert told(threads) == ["a", "(b)", "c"]
    with qtbot.waitSignal(threads.chosen) as chosen:
        threads.findChildren(FoldedThread)[0].link.click()
    assert chosen.args is not None and chosen.args[0].root.message == "b"
    assert told(threads) == ["a", "b", "c"]
    card = threads.card_of("b")
    assert card is not None
    card.fold.click()
    assert told(threads) == ["a", "(b)", "c"]


def test_the_thread_in_hand_is_open_and_brought_before_the_eye(threads: ThreadList, place: Place, qtbot: QtBot) -> None:
    rows = [place(str(at), unresolved=False) for at in range(30)]
    with qtbot.waitSignal(threads.brought) as brought:
        threads.show_threads(rows, "27")
    assert brought.args == [threads.card_of("27")]
    qtbot.waitUntil(lambda: len(told(threads)) == 30)
    assert told(threads) == [f"({at})" if at != 27 else "27" for at in range(30)]


def test_a_card_laid_out_again_makes_room_for_what_is_put_into_it(
    threads: ThreadList, place: Place, qtbot: QtBot
) -> None:
    rows = [place("a"), place("b", unresolved=False)]
    threads.show_threads(rows, "a")
    qtbot.waitUntil(lambda: threads.heightForWidth(320) > 0)
    before = threads.heightForWidth(320)
    threads.show_threads([*rows, place("c")], "a")
    card = threads.card_of("a")
    assert card is not None
    qtbot.waitUntil(lambda: threads.heightForWidth(320) > before)
    needed = threads.heightForWidth(320)
    field = QPlainTextEdit()
    field.setFixedHeight(150)
    card.lines.addWidget(field)
    qtbot.waitUntil(lambda: threads.heightForWidth(320) >= needed + 150)


def test_what_did_not_change_is_not_built_anew(threads: ThreadList, place: Place) -> None:
    threads.show_threads([place("a"), place("b")], "")
    before = threads.cards()
    threads.show_threads([place("b"), place("c"), place("a")], "a")
    assert told(threads) == ["b", "c", "a"]
    assert (threads.card_of("a"), threads.card_of("b")) == before
    threads.show_threads([replace(place("a"), placement=Placement.EDITED)], "a")
    assert told(threads) == ["a"] and threads.card_of("a") is not before[0]


def test_what_stands_in_a_card_is_saved_before_it_goes(threads: ThreadList, place: Place, qtbot: QtBot) -> None:
    threads.show_threads([place("a"), place("b")], "")
    with qtbot.waitSignal(threads.leaving):
        threads.show_threads([place("b")], "")
    with qtbot.assertNotEmitted(threads.leaving):
        threads.show_threads([place("b"), place("c")], "b")


def test_many_are_built_some_at_a_time(threads: ThreadList, place: Place, qtbot: QtBot) -> None:
    threads.show_threads([place(str(at)) for at in range(20)], "")
    assert 0 < len(told(threads)) < 10
    qtbot.waitUntil(lambda: len(told(threads)) == 20)
    assert told(threads) == [str(at) for at in range(20)]


def test_a_resolved_thread_with_a_draft_stays_open(threads: ThreadList, place: Place) -> None:
    threads.show_threads([place("mine", unresolved=False, uuid=None, id="draft-1", draft=True)], "")
    assert told(threads) == ["mine"]


def test_tab_goes_from_the_first_to_the_last(threads: ThreadList, place: Place, qtbot: QtBot) -> None:
    threads.show_threads([place(str(at)) for at in range(12)], "9")
    qtbot.waitUntil(lambda: len(told(threads)) == 12)
    assert [card.thread_shown.root.message for card in threads.findChildren(ThreadCard)] == [str(n) for n in range(12)]


def test_words_in_a_line_are_never_a_key_of_ours(threads: ThreadList, place: Place) -> None:
    threads.show_threads([place("R&D <b>", unresolved=False)], "")
    (line,) = threads.findChildren(FoldedThread)
    assert "R&&D" in line.link.text() and "<b>" in line.link.accessibleName()
