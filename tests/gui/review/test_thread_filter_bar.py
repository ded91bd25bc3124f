"""Which threads are shown is told with how many there are of each sort, and chosen by sort, person and place."""

import pytest
from pytestqt.qtbot import QtBot

from visioneditor.core.review.filtering import ThreadFilter, ThreadSort
from visioneditor.gui.look import Look
from visioneditor.gui.review.thread_filter_bar import ThreadFilterBar

PEOPLE = ("Ada Tester <ada@example.org>", "account 7")


@pytest.fixture
def bar(look: Look, qtbot: QtBot) -> ThreadFilterBar:
    made = ThreadFilterBar()
    qtbot.addWidget(made)
    wanted = ThreadFilter(sort=ThreadSort.MINE, person=PEOPLE[0])
    made.show_choice(wanted, PEOPLE, {ThreadSort.ALL: 5, ThreadSort.MINE: 2}, is_whole=True)
    return made


def test_what_is_chosen_is_shown_with_its_number(bar: ThreadFilterBar) -> None:
    assert [bar.sort.itemText(at) for at in range(4)] == ["All (5)", "Unresolved (0)", "Mine (2)", "Unread (0)"]
    shown = bar.sort.currentText(), bar.person.currentText(), bar.scope.currentText()
    assert shown == ("Mine (2)", "Ada Tester", "Document")


def test_beside_a_section_the_numbers_of_the_document_are_not_told(bar: ThreadFilterBar) -> None:
    bar.show_choice(ThreadFilter(), PEOPLE, {ThreadSort.ALL: 5}, is_whole=False)
    assert [bar.sort.itemText(at) for at in range(4)] == ["All", "Unresolved", "Mine", "Unread"]


def test_choosing_is_announced(bar: ThreadFilterBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.filter_chosen) as chosen:
        bar.sort.setCurrentIndex(1)
        bar.sort.activated.emit(1)
    assert chosen.args == [ThreadFilter(sort=ThreadSort.UNRESOLVED, person=PEOPLE[0])]
    with qtbot.waitSignal(bar.filter_chosen) as chosen:
        bar.person.setCurrentIndex(2)
        bar.person.activated.emit(2)
    assert chosen.args == [ThreadFilter(sort=ThreadSort.UNRESOLVED, person="account 7")]
    with qtbot.waitSignal(bar.scope_chosen) as scope:
        bar.scope.setCurrentIndex(0)
        bar.scope.activated.emit(0)
    assert scope.args == [False]
