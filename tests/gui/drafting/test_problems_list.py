"""A draft's problems are rows that lead to their lines and offer what mends them, however many there are."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from visioneditor.core.document.model import ProblemLevel
from visioneditor.core.drafting.findings import Finding, FindingKind, Fix
from visioneditor.core.drafting.text_change import TextChange
from visioneditor.gui.drafting.problems_list import ProblemsList
from visioneditor.gui.look import Look

FEW = (
    Finding(
        kind=FindingKind.MARKUP,
        level=ProblemLevel.WARNING,
        line=3,
        start=9,
        end=12,
        message="The underline is too short.",
        fixes=(Fix(label="Lengthen it", changes=(TextChange(12, 12, "==="),)),),
    ),
    Finding(kind=FindingKind.LINK, level=ProblemLevel.ERROR, line=9, start=40, end=44, message="Unknown target."),
)


@pytest.fixture
def shown(look: Look, qtbot: QtBot) -> ProblemsList:
    made = ProblemsList(look)
    qtbot.addWidget(made)
    made.resize(900, 120)
    made.show()
    return made


def row(shown: ProblemsList, at: int) -> QModelIndex:
    return shown.model().index(at, 0)


def test_each_row_tells_line_kind_words_and_what_mends_it(shown: ProblemsList) -> None:
    shown.show_problems(FEW)
    told = [row(shown, at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(shown.model().rowCount())]
    assert told == [
        "line 3, warning, Markup: The underline is too short.; Lengthen it",
        "line 9, error, Link: Unknown target.",
    ]


def test_a_row_leads_to_its_problem(shown: ProblemsList, qtbot: QtBot) -> None:
    shown.show_problems(FEW)
    with qtbot.waitSignal(shown.chosen) as chosen:
        shown.activated.emit(row(shown, 1))
    assert chosen.args == [FEW[1]]


def test_the_link_of_a_row_mends_and_does_not_lead(shown: ProblemsList, qtbot: QtBot) -> None:
    shown.show_problems(FEW)
    gone_to: list[object] = []
    shown.chosen.connect(gone_to.append)
    with qtbot.waitSignal(shown.fix_requested) as wished:
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=shown.fix_area(0).center())
    assert wished.args == [FEW[0]] and gone_to == []
    assert shown.fix_area(1).isEmpty()
    QTest.mouseClick(
        shown.viewport(), Qt.MouseButton.LeftButton, pos=shown.visualRect(row(shown, 0)).topLeft() + QPoint(90, 8)
    )
    assert gone_to == [FEW[0]]


def test_the_same_problems_leave_the_selection(shown: ProblemsList) -> None:
    shown.show_problems(FEW)
    shown.setCurrentIndex(row(shown, 1))
    shown.show_problems(list(FEW))
    assert shown.currentIndex().row() == 1
    shown.show_problems(FEW[:1])
    assert shown.problems == FEW[:1] and not shown.currentIndex().isValid()
