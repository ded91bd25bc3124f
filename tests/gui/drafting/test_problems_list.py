"""A draft's problems are rows that lead to their lines, however many there are."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from visioneditor.core.document.model import Problem, ProblemLevel
from visioneditor.gui.drafting.problems_list import ProblemsList
from visioneditor.gui.look import Look

FEW = (
    Problem(line=3, level=ProblemLevel.WARNING, message="The underline is too short."),
    Problem(line=9, level=ProblemLevel.ERROR, message="Unknown target."),
)


@pytest.fixture
def shown(look: Look, qtbot: QtBot) -> ProblemsList:
    made = ProblemsList(look)
    qtbot.addWidget(made)
    return made


def row(shown: ProblemsList, at: int) -> QModelIndex:
    return shown.model().index(at, 0)


def test_each_row_tells_line_kind_and_words(shown: ProblemsList) -> None:
    shown.show_problems(FEW)
    told = [row(shown, at).data() for at in range(shown.model().rowCount())]
    assert told == ["line 3    warning    The underline is too short.", "line 9    error    Unknown target."]
    assert not row(shown, 0).data(Qt.ItemDataRole.DecorationRole).isNull()


def test_a_row_leads_to_its_problem(shown: ProblemsList, qtbot: QtBot) -> None:
    shown.show_problems(FEW)
    with qtbot.waitSignal(shown.chosen) as chosen:
        shown.activated.emit(row(shown, 1))
    assert chosen.args == [FEW[1]]


def test_the_same_problems_leave_the_selection(shown: ProblemsList) -> None:
    shown.show_problems(FEW)
    shown.setCurrentIndex(row(shown, 1))
    shown.show_problems(list(FEW))
    assert shown.currentIndex().row() == 1
    shown.show_problems(FEW[:1])
    assert shown.problems == FEW[:1] and not shown.currentIndex().isValid()
