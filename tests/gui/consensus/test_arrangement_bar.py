"""What is looked at is chosen by a switch and a menu, and said on them."""

from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from visioneditor.core.consensus.arranging import Arrangement, Only, Order
from visioneditor.core.consensus.model import Standing
from visioneditor.gui.consensus.arrangement_bar import ArrangementBar


def entry(bar: ArrangementBar, text: str) -> QAction:
    return next(action for action in bar.sorting.menu().actions() if action.text() == text)


def test_switch_and_menu_are_put_together(qtbot: QtBot) -> None:
    bar = ArrangementBar()
    qtbot.addWidget(bar)
    entry(bar, "Most stale first").trigger()
    entry(bar, "not applicable").trigger()
    bar.toggle(Only.THREADS)
    expected = Arrangement(only=Only.THREADS, standing=Standing.NOT_APPLICABLE, order=Order.STALE)
    assert bar.wanted == expected
    assert bar.only.word == "threads"
    assert bar.sorting.text().startswith("not applicable · Most stale first")
    assert entry(bar, "not applicable").isChecked() and not entry(bar, "gap").isChecked()


def test_toggling_twice_shows_all_again(qtbot: QtBot) -> None:
    bar = ArrangementBar()
    qtbot.addWidget(bar)
    with qtbot.waitSignal(bar.arranged) as arranged:
        bar.toggle(Only.STALE)
    assert arranged.args == [Arrangement(only=Only.STALE)]
    bar.toggle(Only.STALE)
    assert bar.wanted == Arrangement()


def test_narrow_bar_has_the_switch_in_its_menu(qtbot: QtBot) -> None:
    bar = ArrangementBar()
    qtbot.addWidget(bar)
    bar.set_narrow(True)
    entry(bar, "Missing answers only").trigger()
    assert bar.wanted == Arrangement(only=Only.MISSING)
    assert bar.only.isHidden() and bar.sorting.text().startswith("Missing · By name")
    bar.set_narrow(False)
    assert not bar.only.isHidden() and bar.sorting.text().startswith("By name")
